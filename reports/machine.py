"""signals.csv, leads.csv and ledger.csv: for programs. No name, phone or ID number stands in any."""

import csv
import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from matchers.records.leads import Lead, LeadRecord
from matchers.records.signals import Signal
from schemas.months import written

SIGNAL_COLUMNS = ("month", "town", "village", "household_id", "indicator", "value", "baseline", "threshold", "joined_by", "evidence")
LEAD_COLUMNS = (
    "lead_id", "month", "town", "village", "household_id", "grade", "indicators", "reason", "first_month", "months_running", "due_date", "status",
)
LEDGER_COLUMNS = (
    "lead_id", "town", "village", "household_id", "sources", "grade", "indicators", "issued_in", "first_month", "months_running", "issued_on",
    "due_date", "state", "outcome", "answered_on", "answers", "continues",
    "formerly", "joined_to",
)


def write_signals(path: Path, signals: Iterable[Signal]) -> None:
    """One row a fired indicator, ordered by town, village, household, month, indicator; money with two decimals."""
    ordered = sorted(signals, key=lambda s: (s.town, s.village, s.household_id, s.month, s.indicator))
    _write(path, SIGNAL_COLUMNS, (
        (written(s.month), s.town, s.village, s.household_id, s.indicator, _figure(s.value), _figure(s.baseline), _figure(s.threshold), s.joined_by, s.evidence)
        for s in ordered
    ))


def write_leads(path: Path, leads: Iterable[Lead]) -> None:
    """One row a lead, ordered by town, village, household and month."""
    ordered = sorted(leads, key=lambda lead: (lead.town, lead.village, lead.household_id, lead.month))
    _write(path, LEAD_COLUMNS, (
        (
            lead.lead_id, written(lead.month), lead.town, lead.village, lead.household_id, lead.grade,
            ";".join(dict.fromkeys(s.indicator for s in lead.signals)), "；".join(lead.sentences), written(lead.first_month), lead.months_running,
            lead.due_on.isoformat(), lead.status,
        )
        for lead in ordered
    ))


def write_ledger(path: Path, leads: Iterable[LeadRecord], day: dt.date) -> None:
    """One row a lead ever issued, in the state in which it is on a day; ordered by number."""
    _write(path, LEDGER_COLUMNS, (
        (
            lead.lead_id, lead.town, lead.village, lead.household_id, ";".join(lead.sources), lead.grade, ";".join(sorted(lead.indicators)),
            written(lead.issued_in), written(lead.first_month), lead.months_running, lead.issued_on.isoformat(), lead.due_on.isoformat(),
            lead.state(day), lead.outcome, lead.answers[-1].verified_on or "" if lead.answers else "", len(lead.answers), lead.continues,
            ";".join(lead.formerly), lead.joined_to,
        )
        for lead in sorted(leads, key=lambda lead: lead.lead_id)
    ))


def _figure(value: Decimal | None) -> str:
    return "" if value is None else str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
