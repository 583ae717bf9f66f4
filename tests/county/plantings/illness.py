"""Bills: dear, paid by the funds, reversed, or spread over half a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tests.county.plot import HEART, Plot


def medical_shock(plot: Plot) -> None:
    plot.bill(plot.month, 30000, 16000)


def paid_by_funds(plot: Plot) -> None:
    plot.bill(plot.month, 40000, 700)


def reversal(plot: Plot) -> None:
    """A large bill, its reversal and the right one: only the right one is left to pay."""
    plot.bill(plot.month, 30000, 16000, day=8)
    key = (plot.household.members[0], plot.month)
    wrong = plot.facts.bills[key][-1]
    money = ("total", "basic_fund", "catastrophic_fund", "medical_aid", "self_pay")
    back = replace(wrong, settled_on=wrong.settled_on + dt.timedelta(days=4), **{m: -getattr(wrong, m) for m in money})
    plot.facts.bills[key].append(back)
    plot.bill(plot.month, 3000, 700, day=20)


def small_shock(plot: Plot) -> None:
    """Many times the usual, yet under the floor."""
    for who in plot.household.members:
        plot.facts.bills.pop((who, plot.month), None)
    plot.bill(plot.month, 5000, 1500)


def long_illness(plot: Plot) -> None:
    for month in range(plot.month - 6, plot.month):
        plot.bill(month, 6000, 1900, HEART)


def spent_down(plot: Plot) -> None:
    _spend_most(plot, Decimal(7800))


def costly_year(plot: Plot) -> None:
    _spend_most(plot, Decimal(32000))


def _spend_most(plot: Plot, income_per_capita: Decimal) -> None:
    """Half a year's illness that costs 9000 yuan a member."""
    plot.restate(income_per_capita=income_per_capita)
    for month in range(plot.month - 6, plot.month):
        plot.bill(month, 3000 * plot.size, 1500 * plot.size, HEART)
