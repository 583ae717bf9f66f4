"""A town's clerk of one month: fills in the list and sends it back in one way or another, and knows what should come of it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import openpyxl

from schemas.months import shifted, written
from tests.county import formats
from tests.towns.issued import FILL_IN, LISTS, NUMBER, Row, TownList
from tests.towns.sayings import Saying

COUNTED, REFUSED, BLANK = "counted", "refused", "blank"


@dataclass(frozen=True)
class Entry:
    """A row as it is sent: its cells, and what should become of it."""

    lead_id: str
    sheet: str
    cells: dict[str, object]
    saying: Saying
    fate: str
    is_altered: bool = False

    @classmethod
    def of(cls, row: Row, saying: Saying) -> Entry:
        fate = REFUSED if saying.is_faulty else BLANK if saying.is_blank else COUNTED
        return cls(row.lead_id, row.sheet, row.cells | saying.cells, saying, fate)

    def saying_instead(self, saying: Saying) -> Entry:
        return replace(self, saying=saying, cells=self.cells | saying.cells, fate=COUNTED)

    def numbered(self, lead_id: str, fate: str = REFUSED) -> Entry:
        return replace(self, lead_id=lead_id, cells=self.cells | {NUMBER: lead_id}, fate=fate)

    def with_cells(self, **changed: object) -> Entry:
        return replace(self, cells=self.cells | changed)


@dataclass(frozen=True)
class Expected:
    """One row in one file of returns/, and what should come of it."""

    path: str
    folder: dt.date
    town: str
    entry: Entry

    @property
    def order(self) -> tuple:
        """A later answer stands in for an earlier one: by folder, day of the visit, corrections last, name."""
        return self.folder, self.entry.saying.day or dt.date.min, "更正" in self.path, self.path


@dataclass
class Clerk:
    """Writes below `returns`; what should come of it is kept in `expected`, copies of a file's very bytes in `copies`."""

    returns: Path
    issued: TownList
    month: dt.date
    random: Random
    others: Sequence[Row] = ()
    expected: list[Expected] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)

    @property
    def stem(self) -> str:
        return self.issued.path.stem

    def folder(self, months_late: int = 0) -> dt.date:
        return shifted(self.month, months_late)

    def expect(self, name: str, entries: Sequence[Entry], late: int = 0) -> None:
        folder = self.folder(late)
        self.expected += [Expected(f"{written(folder)}/{name}", folder, self.issued.town, entry) for entry in entries]

    def put(self, name: str, data: bytes, late: int = 0) -> str:
        """Written into a month's folder; its path inside returns/."""
        path = self.returns / written(self.folder(late)) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path.relative_to(self.returns).as_posix()

    def book(self, entries: Sequence[Entry], hidden: bool = False, added: bool = False) -> bytes:
        """The issued workbook with these rows in this order, its marks kept as any spreadsheet program keeps them."""
        book = openpyxl.load_workbook(self.issued.path)
        for name in LISTS:
            if name in book.sheetnames:
                mine = [entry for entry in entries if entry.sheet == name]
                self._rewrite(book[name], mine, hidden, added)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _rewrite(self, sheet, entries: Sequence[Entry], hidden: bool, added: bool) -> None:
        first = min(row.line for row in self.issued.rows if row.sheet == sheet.title)
        titles = [cell.value for cell in sheet[first - 1]]
        sheet.delete_rows(first, sheet.max_row - first + 1)
        for line, entry in enumerate(entries, first):
            for column, title in enumerate(titles, 1):
                value = entry.cells.get(title)
                cell = sheet.cell(line, column, value if value != "" else None)
                if isinstance(value, dt.date):
                    cell.number_format = 'm"月"d"日"'
            if hidden and self.random.random() < 0.5:
                sheet.row_dimensions[line].hidden = True
        if added:
            for merged in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(merged))
            sheet.insert_cols(1)
            sheet.cell(first - 1, 1, "包片领导")
            sheet.cell(first - 1, len(titles) + 2, "备注（镇里自己用）")
            for line in range(first, first + len(entries)):
                sheet.cell(line, 1, "章副镇长")
                sheet.cell(line, len(titles) + 2, "已通知村里")

    def table(self, entries: Sequence[Entry], kind: str, titled: bool = True) -> tuple[str, bytes]:
        """(suffix, bytes) of the rows pasted into a new file that knows nothing of the old; days as text, in a csv as the list shows them."""
        titles = list(self.issued.rows[0].cells)
        rows = [[_plain(entry.cells.get(title), kind) for title in titles] for entry in entries]
        above = [[f"{self.issued.town}上报防返贫核实情况", *[""] * (len(titles) - 1)], [""] * len(titles)] if titled else []
        sheet = formats.Sheet("Sheet1", [*above, titles, *rows])
        path = formats.write_file(self.returns.parent / ".desk" / "table", [sheet], kind)
        return path.suffix, path.read_bytes()


def _plain(value: object, kind: str) -> object:
    if isinstance(value, dt.date):
        return f"{value.month}月{value.day}日" if kind.startswith("csv") else f"{value:%Y-%m-%d}"
    return "" if value is None else value


def own_columns(cells: dict[str, object]) -> list[str]:
    """The locked columns left of the number."""
    titles = list(cells)
    return [title for title in titles[: titles.index(NUMBER)] if title not in FILL_IN]
