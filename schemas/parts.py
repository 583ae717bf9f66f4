"""What became of one sheet: its rows, those at fault and why, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from schemas.dataset import Dataset
from schemas.fields import YUAN
from schemas.guessing import is_guessed_loosely
from schemas.recognise import Recognised
from schemas.spellings import Placed


@dataclass(frozen=True)
class Fault:
    """A cell that keeps its row out; `cells` is the whole row as it came, `at` the cell's place in it."""

    row: int
    at: int
    column: str
    reason: str
    cells: tuple[str, ...]


@dataclass
class Part:
    """One sheet of one file, taken in. `rows` are the parsed rows by Excel row number, money in fen.

    `unusable` are those at fault, as far as they could be parsed: who stands there is not absent.
    """

    file_name: str
    sheet_name: str
    rows_read: int
    recognised: Recognised | None = None
    dataset: Dataset | None = None
    rows: pd.DataFrame = field(default_factory=lambda: pd.DataFrame())
    unusable: pd.DataFrame = field(default_factory=lambda: pd.DataFrame())
    duplicates: int = 0
    quarantined: int = 0
    faults: list[Fault] = field(default_factory=list)
    header: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)
    refusal: str = ""
    is_table: bool = False
    layout: str = ""  # the title of the description that it was read by
    department: str = ""  # that it names, where that is another than its dataset's
    scope: str = ""
    absent: tuple[str, ...] = ()
    counts: bool = True  # whether it is more than kept
    said: int = 0  # how many rows its file states in words
    lacks: int = 0  # how many of those stated did not come
    mends: tuple[tuple[str, int], ...] = ()  # file and sheet, and row there, that a receipt's sheet puts right

    @property
    def tells_nothing_of(self) -> tuple[str, ...]:
        """Columns that its layout says are not there, and optional ones of money that it has not: read as nothing paid, and yet not known."""
        if not self.recognised:
            return self.absent
        there = {placed.column.name for placed in self.recognised.header.placed}
        return (*self.absent, *(column.name for column in self.recognised.dataset.columns if column.kind is YUAN and not column.required and column.name not in {*there, *self.absent}))

    @property
    def may_be_told_by_villagers(self) -> bool:
        """Whether it is a table that nothing was made of, or whose people were told by likeness."""
        return self.rows_read > 0 and (bool(self.guessed_who) if self.recognised else bool(self.refusal))

    @property
    def guessed_who(self) -> tuple[Placed, ...]:
        """Columns of names and numbers that were told by likeness."""
        known = self.recognised
        return tuple(p for p in known.header.placed if p.column.name in ("name", "id_number") and is_guessed_loosely(known.dataset, p)) if known else ()

    @property
    def stored(self) -> int:
        return len(self.rows)

    @property
    def not_data(self) -> int:
        return self.rows_read - self.stored - self.duplicates - self.quarantined
