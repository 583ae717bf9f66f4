"""Invents a county's true facts: households first, then their months, then what is planted in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from random import Random

from tests.county.events import Event, plant_events, plant_sources
from tests.county.further_events import held_back_too, plant_for_both_groups, plant_further
from tests.county.households import Settler
from tests.county.listed_events import plant_lists
from tests.county.lists import LISTS, live_in_lists
from tests.county.lives import live
from tests.county.places import pick_villages
from tests.twin.facts import DATASETS, Bill, Facts, Household, last_day, month_of

ROSTER_EVERY = 12


@dataclass(frozen=True)
class Size:
    """How big, and over which months (counts of tests.twin.facts)."""

    households: int
    towns: int
    villages: int
    months: range
    events_of_a_kind: int = 2
    listed_months: int = 0  # for so many newest ones the lists of other departments come too


@dataclass
class County:
    """True facts, where everybody lives (outsiders too), what was planted, and the months of which other departments' lists come."""

    division: str
    months: range
    facts: Facts
    homes: dict[int, tuple[str, str]]
    events: list[Event] = field(default_factory=list)
    listed: range = range(0)

    def households(self) -> dict[str, Household]:
        """The newest roster."""
        return self.facts.rosters[max(self.facts.rosters)]

    def outsiders(self) -> list[int]:
        """People of no roster."""
        inside = {who for roster in self.facts.rosters.values() for home in roster.values() for who in home.members}
        return [who for who in self.facts.persons if who not in inside]


def invent_county(division: str, size: Size, seed: int) -> County:
    """A county whose facts follow from division, size and seed alone; nothing is received yet."""
    random = Random(f"{division} {seed}")
    facts = Facts()
    today = dt.date(size.months[-1] // 12, 1, 1)
    settler = Settler(facts, division, pick_villages(division, size.towns, size.villages, random), random, today)
    settler.settle(size.households)
    settler.add_outsiders(max(10, size.households // 3))
    first = facts.rosters.pop(0)
    for version in {size.months[0], *(month for month in size.months if month % ROSTER_EVERY == 0)}:
        facts.rosters[version] = {key: _as_of(facts, home, version) for key, home in first.items()}
    live(facts, settler.homes, settler.villages, size.months, random)
    county = County(division, size.months, facts, settler.homes)
    county.events = plant_events(county, size.events_of_a_kind, random)
    county.events += plant_sources(county, size.events_of_a_kind, Random(f"{division} {seed} sources"))
    if size.listed_months:
        county.listed = size.months[-size.listed_months :]
        live_in_lists(facts, settler.homes, county.listed, Random(f"{division} {seed} lists"))
        county.events += plant_lists(county, max(1, size.events_of_a_kind // 2), Random(f"{division} {seed} plantings in lists"))
        county.events += plant_further(county, Random(f"{division} {seed} further"))
        plant_for_both_groups(county, Random(f"{division} {seed} both groups"))
        county.events += held_back_too(county)
    return county


def _as_of(facts: Facts, home: Household, version: int) -> Household:
    """The household as a roster of that month has it: without those not born yet."""
    born = [at for at, who in enumerate(home.members) if facts.persons[who].birth <= last_day(version)]
    return replace(
        home, members=tuple(home.members[at] for at in born), relations=tuple(home.relations[at] for at in born)
    )


def deliver(
    county: County,
    missing: set[tuple[str, int]],
    late: set[tuple[str, int]],
    by_town: set[str],
    late_bills: float,
    seed: int,
) -> None:
    """Decide what comes when: everything in its month's folder but for (dataset, month) that never or late come.

    Rosters come in the months of their versions; deaths, applications and visits only where there are any. A share of bills comes with the
    next month's file. Datasets of `by_town` come as one file a town.
    """
    random = Random(f"deliver {seed}")
    facts = county.facts
    towns = sorted({town for town, _ in county.homes.values()})
    months_of_death = {month_of(day) for day in facts.deaths.values()}
    months = {
        "roster": facts.rosters,
        "death": sorted(months_of_death),
        "self_report": sorted({month for _, month in facts.applications}),
        "visit": sorted({month for _, month in facts.visits}),
    } | dict.fromkeys(LISTS, county.listed)
    for dataset in (*DATASETS, *LISTS):
        for month in months.get(dataset, county.months):
            if (dataset, month) in missing:
                continue
            for town in towns if dataset in by_town else [""]:
                facts.receive(dataset, month, town, month + ((dataset, month) in late))
    for key, bills in facts.bills.items():
        facts.bills[key] = [replace(bill, came=_arrival(county, bill, random.random() < late_bills)) for bill in bills]


def _arrival(county: County, bill: Bill, is_late: bool) -> int:
    """The folder of the file that bears a bill: its own month's, or the next month's that comes at all."""
    month = month_of(bill.settled_on) + is_late
    while ("settlement", month, "") not in county.facts.received and month < county.months[-1]:
        month += 1
    return county.facts.received["settlement", min(month, county.months[-1]), ""]
