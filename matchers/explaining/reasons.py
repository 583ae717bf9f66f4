"""A signal → all that it rests on, by what linked.* holds: its figures month by month, its rows, its parameters."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from matchers.explaining.sources import home_of, household_rows, source_row, village_rows, whose_rows
from matchers.leads.sentences import sentence
from matchers.months.comparing import OWN_COLUMNS, searched
from matchers.months.measuring import Month, measure
from matchers.records.signals import Signal
from matchers.records.told import Amounts, Annual, Figure, InForce, MonthFigure, Reason, SourceRow
from matchers.rules import Rule, all_rules
from matchers.rules.policy import Policy
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import shifted

SQL = statements(__file__)

# What each measure is made of.
PARTS = {
    "medical_self_pay": ("settlement",), "education_cost": ("student",), "rigid_expenditure": ("settlement", "student"),
    "income": ("employment", "assistance"),
}
LASTING = "lasting_assistance"
ONCE = "临时救助"


@dataclass(frozen=True)
class IssuedSignal:
    """A signal as leads.issued has it."""

    run_month: dt.date
    month: dt.date
    town: str
    village: str
    household_id: str
    indicator: str
    amounts: Amounts


def reasons_of(warehouse: Warehouse, policy: Policy, signals: list[IssuedSignal]) -> tuple[Reason, ...]:
    """Needs everything linked as of the signals' run month; the weightiest first."""
    rules = {rule.indicator: rule for rule in all_rules().values()}
    reasons = []
    for month in sorted({signal.month for signal in signals}, reverse=True):
        measure(Month(warehouse, policy, month))
        reasons += [_reason(warehouse, policy, rules[s.indicator], s) for s in signals if s.month == month]
    return tuple(sorted(reasons, key=lambda reason: (-reason.month.toordinal(), rules[reason.indicator].rank)))


def _reason(warehouse: Warehouse, policy: Policy, rule: Rule, issued: IssuedSignal) -> Reason:
    fired = _fired(warehouse, policy, rule, issued)
    whose = whose_rows(warehouse, issued.household_id) if issued.household_id else {}
    people = {int(person) for person in fired["persons"].split(";")} if fired and fired.get("persons") else set(whose)
    rows = household_rows(warehouse, issued.household_id, whose) if issued.household_id else []
    figures = tuple(_figure(warehouse, issued, name, first, last, rows, people) for name, first, last in rule.figures)
    windows = {dataset: (first, last) for dataset, first, last in rule.evidence}
    mine = () if figures else tuple(
        row for back, person, row in rows
        if person in people and row.dataset in windows and windows[row.dataset][0] <= back <= windows[row.dataset][1]
    )
    return Reason(
        issued.month, issued.indicator, rule.title, _sentence(rule, issued, fired), issued.amounts,
        _amounts(fired) if fired else None,
        _parameters(policy, rule, issued.month), figures,
        mine if issued.household_id else tuple(village_rows(warehouse, issued.town, issued.village)),
        tuple(whose[person] for person in whose if person in people) if fired and fired.get("persons") else (),
        _searched(warehouse, rule, issued), _annual(warehouse, issued, whose) if _is_annual(rule) else None,
    )


def _fired(warehouse: Warehouse, policy: Policy, rule: Rule, issued: IssuedSignal) -> dict | None:
    """The rule's own answer by what is known now."""
    for row in warehouse.records(rule.sql, **policy.parameters_of(rule, issued.month)):
        owner = (row["town"], row["village"], "") if rule.scope == "village" else ("", "", row["household_id"])
        if owner == ((issued.town, issued.village, "") if rule.scope == "village" else ("", "", issued.household_id)):
            return row
    return None


def _amounts(row: dict) -> Amounts:
    return Amounts(row["value"], row["baseline"], row["threshold"])


def _sentence(rule: Rule, issued: IssuedSignal, fired: dict | None) -> str:
    """In the words of the list, with the figures issued; what else the sentence says is as it is now."""
    if fired is None:
        return rule.title
    fields = {name: value for name, value in fired.items() if name not in OWN_COLUMNS}
    amounts = issued.amounts
    return sentence(Signal(
        issued.month, issued.town, issued.village, issued.household_id, issued.indicator,
        amounts.value, amounts.baseline, amounts.threshold, "exact", "", fields,
    ), rule)


def _is_annual(rule: Rule) -> bool:
    return "annual_income" in rule.sql


def _parameters(policy: Policy, rule: Rule, month: dt.date) -> tuple[InForce, ...]:
    units = {name: parameter["unit"] for name, parameter in rule.parameters.items()}
    if _is_annual(rule):
        units["least_pairs"] = "months"
    found = {name: policy.in_force(f"rules.{rule.name}", name, month) for name in units}
    return tuple(InForce(name, found[name].value, unit, found[name].since, found[name].document) for name, unit in units.items())


def _figure(
    warehouse: Warehouse, issued: IssuedSignal, name: str, first: int, last: int, rows: list[tuple[int, int, SourceRow]], people: set[int]
) -> Figure:
    months = []
    came = set(warehouse.rows(SQL["came"], household_id=issued.household_id))
    for measured in warehouse.records(SQL["months"], household_id=issued.household_id):
        back = measured["back"]
        if not first <= back <= last:
            continue
        if name == LASTING:
            benefits = [r for b, person, r in rows if b == back and r.dataset == "assistance" and person in people]
            mine = tuple(row for row in benefits if not _is_once(row))
            months.append(MonthFigure(measured["month"], sum((r.amount for r in mine), Decimal()), (), mine))
            continue
        mine = tuple(r for b, _, r in rows if b == back and r.dataset in PARTS[name])
        missing = tuple(dataset for dataset in PARTS[name] if (back, dataset) not in came)
        months.append(MonthFigure(measured["month"], measured[name], missing, mine))
    return Figure(name, tuple(months))


def _is_once(row: SourceRow) -> bool:
    return any(cell.text == ONCE for cell in row.cells)


def _searched(warehouse: Warehouse, rule: Rule, issued: IssuedSignal) -> tuple[str, ...]:
    """Sheets of the months that the rule looks at, in which whoever is absent was looked for."""
    spans = dict.fromkeys(rule.absence, 0) | {dataset: last for dataset, _, last in rule.evidence if dataset in rule.absence}
    places = []
    for back in range(max(spans.values(), default=-1) + 1):
        for dataset, town, path, sheet in searched(warehouse, shifted(issued.month, -back)):
            if back <= spans.get(dataset, -1) and town in ("", issued.town):
                places.append(f"{path}!{sheet}" if sheet else path)
    return tuple(dict.fromkeys(places))


def _annual(warehouse: Warehouse, issued: IssuedSignal, whose: dict[int, str]) -> Annual | None:
    found = warehouse.records(SQL["annual"], household_id=issued.household_id)
    if not found:
        return None
    (annual,), told = found, home_of(warehouse, issued.household_id)
    pairs = annual["people_months"] / annual["size"]
    difference = (annual["income_total"] - annual["income_per_capita"] * annual["people_months"]) / 12
    cited = told | {
        "dataset": "roster", "month": issued.month, "joined_by": "exact", "amount": told["income_per_capita"],
        "cells": [str(told["income_per_capita"])],
    }
    cent = Decimal("0.01")
    return Annual(
        annual["income_per_capita"], difference.quantize(cent), int(pairs), int(annual["size"]), annual["rigid_of_year"],
        (annual["income_total"] / annual["people_months"]).quantize(cent),
        (annual["disposable_total"] / annual["people_months"]).quantize(cent),
        source_row(cited, whose.get(told["person_id"], "")),
    )
