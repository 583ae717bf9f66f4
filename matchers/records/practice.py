"""What a rule book asks for beside leads: plain values for the papers."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from matchers.records.leads import Lead, LeadRecord
from matchers.records.monitored import Monitored
from matchers.records.signals import Household

VISITS = "入户核实表"


@dataclass(frozen=True)
class Person:
    """A member, and what this month's extracts say ('' or False where they have nothing), with the sums of the year's, yuan."""

    name: str
    relation: str
    age: int | None
    labour: str
    lives: bool
    work: str
    study: str
    benefits: str
    is_insured: bool
    wages: Decimal
    assistance: Decimal
    medical_self_pay: Decimal
    education_cost: Decimal


@dataclass(frozen=True)
class Card:
    """A monitored household's page; `top_up` is what brings it over the poverty line at the year's end, None where nothing does or it is not December;
    `came` are the extracts that came for the month: of others nothing is known.
    """

    file: Monitored
    people: tuple[Person, ...]
    lead: Lead | None
    top_up: Decimal | None
    came: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Paper:
    """One lead's or household's (`whom`) part of a paper of `kind`; `told` is what stands on it, as the paper's own module writes and reads it."""

    kind: str
    town: str
    whom: str
    told: str


@dataclass(frozen=True)
class KeptGrid:
    """Households that one person keeps, and the leads among them."""

    town: str
    keeper: str
    households: tuple[Household, ...]


@dataclass(frozen=True)
class Worker:
    """Whoever of a listed household worked in the year: months, where last, and whether this month too."""

    town: str
    village: str
    household_id: str
    household_type: str
    name: str
    months: int
    works_now: bool
    employer: str
    place: str


@dataclass(frozen=True)
class DueVisit:
    """A household that should have been visited this month and of whom no visit came."""

    household: Household
    every_months: int


@dataclass(frozen=True)
class Practice:
    """All of a month. `striking_off` are monitored households with why they may be struck off, `by_day` those that should be out of monitoring by a month;
    `visits_came` whether any visit of the month came at all; `late_steps` are answered leads whose step with a term came late or has not come; `kinds`
    counts households of each derived kind; `unlisted` are (town, village, household, sentences) of those who reported themselves or were visited
    and whom the book lists no lead of.
    """

    month: dt.date
    cards: tuple[Card, ...] = ()
    grids: tuple[KeptGrid, ...] = ()
    striking_off: tuple[tuple[Monitored, str], ...] = ()
    by_day: tuple[tuple[Monitored, str], ...] = ()
    visits: tuple[DueVisit, ...] = ()
    visits_came: bool = False
    late_steps: tuple[tuple[LeadRecord, str], ...] = ()
    work: tuple[Worker, ...] = ()
    kinds: Mapping[str, int] | None = None
    poverty: Decimal | None = None
    share: Decimal | None = None
    unlisted: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
