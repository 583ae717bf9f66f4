"""Runs month after month: what comes late is added under its own month, nothing is issued twice, leads go on running."""

from __future__ import annotations

import csv

import pytest

from schemas.months import parse_month
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number, slipped

WANG, LI = number("1950-01-01"), number("1950-02-02")
RICH = {"上年人均纯收入": "90000"}
LARGE, SMALL = "12000", "100"


@pytest.fixture
def county(tmp_path):
    county = County(tmp_path)
    county.drop("roster", lives("王桂英", WANG, **RICH), lives("李国强", LI, 乡镇="狸桥镇", **RICH), folder="2024-04")
    return county


def bills(county, folder, *said, name=""):
    """Bills of (month, yuan, name, number)."""
    rows = ({"姓名": who, "证件号码": written, "结算编号": f"{who}{month}{yuan}", "结算日期": f"{month}-09", "医疗总费用": yuan, "个人自付": yuan} for month, yuan, who, written in said)
    county.drop("settlement", *rows, folder=folder, name=name)


def read(county, month, file="leads.csv"):
    with open(county.workspace.outbox(parse_month(month)) / file, encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_what_comes_late_is_added_once_under_its_own_month(county):
    bills(county, "2024-05", ("2024-05", SMALL, "王桂英", WANG))
    county.run("2024-05")
    assert read(county, "2024-05") == []
    bills(county, "2024-06", ("2024-05", LARGE, "王桂英", WANG), ("2024-06", LARGE, "王桂英", WANG))
    outcome = county.run("2024-06")
    assert (outcome.leads, outcome.late_leads) == ({"green": 1}, 0)
    (june,) = read(county, "2024-06")
    assert (june["lead_id"], june["first_month"], june["months_running"]) == ("2024-06-王桂英家", "2024-05", "2"), "one lead, by the newest month"
    *this_month, late = june["reason"].split("；")
    assert late.startswith("补发5月") and not any("补发" in reason for reason in this_month) and june["due_date"] == "2024-07-20"
    assert [(s["month"], s["indicator"]) for s in read(county, "2024-06", "signals.csv")] == [
        ("2024-05", "medical.self_pay_month"), ("2024-06", "medical.self_pay_month"), ("2024-06", "medical.self_pay_year"),
    ]
    first = (county.workspace.outbox(parse_month("2024-06")) / "leads.csv").read_bytes()
    bills(county, "2024-07", ("2024-07", LARGE, "王桂英", WANG))
    county.run("2024-07")
    (july,) = read(county, "2024-07")
    assert (july["lead_id"], july["first_month"], july["months_running"]) == ("2024-06-王桂英家", "2024-05", "3"), "carried on, not issued again"
    assert july["due_date"] == "2024-07-20" and {s["month"] for s in read(county, "2024-07", "signals.csv")} == {"2024-07"}
    county.run("2024-06")
    assert (county.workspace.outbox(parse_month("2024-06")) / "leads.csv").read_bytes() == first, "run again, it is as it was"


def test_what_comes_late_alone_has_a_lead_of_its_own_month(county):
    bills(county, "2024-05", ("2024-05", SMALL, "王桂英", WANG))
    county.run("2024-05")
    bills(county, "2024-06", ("2024-05", LARGE, "王桂英", WANG), ("2024-06", SMALL, "王桂英", WANG))
    assert county.run("2024-06").late_leads == 1
    (may,) = read(county, "2024-06")
    assert (may["lead_id"], may["month"], may["first_month"], may["months_running"]) == ("2024-05-王桂英家", "2024-05", "2024-05", "1")
    assert may["due_date"] == "2024-07-20"


def test_only_months_that_were_run_are_looked_at_again_and_only_two(county):
    bills(county, "2024-04", ("2024-04", SMALL, "王桂英", WANG))
    county.run("2024-04")
    bills(county, "2024-05", ("2024-05", SMALL, "王桂英", WANG))
    bills(county, "2024-06", ("2024-05", LARGE, "王桂英", WANG), ("2024-06", SMALL, "王桂英", WANG))
    county.run("2024-06")
    assert read(county, "2024-06", "signals.csv") == [], "May was never run"
    bills(county, "2024-07", ("2024-04", LARGE, "李国强", LI), ("2024-07", SMALL, "王桂英", WANG))
    county.run("2024-07")
    assert read(county, "2024-07", "signals.csv") == [], "April is three months ago"


def test_a_late_extract_is_evaluated_then(county):
    county.drop("death", folder="2024-05")
    county.run("2024-05")
    county.drop("enrolment", {"姓名": "王桂英", "证件号码": WANG}, folder="2024-06", of="2024-05")
    county.run("2024-06")
    assert {(s["month"], s["household_id"], s["indicator"]) for s in read(county, "2024-06", "signals.csv")} == {("2024-05", "李国强家", "insurance.lapsed")}


def test_what_signals_say_to_machines(county):
    """Evidence is the rows, the join the weakest of them; an absence's evidence is the files that were searched."""
    bills(county, "2024-06", ("2024-06", "9000", "王桂英", WANG), ("2024-06", "4000", "王桂英", slipped(WANG)), ("2024-06", "50", "李国强", LI))
    county.drop("enrolment", {"姓名": "王桂英", "证件号码": WANG, **place("水阳镇")}, name="医保参保_2024-06_水阳镇")
    county.drop("enrolment", {"姓名": "外人", "证件号码": number("1960-01-01"), **place("狸桥镇")}, name="医保参保_2024-06_狸桥镇")
    county.run("2024-06")
    signals = read(county, "2024-06", "signals.csv")
    assert [(s["household_id"], s["indicator"]) for s in signals] == [("王桂英家", "medical.self_pay_month"), ("李国强家", "insurance.lapsed")]
    paid, absent = signals
    assert paid == {
        "month": "2024-06", "town": "水阳镇", "village": "大桥村", "household_id": "王桂英家", "indicator": "medical.self_pay_month",
        "value": "13000.00", "baseline": "", "threshold": "10000.00", "joined_by": "repaired",
        "evidence": "2024-06/医保结算_2024-06.csv!!2;2024-06/医保结算_2024-06.csv!!3",
    }
    assert (absent["value"], absent["joined_by"], absent["evidence"]) == ("1.00", "exact", "2024-06/医保参保_2024-06_狸桥镇.csv!!")
