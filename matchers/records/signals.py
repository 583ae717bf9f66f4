"""Signals and the households they are about."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

Owner = tuple[str, str, str]  # ("", "", household) or (town, village, "")


def owner_of(town: str, village: str, household_id: str) -> Owner:
    """A household is the same wherever it lives; a village goes by its place."""
    return ("", "", household_id) if household_id else (town, village, "")


GRADES = ("red", "yellow", "green")


@dataclass(frozen=True)
class Grading:
    """What a rule book says of the three grades, the gravest first: what is to be done, and the colour (RRGGBB)."""

    duties: tuple[str, ...] = ("马上去看", "本月去看", "顺路看")
    colours: tuple[str, ...] = ("C4453D", "E3B23C", "62A36A")

    def duty(self, grade: str) -> str:
        return self.duties[GRADES.index(grade)]

    def colour(self, grade: str) -> str:
        return self.colours[GRADES.index(grade)]


THREE_COLOURS = Grading()


@dataclass(frozen=True)
class Signal:
    """One indicator that fired for a household (or, with an empty household_id, a village) in a month; yuan.

    `fields` are further figures of the rule's query, by column name, for its sentence; `names` those of the household whom
    it is about, for the list of their own town alone.
    """

    month: dt.date
    town: str
    village: str
    household_id: str
    indicator: str
    value: Decimal
    baseline: Decimal | None
    threshold: Decimal | None
    joined_by: str
    evidence: str
    fields: dict[str, object] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    @property
    def owner(self) -> Owner:
        return owner_of(self.town, self.village, self.household_id)


@dataclass(frozen=True)
class HeldBack:
    """An indicator of which nothing is said for a household: `people` of it could be meant by rows that wait or are at fault.

    `extracts` are the titles of their datasets, `cases` the review cases whose answer would tell, `rows` (file!sheet!row) those
    that must be put right.
    """

    town: str
    village: str
    household_id: str
    indicator: str
    people: int
    extracts: tuple[str, ...]
    cases: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Household:
    household_id: str
    town: str
    village: str
    group: str
    householder: str
    householder_number: str
    phone: str
    household_type: str
    size: int
    risk_cleared: str = ""


@dataclass(frozen=True)
class Silenced:
    """A signal that a town is not asked about again until after `until`, as it found it untrue under `lead_id`."""

    signal: Signal
    words: str
    lead_id: str
    until: dt.date
    householder: str = ""
