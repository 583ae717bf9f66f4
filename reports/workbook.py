"""The only place that writes .xlsx: looks, locks, drop-downs, print set-up, and no formula out of a stranger's text."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from matchers.records.signals import THREE_COLOURS, Grading
from reports.drop_downs import DropDowns, runs_of
from reports.looks import Look, dress, looks_of
from reports.plain_text import MOST_LINES, cleaned, height_of, lines_needed, may_turn
from reports.saving import stable_zip, write_whole
from reports.sheet_cells import Drawing, SheetCells, told
from reports.xlsx_file import as_file

Cells = tuple[Any, ...]

BODY, TITLE = 11, 16
# What A4 takes in column widths without printing body text at less than 9 points (measured: width × points is the same on all sheets).
ACROSS, UPRIGHT = 141, 100
GAP = 0.7  # of a column, in the same unit


@dataclass(frozen=True)
class TableColumn:
    """One column of a table; `width` in Excel's units (a Chinese character takes two).

    A `fill_in` column is tinted and stays open when the sheet is locked. `choices` make its drop-down; `suggested`
    ones may be overwritten with anything. `kind` is one of `looks.FORMATS`; `kept` text stays text when edited.
    """

    title: str
    width: float
    kind: str = "text"
    centre: bool = False
    fill_in: bool = False
    choices: tuple[str, ...] = ()
    suggested: bool = False
    prompt: str = ""
    not_before: dt.date | None = None


class Shown(NamedTuple):
    """A value with a look of its own, and (`choices`) a drop-down of its own."""

    value: object
    look: str = ""
    choices: tuple[str, ...] = ()


class Book:
    """A workbook in the making. `dated` stands in for the clock; `marks` (kind, month, town …) say what it is; grades have the colours of `grading`."""

    def __init__(self, title: str, dated: dt.date, marks: dict[str, str], grading: Grading = THREE_COLOURS):
        self._book = Workbook()
        self._book.remove(self._book.active)
        self._styles: dict[Cells, int] = {}
        self._looks = looks_of(grading)
        self._pages: list[Page] = []
        self._drop_downs = DropDowns()
        day = dt.datetime(dated.year, dated.month, dated.day)
        properties = self._book.properties
        properties.title, properties.creator, properties.created, properties.modified = title, "bidui", day, day
        for name, value in marks.items():
            self._book.custom_doc_props.append(StringProperty(name=name, value=value))

    def sheet(self, name: str, columns: Sequence[TableColumn], title: str = "", landscape: bool = True) -> "Page":
        page = Page(self._book.create_sheet(name), columns, self._styles, self._looks, landscape, self._drop_downs)
        self._pages.append(page)
        if title:
            page.title(title)
        return page

    def save(self, path: Path) -> None:
        write_whole(path, self.packed())

    def packed(self) -> bytes:
        """The file."""
        filled = [*(page.cells for page in self._pages), *self._drop_downs.put_on(self._book)]
        return stable_zip(as_file(self._book), {f"xl/worksheets/sheet{at}.xml": cells.put_into for at, cells in enumerate(filled, 1)})


class Page:
    """Filled from top to bottom: title, lines, tables; all share the widths of `columns`.

    Paper takes the leading columns that it can hold in legible type; what follows is for the screen.
    """

    def __init__(self, sheet: Any, columns: Sequence[TableColumn], styles: dict[Cells, int], looks: dict[str, Look], landscape: bool, drop_downs: DropDowns):
        self._sheet, self._columns, self._styles, self._looks = sheet, tuple(columns), styles, looks
        self._drop_downs = drop_downs
        self._noted: set[type] = set()
        self._row = 0
        self._printed = _printable(self._columns, ACROSS if landscape else UPRIGHT)
        self.cells = SheetCells(sheet)
        for place, column in enumerate(self._columns, 1):
            sheet.column_dimensions[get_column_letter(place)].width = column.width
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins = PageMargins(left=0.35, right=0.35, top=0.5, bottom=0.6, header=0.25, footer=0.25)
        sheet.print_options.horizontalCentered = True
        sheet.oddFooter.left.text = "&A"
        sheet.oddFooter.right.text = "第 &P 页，共 &N 页"

    def title(self, text: str, over: int | None = None) -> None:
        self.line(text, "title", TITLE, over)

    def gap(self, new_page: bool = False) -> None:
        """An empty row, after which (`new_page`) paper begins anew."""
        self._row += 1
        if new_page:
            self._sheet.row_breaks.append(Break(self._row))

    def line(self, text: str, look: str = "", size: float = BODY, over: int | None = None) -> None:
        self._row += 1
        columns = self._columns[: over or self._printed]
        width = sum(column.width for column in columns)
        self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=len(columns))
        self.cells.reach(self._row, len(columns))
        self._put(self._row, 1, text, (look, size, "text", False, True, False, False))
        self.cells.heights[self._row] = height_of(lines_needed(text, width, size), size)

    def table(
        self, rows: Iterable[Cells], total: Cells | None = None, columns: Sequence[TableColumn] | None = None, main: bool = False, frozen_columns: int = 0, asked: int | None = None,
    ) -> None:
        """A header, the rows, and a total. The sheet's `main` one is filtered, frozen, its header printed on every page. Only the first `asked` rows (None: all) are to be filled in."""
        columns = self._columns if columns is None else tuple(columns)
        head = self._row = self._row + 1
        for place, column in enumerate(columns, 1):
            self._put(head, place, column.title, ("fill_in_head" if column.fill_in else "head", BODY, "text", True, True, True, False))
        self.cells.heights[head] = height_of(max(lines_needed(c.title, c.width - 2 * main, BODY) for c in columns), BODY)
        own_choices: dict[tuple[int, tuple[str, ...]], list[int]] = {}
        asking, untouched = self._drawing(columns), self._drawing([replace(column, fill_in=False) for column in columns])
        for at, row in enumerate(rows):
            self._row += 1
            self._write(row, asking if asked is None or at < asked else untouched)
            for place, cell in enumerate(row, 1) if Shown in map(type, row) else ():
                if isinstance(cell, Shown) and cell.choices:
                    own_choices.setdefault((place, cell.choices), []).append(self._row)
        if main:
            self._sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{head + 1}"
            self.cells.reach(head + 1, frozen_columns + 1)
            self._sheet.print_title_rows = f"{head}:{head}"
            self._sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{max(self._row, head + 1)}"
        last = self._row if asked is None else head + asked
        for place, column in enumerate(columns, 1):
            if last > head and column.fill_in and not any(at == place for at, _ in own_choices):
                self._guard(column, place, range(head + 1, last + 1), column.choices)
        for (place, choices), at_rows in own_choices.items():
            self._guard(columns[place - 1], place, at_rows, choices)
        if total is not None:
            self._row += 1
            self._write(total, self._drawing(columns, "total"))
        if self._printed < len(self._columns):
            self._sheet.print_area = f"A1:{get_column_letter(self._printed)}{max(self._row, head + 1)}"

    def _drawing(self, columns: Sequence[TableColumn], look: str = "") -> Drawing:
        return Drawing([partial(_lines, column.width) for column in columns], [[self._telling(column, look, is_cut) for column in columns] for is_cut in (False, True)])

    def _telling(self, column: TableColumn, look: str, is_cut: bool) -> Callable[[object], str]:
        """How a column's cells are told, but for where they stand."""
        styles = {own: (*_style(column, own or look), is_cut) for own in ("", *self._looks)}
        return lambda cell: self._told(cell.value, styles[cell.look]) if isinstance(cell, Shown) else self._told(cell, styles[""])

    def _write(self, row: Cells, drawing: Drawing) -> None:
        lines, cells = drawing.drawn(self._row, row, MOST_LINES)
        self.cells.put_row(self._row, len(row), cells)
        self.cells.heights[self._row] = height_of(lines, BODY)

    def _put(self, row: int, place: int, value: object, style: Cells) -> None:
        self.cells.put(row, place, self._told(value, style))

    def _told(self, value: object, style: Cells) -> str:
        """A cell but for where it stands."""
        if isinstance(value, str):
            value = cleaned(value)
            return told(value, self._dressed((style, may_turn(value))))
        if isinstance(value, dt.date) and type(value) not in self._noted:
            self.cells.bare().value = value  # openpyxl notes a format for days of its own, and files have always listed it
            self._noted.add(type(value))
        return told(value, self._dressed((style, False)))

    def _dressed(self, key: Cells) -> int:
        """A style's number in the workbook: nobody dresses a cell twice."""
        if key not in self._styles:
            cell = self.cells.bare()
            dress(cell, self._looks[key[0][0]], *(*key[0][1:], key[1]))
            self._styles[key] = cell.style_id
        return self._styles[key]

    def _guard(self, column: TableColumn, place: int, rows: Sequence[int], choices: tuple[str, ...]) -> None:
        """A drop-down or a date check, and the prompt that shows when the cell is entered."""
        if choices:
            check = DataValidation(type="list", formula1=self._drop_downs.formula(choices), allow_blank=True)
            check.error = "请从下拉列表里选一项"
        elif column.kind == "day":
            floor = column.not_before or dt.date(2020, 1, 1)
            earliest = f"DATE({floor.year},{floor.month},{floor.day})"
            check = DataValidation(type="date", operator="greaterThanOrEqual", formula1=earliest, allow_blank=True)
            check.error = f"请填日期，不早于{floor.year}年{floor.month}月{floor.day}日，例如 {floor.year}-{floor.month}-{floor.day}"
        elif column.prompt:
            check = DataValidation(allow_blank=True)
        else:
            return
        check.errorTitle, check.showErrorMessage = "填得不对", not column.suggested and check.type is not None
        check.promptTitle, check.prompt, check.showInputMessage = column.title, column.prompt or None, bool(column.prompt)
        for first, last in runs_of(rows):
            check.add(f"{get_column_letter(place)}{first}:{get_column_letter(place)}{last}")
        self._sheet.add_data_validation(check)

    def lock(self) -> None:
        """Only fill-in columns can be typed in. No password: it guards against slips, and a town may have its reasons."""
        protection = self._sheet.protection
        protection.sheet = True
        # openpyxl's attributes say what is forbidden
        protection.sort = protection.autoFilter = protection.formatColumns = protection.formatRows = False


def _lines(width: float, cell: object) -> int:
    text = cell.value if isinstance(cell, Shown) else cell
    return lines_needed(text, width, BODY) if text and isinstance(text, str) else 1


def _style(column: TableColumn, look: str) -> Cells:
    """Of a column's cell in the body of a table, but for whether it is cut and may turn."""
    return look or ("fill_in" if column.fill_in else ""), BODY, column.kind, column.centre, not column.fill_in, True


def _printable(columns: Sequence[TableColumn], room: float) -> int:
    """How many of them fit, at least one."""
    reached = list(accumulate(column.width + GAP for column in columns))
    return max(1, sum(each <= room for each in reached))

