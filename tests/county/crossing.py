"""What crosses the counties of a province: households on two rosters, and households that move."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from tests.county.invent import ROSTER_EVERY, County
from tests.twin.facts import Household, Person
from tests.twin.indicators import signals

FIRST_NEWCOMER = 20_000_000
Family = tuple[Household, list[Person]]


@dataclass(frozen=True)
class Crossing:
    """How much crosses: shares of households on two rosters and of provincial rows that name a place in another county, and how many households move."""

    two_rosters: float = 0
    elsewhere: float = 0
    moved: int = 0


@dataclass
class Crossed:
    """Of one county, by household number: whom the twin cannot judge by this county's facts alone; who of them went, who came as moved, who is on two rosters."""

    went: set[str] = field(default_factory=set)
    came: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)

    @property
    def not_judged(self) -> set[str]:
        return self.went | self.came | self.twice


class Border:
    """Households on their way from one county of the province to the next that is invented."""

    def __init__(self, crossing: Crossing, counties: int) -> None:
        self._crossing, self._borders, self._ahead = crossing, max(1, counties - 1), counties
        self._moving: list[Family] = []
        self._doubled: list[Family] = []

    def cross(self, county: County, random: Random) -> Crossed:
        """Settle in the county who comes from the one before it, then choose who goes on to the next; those who move are in the first roster still."""
        newest = max(county.facts.rosters)
        known = sorted(county.households())
        found = Crossed()
        for families, numbers in ((self._moving, found.came), (self._doubled, found.twice)):
            for home, persons in families:
                numbers.add(_settle(county, home, persons, newest, f"{county.division}9{len(found.not_judged):07d}", random))
        self._ahead -= 1
        if not self._ahead:
            return found
        # households that have leads by then first
        fired = {place for _, place, _ in signals(county.facts, newest - 1)} & set(known)
        moving = [*sorted(fired), *random.sample(known, len(known))][: -(-self._crossing.moved // self._borders)]
        doubled = random.sample([each for each in known if each not in moving], round(self._crossing.two_rosters * len(known)))
        self._moving, self._doubled = ([_family(county, each) for each in dict.fromkeys(chosen)] for chosen in (moving, doubled))
        for household_id in moving:
            for version in county.facts.rosters:
                if version % ROSTER_EVERY == 0:
                    county.facts.rosters[version].pop(household_id, None)
        found.went |= set(moving)
        return found


def _family(county: County, household_id: str) -> Family:
    home = county.households()[household_id]
    return home, [county.facts.persons[who] for who in home.members]


def _settle(county: County, home: Household, persons: list[Person], version: int, household_id: str, random: Random) -> str:
    """On the newest roster alone, under a number and at a place of this county."""
    host = county.households()[random.choice(sorted(county.households()))]
    members = range(FIRST_NEWCOMER + len(county.homes), FIRST_NEWCOMER + len(county.homes) + len(persons))
    for who, person in zip(members, persons, strict=True):
        county.facts.persons[who] = person
        county.homes[who] = (host.town, host.village)
    county.facts.rosters[version][household_id] = replace(home, household_id=household_id, town=host.town, village=host.village, members=tuple(members))
    return household_id
