"""Months whose rows are linked as they were are left as they stand; they are the same as linked afresh, whatever came between."""

from __future__ import annotations

import pytest

from matchers.months import linking
from matchers.months.measuring import Month, measure
from matchers.rules.policy import load_policy
from schemas.months import parse_month
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number, slipped

WANG, LI, ZHAO = number("1950-01-01"), number("1950-02-02"), number("1950-03-03")
ROSTER = (lives("王桂英", WANG), lives("李国强", LI, 乡镇="狸桥镇"))
ALL = (*ROSTER, lives("赵永福", ZHAO))
MONTHS = ("2024-01", "2024-02", "2024-03", "2024-04")


def works(name, id_number, wage, town="", village=""):
    return {"姓名": name, "证件号码": id_number, "月工资": str(wage), "用工单位": "甲厂"} | place(town, village)


PLAIN = (works("王桂英", WANG, 3000), works("李国强", slipped(LI), 2000), works("赵永福", ZHAO, 900), works("王贵英", "", 100, "水阳镇", "大桥村"))


def bill(number_of, settled_on):
    return {"姓名": "王桂英", "证件号码": WANG, "结算编号": number_of, "结算日期": settled_on}


def roster(county, folder, *folk):
    county.drop("roster", *folk, folder=folder)


# What comes, what month is linked, and which months of wages are linked anew: None where nothing stands from before.
HISTORY = (
    ("the first", lambda county: [roster(county, "2024-01", *ROSTER), *(county.drop("employment", *PLAIN, folder=month) for month in MONTHS[:2])], "2024-02", None),
    (
        "another month and a late file",
        lambda county: [county.drop("employment", *PLAIN, folder="2024-03"), county.drop("employment", works("王桂英", WANG, 3300), folder="2024-03", name="就业务工_2024-01（更正）")],
        "2024-03", ["2024-01", "2024-03"],
    ),
    ("another dataset alone", lambda county: county.drop("settlement", {"姓名": "王桂英", "证件号码": WANG, "结算编号": "1"}, folder="2024-03"), "2024-03", []),
    ("a month before", lambda county: None, "2024-02", ["2024-01"]),
    ("and after it, who was nobody being on the roster", lambda county: roster(county, "2024-03", *ALL), "2024-03", list(MONTHS[:3])),
    ("a row moves to another town", lambda county: roster(county, "2024-04", *ROSTER, lives("赵永福", ZHAO, 乡镇="狸桥镇")), "2024-04", list(MONTHS[:3])),
    ("a resend for a town", lambda county: county.drop("employment", works("王桂英", WANG, 3500), folder="2024-04", name="就业务工（重报）_2024-02_水阳镇"), "2024-04", ["2024-02"]),
    ("a bill once more, of another month", lambda county: county.drop("settlement", bill("1", "2024-02-03"), bill("2", "2024-04-03"), folder="2024-04"), "2024-04", []),
    ("and its sheet put right", lambda county: county.drop("settlement", bill("3", "2024-03-04"), folder="2024-04", name="医保结算（重报）_2024-04"), "2024-04", []),
    ("a month that looks less far back", lambda county: county.drop("employment", *PLAIN, folder="2027-04"), "2027-04", ["2027-04"]),
)


@pytest.fixture
def anew(monkeypatch):
    """Which months of wages were linked, by the table that they were linked into."""
    made = []
    ever = linking._make_months

    def noted(warehouse, words, first, rows, table):
        if words["dataset"] == "employment":
            made.append((table, [f"{month:%Y-%m}" for (month,) in warehouse.rows("SELECT month FROM linked.renewed_month ORDER BY month")]))
        ever(warehouse, words, first, rows, table)

    monkeypatch.setattr(linking, "_make_months", noted)
    return made


def test_what_is_kept_is_what_making_it_anew_gives(tmp_path, anew):
    county = County(tmp_path)
    for words, comes, month, expected in HISTORY:
        comes(county)
        anew.clear()
        with county.linked(month) as warehouse:
            assert anew == ([("employment", list(MONTHS[:2]))] if expected is None else [("renewed", expected)] if expected else []), words
            kept = measured(warehouse, month)
            warehouse.run("DELETE FROM linked.month_mark")
            linking.link(warehouse, parse_month(month), {}, lambda step: None)
            assert kept == measured(warehouse, month), words


def measured(warehouse, month):
    measure(Month(warehouse, load_policy("default"), parse_month(month)))
    return {table: sorted(map(repr, warehouse.rows(f"SELECT * FROM linked.{table}"))) for table in ("employment", "settlement", "found", "spent_month", "usual")}
