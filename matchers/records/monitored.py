"""A monitored household's file, and what a month shows of it: plain values for the report."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from matchers.records.signals import Household


@dataclass(frozen=True)
class Proposed:
    """A household that its town proposes to enrol, and why."""

    lead_id: str
    household: Household
    reasons: str
    situation: str = ""
    measures: str = ""


@dataclass(frozen=True)
class MonthOf:
    """A household's month, fen (there are a million of them, and ints are made and handed on in a third of the time); None where its extracts did not come."""

    month: dt.date
    income: int | None
    medical_self_pay: int | None
    education_cost: int | None

    @property
    def rigid_expenditure(self) -> int | None:
        return None if self.medical_self_pay is None or self.education_cost is None else self.medical_self_pay + self.education_cost


@dataclass(frozen=True)
class YearAsOf:
    """Income a person a year as of a month, to the fen, and whether it is truly under the line."""

    month: dt.date
    income: Decimal
    is_under: bool


@dataclass(frozen=True)
class Figures:
    """How a household stands as of the month, yuan; None where the roster has no income.

    `income` and `disposable` (after rigid expenditure) are a person's, `year_income` and `rigid_of_year` the household's.
    What is under or over is told by the exact sums, not by these rounded ones. `half_year` begins with the oldest month.
    """

    line: Decimal
    income: Decimal | None
    disposable: Decimal | None
    year_income: Decimal | None
    is_under: bool
    is_under_after: bool
    rigid_of_year: Decimal
    rigid_months: int
    is_over_share: bool
    labour: int
    half_year: tuple[YearAsOf, ...] = ()
    months: tuple[MonthOf, ...] = ()


@dataclass(frozen=True)
class Monitored:
    """A household's file. `obstacles` are what stands in the way of ending its monitoring, a sentence each; none: it may
    be proposed. `since` is a roster's month or a decision's day. `questions` are those of `signals` that only ask.
    """

    household: Household
    since: dt.date
    why: str
    done: tuple[str, ...]
    figures: Figures
    signals: tuple[str, ...]
    obstacles: tuple[str, ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Watched:
    """A household whose monitoring ended not long ago; `fallen_back` are sentences, none where it holds."""

    household: Household
    ended: dt.date
    how: str
    until: dt.date
    figures: Figures
    signals: tuple[str, ...]
    fallen_back: tuple[str, ...]


@dataclass(frozen=True)
class Monitoring:
    """All of a month; `lines` are the monitoring lines in force, yuan; `notes` are Chinese lines on where roster and decisions disagree."""

    month: dt.date
    lines: tuple[Decimal, ...]
    monitored: tuple[Monitored, ...]
    watched: tuple[Watched, ...]
    notes: tuple[str, ...] = ()

    @property
    def proposable(self) -> tuple[Monitored, ...]:
        return tuple(file for file in self.monitored if not file.obstacles)

    @property
    def held_back(self) -> tuple[Monitored, ...]:
        return tuple(file for file in self.monitored if file.obstacles)
