"""A signal → all that it rests on, by what linked.* holds: its figures month by month, its rows, its parameters."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from matchers.explaining.sources import home_of, household_rows, source_row, village_rows, whose_rows
from matchers.leads.sentences import sentence
from matchers.months.comparing import OWN_COLUMNS, fire, place_of, searched
from matchers.months.facts import profiles_if_needed
from matchers.months.firing import Profiles, rows_of
from matchers.months.measuring import Month, measure
from matchers.months.quality import known_words
from matchers.months.wholeness import doubted
from matchers.records.signals import Signal, owner_of
from matchers.records.told import Amounts, Annual, Figure, InForce, MonthFigure, Reason, SourceRow
from matchers.rules import Rule, all_rules
from matchers.rules.dated_values import Profile
from matchers.rules.policy import Policy
from matchers.rules.sections import GENERAL
from matchers.statements import statements
from matchers.warehouse import Record, Warehouse
from schemas.dataset import all_datasets
from schemas.months import shifted

SQL = statements(__file__)

# What each measure is made of.
PARTS = {
    "medical_self_pay": ("settlement",), "education_cost": ("student",), "rigid_expenditure": ("settlement", "student"),
    "income": ("employment", "assistance"),
}
LASTING = "lasting_assistance"
ONCE = "临时救助"


def reasons_of(warehouse: Warehouse, policy: Policy, signals: Iterable[Signal]) -> tuple[Reason, ...]:
    """Of signals as one run issued them. Needs everything linked as of the run's month; the weightiest first."""
    rules = {rule.indicator: rule for rule in all_rules().values()}
    reasons = []
    for month, mine in groupby(sorted(signals, key=lambda s: (-s.month.toordinal(), rules[s.indicator].rank)), lambda s: s.month):
        at, issued = Month(warehouse, policy, month), tuple(mine)
        ground, profiles = measure(at), profiles_if_needed(at)
        # all of it only where an indicator reads what else holds, or may have others yield to it
        fired = fire(at, ground, profiles)[0] if any(rule.after or rule.yields_to for rule in policy.rules) else []
        holding = [(rule, place_of(rule, row, ground.households)) for rule, row in fired]
        for signal in issued:
            also = (rule.title for rule, place in holding if signal.indicator in rule.yields_to and owner_of(*place) == signal.owner)
            reasons.append(replace(_reason(at, rules[signal.indicator], signal, profiles), also_true=tuple(also)))
    return tuple(reasons)


def _reason(at: Month, rule: Rule, issued: Signal, profiles: Profiles | None) -> Reason:
    fired = _fired(at, rule, issued, profiles)
    whose = whose_rows(at.warehouse, issued.household_id) if issued.household_id else {}
    named = {int(person) for person in fired["persons"].split(";")} if fired and fired.get("persons") else set()
    people = named or set(whose)
    rows = household_rows(at.warehouse, issued.household_id, whose) if issued.household_id else []
    figures = tuple(_figure(at, issued, name, first, last, rows, people) for name, first, last in rule.figures)
    windows = {dataset: range(first, last + 1) for dataset, first, last in rule.evidence}
    mine = () if figures else tuple(row for back, person, row in rows if person in people and back in windows.get(row.dataset, ()))
    return Reason(
        issued.month, issued.indicator, rule.title, _sentence(rule, issued, fired), Amounts(issued.value, issued.baseline, issued.threshold),
        Amounts(fired["value"], fired["baseline"], fired["threshold"]) if fired else None,
        _parameters(at, rule, profiles.get(issued.household_id) if profiles else None), figures,
        mine if issued.household_id else tuple(village_rows(at.warehouse, issued.town, issued.village)),
        tuple(whose[person] for person in whose if person in named),
        _searched(at, rule, issued.town), _annual(at, issued.household_id, whose) if _is_annual(rule) else None,
    )


def _fired(at: Month, rule: Rule, issued: Signal, profiles: Profiles | None) -> Record | None:
    """The rule's own answer by what is known now."""
    for row in rows_of(at, rule, profiles):
        if issued.owner == ((row["town"], row["village"], "") if rule.scope == "village" else ("", "", row["household_id"])):
            return row
    return None


