"""What a lead's story is made of. Nobody is named: of a person there is only how they stand to the head of the household."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Cell:
    """A cell of a file as a spreadsheet shows it (`G15`, or '' where the column is not known), its header, and what was read
    from it: amounts in yuan, where the file counts in `times` as much.
    """

    at: str
    column: str
    text: str
    times: int = 1


@dataclass(frozen=True)
class SourceRow:
    """A row of a file: whose it is, how it was joined, what it adds to its month in yuan (None where it only says something)."""

    dataset: str
    month: dt.date
    path: str
    sheet: str
    row: int
    whose: str
    joined_by: str
    amount: Decimal | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MonthFigure:
    """A measure of a month in yuan and the rows that add up to it; None where datasets of it did not come (`missing`)."""

    month: dt.date
    amount: Decimal | None
    missing: tuple[str, ...]
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True)
class Figure:
    """A measure over a span of months, the latest first."""

    measure: str
    months: tuple[MonthFigure, ...]


@dataclass(frozen=True)
class InForce:
    """A number of the policy in force in the month, in words what it is, since when, and the document that says so."""

    name: str
    meaning: str
    value: Decimal
    unit: str
    since: dt.date
    document: str


@dataclass(frozen=True)
class Annual:
    """Last year's income a person, and how what changed since carries it on: yuan, over so many pairs of months; and the row
    that tells the first.
    """

    last_year: Decimal
    difference: Decimal
    pairs: int
    size: int
    rigid: Decimal
    income: Decimal
    disposable: Decimal
    row: SourceRow | None


@dataclass(frozen=True)
class Amounts:
    """A signal's three figures; yuan, or 1 for what only is or is not."""

    value: Decimal
    baseline: Decimal | None
    threshold: Decimal | None


@dataclass(frozen=True)
class Reason:
    """A signal, as issued and as it is by what is known now (None: does not hold any more), and all that it rests on.

    `concerned` says whom it is about, `searched` are the sheets in which somebody absent was looked for. `also_true` are titles of
    indicators that hold too, by what is known now, and are no signals beside this one.
    """

    month: dt.date
    indicator: str
    title: str
    sentence: str
    issued: Amounts
    now: Amounts | None
    parameters: tuple[InForce, ...]
    figures: tuple[Figure, ...]
    rows: tuple[SourceRow, ...]
    concerned: tuple[str, ...]
    searched: tuple[str, ...]
    annual: Annual | None
    also_true: tuple[str, ...] = ()

    @property
    def has_changed(self) -> bool:
        return self.now != self.issued


@dataclass(frozen=True)
class Happened:
    """What a run did to the lead; not in force where its month was run again."""

    run_month: dt.date
    kind: str
    grade: str
    reason: str
    due_on: dt.date
    is_in_force: bool


@dataclass(frozen=True)
class NotAsked:
    """A signal that a run did not ask about again until after `until`."""

    run_month: dt.date
    month: dt.date
    reason: str
    until: dt.date


@dataclass(frozen=True)
class Said:
    """A row of a returned list: what its town said, where it stands, and what became of it; to the list of which month, of
    which grade, and how many reasons came after that.
    """

    folder: dt.date
    path: str
    sheet: str
    row: int
    fate: str
    refused_for: str
    outcome: str
    situation: str
    measures: str
    verified_on: dt.date | None
    listed_in: dt.date | None
    grade: str
    since: int


@dataclass(frozen=True)
class Decision:
    folder: dt.date
    path: str
    sheet: str
    row: int
    kind: str
    decided_on: dt.date | None


@dataclass(frozen=True)
class Story:
    """A lead's whole story; `reasons` are those of the lists of the months told, each with its list's month."""

    lead_id: str
    town: str
    village: str
    household_id: str
    size: int | None
    household_type: str
    grade: str
    state: str
    due_on: dt.date
    sources: tuple[str, ...]
    continues: str
    life: tuple[Happened, ...]
    not_asked: tuple[NotAsked, ...]
    answers: tuple[Said, ...]
    decisions: tuple[Decision, ...]
    reasons: tuple[tuple[dt.date, tuple[Reason, ...]], ...]
    sign: str
