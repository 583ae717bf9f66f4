"""What of a provincial sheet is a county's, what lies in the counties' inboxes, and what nobody takes for theirs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import pandas as pd

from matchers.statements import statements
from matchers.tables import columns_of
from matchers.warehouse import Warehouse
from schemas.dataset import Column, Dataset, all_datasets
from schemas.fields import Unreadable

SQL = statements(__file__)
AT_FAULT = "省级文件这一行有错"  # stands where a row at fault cannot be read
IN_WORDS = {"town": "town", "village": "village", "name": "name", "id_number": "number"}  # a column → where intake.identity keeps it
TOGETHER = 2_000_000  # rows of shares laid out at once


@dataclass(frozen=True)
class Share:
    """Rows of one sheet that go to one county; equal `digest`, equal rows. `label` is the text that told what the sheet is.

    `untold` are the columns that the sheet has not; `is_laid` says that a layout told so.
    """

    dataset: Dataset
    part_id: int
    folder: dt.date
    label: str
    month: dt.date
    is_a_months: bool  # no more than its rows of the month; else all of the sheet's
    county: str
    row_count: int
    digest: str
    untold: tuple[str, ...]
    is_laid: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.dataset.columns if column.name not in self.untold)


@dataclass(frozen=True)
class Unclaimed:
    """Of a sheet (file, sheet, month): rows that no county claims, and rows that several do."""

    file: str
    sheet: str
    month: dt.date
    nobodys: int
    several: int


def shares(warehouse: Warehouse, month: dt.date) -> Iterator[Share]:
    """What goes to whom of all that came in folders up to `month`, sheet by sheet."""
    for dataset in _handed_on():
        parts = {part["part_id"]: part for part in warehouse.records(SQL["parts"], dataset=dataset.name, month=month)}
        for part_id, of, county, row_count, digest in warehouse.rows(_of(dataset, "shares").format(month=_month_of(dataset))):
            if part := parts.get(part_id):
                untold = tuple(json.loads(part["absent"]))
                yield Share(
                    dataset, part_id, part["folder"], part["label"], of or part["month"], bool(of), county, row_count, digest, untold, part["is_laid"],
                )


def laid_out(warehouse: Warehouse, wanted: Iterable[Share], row: str) -> Iterator[tuple[Share, Callable[[Path], None]]]:
    """Each of the shares, and what writes it to a file of CSV: a header, values as they were read, of rows at fault only whom they name, and last, in a
    column `row`, which row of the provincial sheet each was.

    A share is to be written before the next is asked for: as many as the database has room for lie ready at once.
    """
    for (dataset, columns), alike in groupby(wanted, lambda share: (share.dataset, share.columns)):
        for shares in _batches(alike):
            asked = [(at, share.part_id, share.county, share.month if share.is_a_months else None) for at, share in enumerate(shares)]
            with warehouse.incoming(pd.DataFrame(asked, columns=["share", "part_id", "county", "month"])):
                if dataset.names_persons:
                    warehouse.run(SQL["picked_up"].format(dataset=dataset.name, **_picked_up(dataset, columns)))
                warehouse.run(_of(dataset, "laid_out").format(month=_month_of(dataset), columns=_as_text(dataset, columns)))
                if dataset.names_persons:
                    warehouse.run(SQL["cleared"].format(table="picked_up"))
            for at, share in enumerate(shares):
                yield share, partial(_write, warehouse, at, share, row)
            warehouse.run(SQL["cleared"].format(table="laid_out"))


def _write(warehouse: Warehouse, at: int, share: Share, row: str, file: Path) -> None:
    titled = ", ".join(f'"{column.name}" AS "{column.title}"' for column in share.columns)
    ordered = ", ".join(f'"{column.name}"' for column in share.columns)
    warehouse.run(SQL["share"].format(columns=titled, row=row, ordered=ordered), share=at, file=str(file))


def _month_of(dataset: Dataset) -> str:
    """Of a row that has no day of its own."""
    return "own.month" if dataset.month_from is None else "CAST(NULL AS DATE)"


def _batches(shares: Iterable[Share]) -> Iterator[list[Share]]:
    batch: list[Share] = []
    rows = 0
    for share in shares:
        if batch and rows + share.row_count > TOGETHER:
            yield batch
            batch, rows = [], 0
        batch.append(share)
        rows += share.row_count
    yield batch


def _as_text(dataset: Dataset, columns: Sequence[Column]) -> str:
    kept = columns_of(dataset)
    values = {column.name: f'own."{column.name}"' if column.name in kept else f"identity.{_kept_as(column)}" for column in columns}
    return ", ".join(f"nullif(replace(CAST({value} AS VARCHAR), chr(13), chr(10)), '') AS \"{name}\"" for name, value in values.items())


def _picked_up(dataset: Dataset, columns: Sequence[Column]) -> dict[str, str]:
    """As text, since of a row at fault one column, of whatever kind, says so in words."""
    fault = _column_at_fault(dataset, columns)
    kept = [column.name for column in columns if column.name in columns_of(dataset)]
    instead = {dataset.month_from: "CAST(month AS VARCHAR)", fault: f"'{AT_FAULT}'"}
    return {
        "kept": ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in kept),
        "at_fault": ", ".join(instead.get(name, "NULL") for name in kept),
        "tells_fault": "TRUE" if fault else "FALSE",
    }


def _column_at_fault(dataset: Dataset, columns: Sequence[Column]) -> str:
    """The column in which a county cannot read AT_FAULT, rather not that of the row's day; '' where it can in all."""
    able = [column for column in columns if column.name not in IN_WORDS and not column.second_number and _is_unreadable(column)]
    return min(able, key=lambda column: (column.name == dataset.month_from, not column.required)).name if able else ""


