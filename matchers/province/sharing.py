"""What of a provincial sheet is a county's, what lies in the counties' inboxes, and what nobody takes for theirs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchers.statements import statements
from matchers.tables import columns_of
from matchers.warehouse import Row, Warehouse
from schemas.dataset import Column, Dataset, all_datasets
from schemas.fields import Unreadable

SQL = statements(__file__)
AT_FAULT = "省级文件这一行有错"  # stands where a row at fault cannot be read
IN_WORDS = {"town": "town", "village": "village", "name": "name", "id_number": "number"}  # a column → where intake.identity keeps it


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
        by_month = dataset.month_from is None
        of_rows = "own.month" if by_month else "CAST(NULL AS DATE)"
        for part_id, of, county, row_count, digest in warehouse.rows(_of(dataset, "shares").format(month=of_rows)):
            if part := parts.get(part_id):
                untold = tuple(json.loads(part["absent"]))
                yield Share(
                    dataset, part_id, part["folder"], part["label"], of or part["month"], by_month, county, row_count, digest, untold, part["is_laid"],
                )


def rows_of(warehouse: Warehouse, share: Share) -> Sequence[Row]:
    """The share's rows: values of `share.columns` as they were read, and the row's number in the provincial sheet; of rows at fault only whom they name."""
    kept = columns_of(share.dataset)
    columns = ", ".join(f'own."{column.name}"' if column.name in kept else f"identity.{_kept_as(column)}" for column in share.columns)
    asked = {"part": share.part_id, "month": share.month if share.is_a_months else None, "county": share.county}
    rows = warehouse.rows(_of(share.dataset, "share").format(columns=columns), **asked)
    if share.dataset.names_persons and (fault := _column_at_fault(share)):
        columns = ", ".join(_at_fault(column, share.dataset, fault) for column in share.columns)
        rows = [*rows, *warehouse.rows(SQL["share_at_fault"].format(columns=columns, dataset=share.dataset.name), **asked)]
    return sorted(rows, key=lambda row: row[-1])


def _column_at_fault(share: Share) -> str:
    """The column in which a county cannot read AT_FAULT, rather not that of the row's day."""
    able = [column for column in share.columns if column.name not in IN_WORDS and not column.second_number and _is_unreadable(column)]
    return min(able, key=lambda column: (column.name == share.dataset.month_from, not column.required)).name if able else ""


def _is_unreadable(column: Column) -> bool:
    try:
        column.kind.read(AT_FAULT)
    except Unreadable:
        return True
    return False


def _at_fault(column: Column, dataset: Dataset, fault: str) -> str:
    if column.name == fault:
        return f"'{AT_FAULT}'"
    if column.name in IN_WORDS or column.second_number:
        return f"identity.{_kept_as(column)}"
    return "own.month" if column.name == dataset.month_from else "NULL"


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
