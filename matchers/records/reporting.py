"""The bureau's month in figures."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from matchers.records.leads import Lead, LeadRecord
from matchers.records.signals import THREE_COLOURS, Grading, HeldBack

Published = int | str


@dataclass(frozen=True)
class Rate:
    """One row as it may be shown. `key` are its names; counts are a number, SMALL or HIDDEN; rates are None where they
    rest on fewer than LEAST_ANSWERS answers or would tell a number held back. `low` and `high` are the 95 % Wilson interval.
    """

    key: tuple[str, ...]
    issued: Published
    answered: Published
    true: Published
    enrolled: Published
    true_share: float | None
    low: float | None
    high: float | None
    visits_a_true: float | None
    visits_an_enrolled: float | None


@dataclass(frozen=True)
class HitRates:
    """Four tables; the last line of `by_town` is the whole county's, its key ('合计',)."""

    by_indicator: tuple[Rate, ...]
    by_department: tuple[Rate, ...]
    by_town: tuple[Rate, ...]
    by_all: tuple[Rate, ...]


@dataclass(frozen=True)
class Tally:
    """A town's leads since the beginning, by the state in which they are: issued = open + closed + enrolled.

    `due` counts those whose day has come and what was answered before it; `answered` of these.
    """

    town: str
    issued: int
    waiting: int
    overdue: int
    answered_open: int
    closed: int
    enrolled: int
    due: int
    answered: int

    @property
    def open(self) -> int:
        return self.waiting + self.overdue + self.answered_open


def in_all(counted: Sequence[Tally]) -> Tally:
    """The sum of all towns."""
    return Tally("合计", *(sum(getattr(tally, name) for tally in counted) for name in list(Tally.__dataclass_fields__)[1:]))


class Looks(NamedTuple):
    """How often a town's people, or the bureau's, opened households on pages, people to be decided, whole numbers, and took lists away."""

    who: str
    homes: int
    cases: int
    numbers: int
    taken: int


NOT_COME, SENT_BACK, AGAIN = "没有报送", "已退回", "报的是以前的"  # the last: no row is of the month that the file states


@dataclass(frozen=True)
class Quality:
    """A department's drops of the month, summed over files."""

    department: str
    dataset: str
    files: int
    refused: int
    rows_read: int
    stored: int
    duplicates: int
    quarantined: int
    not_data: int
    joined_share: Decimal | None
    state: str

    @property
    def is_missing(self) -> bool:
        """Nothing of it could be used this month, though it should have come."""
        return self.state in (NOT_COME, SENT_BACK, AGAIN)


@dataclass(frozen=True)
class Delivered:
    """A line of the checklist: a dataset, by which day it is due (None: whenever it changes) and when it came, the share of rows that were
    not at fault and of those that found their person; `not_judged` are titles of indicators that its absence leaves out, `indicators` how many rest on
    it, `signals` how many of theirs the month issued; `reminded` in words.
    """

    department: str
    dataset: str
    state: str
    due: dt.date | None
    came_on: dt.date | None
    used_share: Decimal | None
    joined_share: Decimal | None
    not_judged: tuple[str, ...]
    indicators: int
    signals: int
    reminded: tuple[str, ...] = ()


@dataclass(frozen=True)
class MonthReport:
    """The bureau's month: `last_month` counts leads by (town, grade) of the run before; `not_evaluated` are Chinese lines,
    `indicator_titles` the Chinese of indicators and of their kinds.

    `held` are indicators of which nothing is said as rows wait; `ledger` are all leads ever issued, `progress` each town's; both as on `day`, the day of issue;
    `hit_rates` are of all of them.
    """

    county: str
    month: dt.date
    policy: str
    leads: tuple[Lead, ...]
    last_month: dict[tuple[str, str], int]
    quality: tuple[Quality, ...]
    not_evaluated: tuple[str, ...]
    doubts: tuple[str, ...]
    review_waiting: int
    indicator_titles: dict[str, str]
    day: dt.date = dt.date.max
    ledger: tuple[LeadRecord, ...] = ()
    progress: tuple[Tally, ...] = ()
    hit_rates: HitRates = field(default_factory=lambda: HitRates((), (), (), ()))
    held: tuple[HeldBack, ...] = ()
    grading: Grading = THREE_COLOURS
    looks: tuple[Looks, ...] = ()  # since the issue day before
    told_at_once: tuple[str, ...] = ()  # indicators with which the report opens

    @property
    def has_answers(self) -> bool:
        return any(lead.answers for lead in self.ledger)

    @property
    def covering(self) -> str:
        """Which leads the hit rates are of."""
        months = sorted(lead.issued_in for lead in self.ledger)
        first, last = (f"{month.year}年{month.month}月" for month in (months[0], months[-1]))
        return f"{first}{f'至{last}' if last != first else ''}下发的线索"