def _is_unreadable(column: Column) -> bool:
    try:
        column.kind.read(AT_FAULT)
    except Unreadable:
        return True
    return False


def _kept_as(column: Column) -> str:
    return "second_number" if column.second_number else IN_WORDS[column.name]


def handed(warehouse: Warehouse) -> dict[tuple[str, str], str]:
    """The digest of the share that lies at each (county, path inside its inbox)."""
    warehouse.run(SQL["handed_table"])
    return {(county, path): digest for county, path, digest in warehouse.rows(SQL["handed"])}


def note_handed(warehouse: Warehouse, written: Sequence[tuple[Share, str]], emptied: Sequence[tuple[str, str]]) -> None:
    """These shares lie at these paths now; at those (county, path) nothing does any more."""
    turn = warehouse.value(SQL["last_turn"]) + 1
    warehouse.append("province.handed", [
        *((turn, share.county, path, share.digest, share.row_count, share.part_id) for share, path in written),
        *((turn, county, path, "", 0, None) for county, path in emptied),
    ])


def sheets_behind(warehouse: Warehouse, county: str) -> dict[str, tuple[str, str]]:
    """The provincial file and sheet that each share (path inside the county's inbox) was of."""
    warehouse.run(SQL["handed_table"])
    return {path: (name, sheet) for path, name, sheet in warehouse.rows(SQL["behind"], county=county)}


def unclaimed(warehouse: Warehouse, month: dt.date) -> list[Unclaimed]:
    """Of each sheet in folders up to `month`, what nobody or several claim."""
    told = []
    for dataset in _handed_on():
        parts = {part["part_id"]: part for part in warehouse.records(SQL["parts"], dataset=dataset.name, month=month)}
        for part_id, nobodys, several in warehouse.rows(_of(dataset, "nobodys")):
            if (part := parts.get(part_id)) and (nobodys or several):
                told.append(Unclaimed(part["name"], part["sheet"], part["month"], nobodys, several))
    return told


def _handed_on() -> list[Dataset]:
    """Rosters are the counties' own."""
    return [dataset for dataset in all_datasets().values() if not dataset.is_roster]


def _of(dataset: Dataset, what: str) -> str:
    template = SQL[f"{what}_of_{'persons' if dataset.names_persons else 'places'}"]
    return template.replace("{dataset}", dataset.name)
