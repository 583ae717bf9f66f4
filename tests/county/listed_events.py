"""Plants what the lists of other departments tell, each in a household of its own, of both groups: what fires and what holds back."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from tests.county.events import Event, Kind, is_ordinary, plot_of
from tests.county.plantings import lists
from tests.county.plot import Plot
from tests.twin import measures
from tests.twin.facts import Known

if TYPE_CHECKING:
    from tests.county.invent import County

LITTLE = 6000  # yuan a year


def stays_as_it_was(plot: Plot, within: int = 800) -> bool:
    """And earns what it did the year before: so that a small income stays small, and above the line after rigid expenditure."""
    known = Known(plot.facts, plot.month)
    more = sum(measures.income(known, plot.household, month) - measures.income(known, plot.household, month - 12) for month in _year(plot))
    return _spent(plot) < 1000 * plot.size and abs(more) < within * plot.size


def _year(plot: Plot) -> range:
    return range(plot.month - 11, plot.month + 1)


def _spent(plot: Plot) -> Decimal:
    """On bills and schooling in the year."""
    keys = [(who, month) for who in plot.household.members for month in _year(plot)]
    bills = sum(bill.self_pay for key in keys for bill in plot.facts.bills.get(key, ()))
    return bills + sum((study.tuition + study.boarding for key in keys for study in plot.facts.studies.get(key, ())), Decimal(0))


OF_LISTED = (
    Kind(lists.newly_severe, ("disability.newly_severe",)),
    Kind(lists.no_allowance, ("disability.allowance_missing",)),
    Kind(lists.several_disabled, ("disability.several",), fits=stays_as_it_was),
    Kind(lists.house_fallen, ("disaster.house_damaged",)),
    Kind(lists.not_rebuilt, ("disaster.not_rehoused",)),
    Kind(lists.some_harvest_lost, ("disaster.loss",)),
    Kind(lists.badly_hurt, ("accident.casualty",)),
    Kind(lists.found_to_blame_for_some, ("accident.liability",)),
    Kind(lists.herd_somewhat_ill, ("industry.failed",)),
    Kind(lists.dividend_unpaid, ("industry.dividend_overdue",)),
    Kind(lists.shop_closed, ("business.closed",), fits=stays_as_it_was),
    Kind(lists.loan_overdue, ("loan.overdue",)),
    Kind(
        lists.nothing_new,
        (
            "disability.newly_severe", "disability.allowance_missing", "disaster.house_damaged", "disaster.not_rehoused", "accident.casualty", "accident.liability",
            "industry.failed", "business.closed", "loan.overdue",
        ),
        True,
    ),
    Kind(lists.made_good, ("disability.allowance_missing", "disaster.not_rehoused", "disaster.house_damaged", "accident.liability", "industry.dividend_overdue"), True),
    Kind(lists.half_of_it, ("disability.several", "disaster.loss"), True, stays_as_it_was),
)
OF_ORDINARY = (
    Kind(lists.newly_severe, ("disability.newly_severe",)),
    Kind(lists.house_fallen, ("disaster.house_damaged",)),
    Kind(lists.harvest_lost, ("disaster.loss",)),
    Kind(lists.badly_hurt, ("accident.casualty",)),
    Kind(lists.found_to_blame, ("accident.liability",)),
    Kind(lists.herd_ill, ("industry.failed",)),
    Kind(lists.nothing_new, ("disability.newly_severe", "disaster.house_damaged", "accident.casualty", "industry.failed"), True),
    Kind(lists.not_much, ("disaster.loss", "accident.liability", "industry.failed"), True),
)


def plant_lists(county: County, count: int, random: Random) -> list[Event]:
    """What other departments' lists tell."""
    return plant(county, OF_LISTED, OF_ORDINARY, count, random)


def plant(county: County, of_listed: Sequence[Kind], of_ordinary: Sequence[Kind], count: int, random: Random) -> list[Event]:
    """In households of their own: `count` of a kind, the newest month's first, then of the two before. Listed households are few: where none is free
    that fits, one that spends little becomes one.
    """
    last, taken = county.listed[-1], {event.place for event in county.events}
    free = [key for key, home in county.households().items() if key not in taken and len(home.members) > 1 and not county.facts.deaths.keys() & set(home.members)]
    random.shuffle(free)
    events = []
    for kind, is_listed in [*((kind, True) for kind in of_listed), *((kind, False) for kind in of_ordinary)]:
        for month in [last] + [last - random.randrange(1, 3) for _ in range(count - 1)]:
            plots = [plot for plot in (plot_of(county, key, month) for key in free) if kind.fits(plot)]
            fitting = [plot for plot in plots if is_ordinary(plot) != is_listed] or [plot for plot in plots if is_listed and _spent(plot) < LITTLE]
            if fitting:
                plot = fitting[0]
                if is_listed and is_ordinary(plot):
                    plot.restate(household_type="脱贫户")
                kind.plant(plot)
                free.remove(plot.household.household_id)
                events.append(Event(kind.plant.__name__, plot.household.household_id, month, kind.is_decoy, kind.indicators))
    return events
