"""The lists that a run issued, row by row, as a clerk sees them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import openpyxl

LISTS = ("核实清单",)
TOLD = ("等县里审定",)
NUMBER = "线索编号"
FILL_IN = ("是否属实", "情况", "拟采取措施", "是否纳入监测", "核实人", "核实日期")


@dataclass(frozen=True)
class Row:
    """A lead's row: the sheet and line it stands on, and its cells by title."""

    town: str
    sheet: str
    line: int
    cells: dict[str, object]

    @property
    def lead_id(self) -> str:
        return str(self.cells[NUMBER])


@dataclass(frozen=True)
class TownList:
    """A town's workbook; `told` are the numbers it names only for the town to know."""

    path: Path
    town: str
    rows: tuple[Row, ...]
    told: tuple[str, ...]
    silenced: tuple[dict[str, object], ...]


def read_lists(folder: Path) -> list[TownList]:
    """All town workbooks of an outbox, by town."""
    return [_read(path) for path in sorted((folder / "towns").glob("*.xlsx"))]


def _read(path: Path) -> TownList:
    book = openpyxl.load_workbook(path)
    town = path.name.partition("_")[0]
    tables = {name: list(_table(book[name])) for name in book.sheetnames}
    rows = tuple(Row(town, name, line, cells) for name in LISTS if name in tables for line, cells in tables[name])
    told = tuple(str(cells[NUMBER]) for name in TOLD if name in tables for _, cells in tables[name])
    return TownList(path, town, rows, told, tuple(cells for _, cells in tables.get("暂不用核实", ())))


def _table(sheet):
    """(line, cells by title) below the first row that has several cells."""
    lines = list(sheet.iter_rows(values_only=True))
    head = next((at for at, line in enumerate(lines) if sum(cell is not None for cell in line) > 2), len(lines))
    for at, line in enumerate(lines[head + 1 :], head + 2):
        if line[0] is not None:
            yield at, dict(zip(lines[head], line, strict=True))
