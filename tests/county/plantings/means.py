"""What a household has to live on: near the line, or not; ill beside it, or not."""

from __future__ import annotations

from decimal import Decimal

from tests.county.plantings.illness import CLINIC, fall_ill, pay
from tests.county.plot import MONITORED, Plot

NEAR, NOT_NEAR = Decimal(6700), Decimal(9500)  # yuan a person a year: under and over 1.2 times the line


def near_the_line(plot: Plot) -> None:
    plot.restate(income_per_capita=NEAR, **MONITORED)


def not_near_the_line(plot: Plot) -> None:
    plot.restate(income_per_capita=NOT_NEAR)
    for back in (0, 1):
        pay(plot, plot.household.members[0], back, 520, CLINIC)
    fall_ill(plot, "大病", 2)


def near_the_line_and_ill(plot: Plot) -> None:
    """Of three or more, so that the line is kept."""
    plot.restate(income_per_capita=Decimal(8500), **MONITORED)
    for back in range(1, 8):
        pay(plot, plot.household.members[0], back, 750, CLINIC)


def near_the_line_and_gravely_ill(plot: Plot) -> None:
    """Ten thousand in a year, no month of which stands out; of five or more, so that the line is kept."""
    plot.restate(income_per_capita=Decimal(8500))
    for back in range(1, 11):
        pay(plot, plot.household.members[0], back, 1030, CLINIC)


def spends_next_to_nothing(plot: Plot) -> bool:
    year = range(plot.month - 11, plot.month + 1)
    keys = [(who, month) for who in plot.household.members for month in year]
    fees = sum(study.tuition + study.boarding for key in keys for study in plot.facts.studies.get(key, ()))
    return fees + sum(bill.self_pay for key in keys for bill in plot.facts.bills.get(key, ())) < 300 * plot.size
