"""Which households are newly struck, month by month, out of what departments sent; a blow to a village is told with the households behind it."""

import pytest

from matchers.clusters.clustering import clusters
from matchers.months.measuring import Month, measure
from matchers.rules.policy import load_policy
from schemas.months import parse_month, shifted, written
from tests.matchers.desk import County
from tests.matchers.people import lives, number

JUNE = parse_month("2024-06")
VILLAGES = ("大桥村", "裘公村", "雁翅村", "中联村", "徐村村", "新珠村")
HOMES = 20


def person(at: int) -> tuple[str, str]:
    return f"王{'一二三四五六七八九十'[at % 10]}{'甲乙丙丁戊己庚辛壬癸'[at // 10 % 10]}{'春夏秋冬'[at // 100]}", number(f"19{50 + at % 40}-{1 + at % 12:02d}-{1 + at % 28:02d}", at % 100)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """120 workers in six villages for 14 months: one loses work now and then; in June six of 雁翅村 do, and hail falls on two villages."""
    county = County(tmp_path_factory.mktemp("成片"))
    people = [(*person(at), VILLAGES[at // HOMES]) for at in range(HOMES * len(VILLAGES))]
    county.drop("roster", *(lives(name, mine, village, household=f"H{at:03d}", 劳动技能="普通劳动力") for at, (name, mine, village) in enumerate(people)), folder="2023-05")
    out: set[int] = set()
    for back in range(13, -1, -1):
        month = written(shifted(JUNE, -back))
        out = {(back * 37) % len(people)} if back % 3 == 0 else set()
        if back == 0:
            out |= set(range(2 * HOMES, 2 * HOMES + 7))
        county.drop("employment", *({"姓名": name, "证件号码": mine, "就业状态": "失业" if at in out else "务工"} for at, (name, mine, _) in enumerate(people)), folder=month)
    hit = [people[at] for village in (0, 4) for at in range(village * HOMES, village * HOMES + 6)]
    lines = [f"{name},{mine},2024-06-1{at % 10},风雹,无,{2000 + at},0,0" for at, (name, mine, _) in enumerate(hit)]
    ledger = ["姓名,证件号码,受灾日期,灾种,房屋受损,直接经济损失,救助金额,保险赔付", *lines, f"{people[50][0]},{people[50][1]},2024-02-03,火灾,一般损坏,800,0,800"]
    (county.workspace.inbox / "2024-06" / "受灾台账_2024-06.csv").write_text("\n".join(ledger), "utf-8-sig")
    with county.linked() as warehouse:
        at = Month(warehouse, load_policy("default"), JUNE)
        measure(at)
        yield clusters(at)


def test_a_village_that_loses_work_is_told_with_its_households(found):
    villages = [place for place in found.found if place.village and place.kind == "就业"]
    assert [(place.kind, place.village) for place in villages] == [("就业", "雁翅村")]
    assert (villages[0].struck, villages[0].households, villages[0].months) == (7, HOMES, 12)
    assert villages[0].struck_ids == tuple(f"H{at:03d}" for at in range(40, 47))
    assert villages[0].expected < 2 < villages[0].low


def test_hail_over_two_villages_is_told_of_both_the_same_month(found):
    villages = {place.village: place for place in found.found if place.village and place.kind == "灾害"}
    assert set(villages) == {VILLAGES[0], VILLAGES[4]}
    assert {(place.struck, place.months) for place in villages.values()} == {(6, 5)}, "the ledger of June tells of the year"


def test_what_was_never_sent_is_not_judged_and_what_is_small_is_not_told(found):
    assert {place.kind for place in found.places} == {"就业", "灾害"} and found.not_judged == ()
    assert all(place.struck >= 3 for place in found.places)
    assert found.looked_at == 2 * (len(VILLAGES) + 1)
