"""Returned lists and the bureau's decisions, put on the record as they were filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from matchers.statements import statements
from matchers.warehouse import Row, Warehouse

if TYPE_CHECKING:
    from schemas.returned.answered import ReturnedSheet
    from schemas.returned.decided import MonitoredDecision
    from schemas.returned.reviewed import Choice

SQL = statements(__file__)


class StoredFile(NamedTuple):
    """A place of a file of returns/ that was read: its folder month, path inside returns/, content, and what it was taken for."""

    folder: dt.date
    path: str
    sha256: str
    size: int
    mtime: int
    kind: str
    note: str


def returned_files(warehouse: Warehouse) -> list[StoredFile]:
    """By folder, path and content, in whatever order they were taken in."""
    return [StoredFile(*row) for row in warehouse.rows(SQL["returned_files"])]


def note_file(warehouse: Warehouse, file: StoredFile, last_run: int) -> None:
    """A file was read after the run `last_run`."""
    warehouse.append("leads.returned_file", [(*file, last_run)])
    number = warehouse.value(SQL["last_return"]) + 1
    warehouse.append("leads.returned_order", [(number, file.folder, file.path, file.sha256)])


def returned_inputs(warehouse: Warehouse, until: dt.date, before_run: int) -> list[Row]:
    """The files that came up to a month and before a run: what outcomes depend on."""
    return warehouse.rows(SQL["returned_inputs"], until=until, before_run=before_run)


def review_choices(warehouse: Warehouse, until: dt.date) -> list[Row]:
    """(folder, path, case, answer, household, name, said by, on, why) of review workbooks, as they were read last."""
    return warehouse.rows(SQL["review_choices"], until=until)


def store_list(warehouse: Warehouse, sha: str, sheets: Sequence[ReturnedSheet]) -> None:
    """All rows of a list, those that say nothing or something impossible too: what counts is derived later."""
    warehouse.append("leads.returned_sheet", [(sha, s.member, s.name, s.label, s.town, s.month, s.rows_read, s.listing) for s in sheets])
    for sheet in sheets:
        warehouse.append("leads.returned_row", [
            (
                sha, sheet.member, sheet.name, int(at), row.lead_id, row.sign, *map(_or_none, (row.is_true, row.situation, row.measures, row.enrol)),
                _or_none(row.verified_by), _day_or_none(row.verified_on), bool(row.is_blank), row.fault, row.cells, row.doubt,
            )
            for at, row in zip(sheet.rows.index, sheet.rows.itertuples(index=False), strict=True)
        ])


def _or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _day_or_none(value: Any) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def store_decisions(warehouse: Warehouse, sha: str, decisions: Sequence[MonitoredDecision]) -> str:
    """The decisions that can be followed; what cannot be is returned as one Chinese line."""
    warehouse.append("leads.decision", [
        (sha, d.sheet, d.row, d.household_id, d.lead_id, d.kind, d.decided_on, d.note) for d in decisions if not d.fault
    ])
    return "；".join(f"{d.sheet}第{d.row}行：{d.fault}" for d in decisions if d.fault)


def store_choices(warehouse: Warehouse, sha: str, choices: Sequence[Choice]) -> None:
    """What a review workbook said when it was read: what is decided may be asked for when it has been saved again since."""
    warehouse.append("leads.review_choice", [
        (sha, place, choice.case_id, choice.answer, choice.household_id, choice.name, choice.said_by, choice.said_on, choice.why) for place, choice in enumerate(choices)
    ])
