"""One function a format: bytes → sheets of text cells. They know formats, not meanings."""

import csv
import datetime as dt
import io
import re
from collections import Counter
from dataclasses import dataclass, field

import openpyxl
import python_calamine as calamine
import xlrd
from lxml import etree, html

from schemas.fields import Unreadable

LARGEST_CELL_COUNT = 60_000_000
LARGEST_SPAN = 1_000  # of one HTML cell, as browsers have it
DAMAGED = "文件已损坏或没有传完整，打不开，请在原电脑上另存为 .xlsx 后重新报送"
TOO_WIDE = "表格过大（行列数异常），请删除数据区以外的空行空列后重新报送"
SWALLOWED_LINES = 4  # a cell of so many lines is a stray quote's work, not a department's
csv.field_size_limit(2**31 - 1)  # sys.maxsize is more than a long holds on Windows


@dataclass
class Sheet:
    """A grid of text; row 1 is the first line that Excel shows, blank ones included.

    `merged` are (first row, first column, last row, last column) of merged cells, from zero. A hidden sheet holds
    drop-down lists or an old month, and is not data. `numbers` are the rows' numbers in Excel where they are not 1, 2, 3 …
    """

    name: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    numbers: list[int] = field(default_factory=list)

    def number(self, row: int) -> int:
        """The number in Excel of row `row`, counted from one."""
        return self.numbers[row - 1] if self.numbers else row


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
    return f"{int(kept if abs(cell) < 1e15 else cell):d}"


def read_workbook(data: bytes) -> list[Sheet]:
    """xlsx, xls, xlsb, ods and WPS's et; calamine first, and where it fails openpyxl or xlrd."""
    try:
        return _with_calamine(data)
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


def _with_calamine(data: bytes) -> list[Sheet]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > LARGEST_CELL_COUNT:
            raise Unreadable(TOO_WIDE)
        rows = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
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
    book = xlrd.open_workbook(file_contents=data, formatting_info=False, logfile=io.StringIO())
    return [Sheet(sheet.name, [[_xlrd_text(cell, book.datemode) for cell in row] for row in sheet.get_rows()]) for sheet in book.sheets()]


def _xlrd_text(cell: xlrd.sheet.Cell, datemode: int) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return as_text(xlrd.xldate_as_datetime(cell.value, datemode))
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else as_text(cell.value)


def read_html(data: bytes) -> list[Sheet]:
    """A web page saved under the name .xls: every table is a sheet."""
    page = html.fromstring(decoded(data).encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    sheets = []
    for at, table in enumerate(page.iter("table"), 1):
        rows: list[list[str]] = []
        merged = []
        taken_until: dict[int, int] = {}  # column → last row that a cell from above still covers
        for line in table.iter("tr"):
            cells: list[str] = []
            for cell in line.iterchildren("td", "th"):
                down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
                while taken_until.get(len(cells), -1) >= len(rows):
                    cells.append("")
                if down > 1 or across > 1:
                    merged.append((len(rows), len(cells), len(rows) + down - 1, len(cells) + across - 1))
                    taken_until |= dict.fromkeys(range(len(cells), len(cells) + across), len(rows) + down - 1)
                cells += [unquoted(cell.text_content())] + [""] * (across - 1)
            rows.append(cells)
        sheets.append(Sheet(f"表{at}", rows, merged))
    if not sheets:
        raise Unreadable("网页文件里没有表格，请用 Excel 打开后另存为 .xlsx 重新报送")
    return sheets


def _span(written: str | None) -> int:
    return min(max(int(written), 1), LARGEST_SPAN) if written and re.fullmatch("[0-9]{1,6}", written) else 1


def read_xml(data: bytes) -> list[Sheet]:
    """Excel 2003's XML spreadsheet."""
    spreadsheet = "{urn:schemas-microsoft-com:office:spreadsheet}"
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    sheets = []
    for table in root.iter(f"{spreadsheet}Worksheet"):
        rows: list[list[str]] = []
        for line in table.iter(f"{spreadsheet}Row"):
            rows += [[]] * (int(line.get(f"{spreadsheet}Index", len(rows) + 1)) - 1 - len(rows))
            cells: list[str] = []
            for cell in line.iter(f"{spreadsheet}Cell"):
                cells += [""] * (int(cell.get(f"{spreadsheet}Index", len(cells) + 1)) - 1 - len(cells))
                value = cell.find(f"{spreadsheet}Data")  # beside it there may be a comment
                cells.append("" if value is None else "".join(value.itertext()).strip())
            rows.append(cells)
        sheets.append(Sheet(table.get(f"{spreadsheet}Name", "表"), rows))
    return sheets


def read_text(data: bytes) -> list[Sheet]:
    """Comma, tab, semicolon or bar separated text; what separates is what the first lines hold most of."""
    text = decoded(data)
    head = text[:20_000]
    separator = max(",\t;|", key=lambda mark: (head.count(mark), mark == ","))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if '"' in text and _has_swallowed_lines(rows, separator):
        rows = _line_by_line(text, separator, _usual_width(rows))
    if '="' in text:
        rows = [[unquoted(cell) for cell in row] for row in rows]
    return [Sheet("", rows)]


def _usual_width(rows: list[list[str]]) -> int:
    return Counter(len(row) for row in rows if row).most_common(1)[0][0]


def _has_swallowed_lines(rows: list[list[str]], separator: str) -> bool:
    """Whether a stray quote made one cell of whole lines: it holds line breaks and about a line's worth of separators.

    Many lines without separators are a stray quote's work too if they cost their row its width; else somebody wrote them.
    """
    width = _usual_width(rows)
    worth = max(width - 1, 2)
    return any(
        "\n" in cell and (cell.count(separator) >= worth or (len(cell) > 200 and cell.count("\n") >= SWALLOWED_LINES and len(row) != width))
        for row in rows for cell in row
    )


def _line_by_line(text: str, separator: str, width: int) -> list[list[str]]:
    """A quoted cell may run on over a few lines if a row of the usual width comes of it; any other odd quote is a stray."""
    lines = re.split("\r\n|\r|\n", re.sub("(\r\n|\r|\n)\\Z", "", text))
    rows, at = [], 0
    while at < len(lines):
        for end in range(at + 1, at + SWALLOWED_LINES):
            whole = "\n".join(lines[at:end])
            read = [] if whole.count('"') % 2 else list(csv.reader(io.StringIO(whole, newline=""), delimiter=separator))
            if len(read) == 1 and (len(read[0]) == width or end == at + 1):
                break
        else:
            end, read = at + 1, [[cell.strip('"') for cell in lines[at].split(separator)]]
        rows += read or [[]]
        at = end
    return rows


def decoded(data: bytes) -> str:
    """Strictly: a byte-order mark, else UTF-8, else GB18030; nothing is guessed or replaced."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    for encoding in (*(encoding for mark, encoding in marks if data.startswith(mark)), "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码认不出来，请用 Excel 打开后另存为 .xlsx 重新报送")


def unquoted(cell: str) -> str:
    """`="0012"`, as systems write text that Excel must not touch, is 0012."""
    if cell.startswith('="') and (found := re.fullmatch(r'="(.*)"', cell, re.DOTALL)):
        return found[1]
    return cell
