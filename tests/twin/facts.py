"""True facts about a county: what a perfect reading of all drops would know.

Months are counted (2024-06 is 2024 × 12 + 5) so that spans are plain subtraction. Money is Decimal yuan.
A person is a number that lives only here; it never comes from a department.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from tests.twin.book import Book, all_on

DATASETS = (
    "roster",
    "settlement",
    "enrolment",
    "student",
    "assistance",
    "death",
    "house",
    "water",
    "employment",
    "self_report",
    "visit",
)


def month_number(written: str) -> int:
    """'2024-06' → its count."""
    year, month = written.split("-")
    return int(year) * 12 + int(month) - 1


def month_name(month: int) -> str:
    """A month's count → '2024-06'."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_of(day: dt.date) -> int:
    """The month that a day lies in."""
    return day.year * 12 + day.month - 1


def last_day(month: int) -> dt.date:
    """The last day of a month."""
    year, number = month // 12, month % 12 + 1
    return dt.date(year, number, calendar.monthrange(year, number)[1])


def age_on(birth: dt.date, day: dt.date) -> int:
    """Full years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_aged(person: Person, youngest: int, oldest: int, day: dt.date) -> bool:
    """Of whom no number proves when he was born nothing holds that goes by age."""
    return person.birth is not None and youngest <= age_on(person.birth, day) <= oldest


@dataclass(frozen=True)
class Person:
    """Somebody of the roster."""

    name: str
    id_number: str
    birth: dt.date | None
    sex: str
    labour: str
    health: str = "健康"
    phone: str = ""


@dataclass(frozen=True)
class Household:
    """A household as one roster drop states it; members are person numbers, the householder first."""

    household_id: str
    town: str
    village: str
    household_type: str
    income_per_capita: Decimal | None
    members: tuple[int, ...]
    relations: tuple[str, ...] = ()
    group: str = ""
    risk_cleared: str = ""
    grid_keeper: str = ""
    authorised: str = "否"


@dataclass(frozen=True)
class Bill:
    """A settled bill; a reversal has negative money and its bill's number.

    It belongs to the month of its day, but is known only from the folder month `came` on.
    """

    settlement_id: str
    person: int
    settled_on: dt.date
    care_type: str
    diagnosis: str
    total: Decimal
    basic_fund: Decimal
    catastrophic_fund: Decimal
    medical_aid: Decimal
    self_pay: Decimal
    came: int


@dataclass(frozen=True)
class Study:
    """A student in a month."""

    school: str
    stage: str
    grade: str
    status: str
    tuition: Decimal = Decimal(0)
    boarding: Decimal = Decimal(0)
    aid: Decimal = Decimal(0)


@dataclass(frozen=True)
class Benefit:
    """A person's benefit in a month."""

    kind: str
    status: str
    amount: Decimal


@dataclass(frozen=True)
class Job:
    """A worker's state in a month; wage in yuan a month."""

    status: str
    wage: Decimal
    employer: str = ""


@dataclass(frozen=True)
class House:
    """A household's house in a month."""

    grade: str
    sole: str
    renovation: str
    address: str = ""


@dataclass(frozen=True)
class Supply:
    """A village's water in a month."""

    town: str
    village: str
    status: str
    outage_days: int
    quality: str
    tested_on: dt.date
    works: str = ""


@dataclass(frozen=True)
class Application:
    """A person's own application for help: the matter as ticked or written, and the person's own words."""

    reported_on: dt.date
    matter: str = ""
    details: str = ""


@dataclass(frozen=True)
class Visit:
    """A cadre's visit: 是, 否 or nothing under 是否发现风险, what was found as written, and by whom."""

    visited_on: dt.date
    has_risk: str = ""
    problem: str = ""
    details: str = ""
    visitor: str = ""


