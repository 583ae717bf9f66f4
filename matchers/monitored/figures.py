"""How the households concerned stand as of a month: exact sums of the warehouse → figures and what they are under or over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from matchers.months.facts import lines_of
from matchers.months.measuring import Month, store_span
from matchers.records.monitored import Figures, MonthOf, YearAsOf
from matchers.records.signals import Household
from matchers.rules.dated_values import Profile
from matchers.statements import statements
from matchers.warehouse import Record

SQL = statements(__file__)

FEN = Decimal("0.01")
PAIRS_REACH = 24  # months that an annual income rests on: twelve pairs


def figures_of(at: Month, household_ids: AbstractSet[str], profiles: Mapping[str, Profile] | None = None) -> dict[str, tuple[Household, Figures]]:
    """By household, of those that the roster of the month still has. Needs linked.* measured for the month; `profiles` are all households', if known."""
    warehouse, settings = at.warehouse, at.policy.settings["monitoring"]
    warehouse.replace("linked.concerned", pd.DataFrame({"household_id": sorted(household_ids)}, dtype="str"))
    store_span(at, "linked.income_span", settings["above_line_months"] - 1 + PAIRS_REACH)
    warehouse.run(SQL["income_month"])
    line_of = lines_of(at, profiles)
    half_years: dict[str, list[YearAsOf]] = defaultdict(list)
    asked = {"months": settings["above_line_months"], "least_pairs": at.number("least_pairs")}
    for household_id, as_of, total, people_months in warehouse.rows(SQL["half_year"], **asked):
        half_years[household_id].append(YearAsOf(as_of, _fen(total / people_months), total < line_of(household_id) * people_months))
    months: dict[str, list[MonthOf]] = defaultdict(list)
    for household_id, month, *amounts in warehouse.rows(SQL["months"]):
        months[household_id].append(MonthOf(month, *amounts))
    ages = {name: at.policy.in_force("rules.employment_zero", name, at.month).value for name in ("age_from", "age_to")}
    found = {}
    for row in warehouse.records(SQL["households"], **ages):
        home = Household(**{name: row[name] for name in Household.__dataclass_fields__})
        figures = _figures(row, line_of(home.household_id), Decimal(settings["rigid_share"]))
        found[home.household_id] = (
            home, replace(figures, half_year=tuple(half_years[home.household_id]), months=tuple(months[home.household_id]))
        )
    return found


def _figures(row: Record, line: Decimal, share: Decimal) -> Figures:
    income, disposable, people_months, rigid = row["income_total"], row["disposable_total"], row["people_months"], row["rigid_of_year"]
    known = income is not None
    return Figures(
        line=line,
        income=_fen(income / people_months) if known else None,
        disposable=_fen(disposable / people_months) if known else None,
        year_income=_fen(income * row["size"] / people_months) if known else None,
        is_under=known and income < line * people_months,
        is_under_after=known and disposable < line * people_months,
        rigid_of_year=rigid,
        rigid_months=row["rigid_months"],
        is_over_share=known and rigid * people_months > share * income * row["size"],
        labour=row["labour"],
    )


def _fen(yuan: Decimal) -> Decimal:
    return yuan.quantize(FEN, ROUND_HALF_UP)
