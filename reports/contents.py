"""What the reports are made of: plain values, gathered elsewhere, so that a report only lays out."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from matchers.hit_rates import HitRates
from matchers.ledger import LeadRecord, Owned
from matchers.tallies import Tally

GRADES = ("red", "yellow", "green")


@dataclass(frozen=True)
class Signal(Owned):
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
class Lead(Owned):
    """A household's (or village's) reasons of a month, ranked, the weightiest first.

    `standing` says what the run did to it: issued, carried on, escalated; or, without signals this month, fallen away or
    waiting for what has not come. `continues` is the number of the household's lead before it, `history` says in words what
    became of that one or what the town answered so far, `outcome` is its last answer; `sources` the channels that found it.
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

    @property
    def household_id(self) -> str:
        return self.household.household_id if self.household else ""

    @property
    def is_carried(self) -> bool:
        return self.standing in ("carried", "escalated")


@dataclass(frozen=True)
class Silenced:
    """A signal that a town is not asked about again until after `until`, as it found it untrue under `lead_id`."""

    signal: Signal
    words: str
    lead_id: str
    until: dt.date


@dataclass(frozen=True)
class Fault:
    """A quarantined row's offending cell: `at` is its place in `cells`, the whole row as it came."""

    row: int
    at: int
    column: str
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PartReceipt:
    """One sheet of a drop. `guessed` pairs a header as written with the column it was taken for.

    `dataset` is its Chinese title; `unit` is 万元 where the sheet's title says so: mended rows must keep it.
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


@dataclass(frozen=True)
class FileReceipt:
    """One file of the inbox; `state` is taken, refused, duplicate or ignored, `note` says why in Chinese."""

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
class Receipt:
    """All that a department gets back for a month; roster faults only for the bureau."""

    county: str
    month: dt.date
    department: str
    files: tuple[FileReceipt, ...]
    roster_faults: tuple[RosterFault, ...] = ()


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
        return self.state in ("本月没有报送", "已退回")


@dataclass(frozen=True)
class MonthReport:
    """The bureau's month: `last_month` counts leads by (town, grade) of the run before; `not_evaluated` are Chinese lines.

    `ledger` are all leads ever issued, `progress` each town's; both as on `day`, the day of issue;
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

    @property
    def has_answers(self) -> bool:
        return any(lead.answers for lead in self.ledger)

    @property
    def covering(self) -> str:
        """Which leads the hit rates are of."""
        months = sorted(lead.issued_in for lead in self.ledger)
        first, last = (f"{month.year}年{month.month}月" for month in (months[0], months[-1]))
        return f"{first}{f'至{last}' if last != first else ''}下发的线索"
