"""A lead, as a run issues it and as the ledger keeps it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from matchers.records.lead_numbers import check_sign
from matchers.records.said import HELPED, NO_RISK, UNTRUE, Answer
from matchers.records.signals import GRADES, THREE_COLOURS, Grading, Household, Owner, Signal, owner_of

OPEN, OVERDUE, ANSWERED, ENROLLED, CLOSED = "待核实", "超期", "已反馈", "纳入监测", "销号"
ENDED = (ENROLLED, CLOSED)
NEW, CARRIED, ESCALATED, FALLEN, WAITING = "issued", "carried", "escalated", "fallen", "waiting"
LISTED = (NEW, CARRIED, ESCALATED)


def covers(answered: str, asked: str) -> bool:
    """Whether an answer to a lead of one grade holds for one of another: not where that is graver."""
    return GRADES.index(answered) <= GRADES.index(asked)


class LeadEvent(NamedTuple):
    """What a run did to a lead, or (kind 'run') that it did what follows; columns as in leads.event after run_no and run_month.

    `indicators` and `sources` are joined by `;`, `cells` are the columns of the lead's row on its list, as JSON by title;
    `listing` is the mark of the workbook that the row stood in.
    """

    kind: str
    lead_id: str
    month: dt.date
    town: str
    village: str
    household_id: str
    grade: str
    indicators: str
    sources: str
    reason: str
    first_month: dt.date
    months_running: int
    issued_on: dt.date
    due_on: dt.date
    continues: str
    cells: str
    listing: str = ""


@dataclass(frozen=True)
class LeadRecord:
    """A lead as the runs so far left it. `listed_in` is the last month whose list it stood on with reasons, `asked` those,
    `indicators` all that ever fired under it; `decided` is the bureau's word on enrolling it ('enrol', 'decline' or ''); `is_continued` that a
    later lead of the household has taken its place; `formerly` are household numbers (of a village's lead town-village) under which it was
    listed and that are others now, `joined_to` the lead in which it ended as two households or villages became one.
    """

    lead_id: str
    town: str
    village: str
    household_id: str
    grade: str
    indicators: frozenset[str]
    asked: frozenset[str]
    sources: tuple[str, ...]
    reason: str
    first_month: dt.date
    months_running: int
    issued_in: dt.date
    listed_in: dt.date
    issued_on: dt.date
    due_on: dt.date
    continues: str
    answers: tuple[Answer, ...] = ()
    decided: str = ""
    is_continued: bool = False
    formerly: tuple[str, ...] = ()
    joined_to: str = ""

    @property
    def owner(self) -> Owner:
        return owner_of(self.town, self.village, self.household_id)

    @property
    def unanswered(self) -> frozenset[str]:
        """Reasons asked about that no answer was asked, or only when the lead was of a lower grade."""
        return self.asked.difference(*(answer.indicators for answer in self.answers if covers(answer.grade, self.grade)))

    @property
    def outcome(self) -> str:
        """The last answer's, once all that is asked has been answered."""
        return self.answers[-1].outcome if self.answers and not self.unanswered else ""

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(indicator.partition(".")[0] for indicator in self.indicators)

    def state(self, day: dt.date) -> str:
        """The one state in which it is on a day."""
        if self.decided:
            return ENROLLED if self.decided == "enrol" else CLOSED
        # A word on an old lead after a new one was issued stays on the record, and opens nothing a second time.
        if self.is_continued or self.joined_to or self.outcome in (HELPED, NO_RISK, UNTRUE):
            return CLOSED
        if self.outcome:
            return ANSWERED
        return OVERDUE if self.due_on < day else OPEN

    @property
    def has_ended(self) -> bool:
        return self.state(dt.date.min) in ENDED


@dataclass(frozen=True)
class ListForm:
    """Columns of a town's list that its county's rule book asks for: `labels` tell, `steps` are days to fill in, each not before
    the one before it, `due_step` the one to be done by the day to answer by; `outcomes` are what may be said of a true lead, `grading` what its colours ask for,
    `legend` what signs under the labels mean, in Chinese ('': there are none).
    """

    labels: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    due_step: str = ""
    grading: Grading = THREE_COLOURS
    legend: str = ""


@dataclass(frozen=True)
class Lead:
    """A household's (or village's) reasons of a month, ranked, the weightiest first.

    `standing` says what the run did to it: issued, carried on, escalated; or, without signals this month, fallen away or
    waiting for what has not come. `continues` is the number of the household's lead before it, `history` says in words what
    became of that one or what the town answered so far, `outcome` is its last answer; `sources` the channels that found it.
    `rank` is its weightiest reason's, `excess` how many times over its threshold that is. `labels` are texts under the titles of the
    rule book's `ListForm`; none where it only stands open.
    """

    lead_id: str
    month: dt.date
    town: str
    village: str
    household: Household | None
    grade: str
    signals: tuple[Signal, ...]
    sentences: tuple[str, ...]
    town_checks: tuple[str, ...]
    first_month: dt.date
    months_running: int
    issued_on: dt.date
    due_on: dt.date
    status: str = "待核实"
    standing: str = "issued"
    continues: str = ""
    history: str = ""
    outcome: str = ""
    sources: tuple[str, ...] = ("部门预警",)
    families: tuple[str, ...] = ()
    rank: int = 0
    excess: Decimal = Decimal(1)
    labels: tuple[str, ...] = ()
    key: str = field(default="", repr=False)

    def in_paragraphs(self, told: Sequence[str]) -> tuple[str, ...]:
        """What is told of each reason, those of a family (病, 学, 业 …) and month together, in the order of the weightiest."""
        families: dict[object, list[str]] = {}
        of = [(family, signal.month) for family, signal in zip(self.families, self.signals, strict=False)]
        for at, text in enumerate(told):
            families.setdefault(of[at] if at < len(of) else text, []).append(text)
        return tuple("。同时：".join(texts) for texts in families.values())

    @property
    def sign(self) -> str:
        """The check sign beside its number, made with the county's key."""
        return check_sign(self.lead_id, self.key)

    @property
    def household_id(self) -> str:
        return self.household.household_id if self.household else ""

    @property
    def owner(self) -> Owner:
        return owner_of(self.town, self.village, self.household_id)

    @property
    def is_carried(self) -> bool:
        return self.standing in ("carried", "escalated")
