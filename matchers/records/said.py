"""What towns say of a lead, and what became of each row that came back."""

import datetime as dt
from dataclasses import dataclass

UNVERIFIED, UNTRUE = "无法核实", "不属实"
TO_ENROL, HELPED, NO_RISK = "属实拟纳入", "属实已帮扶", "属实无风险"
TRUE_OUTCOMES = (TO_ENROL, HELPED, NO_RISK)
OUTCOMES = (*TRUE_OUTCOMES, UNTRUE, UNVERIFIED)
ACCEPTED, SUPERSEDED, REPEATED, UNANSWERED, REFUSED = "采用", "已被后来的答复代替", "重复", "没有填", "没有采用"


@dataclass(frozen=True)
class Answer:
    """What a town found, and to which question: the reasons and the grade of the list that it answers, the month in which it was asked them
    and that of the list, on which the lead may only have stood open still. Of several for one reason the last holds; the others stay on the
    record. `steps` are those of its rule book that are done, with their days.
    """

    lead_id: str
    outcome: str
    situation: str
    measures: str
    verified_by: str
    verified_on: dt.date | None
    folder: dt.date
    path: str
    sheet: str
    row: int
    indicators: frozenset[str]
    grade: str
    listed_in: dt.date
    list_month: dt.date
    steps: tuple[tuple[str, dt.date], ...] = ()

    @property
    def when(self) -> tuple[str, dt.date | None, dt.date]:
        return self.lead_id, self.verified_on, self.list_month


@dataclass(frozen=True)
class ReturnedLine:
    """A row of a returned list and what became of it. `reason` says why it was refused, `altered` which locked
    cells changed, `since` how many reasons its lead has got, or how many have grown graver, after the list that it answers. `doubt` is
    what is asked back of an answer that was accepted, or told of a row that is none yet; `is_put_right` says that an accepted one came after a refused one, `verified_on` and
    `list_month` are what tells that: None where the row does not say it, or impossibly. Village and householder are as the row has them.
    """

    path: str
    sheet: str
    row: int
    lead_id: str
    town: str
    fate: str
    reason: str = ""
    altered: tuple[str, ...] = ()
    since: int = 0
    answer: Answer | None = None
    doubt: str = ""
    is_put_right: bool = False
    village: str = ""
    householder: str = ""
    verified_on: dt.date | None = None
    list_month: dt.date | None = None


@dataclass(frozen=True)
class ReadSheet:
    """A sheet of a returned list: whose it is, how many rows it has, and what became of those that hold a lead.

    `saved` is when the file was last written, in nanoseconds.
    """

    folder: dt.date
    path: str
    sheet: str
    town: str
    rows_read: int
    saved: int
    lines: tuple[ReturnedLine, ...]
