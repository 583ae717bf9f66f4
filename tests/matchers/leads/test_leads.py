"""Signals → one lead a household: its grade, the order of its reasons, how long it has been running."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest

from matchers.leads.ledger import Ledger
from matchers.leads.making import Run, leads_of
from matchers.months.comparing import Comparison
from matchers.months.measuring import Households, Month
from matchers.records.signals import Signal, owner_of
from matchers.rules.policy import load_policy
from reports.grades import visiting_order
from schemas.months import parse_month

POLICY = load_policy("default")
JUNE = parse_month("2024-06")
FIGURES = {"count": 1, "grade": "C", "house": "唯一住房", "works": 1, "trouble": "停水、缺水", "reported_on": JUNE, "matter": "因病", "visited_on": JUNE, "problem": "住房"}
MONEY = {"expenditure.surge", "income.drop", "assistance.stopped", "income.below_line_after_expenditure"}


def fired(indicator, household="H1", month=JUNE):
    at = ("水阳镇", "大桥村", household)
    return Signal(month, *at, indicator, Decimal(4000), Decimal(1000) if indicator in MONEY else None, Decimal(3000), "exact", "", FIGURES)


def month_of(*signals, under=(), near=(), month=JUNE):
    """A comparison; `under` are households under the line, `near` those under twice the line."""
    names = {signal.household_id for signal in signals} - {""}
    households = Households((name, "水阳镇", "大桥村", "", "王桂英", "", "", "一般农户", 2, "") for name in names)
    return Comparison(month, signals, households, {name: (name in under, name in near or name in under) for name in names}, ())


def run_of(comparison, issued=None, policy=POLICY):
    """A run of June by a county that has no lead on the record, all signals of the comparison to be asked about."""
    asked = defaultdict(set)
    for signal in comparison.signals:
        asked[comparison.month, owner_of(signal.town, signal.village, signal.household_id)].add(signal.indicator)
    return Run(Month(None, policy, JUNE), {comparison.month: comparison}, Ledger({}, {}), issued or {}, {key: frozenset(each) for key, each in asked.items()}, {})


def lead(*indicators, household="H1", policy=POLICY, **stands):
    signals = [fired(indicator, household) for indicator in indicators]
    (one,) = leads_of(run_of(month_of(*signals, **stands), policy=policy), signals)
    return one


GRADES = (
    # indicators, under the line, under twice the line → grade
    ("one kind", ["expenditure.surge"], (), "green"),
    ("two signals of one kind", ["medical.self_pay_month", "medical.self_pay_year"], (), "green"),
    ("two kinds", ["expenditure.surge", "medical.self_pay_month"], (), "yellow"),
    ("one kind, under twice the line", ["income.drop"], ("near",), "yellow"),
    ("one kind, under the line", ["expenditure.surge"], ("under",), "red"),
    ("under the line is a signal itself", ["income.below_line"], ("under",), "red"),
    *((f"a guarantee fails: {name}", [name], (), "red") for name in ("education.dropout", "insurance.lapsed", "housing.unsafe")),
    ("a guarantee and more", ["housing.unsafe", "expenditure.surge"], (), "red"),
    ("no guarantee of the three", ["education.unaided_burden"], (), "green"),
    ("a death", ["member.death"], (), "green"),
    ("applied", ["self_report.filed"], (), "green"),
    ("applied and seen: two kinds", ["self_report.filed", "visit.found"], (), "yellow"),
    ("applied, and a warning of a department", ["self_report.filed", "expenditure.surge"], (), "yellow"),
)


@pytest.mark.parametrize(("indicators", "stands", "grade"), [case for _, *case in GRADES], ids=[words for words, *_ in GRADES])
def test_grade_of_a_household(indicators, stands, grade):
    assert lead(*indicators, **dict.fromkeys(stands, ("H1",))).grade == grade


@pytest.mark.parametrize(
    ("indicators", "grade"),
    [(["water.unsafe"], "red"), (["water.test_overdue"], "yellow"), (["water.unsafe", "water.test_overdue"], "red")],
)
def test_grade_of_a_village(indicators, grade):
    village = lead(*indicators, household="")
    assert (village.grade, village.household, village.lead_id) == (grade, None, "2024-06-水阳镇-大桥村")


def test_a_village_lead_is_no_households():
    signals = [fired("water.unsafe", ""), fired("expenditure.surge")]
    leads = leads_of(run_of(month_of(*signals)), signals)
    assert {(lead.household.household_id if lead.household else "", lead.grade) for lead in leads} == {("", "red"), ("H1", "green")}


def test_the_weightiest_reason_comes_first():
    shuffled = ["medical.self_pay_month", "insurance.lapsed", "income.below_line", "education.dropout", "expenditure.surge", "housing.unsafe"]
    one = lead(*shuffled)
    assert [signal.indicator for signal in one.signals] == [
        "education.dropout", "housing.unsafe", "insurance.lapsed", "income.below_line", "expenditure.surge", "medical.self_pay_month",
    ]
    assert len(one.sentences) == len(one.town_checks) == len(shuffled)
    assert "在读学籍" in one.sentences[0] and "见到孩子本人" in one.town_checks[0]


def test_one_lead_a_household_with_its_id_and_dates():
    signals = [fired("expenditure.surge"), fired("income.drop"), fired("income.drop", "H2")]
    one, two = leads_of(run_of(month_of(*signals)), signals)
    assert (one.lead_id, len(one.signals), two.lead_id, len(two.signals)) == ("2024-06-H1", 2, "2024-06-H2", 1)
    assert (one.issued_on, one.due_on, one.status) == (dt.date(2024, 7, 5), dt.date(2024, 7, 5) + dt.timedelta(days=15), "待核实")


RUNNING = (
    ("the first time", [], "2024-06", 1),
    ("last month too", ["2024-05"], "2024-05", 2),
    ("the fourth in a row", ["2024-03", "2024-04", "2024-05"], "2024-03", 4),
    ("over the new year", ["2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05"], "2023-12", 7),
    ("after a month without", ["2024-02", "2024-03", "2024-04"], "2024-06", 1),
    ("a gap before the last", ["2024-03", "2024-05"], "2024-05", 2),
    ("months after it do not count", ["2024-05", "2024-07"], "2024-05", 2),
)


@pytest.mark.parametrize(("issued", "first", "running"), [case for _, *case in RUNNING], ids=[words for words, *_ in RUNNING])
@pytest.mark.parametrize("household", ["H1", ""], ids=["household", "village"])
def test_months_running(household, issued, first, running):
    owner = ("", "", "H1") if household else ("水阳镇", "大桥村", "")
    signals = [fired("water.unsafe" if not household else "income.drop", household)]
    (one,) = leads_of(run_of(month_of(*signals), {owner: {parse_month(month) for month in issued}}), signals)
    assert (one.first_month, one.months_running) == (parse_month(first), running)


def test_a_late_signals_lead_bears_its_month_is_issued_with_the_runs_and_is_graded_by_all_of_its_month():
    may = parse_month("2024-05")
    known, late = fired("insurance.lapsed", month=may), fired("expenditure.surge", month=may)
    (one,) = leads_of(run_of(month_of(known, late, month=may)), [late])
    assert (one.lead_id, one.month, one.issued_on) == ("2024-05-H1", may, dt.date(2024, 7, 5))
    assert [signal.indicator for signal in one.signals] == ["expenditure.surge"] and one.grade == "red"


WEIGHTS = (
    # in words, indicator, value, threshold – in the order in which a town reads them
    ("33,444 yuan at the hospital", "medical.self_pay_month", 33444, 10000),
    ("10,001 yuan at the hospital", "medical.self_pay_month", 10001, 10000),
    ("a benefit that is gone", "assistance.stopped", 0, 400),
    ("a benefit that was cut", "assistance.stopped", 300, 400),
    ("nobody has a wage", "employment.zero", 1, None),
)


def test_within_a_colour_the_weightier_reason_and_the_larger_amount_come_first():
    signals = [
        replace(fired(indicator, f"H{9 - at}"), value=Decimal(value), threshold=threshold and Decimal(threshold))
        for at, (_, indicator, value, threshold) in enumerate(WEIGHTS)
    ]
    leads = leads_of(run_of(month_of(*signals)), signals)
    assert {one.grade for one in leads} == {"green"}
    assert [one.household_id for one in sorted(leads, key=visiting_order)] == [signal.household_id for signal in signals]


def test_what_a_book_puts_first_is_first_of_yellow_and_green_not_of_red():
    heping = load_policy("heping-2024")
    for stands, is_first in (({}, True), ({"near": ("H1",)}, True), ({"under": ("H1",)}, False)):
        assert (lead("employment.job_loss", policy=heping, **stands).rank < lead("income.below_line", policy=heping).rank) == is_first
