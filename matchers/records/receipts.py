"""What departments and the bureau get back: what became of their files, and whom nobody could place."""

import datetime as dt
from dataclasses import dataclass

from schemas.parts import Fault


@dataclass(frozen=True)
class PartReceipt:
    """One sheet of a drop. `guessed` pairs a header as written with the column it was taken for.

    `dataset` is its Chinese title; `unit` is 万元 where the sheet's title says so: mended rows must keep it. `lacks` is how
    many of the rows that its file states did not come.
    """

    file: str
    sheet: str
    dataset: str
    month: dt.date | None
    told_by: str
    month_told_by: str
    rows_read: int
    stored: int
    duplicates: int
    quarantined: int
    not_data: int
    guessed: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    warnings: tuple[str, ...]
    refusal: str
    header: tuple[str, ...]
    faults: tuple[Fault, ...]
    unit: str = ""
    lacks: int = 0


@dataclass(frozen=True)
class FileReceipt:
    """One file of the inbox; `state` is taken, refused, duplicate, ignored or old (a newer one speaks), `note` says why in Chinese."""

    path: str
    folder: dt.date
    state: str
    note: str
    parts: tuple[PartReceipt, ...]


@dataclass(frozen=True)
class RosterFault:
    """A roster number that departments' rows show to be wrong; `healed` is what they agree on."""

    household_id: str
    name: str
    written: str
    healed: str
    source: str


@dataclass(frozen=True)
class UnfoundRow:
    """A row whose number led to nobody; `reason` says why in Chinese."""

    file: str
    sheet: str
    row: int
    name: str
    number: str
    reason: str


@dataclass(frozen=True)
class NumberTally:
    """Rows of a dataset (its Chinese title) whose number fails the check, is empty, or is another's by name, and what became of them.

    The first three add up to the other five; before anybody was looked for those are None. `rows` are the first of the last two kinds.
    """

    dataset: str
    failing: int
    empty: int
    anothers: int = 0
    repaired: int | None = None
    by_name: int | None = None
    decided: int | None = None
    waiting: int | None = None
    nobody: int | None = None
    rows: tuple[UnfoundRow, ...] = ()

    @property
    def count(self) -> int:
        return self.failing + self.empty + self.anothers

    @property
    def unfound(self) -> int:
        return (self.waiting or 0) + (self.nobody or 0)


@dataclass(frozen=True)
class Came:
    """How a month's extract came: `is_late` in a later folder than its own, None not at all; the share of rows that could not be used."""

    month: dt.date
    is_late: bool | None
    wrong_share: float


@dataclass(frozen=True)
class Kept:
    """A dataset (its Chinese title) month by month."""

    dataset: str
    months: tuple[Came, ...]


@dataclass(frozen=True)
class Receipt:
    """All that a department gets back for a month; roster faults, and in words `asked` what else is wrong with the roster, only for the bureau."""

    county: str
    month: dt.date
    department: str
    files: tuple[FileReceipt, ...]
    roster_faults: tuple[RosterFault, ...] = ()
    numbers: tuple[NumberTally, ...] = ()
    history: tuple[Kept, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Awaited:
    """What a department is asked about: a dataset (its Chinese title), by which day it is to be there, how that stands, and in words what."""

    department: str
    dataset: str
    due: dt.date
    stage: str
    words: str


@dataclass(frozen=True)
class DoubtedExtract:
    """An extract, or what it has of a town ('': all of the county), that is much smaller than usual, and whether the bureau knows that it is whole:
    who said so, when, and why ('' and None where that was not written).
    """

    department: str
    dataset: str
    month: dt.date
    town: str
    rows: int
    usual: int
    case_id: str
    is_accepted: bool
    said_by: str = ""
    said_on: dt.date | None = None
    why: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody of the roster who could be meant."""

    household_id: str
    town: str
    village: str
    name: str
    number: str
    relation: str


@dataclass(frozen=True)
class ReviewCase:
    """A person as written whom only somebody who knows can place; `rows` counts the rows that wait by dataset title."""

    case_id: str
    number: str
    name: str
    town: str
    village: str
    reason: str
    rows: tuple[tuple[str, int], ...]
    example: str
    candidates: tuple[Candidate, ...]
