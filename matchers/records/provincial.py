"""What a province's month report is laid out from: figures by county, and whom two counties share."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from matchers.records.clusters import PlaceCount


@dataclass(frozen=True)
class CountyDone:
    """What became of a county's run: '' or one sentence on what stopped it, and whether that was a fault of the program."""

    code: str
    failure: str
    bug: bool = False


@dataclass(frozen=True)
class CountyFigures:
    """Leads of the month by grade; of all ever issued those overdue, answered and found true."""

    county: str
    red: int
    yellow: int
    green: int
    issued: int
    overdue: int
    answered: int
    true_ones: int


@dataclass(frozen=True)
class TownFigures:
    county: str
    town: str
    issued: int
    overdue: int
    answered: int


@dataclass(frozen=True)
class ClassFigure:
    """Households of a county with one kind of reason (the first word of an indicator)."""

    county: str
    kind: str
    households: int


@dataclass(frozen=True)
class OnTwoRosters:
    """Somebody whose number is on a county's roster and on another's; `counts_here` by the stated rule."""

    number: str
    county: str
    household_id: str
    month: dt.date
    counts_here: bool


@dataclass(frozen=True)
class ClaimedBySeveral:
    """Whom provincial rows name, on no roster, as one of the counties that took the rows for theirs."""

    number: str
    name: str
    town: str
    village: str
    county: str
    told_by: str
    case_id: str


@dataclass(frozen=True)
class DataState:
    """Of a county's data of the month, by title: what did not come, and what is much less than usual (with how many rows of how many), a line each."""

    county: str
    missing: tuple[str, ...]
    doubted: tuple[str, ...]


@dataclass(frozen=True)
class MovedTo:
    """A household by county and number as it was, and as and where it is now."""

    county: str
    household_id: str
    to_county: str
    to_household: str
    town: str
    village: str


@dataclass(frozen=True)
class Moved:
    """A household that moved, and how many leads went along."""

    county: str
    household_id: str
    to_county: str
    to_household: str
    leads: int


@dataclass(frozen=True)
class ProvinceMonth:
    """`names` has every county of the province by code; `done` those that this run was to do; `twice` is what sums leave out; `trends` are of counties (by code) and of all (without one)."""

    province: str
    month: dt.date
    names: Mapping[str, str]
    done: tuple[CountyDone, ...]
    counties: tuple[CountyFigures, ...]
    twice: tuple[CountyFigures, ...]
    towns: tuple[TownFigures, ...]
    classes: tuple[ClassFigure, ...]
    two_rosters: tuple[OnTwoRosters, ...]
    claimed_by_several: tuple[ClaimedBySeveral, ...]
    titles: Mapping[str, str]
    data: tuple[DataState, ...] = ()
    trends: tuple[PlaceCount, ...] = ()
    moved: tuple[Moved, ...] = ()
