"""What counts as received, for which town, and what an extract that is not whole can prove."""

import pytest

from tests.matchers.desk import County, place
from tests.matchers.people import lives, number

NAMES = ("王桂英", "李国强", "赵永福", "孙乐乐", "周海波", "吴晓峰", "郑文静", "冯玉兰", "陈大河", "褚来宝")
N = {name: number(f"1950-01-{10 + at}") for at, name in enumerate(NAMES)}
TOWN_OF = {name: "狸桥镇" if name in ("李国强", "孙乐乐") else "水阳镇" for name in NAMES}


@pytest.fixture
def county(tmp_path):
    """Ten households of one elder each, two of them in 狸桥镇."""
    county = County(tmp_path)
    county.drop("roster", *(lives(name, N[name], 乡镇=TOWN_OF[name]) for name in NAMES), folder="2024-01")
    return county


def insured(*names, **more):
    return [{"姓名": name, "证件号码": N[name], **place(TOWN_OF[name]), **more} for name in names]


def lapsed(county, month="2024-06"):
    """(households without insurance, what is said of those not judged)."""
    with county.judged(month) as (_, comparison):
        fired = {signal.household_id.removesuffix("家") for signal in comparison.signals if signal.indicator == "insurance.lapsed"}
        return fired, [line for line in comparison.not_evaluated if "应保未保" in line]


def test_a_file_for_the_county_is_received_for_all_towns(county):
    county.drop("enrolment", *insured("王桂英"))
    assert lapsed(county) == (set(NAMES) - {"王桂英"}, [])


@pytest.mark.parametrize("name", ["医保参保_2024-06_水阳镇", "医保参保_2024-06_水阳", "水阳镇人民政府医保参保2024年6月"])
def test_a_file_that_names_a_town_is_received_for_that_town(county, name):
    county.drop("enrolment", *insured("王桂英"), name=name)
    fired, said = lapsed(county)
    assert fired == {name for name in NAMES if TOWN_OF[name] == "水阳镇"} - {"王桂英"}
    assert len(said) == 1 and all(words in said[0] for words in ("2024-06", "狸桥镇", "医保参保")) and "水阳" not in said[0]


def test_a_town_that_comes_late_is_judged_then(county):
    county.drop("enrolment", *insured("王桂英"), name="医保参保_2024-06_水阳镇")
    county.drop("enrolment", *insured("李国强"), folder="2024-07", name="医保参保_2024-06_狸桥镇")
    assert "孙乐乐" not in lapsed(county)[0]
    with county.linked("2024-07") as warehouse:
        towns = {row["town"] for row in warehouse.query("FROM linked.received WHERE dataset = 'enrolment'")}
    assert towns == {"水阳镇", "狸桥镇"}


def test_headers_without_rows_say_nobody(county):
    county.drop("enrolment")
    assert lapsed(county) == (set(NAMES), [])


def test_a_refused_file_is_not_received(county):
    county.drop("enrolment", *insured("王桂英", 参保状态="参保中"))
    assert lapsed(county)[0] == set()


def test_no_file_for_the_month(county):
    county.drop("enrolment", *insured(*NAMES), folder="2024-05")
    fired, said = lapsed(county)
    assert fired == set() and len(said) == 1 and "2024-06医保参保" in said[0]


def months_of(county, *sizes):
    """Extracts of the months up to June that name so many of the ten."""
    for at, size in enumerate(sizes):
        county.drop("enrolment", *insured(*NAMES[:size]), folder=f"2024-{6 - len(sizes) + 1 + at:02d}")


@pytest.mark.parametrize(
    ("sizes", "is_whole"),
    [((9, 9, 9, 8), True), ((8, 8, 8, 4), True), ((9, 9, 9, 4), False), ((8, 8, 8, 3), False), ((9, 9, 3), True), ((9, 9, 9, 9, 4, 9), True)],
    ids=["nearly as many", "exactly half", "under half", "far under half", "two months before are too few to tell", "the month before had shrunk"],
)
def test_absence_from_an_extract_that_shrank_proves_nothing(county, sizes, is_whole):
    months_of(county, *sizes)
    fired, said = lapsed(county)
    assert fired == (set(NAMES[sizes[-1] :]) if is_whole else set())
    assert is_whole or (len(said) == 1 and "2024-06医保参保" in said[0] and "没有报全" in said[0])


def test_a_shrunk_extract_filled_up_is_whole_again(county):
    months_of(county, 9, 9, 9, 4)
    assert lapsed(county)[0] == set()
    county.drop("enrolment", *insured(*NAMES[4:9]), name="医保参保（补报）_2024-06")
    assert lapsed(county)[0] == {NAMES[9]}


def test_what_does_not_rest_on_absence_is_judged_all_the_same(county):
    months_of(county, 9, 9, 9, 3)
    county.drop("settlement", {"姓名": "王桂英", "证件号码": N["王桂英"], "结算编号": "B1", "医疗总费用": "15000", "个人自付": "15000"})
    with county.judged() as (_, comparison):
        assert {(s.household_id, s.indicator) for s in comparison.signals} == {("王桂英家", "medical.self_pay_month")}
