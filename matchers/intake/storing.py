"""A sheet that was taken in → intake.*: its record, its faults, its rows and whoever they name."""

import datetime as dt
import json

import pandas as pd

from matchers.statements import statements
from matchers.tables import identity_of, select_list
from matchers.warehouse import Warehouse
from schemas.intake import Part

SQL = statements(__file__)


def store_part(warehouse: Warehouse, part: Part, part_id: int, file_id: int, folder: dt.date, beside: str) -> None:
    """`beside` is the folder of the file inside the inbox."""
    known = part.recognised
    placed = known.header.placed if known else ()
    warehouse.append("intake.part", [(
        part_id, file_id, f"{beside}/{part.file_name}", part.sheet_name, part.dataset.name if part.dataset else None,
        known.month if known else None, known.told_by if known else None, known.month_told_by if known else None,
        known.label if known else part.file_name, part.rows_read, part.stored, part.duplicates, part.quarantined, part.not_data,
        json.dumps([[p.header, p.column.title, p.guessed, p.times] for p in placed], ensure_ascii=False),
        json.dumps(known.header.ignored if known else (), ensure_ascii=False),
        json.dumps(part.warnings, ensure_ascii=False), part.refusal, json.dumps(part.header, ensure_ascii=False),
        bool(known) and not part.refusal,
    )])
    warehouse.append("intake.fault", [
        (part_id, f.row, f.at, f.column, f.reason, json.dumps(f.cells, ensure_ascii=False)) for f in part.faults
    ])
    if part.stored:
        _store_rows(warehouse, part, part_id, folder)
    if part.dataset and part.dataset.absence_counts and len(part.unusable):
        _store_unusable(warehouse, part, part_id, folder)


def _store_rows(warehouse: Warehouse, part: Part, part_id: int, folder: dt.date) -> None:
    dataset, rows = part.dataset, part.rows
    incoming = rows.assign(row=rows.index)
    incoming["month"] = (
        rows[dataset.month_from].dt.to_period("M").dt.to_timestamp() if dataset.month_from else pd.Timestamp(part.recognised.month)
    )
    with warehouse.incoming(incoming):
        if dataset.names_persons:
            _store_linked(warehouse, part, part_id, folder, dataset.name, select_list(dataset))
        else:
            warehouse.run(SQL["plain_rows"].format(dataset=dataset.name, **select_list(dataset)), part_id=part_id)


def _store_unusable(warehouse: Warehouse, part: Part, part_id: int, folder: dt.date) -> None:
    """Rows at fault, by whom they name: nothing else of them is used."""
    with warehouse.incoming(part.unusable.assign(row=part.unusable.index, month=pd.Timestamp(part.recognised.month))):
        _store_linked(warehouse, part, part_id, folder, "unusable", {"columns": "dataset", "values": "$dataset"}, dataset=part.dataset.name)


def _store_linked(warehouse: Warehouse, part: Part, part_id: int, folder: dt.date, table: str, select: dict[str, str], **parameters: str) -> None:
    """Whom the rows of `incoming` name, and the rows; a drop into an older folder may show somebody first seen in a later one."""
    who = identity_of(part.dataset)
    last = warehouse.value(SQL["last_folder"])
    if last and last > folder:
        warehouse.run(SQL["seen_before"].format(**who), folder=folder, part_id=part_id)
        warehouse.run(SQL["seen_earlier"], folder=folder, part_id=part_id)
    warehouse.run(SQL["new_identities"].format(**who), folder=folder)
    warehouse.run(SQL["linked_rows"].format(dataset=table, **select, **who), part_id=part_id, **parameters)
