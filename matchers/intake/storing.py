"""A sheet that was taken in → intake.*: its record, its faults, its rows and whoever they name."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from matchers.intake.consents import consented_numbers, digest_of
from matchers.statements import statements
from matchers.tables import identity_of, select_list
from matchers.warehouse import Warehouse
from schemas.citizen_id import hidden_in
from schemas.dataset import Dataset
from schemas.parts import Part
from schemas.recognise import Recognised

SQL = statements(__file__)


@dataclass(frozen=True)
class Numbered:
    """A sheet with the numbers that it is kept under; `beside` is the folder of its file inside the inbox."""

    part: Part
    part_id: int
    file_id: int
    beside: str


def store_parts(warehouse: Warehouse, parts: Sequence[Numbered], folder: dt.date) -> None:
    """Sheets of one month's folder in the order of their numbers: many small ones cost little more than one."""
    needing = {each.part_id for each in parts if each.part.dataset and each.part.dataset.needs_consent}
    consented = consented_numbers(warehouse) if needing else set()
    for each in parts:
        if each.part_id in needing:
            _leave_out_unconsented(each.part, consented)
    seen = digest_of(consented)
    warehouse.append("intake.part", [(*_record(each), seen if each.part_id in needing else "", each.part.lacks, each.part.department) for each in parts])
    warehouse.append("intake.fault", [
        (each.part_id, f.row, f.at, f.column, f.reason, json.dumps(f.cells, ensure_ascii=False)) for each in parts for f in each.part.faults
    ])
    warehouse.append("intake.mended", [(each.part_id, hidden_in(place), row) for each in parts for place, row in each.part.mends])
    for dataset, rows in _together((each, each.part.rows) for each in parts):
        _store_rows(warehouse, dataset, rows, folder)
    for dataset, rows in _together((each, each.part.unusable) for each in parts):
        if dataset.names_persons:
            _store_unusable(warehouse, dataset, rows, folder)


def _record(each: Numbered) -> tuple[object, ...]:
    part, known = each.part, each.part.recognised
    placed = known.header.placed if known else ()
    return (
        each.part_id, each.file_id, hidden_in(f"{each.beside}/{part.file_name}"), hidden_in(part.sheet_name), part.dataset.name if part.dataset else None,
        known.month if known else None, known.told_by if known else None, known.month_told_by if known else None,
        known.label if known else part.file_name, part.rows_read, part.stored, part.duplicates, part.quarantined, part.not_data,
        json.dumps([[p.header, p.column.title, p.guessed, p.times] for p in placed], ensure_ascii=False),
        json.dumps(known.header.ignored if known else (), ensure_ascii=False),
        json.dumps(part.warnings, ensure_ascii=False), part.refusal, json.dumps(part.header, ensure_ascii=False),
        bool(known) and not part.refusal and part.counts, part.layout, part.scope, json.dumps(part.tells_nothing_of),
    )


def _together(parts: Iterable[tuple[Numbered, pd.DataFrame]]) -> Iterator[tuple[Dataset, pd.DataFrame]]:
    """Rows of sheets that have the same columns, in one frame, with their places in it, numbers in the sheet and months."""
    alike: dict[tuple[object, ...], tuple[Dataset, list[tuple[int, Recognised, pd.DataFrame]]]] = {}
    for each, rows in parts:
        if (known := each.part.recognised) and (dataset := each.part.dataset) and len(rows):
            alike.setdefault((dataset.name, *rows.columns, *map(str, rows.dtypes)), (dataset, []))[1].append((each.part_id, known, rows))
    for dataset, sheets in alike.values():
        yield dataset, _in_one(dataset, sheets)


def _in_one(dataset: Dataset, sheets: Sequence[tuple[int, Recognised, pd.DataFrame]]) -> pd.DataFrame:
    """Where a row has a day of its own its month is that of the day, if it could be read, else the sheet's."""
    counts = [len(rows) for _, _, rows in sheets]
    numbers = np.concatenate([rows.index for _, _, rows in sheets])
    together = pd.concat([rows for _, _, rows in sheets], ignore_index=True) if len(sheets) > 1 else sheets[0][2].reset_index(drop=True)
    months = pd.Series(pd.to_datetime([known.month for _, known, _ in sheets]).repeat(counts))
    if own := dataset.month_from or ("month" if "month" in together else ""):
        months = together[own].dt.to_period("M").dt.to_timestamp().fillna(months)
    return together.assign(at=np.arange(len(numbers)), part_id=np.repeat([part_id for part_id, _, _ in sheets], counts), row=numbers, month=months)


def _leave_out_unconsented(part: Part, consented: set[str]) -> None:
    """Rows of whoever has not consented are counted, and nothing of them is kept: among what is no data."""
    allowed = part.rows["number"].isin(consented) if part.stored else part.rows.index.isin(())
    if left_out := int((~allowed).sum()):
        part.rows = part.rows[allowed]
        part.warnings.append(f"未授权：{left_out}行，花名册里这些人的家庭没有“承诺授权”，没有保存")
    theirs = set(part.unusable.index[part.unusable["number"].isin(consented)]) if len(part.unusable) else set()
    part.faults = [fault if fault.row in theirs else replace(fault, cells=()) for fault in part.faults]
    part.unusable = part.unusable.loc[sorted(theirs)]


def _store_rows(warehouse: Warehouse, dataset: Dataset, rows: pd.DataFrame, folder: dt.date) -> None:
    with warehouse.incoming(pa.Table.from_pandas(rows, preserve_index=False)):
        if dataset.names_persons:
            _store_linked(warehouse, dataset, folder, dataset.name, select_list(dataset))
        else:
            warehouse.run(SQL["plain_rows"].format(dataset=dataset.name, **select_list(dataset)))


def _store_unusable(warehouse: Warehouse, dataset: Dataset, rows: pd.DataFrame, folder: dt.date) -> None:
    """Rows at fault, by whom they name: nothing else of them is used."""
    with warehouse.incoming(rows):
        _store_linked(warehouse, dataset, folder, "unusable", {"columns": "dataset", "values": "$dataset"}, dataset=dataset.name)


def _store_linked(warehouse: Warehouse, dataset: Dataset, folder: dt.date, table: str, select: dict[str, str], /, **parameters: str) -> None:
    """Whom the rows of `incoming` name, and the rows; a drop into an older folder may show somebody first seen in a later one."""
    who = identity_of(dataset)
    warehouse.run(SQL["told"].format(**who))
    last = warehouse.value(SQL["last_folder"])
    if last and last > folder:
        warehouse.run(SQL["seen_before"], folder=folder)
        warehouse.run(SQL["seen_earlier"], folder=folder)
    ((untold, last_known),) = warehouse.rows(SQL["untold"])
    if untold:
        warehouse.run(SQL["new_identities"].format(**who), folder=folder, last=last_known)
        warehouse.run(SQL["now_known"].format(**who), last=last_known)
    warehouse.run(SQL["linked_rows"].format(dataset=table, **select), **parameters)
    warehouse.run(SQL["no_more_told"])
