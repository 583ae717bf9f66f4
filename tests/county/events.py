"""Plants events, each in a household or village of its own, so that every indicator fires and is held back."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tests.county.plantings import deaths, guarantees, illness, schooling, sources, water, work
from tests.county.plot import Plot

if TYPE_CHECKING:
    from tests.county.invent import County

RECENT_MONTHS = 6
OWN_BILLS = 8_000_000_000  # numbers of what is planted in a household picked by itself


@dataclass(frozen=True)
class Event:
    """What was planted where: `place` is a household or town+village; a decoy must not fire `indicators`."""

    kind: str
    place: str
    month: int
    is_decoy: bool
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A planting, the household that it fits, and the indicators that it fires (or, a decoy, must not fire)."""

    plant: Callable
    indicators: tuple[str, ...]
    is_decoy: bool = False
    fits: Callable[[Plot], object] = lambda plot: True


def is_ordinary(plot: Plot) -> bool:
    return plot.household.household_type == "一般农户"


def _is_not_ordinary(plot: Plot) -> bool:
    return not is_ordinary(plot)


def _has_worker(plot: Plot) -> object:
    return plot.workers()


def lives_on_wages(plot: Plot) -> bool:
    jobs = (job for who in plot.workers() for job in plot.facts.jobs[who, plot.month - 1])
    return sum(job.wage for job in jobs) > 4000


def _has_pupil(plot: Plot) -> object:
    return plot.members(7, 13)


SURGE, MONTH, YEAR = "expenditure.surge", "medical.self_pay_month", "medical.self_pay_year"
LINE, AFTER = "income.below_line", "income.below_line_after_expenditure"
DROPOUT, UNAIDED, LAPSED = "education.dropout", "education.unaided_burden", "insurance.lapsed"
HOUSING, STOPPED, ZERO = "housing.unsafe", "assistance.stopped", "employment.zero"
DEATH, DROP, LOSS = "member.death", "income.drop", "employment.job_loss"

OF_HOUSEHOLD = (
    Kind(illness.medical_shock, (SURGE, MONTH)),
    Kind(illness.paid_by_funds, (SURGE, MONTH, YEAR), True),
    Kind(illness.reversal, (SURGE, MONTH, YEAR), True),
    Kind(illness.small_shock, (SURGE, MONTH), True),
    Kind(illness.long_illness, (YEAR,), fits=_is_not_ordinary),
    Kind(illness.long_illness, (YEAR,), True, is_ordinary),
    Kind(illness.spent_down, (AFTER,)),
    Kind(illness.costly_year, (AFTER,), True),
    Kind(work.poor, (LINE,)),
    Kind(work.risen, (LINE,), True, _has_worker),
    Kind(work.wage_cut, (DROP,), fits=lives_on_wages),
    Kind(work.small_wage_cut, (DROP,), True, _has_worker),
    Kind(work.job_loss, (LOSS,), fits=_has_worker),
    Kind(work.job_changed, (LOSS,), True, _has_worker),
    Kind(work.never_worked, (ZERO,), fits=_has_worker),
    Kind(work.seasonal_worker, (ZERO, DROP), True, _has_worker),
    Kind(schooling.pupil_gone, (DROPOUT,), fits=_has_pupil),
    Kind(schooling.pupil_dropped_out, (DROPOUT,), fits=_has_pupil),
    Kind(schooling.taught_at_home, (DROPOUT,), True, _has_pupil),
    Kind(schooling.unaided, (UNAIDED,), fits=Plot.upper_students),
    Kind(schooling.aided, (UNAIDED,), True, Plot.upper_students),
    Kind(guarantees.benefit_stopped, (STOPPED,)),
    Kind(guarantees.benefit_renamed, (STOPPED,), True),
    Kind(guarantees.one_off_help, (STOPPED,), True),
    Kind(guarantees.uninsured, (LAPSED,)),
    Kind(guarantees.insurance_paused, (LAPSED,)),
    Kind(guarantees.moved_to_other_scheme, (LAPSED,), True),
    Kind(guarantees.house_unsafe, (HOUSING,)),
    Kind(guarantees.second_house, (HOUSING,), True),
    Kind(guarantees.house_rebuilt, (HOUSING,), True),
    Kind(deaths.death_of_worker, (DEATH,), fits=lambda plot: plot.members(16, 58)),
    Kind(deaths.death_of_elder, (DEATH, LAPSED), True, lambda plot: plot.members(61)),
)
FILED, FOUND = "self_report.filed", "visit.found"
OF_SOURCES = (
    Kind(sources.applied, (FILED,)),
    Kind(sources.applied_before, (FILED,), True),
    Kind(sources.trouble_found, (FOUND,)),
    Kind(sources.trouble_named, (FOUND,)),
    Kind(sources.nothing_found, (FOUND,), True),
)
OF_VILLAGE = (
    Kind(water.outage, ("water.unsafe",)),
    Kind(water.foul_water, ("water.unsafe",)),
    Kind(water.short_outage, ("water.unsafe",), True),
    Kind(water.test_overdue, ("water.test_overdue",)),
    Kind(water.test_just_in_time, ("water.test_overdue",), True),
)


