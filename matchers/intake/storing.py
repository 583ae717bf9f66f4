"""A sheet that was taken in → intake.*: its record, its faults, its rows and whoever they name."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pandas as pd

from matchers.statements import statements
from matchers.tables import identity_of, select_list
from matchers.warehouse import Warehouse
from schemas.citizen_id import hidden_in
from schemas.intake import Part

SQL = statements(__file__)


def store_part(warehouse: Warehouse, part: Part, part_id: int, file_id: int, folder: dt.date, beside: str) -> None:
    """`beside` is the folder of the file inside the inbox."""
    if part.dataset and part.dataset.needs_consent:
        _leave_out_unconsented(warehouse, part)
    known = part.recognised
    placed = known.header.placed if known else ()
    warehouse.append("intake.part", [(
        part_id, file_id, hidden_in(f"{beside}/{part.file_name}"), hidden_in(part.sheet_name), part.dataset.name if part.dataset else None,
        known.month if known else None, known.told_by if known else None, known.month_told_by if known else None,
        known.label if known else part.file_name, part.rows_read, part.stored, part.duplicates, part.quarantined, part.not_data,
        json.dumps([[p.header, p.column.title, p.guessed, p.times] for p in placed], ensure_ascii=False),
        json.dumps(known.header.ignored if known else (), ensure_ascii=False),
        json.dumps(part.warnings, ensure_ascii=False), part.refusal, json.dumps(part.header, ensure_ascii=False),
        bool(known) and not part.refusal and part.counts, part.layout, part.scope, json.dumps(part.tells_nothing_of),
    )])
    warehouse.append("intake.fault", [
        (part_id, f.row, f.at, f.column, f.reason, json.dumps(f.cells, ensure_ascii=False)) for f in part.faults
    ])
    if part.stored:
        _store_rows(warehouse, part, part_id, folder)
    if part.dataset and part.dataset.names_persons and len(part.unusable):
        _store_unusable(warehouse, part, part_id, folder)


def _leave_out_unconsented(warehouse: Warehouse, part: Part) -> None:
    """Rows of whoever has not consented are counted, and nothing of them is kept: among what is no data."""
    consented = {number for (number,) in warehouse.rows(SQL["consented"])}
    allowed = part.rows["number"].isin(consented) if part.stored else part.rows.index.isin(())
    if left_out := int((~allowed).sum()):
        part.rows = part.rows[allowed]
        part.warnings.append(f"未授权：{left_out}行，花名册里这些人的家庭没有“承诺授权”，没有保存")
    theirs = set(part.unusable.index[part.unusable["number"].isin(consented)]) if len(part.unusable) else set()
    part.faults = [fault if fault.row in theirs else replace(fault, cells=()) for fault in part.faults]
    part.unusable = part.unusable.loc[sorted(theirs)]


def _store_rows(warehouse: Warehouse, part: Part, part_id: int, folder: dt.date) -> None:
    dataset = part.dataset
    with warehouse.incoming(_dated(part, part.rows)):
        if dataset.names_persons:
            _store_linked(warehouse, part, part_id, folder, dataset.name, select_list(dataset))
        else:
            warehouse.run(SQL["plain_rows"].format(dataset=dataset.name, **select_list(dataset)), part_id=part_id)


def _store_unusable(warehouse: Warehouse, part: Part, part_id: int, folder: dt.date) -> None:
    """Rows at fault, by whom they name: nothing else of them is used."""
    with warehouse.incoming(_dated(part, part.unusable)):
        _store_linked(warehouse, part, part_id, folder, "unusable", {"columns": "dataset", "values": "$dataset"}, dataset=part.dataset.name)


def _dated(part: Part, rows: pd.DataFrame) -> pd.DataFrame:
    """With their numbers in the sheet and months: where a row has a day of its own that of the day, if it could be read."""
    months = pd.Series(pd.Timestamp(part.recognised.month), index=rows.index)
    own = part.dataset.month_from or ("month" if "month" in rows else "")
    if own:
        months = rows[own].dt.to_period("M").dt.to_timestamp().fillna(months)
    return rows.assign(row=rows.index, month=months)


def _store_linked(warehouse: Warehouse, part: Part, part_id: int, folder: dt.date, table: str, select: dict[str, str], **parameters: str) -> None:
    """Whom the rows of `incoming` name, and the rows; a drop into an older folder may show somebody first seen in a later one."""
    who = identity_of(part.dataset)
    last = warehouse.value(SQL["last_folder"])
    if last and last > folder:
        warehouse.run(SQL["seen_before"].format(**who), folder=folder, part_id=part_id)
        warehouse.run(SQL["seen_earlier"], folder=folder, part_id=part_id)
    warehouse.run(SQL["new_identities"].format(**who), folder=folder)
    warehouse.run(SQL["linked_rows"].format(dataset=table, **select, **who), part_id=part_id, **parameters)