def _sentence(rule: Rule, issued: Signal, fired: Record | None) -> str:
    """In the words of the list, with the figures issued; what else the sentence says is as it is now."""
    if fired is None:
        return rule.title
    return sentence(replace(issued, fields={name: value for name, value in fired.items() if name not in OWN_COLUMNS}), rule)


def _is_annual(rule: Rule) -> bool:
    return "annual_income" in rule.sql


def _parameters(at: Month, rule: Rule, who: Profile | None) -> tuple[InForce, ...]:
    told = dict(rule.parameters)
    if _is_annual(rule):
        told["least_pairs"] = GENERAL["least_pairs"]
    found = {name: at.policy.in_force(f"rules.{rule.name}", name, at.month, who) for name in told}
    return tuple(
        InForce(name, words["meaning"], found[name].value, words["unit"], found[name].since, found[name].document) for name, words in told.items()
    )


def _figure(
    at: Month, issued: Signal, name: str, first: int, last: int, rows: list[tuple[int, int, SourceRow]], people: set[int]
) -> Figure:
    months = []
    came = set(at.warehouse.rows(SQL["came"], household_id=issued.household_id))
    for measured in at.warehouse.records(SQL["months"], household_id=issued.household_id):
        back = measured["back"]
        if not first <= back <= last:
            continue
        if name == LASTING:
            benefits = [r for b, person, r in rows if b == back and r.dataset == "assistance" and person in people]
            mine = tuple(row for row in benefits if not any(cell.text == ONCE for cell in row.cells))
            months.append(MonthFigure(measured["month"], sum((r.amount or Decimal() for r in mine), Decimal()), (), mine))
            continue
        mine = tuple(r for b, _, r in rows if b == back and r.dataset in PARTS[name])
        missing = tuple(dataset for dataset in PARTS[name] if (back, dataset) not in came)
        months.append(MonthFigure(measured["month"], measured[name], missing, mine))
    return Figure(name, tuple(months))


def _searched(at: Month, rule: Rule, of_town: str) -> tuple[str, ...]:
    """Sheets of the months that the rule looks at, in which whoever is absent was looked for; and by whose word one that looked cut off is whole."""
    spans = dict.fromkeys(rule.absence, 0) | {dataset: last for dataset, _, last in rule.evidence if dataset in rule.absence}
    places = []
    answered = [(known_words(each), each) for each in doubted(at.warehouse) if each.is_accepted and each.town in ("", of_town)]
    for back in range(max(spans.values(), default=-1) + 1):
        for dataset, town, path, sheet in searched(at.warehouse, shifted(at.month, -back)):
            if back <= spans.get(dataset, -1) and town in ("", of_town):
                places.append(f"{path}!{sheet}" if sheet else path)
                told = (all_datasets()[dataset].title, shifted(at.month, -back))
                places += [words for words, each in answered if (each.dataset, each.month) == told]
    return tuple(dict.fromkeys(places))


def _annual(at: Month, household_id: str, whose: dict[int, str]) -> Annual | None:
    found = at.warehouse.records(SQL["annual"], household_id=household_id)
    if not found:
        return None
    (annual,), told = found, home_of(at.warehouse, household_id)
    pairs = annual["people_months"] / annual["size"]
    difference = (annual["income_total"] - annual["income_per_capita"] * annual["people_months"]) / 12
    cited = told | {
        "dataset": "roster", "month": at.month, "joined_by": "exact", "amount": told["income_per_capita"],
        "cells": [str(told["income_per_capita"])],
    }
    cent = Decimal("0.01")
    return Annual(
        annual["income_per_capita"], difference.quantize(cent), int(pairs), int(annual["size"]), annual["rigid_of_year"],
        (annual["income_total"] / annual["people_months"]).quantize(cent),
        (annual["disposable_total"] / annual["people_months"]).quantize(cent),
        source_row(cited, whose.get(told["person_id"], "")),
    )
