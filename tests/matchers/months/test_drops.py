"""Which of several drops counts: by folder, by name, by town. Every line is a month of one county's wages' extracts."""

from __future__ import annotations

import pytest

from schemas.months import parse_month, shifted, written
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number, slipped

WANG, LI, ZHAO = number("1950-01-01"), number("1950-02-02"), number("1950-03-03")
NUMBERS = {"王桂英": WANG, "王贵英": WANG, "李国强": LI, "赵永福": ZHAO}
ROSTER = (lives("王桂英", WANG), lives("李国强", LI, 乡镇="狸桥镇"), lives("赵永福", ZHAO))
FIRST = parse_month("2022-09")
WAGES = """
SELECT roster.name, sum(employment.wage) AS wages FROM linked.employment AS employment
JOIN (SELECT DISTINCT person_id, name FROM linked.roster_row) AS roster ON roster.person_id = employment.person_id
WHERE employment.month = $month GROUP BY roster.name
"""


def works(name, wage, town="", employer="甲厂", id_number=None, village=""):
    return {"姓名": name, "证件号码": NUMBERS[name] if id_number is None else id_number, "月工资": str(wage), "用工单位": employer} | place(town, village)


PLAIN = (works("王桂英", 3000), works("李国强", 2000))
# A file's name holds its month at {}, and after a + lies in the next month's folder.
LINES = (
    ("one file", {"就业务工_{}": PLAIN}, {"王桂英": 3000, "李国强": 2000}),
    # Rows of several files
    ("a supplement adds", {"就业务工_{}": PLAIN, "就业务工（补报）_{}": [works("赵永福", 900)]}, {"王桂英": 3000, "李国强": 2000, "赵永福": 900}),
    ("a correction wins", {"就业务工_{}": PLAIN, "就业务工_{}（更正）": [works("王桂英", 3300)]}, {"王桂英": 3300, "李国强": 2000}),
    ("wherever its name sorts", {"就业务工_{}": PLAIN, "A更正就业务工_{}": [works("王桂英", 3300)]}, {"王桂英": 3300, "李国强": 2000}),
    ("of plain files the later name wins", {"就业务工_{}_1": PLAIN, "就业务工_{}_2": [works("王桂英", 3100)]}, {"王桂英": 3100, "李国强": 2000}),
    ("of plain files the later folder wins", {"就业务工_{}": PLAIN, "+A就业务工_{}": [works("王桂英", 3200)]}, {"王桂英": 3200, "李国强": 2000}),
    ("even over a correction before it", {"就业务工_{}（更正）": PLAIN, "+就业务工_{}": [works("王桂英", 3200)]}, {"王桂英": 3200, "李国强": 2000}),
    ("of rows of a file the later wins", {"就业务工_{}": [works("王桂英", 3000), works("王桂英", 2900)]}, {"王桂英": 2900}),
    ("another employer is another job", {"就业务工_{}": [works("王桂英", 3000), works("王桂英", 500, employer="乙厂")]}, {"王桂英": 3000 + 500}),
    # The same person, written otherwise, is the same row
    ("a corrected slip", {"就业务工_{}": [works("王桂英", 3000, id_number=slipped(WANG))], "就业务工_{}（更正）": [works("王桂英", 3500)]}, {"王桂英": 3500}),
    (
        "a number filled in, a name put right",
        {"就业务工_{}": [works("王贵英", 3000, "水阳镇", village="大桥村", id_number="")], "就业务工_{}（更正）": [works("王桂英", 3500)]},
        {"王桂英": 3500},
    ),
    # 重报
    ("a resend replaces all of its month", {"就业务工_{}": PLAIN, "A就业务工（重报）_{}": [works("赵永福", 900)]}, {"赵永福": 900}),
    ("corrections before it too", {"就业务工_{}": PLAIN, "就业务工_{}（更正）": PLAIN, "就业务工_{}（重报）": [works("赵永福", 900)]}, {"赵永福": 900}),
    ("of two the later stands", {"就业务工_{}（重报）1": PLAIN, "就业务工_{}（重报）2": [works("王桂英", 3100)]}, {"王桂英": 3100}),
    (
        "a later folder adds to it",
        {"就业务工_{}": PLAIN, "就业务工_{}（重报）": [works("赵永福", 900)], "+就业务工_{}（补报）": [works("李国强", 2000)]},
        {"赵永福": 900, "李国强": 2000},
    ),
    (
        "for one town, that town's rows",
        {"就业务工_{}": [works("王桂英", 3000, "水阳镇"), works("赵永福", 900, "水阳"), works("李国强", 2000, "狸桥镇")], "就业务工（重报）_{}_水阳": [works("王桂英", 3300)]},
        {"王桂英": 3300, "李国强": 2000},
    ),
    (
        "for one town, by their homes where rows name none",
        {"就业务工_{}": [*PLAIN, works("赵永福", 900)], "就业务工（重报）_{}_水阳镇": [works("王桂英", 3300)]},
        {"王桂英": 3300, "李国强": 2000},
    ),
    ("for the county after one for a town", {"就业务工（重报）_{}_水阳镇": PLAIN, "+就业务工（重报）_{}": [works("李国强", 2100)]}, {"李国强": 2100}),
)


