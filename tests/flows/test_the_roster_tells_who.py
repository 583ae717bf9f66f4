"""Files of which nothing could be made are held against the people of the rosters that had come by their month: whenever these come, and once."""

import pytest

from flows.teaching import tried
from flows.workspace import Workspace
from schemas.months import parse_month
from tests.flows import small
from tests.flows.test_read_again import collected, receipt, stored

PEOPLE = (("王桂英", small.WANG), ("李国强", small.LI), ("李小雨", small.CHILD), ("张德明", small.ZHANG), ("孙玉兰", small.SUN))
EVERYBODY = [(*who, stranger) for who, stranger in zip(PEOPLE, ("赵六一", "钱六二", "吴六三", "郑六四", "冯六五"), strict=True)]  # two columns of names: their look tells neither
ASKED = [(*who, PEOPLE[at - 1][0]) for at, who in enumerate(PEOPLE)]  # somebody else of the roster beside


@pytest.fixture
def county(tmp_path):
    return small.build(tmp_path / "county")


def deaths(county, *rows, month=small.MONTH):
    """Deaths, two headers of which say nothing."""
    path = county.inbox / month / f"死亡登记_{month.replace('-', '')}.csv"
    path.write_text("\n".join(["A01,证件号码,A03,死亡日期", *(f"{','.join(row)},{month}-03" for row in rows)]), "utf-8-sig")


def without_roster(county):
    """The roster's file, taken away."""
    (path,) = county.inbox.rglob("*花名册*")
    content = path.read_bytes()
    path.unlink()
    return content


def put(county, content, month, name="农户花名册.csv"):
    (county.inbox / month / name).write_bytes(content)


def test_what_is_told_stands_on_the_receipt_and_is_told_once(county):
    deaths(county, *EVERYBODY)
    first = collected(county)
    assert first.refused_files == 0 and len(stored(county, "death")) == 5
    assert "“A01”一列按花名册认作“姓名”" in receipt(county, "民政局")
    assert collected(county).new_files == 0
    (part,) = tried(Workspace.at(county.home), county.inbox / small.MONTH / "死亡登记_202406.csv", parse_month(small.MONTH))
    assert part.stored == 5, "and as it would be read"


def test_two_that_could_be_it_are_asked_on_the_receipt(county):
    deaths(county, *ASKED)
    assert collected(county).refused_files == 1
    assert "“A01”“A03”两列都像“姓名”" in receipt(county, "民政局") and not stored(county, "death")
    assert collected(county).new_files == 0, "and not asked of the same roster again"


def test_a_roster_that_comes_later_tells_what_waits(county):
    roster = without_roster(county)
    deaths(county, *EVERYBODY)
    assert collected(county).refused_files > 0 and not stored(county, "death")
    put(county, roster, small.MONTH)
    collected(county)
    assert len(stored(county, "death")) == 5 and "认作“姓名”" in receipt(county, "民政局")


def test_month_by_month_is_as_all_at_once(county, tmp_path):
    """A roster of June tells nothing of May's files, for which May's own speaks."""
    roster = without_roster(county)
    stranger = roster.replace("王桂英".encode(), "欧阳修文".encode()).replace("李国强".encode(), "诸葛亮明".encode()).replace("张德明".encode(), "司马相如".encode())
    put(county, stranger, small.MONTH_BEFORE)
    deaths(county, *EVERYBODY, month=small.MONTH_BEFORE)
    deaths(county, *EVERYBODY)
    step = county.copied(tmp_path / "step")
    collected(step)
    found = []
    for each in (step, county):
        put(each, roster, small.MONTH)
        collected(each)
        collected(each)
        found.append([(path, row) for path, row in stored(each, "death")])
    assert found[0] == found[1] and {path.split("/")[-1] for path, _ in found[0]} == {"死亡登记_202406.csv"}