@dataclass
class Facts:
    """All that is true of a county, and which datasets came for which month.

    Keys are (person, month) where not said otherwise. `received` maps (dataset, month, town) to the first folder
    month from which it is there; the town is "" where a file is for the whole county.
    """

    persons: dict[int, Person] = field(default_factory=dict)
    rosters: dict[int, dict[str, Household]] = field(default_factory=dict)
    bills: dict[tuple[int, int], list[Bill]] = field(default_factory=lambda: defaultdict(list))
    studies: dict[tuple[int, int], list[Study]] = field(default_factory=lambda: defaultdict(list))
    benefits: dict[tuple[int, int], list[Benefit]] = field(default_factory=lambda: defaultdict(list))
    cover: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    jobs: dict[tuple[int, int], list[Job]] = field(default_factory=lambda: defaultdict(list))
    houses: dict[tuple[str, int], list[House]] = field(default_factory=lambda: defaultdict(list))  # household, month
    supplies: dict[int, list[Supply]] = field(default_factory=lambda: defaultdict(list))  # month
    deaths: dict[int, dt.date] = field(default_factory=dict)  # person
    applications: dict[tuple[int, int], list[Application]] = field(default_factory=lambda: defaultdict(list))
    visits: dict[tuple[int, int], list[Visit]] = field(default_factory=lambda: defaultdict(list))
    received: dict[tuple[str, int, str], int] = field(default_factory=dict)
    declared: dict[tuple[str, int, int], list[dict[str, object]]] = field(default_factory=lambda: defaultdict(list))  # dataset, person, month
    waiting: set[tuple[str, int, int]] = field(default_factory=set)  # dataset, person who could be meant, month

    def receive(self, dataset: str, month: int, town: str = "", folder: int | None = None) -> None:
        """Note that a dataset came for a month, in its own month's folder unless another one is given."""
        key = (dataset, month, town)
        here = month if folder is None else folder
        self.received[key] = min(here, self.received.get(key, here))


@dataclass(frozen=True)
class Known:
    """The facts as a run sees them: only drops in folders up to the run's month; and the rule book that it goes by."""

    facts: Facts
    run_month: int
    book: Book = field(default_factory=all_on)

    def number(self, name: str, month: int) -> Decimal:
        """The book's number in force, where it does not go by the household."""
        return self.book.number(name, month_name(month))

    def is_monitored(self, household: Household) -> bool:
        """Of the kinds that the book calls monitored, or said to be without saying which; and no end of its risk is on record."""
        kinds = {*self.book.sections["monitoring"]["monitored_kinds"], "监测对象"}
        return household.household_type in kinds and household.risk_cleared != "是"

    def has(self, month: int, town: str, *datasets: str) -> bool:
        """Whether all datasets were received for a month and town."""
        return all(self._has_one(dataset, month, town) for dataset in datasets)

    def _has_one(self, dataset: str, month: int, town: str) -> bool:
        folders = (self.facts.received.get((dataset, month, place)) for place in ("", town))
        return any(folder is not None and folder <= self.run_month for folder in folders)

    def bills(self, who: int, month: int) -> list[Bill]:
        """A person's bills settled in a month, as far as they have come."""
        return [bill for bill in self.facts.bills.get((who, month), ()) if bill.came <= self.run_month]

    def is_waiting(self, who: int, dataset: str, months: range) -> bool:
        """Whether a row of a dataset and one of these months that could be the person's waits in review, or is at fault."""
        return any((dataset, who, month) in self.facts.waiting for month in months)

    def rows(self, dataset: str, who: int, month: int) -> list[dict[str, object]]:
        """What a dataset that only its declaration knows says of a person in a month: values by column."""
        return self.facts.declared.get((dataset, who, month), [])

    def households(self, month: int) -> dict[str, Household]:
        """The latest roster up to a month; empty when there is none yet."""
        versions = [version for version in self.facts.rosters if version <= month]
        return self.facts.rosters[max(versions)] if versions else {}

    def living(self, household: Household, month: int) -> list[int]:
        """Members with no death up to a month's end."""
        end = last_day(month)
        deaths = self.facts.deaths
        return [who for who in household.members if who not in deaths or deaths[who] > end]
