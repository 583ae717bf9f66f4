"""The record of runs: which months were run, in what order, on what, and what they left."""

import datetime as dt
import json
from collections.abc import Mapping

from matchers.leads.moving import handed_over
from matchers.statements import statements
from matchers.warehouse import Record, Row, Warehouse

SQL = statements(__file__)


def run_months(warehouse: Warehouse, before: dt.date = dt.date.max) -> list[dt.date]:
    return [month for (month,) in warehouse.rows(SQL["run_months"], month=before)]


def last_run(warehouse: Warehouse, month: dt.date) -> tuple[str, dict[str, str]]:
    """(fingerprint of what went in, hashes of what came out by path) of a month's last run; empty before the first."""
    found = warehouse.rows(SQL["last_run"], month=month)
    return (found[0][0], json.loads(found[0][1])) if found else ("", {})


def ahead_of(warehouse: Warehouse, month: dt.date) -> dt.date | None:
    """The newest month that was run before this one was run at all."""
    last: dt.date | None = warehouse.value(SQL["ahead_of"], month=month)
    return last


def first_run(warehouse: Warehouse, run_month: dt.date) -> int:
    """The number of the first batch of a run month; of a month not yet run one that is beyond all."""
    number: int = warehouse.value(SQL["first_run"], run_month=run_month)
    return number


def run_numbers(warehouse: Warehouse, run_month: dt.date) -> tuple[int, int]:
    """The last number of a batch, and of one of this run month (0: none)."""
    return warehouse.rows(SQL["run_numbers"], run_month=run_month)[0]


def note_run(
    warehouse: Warehouse, month: dt.date, inputs: str, outputs: Mapping[str, str], policy: str, rules: str, unopened: str
) -> None:
    """A month's outbox was written: what it rests on, and how far everything had been taken in by then."""
    warehouse.run(SQL["forget_run"], month=month)
    warehouse.append("leads.run", [(month, inputs, json.dumps(outputs, sort_keys=True))])
    warehouse.run(SQL["note_seen"], month=month, policy=policy, rules=rules, unopened=unopened)


def runs_seen(warehouse: Warehouse) -> list[Record]:
    """Every run that wrote an outbox, in their order: columns of leads.seen."""
    return warehouse.records(SQL["seen"])


def come_since(warehouse: Warehouse, month: dt.date, files: int, returns: int) -> tuple[int, int]:
    """How many drops and files of returns/ in folders up to a month came after the numbers given."""
    return warehouse.rows(SQL["come_since"], month=month, files=files, returns=returns)[0]


def issued_before(warehouse: Warehouse, month: dt.date) -> list[Row]:
    """What earlier runs issued, on which late signals, carried leads and months running depend; what came from other counties, and went there."""
    return [*warehouse.rows(SQL["issued_before"], month=month), *handed_over(warehouse, month)]


def counts(warehouse: Warehouse, month: dt.date) -> dict[str, int]:
    """Leads of a month's run by grade, those it carried on too."""
    return dict(warehouse.rows(SQL["counts"], month=month))


def last_counts(warehouse: Warehouse, month: dt.date) -> dict[tuple[str, str], int]:
    """Leads by (town, grade) of the last run before this month."""
    return {(town, grade): leads for town, grade, leads in warehouse.rows(SQL["last_counts"], month=month)}


def towns_with_leads(warehouse: Warehouse) -> set[str]:
    """Towns that ever had a lead."""
    return {town for (town,) in warehouse.rows(SQL["towns"])}