def _months(county: County, count: int, random: Random) -> list[int]:
    """The newest month first, then recent ones."""
    last = county.months[-1]
    return [last] + [last - random.randrange(1, RECENT_MONTHS) for _ in range(count - 1)]


def plant_events(county: County, count: int, random: Random) -> list[Event]:
    """Plant `count` events of each kind (fewer where no household fits any more), one a household."""
    free = list(county.households())
    random.shuffle(free)
    first_bill = 1 + sum(map(len, county.facts.bills.values()))
    numbers = itertools.count(first_bill)
    events = []
    for kind in OF_HOUSEHOLD:
        for month in _months(county, count, random):
            plots = (
                Plot(county.facts, county.households()[key], month, county.months, numbers.__next__) for key in free
            )
            plot = next((plot for plot in plots if len(plot.household.members) > 1 and kind.fits(plot)), None)
            if plot is None:
                continue
            kind.plant(plot)
            key = plot.household.household_id
            free.remove(key)
            events.append(Event(kind.plant.__name__, key, month, kind.is_decoy, kind.indicators))
    return events + _plant_in_villages(county, random)


def _plant_in_villages(county: County, random: Random) -> list[Event]:
    """One event of each kind in the newest month, each in a village of its own, as far as villages go."""
    month = county.months[-1]
    supplies = county.facts.supplies[month]
    places = random.sample(range(len(supplies)), min(len(supplies), len(OF_VILLAGE)))
    events = []
    for place, kind in zip(places, OF_VILLAGE, strict=False):
        supplies[place] = kind.plant(supplies[place], month)
        town, village = supplies[place].town, supplies[place].village
        events.append(Event(kind.plant.__name__, town + village, month, kind.is_decoy, kind.indicators))
    return events


def plant_sources(county: County, count: int, random: Random) -> list[Event]:
    """Applications and visits, in households of their own; besides, in the newest month, an application of somebody to whom
    something else has happened too, and one of an outsider. With a Random of its own, so that all else stays as it was.
    """
    last, taken = county.months[-1], {event.place for event in county.events}
    free = [key for key in county.households() if key not in taken]
    random.shuffle(free)
    events = []
    for kind in OF_SOURCES:
        for month in _months(county, count, random):
            if free:
                key = free.pop()
                kind.plant(plot_of(county, key, month))
                events.append(Event(kind.plant.__name__, key, month, kind.is_decoy, kind.indicators))
    for event in county.events:
        if event.month == last and event.kind == illness.medical_shock.__name__:
            sources.applied(plot_of(county, event.place, last))
            events.append(Event("applied_too", event.place, last, False, (FILED, *event.indicators)))
    sources.applies(county.facts, county.outsiders()[0], last)
    return events


def plot_of(county: County, key: str, month: int) -> Plot:
    numbers = itertools.count(OWN_BILLS + int(key[-6:]) * 100)
    return Plot(county.facts, county.households()[key], month, county.months, numbers.__next__)