@pytest.fixture(scope="module")
def wages(tmp_path_factory):
    """What is in force, by line."""
    county = County(tmp_path_factory.mktemp("drops"))
    county.drop("roster", *ROSTER, folder="2022-01")
    for at, (_, files, _) in enumerate(LINES):
        month = shifted(FIRST, at)
        for name, rows in files.items():
            county.drop("employment", *rows, folder=written(shifted(month, name.startswith("+"))), name=name.removeprefix("+").format(written(month)))
    with county.linked(written(shifted(FIRST, len(LINES)))) as warehouse:
        in_force = [warehouse.records(WAGES, month=shifted(FIRST, at)) for at in range(len(LINES))]
    return {words: {row["name"]: int(row["wages"]) for row in rows} for (words, *_), rows in zip(LINES, in_force, strict=True)}


@pytest.mark.parametrize(("words", "expected"), [(words, expected) for words, _, expected in LINES], ids=[words for words, *_ in LINES])
def test_in_force(wages, words, expected):
    assert wages[words] == expected


@pytest.fixture
def county(tmp_path):
    county = County(tmp_path)
    county.drop("roster", *ROSTER, folder="2024-01")
    return county


def in_force(county, month):
    with county.linked(month) as warehouse:
        return {row["name"]: int(row["wages"]) for row in warehouse.records(WAGES, month=parse_month("2024-06"))}


def test_a_folder_after_the_month_is_not_looked_at(county):
    county.drop("employment", works("王桂英", 3000))
    county.drop("employment", works("王桂英", 2000), folder="2024-07", of="2024-06")
    assert in_force(county, "2024-06") == {"王桂英": 3000}
    assert in_force(county, "2024-07") == {"王桂英": 2000}
    assert in_force(county, "2024-06") == {"王桂英": 3000}, "though it has been taken in by now"


def test_the_same_bytes_again_change_nothing(county):
    first = county.drop("employment", works("王桂英", 3000))
    county.run()
    before = (county.workspace.home / "outbox" / "2024-06" / "signals.csv").read_bytes()
    copy = first.with_name("就业务工_2024-06(1).csv")
    copy.write_bytes(first.read_bytes())
    county.run()
    with county.linked() as warehouse:
        states = {row["path"]: row["state"] for row in warehouse.records("SELECT path, state FROM intake.file")}
    assert states[f"2024-06/{copy.name}"] == "duplicate"
    assert (county.workspace.home / "outbox" / "2024-06" / "signals.csv").read_bytes() == before
    assert not county.run().changed


def bill(name, yuan, which, on="2024-06-10"):
    return {"姓名": name, "证件号码": NUMBERS[name], "结算编号": which, "结算日期": on, "医疗总费用": str(yuan), "个人自付": str(yuan)}


def test_a_bill_counts_once_its_reversal_beside_it_in_the_month_of_its_day(county):
    county.drop("settlement", bill("王桂英", 900, "B1"), bill("王桂英", 500, "B2"), bill("李国强", 70, "B3"))
    county.drop("settlement", bill("王桂英", 900, "B1"), bill("王桂英", -500, "B2"), bill("李国强", 75, "B3"), bill("李国强", 30, "B4", "2024-05-31"), name="医保结算_2024-06_2")
    with county.linked() as warehouse:
        paid = warehouse.records("SELECT strftime(month, '%m') AS month, list_sort(list(CAST(self_pay AS INTEGER))) AS yuan FROM linked.settlement GROUP BY month ORDER BY month")
    assert paid == [{"month": "05", "yuan": [30]}, {"month": "06", "yuan": [-500, 75, 500, 900]}]
