"""Workbooks: bytes → sheets of text cells. They know formats, not meanings; pages and text stand beside."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import cast

import openpyxl
import python_calamine as calamine
import xlrd

from schemas.citizen_id import is_valid
from schemas.columns import as_columns
from schemas.fields import Unreadable
from schemas.unseen import BreaksOff, unseen_in

EXCEL_95, EXCEL_97 = b"\x09\x08\x08\0\0\5\5\0", b"\x09\x08\x10\0\0\6\5\0"  # how a workbook of either begins; the older one's GBK calamine garbles
LARGEST_CELL_COUNT = 60_000_000
WIDE = 500  # columns, from which on those at the end in which nothing stands are left out
DAMAGED = "文件已损坏或没有传完整，打不开，请在原电脑上另存为 .xlsx 后重新报送"
TOO_WIDE = "表格过大（行列数异常），请删除数据区以外的空行空列后重新报送"


@dataclass
class Sheet:
    """A grid of text; row 1 is the first line that Excel shows, blank ones included.

    `merged` are (first row, first column, last row, last column) of merged cells, from zero. A hidden sheet holds
    drop-down lists or an old month, and is not data. `numbers` are the rows' numbers in Excel where they are not 1, 2, 3 …
    `hidden_rows`, counted from one, and `hidden_columns`, from zero, are there and not seen; `is_1904` says from when days are counted. `uneven` are rows whose cells
    are more or fewer than the columns and cannot be put right.
    """

    name: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    numbers: list[int] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_1904: bool = False
    uneven: frozenset[int] = frozenset()

    def number(self, row: int) -> int:
        """The number in Excel of row `row`, counted from one."""
        return self.numbers[row - 1] if self.numbers else row


def filled(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that is not blank."""
    return next(compress(range(len(cells), 0, -1), reversed(cells)), 0)


def as_text(cell: object) -> str:
    """A typed cell as the text that Excel would show of it, an ID number's damage left visible."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, int) and abs(cell) > 2**53:
        cell = float(cell)
    if not isinstance(cell, float):
        return str(cell)
    if not cell.is_integer():
        return repr(cell)
    kept = float(f"{cell:.15g}")  # Excel keeps 15 digits of a number; other writers leave float64's own damage
    if abs(cell) >= 1e15 and kept == cell:
        mantissa, exponent = f"{cell:.14e}".split("e+")
        return mantissa.replace(".", "").ljust(int(exponent) + 1, "0")
    whole = f"{int(kept if abs(cell) < 1e15 else cell):d}"
    return f"{whole[:15]}000" if is_valid(whole) else whole  # one in eleven of damaged numbers passes the check and looks like somebody else's


def read_workbook(data: bytes) -> list[Sheet]:
    """xlsx, xls, xlsb, ods and WPS's et; calamine first, and where it fails openpyxl or xlrd. Errors stand as Excel shows them."""
    sheets = _plainly(data)
    try:
        unseen, is_1904 = unseen_in(data)
    except BreaksOff:
        raise Unreadable(DAMAGED) from None
    for sheet in sheets:
        sheet.is_1904 = is_1904
        if more := unseen.get(sheet.name):
            sheet.hidden_rows, sheet.hidden_columns = frozenset(more.hidden), frozenset(more.hidden_columns)
            sheet.merged = more.merged or sheet.merged
            for (row, at), text in more.cells.items():
                if row < len(sheet.rows):
                    sheet.rows[row].extend([""] * (at + 1 - len(sheet.rows[row])))
                    sheet.rows[row][at] = text
        if kept := as_columns(sheet.rows):
            sheet.rows = cast("list[list[str]]", kept)
    return sheets


def _plainly(data: bytes) -> list[Sheet]:
    try:
        return _with_xlrd(data) if _is_of_excel_95(data) else _with_calamine(data)
    except (Unreadable, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as first:  # a panic inside calamine is no Exception
        second = _with_openpyxl if data[:2] == b"PK" else _with_xlrd
        try:
            return second(data)
        except Unreadable:
            raise
        except Exception:  # both readers failed: whatever they say, the file is not a whole workbook
            raise Unreadable(DAMAGED) from first


def _is_of_excel_95(data: bytes) -> bool:
    return EXCEL_95 in data and EXCEL_97 not in data


def _with_calamine(data: bytes) -> list[Sheet]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > LARGEST_CELL_COUNT:
            raise Unreadable(TOO_WIDE)
        rows = [[cell if type(cell) is str else as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        if sheet.total_width > WIDE:
            width = max(map(filled, rows))
            rows = [row[:width] for row in rows]
        ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        sheets.append(Sheet(meta.name, rows, ranges, meta.visible != calamine.SheetVisibleEnum.Visible))
    return sheets


def _with_openpyxl(data: bytes) -> list[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    if any(sheet.max_row * sheet.max_column > LARGEST_CELL_COUNT for sheet in book.worksheets):
        raise Unreadable(TOO_WIDE)
    return [
        Sheet(
            sheet.title,
            [[as_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)],
            [(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells.ranges],
        )
        for sheet in book.worksheets
    ]


def _with_xlrd(data: bytes) -> list[Sheet]:
    encoding = "gb18030" if _is_of_excel_95(data) else None  # what such a file says of its code page is often wrong, as FoxPro's export's
    book = xlrd.open_workbook(file_contents=data, formatting_info=False, logfile=io.StringIO(), encoding_override=encoding)
    return [Sheet(sheet.name, [[_xlrd_text(cell, book.datemode) for cell in row] for row in sheet.get_rows()]) for sheet in book.sheets()]


def _xlrd_text(cell: "xlrd.sheet.Cell", datemode: int) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return as_text(xlrd.xldate_as_datetime(cell.value, datemode))
    return xlrd.error_text_from_code.get(cell.value, "#N/A") if cell.ctype == xlrd.XL_CELL_ERROR else as_text(cell.value)
