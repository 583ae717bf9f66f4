"""Tables in web pages and in Excel 2003's XML: bytes → sheets of text cells."""

import datetime as dt
import re
from itertools import islice

from lxml import etree, html

from schemas.fields import Unreadable
from schemas.readers import DAMAGED, TOO_WIDE, Sheet, as_text
from schemas.text_files import decoded, unquoted
from schemas.unseen import UNCALCULATED

ENDS_WELL = re.compile(r"</(?:tr|tbody|body|html)\s*>\s*\Z", re.IGNORECASE)
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LARGEST_SPAN = 1_000  # of one HTML cell, as browsers have it
FARTHEST_INDEX = 1_048_576  # a row of Excel's last
SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
DECLARATION = re.compile(r"\A[\ufeff\s]*(?:<\?xml[^>]*\?>)?")
WHOLE = re.compile(r"-?\d{1,15}")  # as a number is shown


def read_html(data: bytes) -> list[Sheet]:
    """A web page saved under the name .xls: every table that holds no other is a sheet; a table of one cell within another's is that cell's frame."""
    text = decoded(data).rstrip("\0")
    if "\0" in text:
        raise Unreadable(DAMAGED)
    if _breaks_off(text):
        raise Unreadable("网页文件在一行中间断了，没有下载或传送完整；请重新导出，或用 Excel 打开核对后另存为 .xlsx 重新报送")
    page = html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    sheets = []
    tables = [table for table in page.iter("table") if not _is_frame(table)]
    outer = {ancestor for table in tables for ancestor in table.iterancestors("table")}
    for at, table in enumerate((table for table in tables if table not in outer), 1):
        rows: list[list[str]] = []
        merged = []
        taken_until: dict[int, int] = {}  # column → last row that a cell from above still covers
        hidden_rows: set[int] = set()
        for line in table.iter("tr"):
            if next(line.iterancestors("table")) is not table:
                continue
            cells: list[str] = []
            hidden_rows |= {len(rows) + 1} if _is_hidden(line) else set()
            for cell in line.iterchildren("td", "th"):
                down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
                while taken_until.get(len(cells), -1) >= len(rows):
                    cells.append("")
                if down > 1 or across > 1:
                    merged.append((len(rows), len(cells), len(rows) + down - 1, len(cells) + across - 1))
                    taken_until |= dict.fromkeys(range(len(cells), len(cells) + across), len(rows) + down - 1)
                cells += [unquoted(_shown(cell))] + [""] * (across - 1)
            rows.append(cells)
        sheets.append(Sheet(f"表{at}", rows, merged, hidden_rows=frozenset(hidden_rows), hidden_columns=_hidden_columns(table)))
    if not sheets:
        raise Unreadable("网页文件里没有表格，请用 Excel 打开后另存为 .xlsx 重新报送")
    return sheets


def _breaks_off(text: str) -> bool:
    """Whether it ends within a row: of whoever stood below nothing is known. Programs that close rows and not the table there are."""
    return text.lower().rfind("<table") > text.lower().rfind("</table") and not ENDS_WELL.search(text)


def _is_hidden(element: etree._Element) -> bool:
    return bool(NOT_SHOWN.search(element.get("style") or "")) or element.get("hidden") is not None


def _shown(cell: html.HtmlElement) -> str:
    """Its text, but for what a browser does not show: keys to sort by, scripts."""
    for inner in [each for each in cell.iterdescendants() if isinstance(each.tag, str) and (each.tag in ("script", "style") or _is_hidden(each))]:
        inner.drop_tree()
    return str(cell.text_content())


def _hidden_columns(table: etree._Element) -> frozenset[int]:
    """As Excel writes them."""
    hidden: set[int] = set()
    at = 0
    for column in table.iter("col"):
        span = _span(column.get("span"))
        hidden |= set(range(at, at + span)) if _is_hidden(column) else set()
        at += span
    return frozenset(hidden)


def _is_frame(table: etree._Element) -> bool:
    return next(table.iterancestors("td", "th"), None) is not None and len(list(islice(table.iter("td", "th"), 2))) < 2


def _span(written: str | None) -> int:
    return min(max(int(written), 1), LARGEST_SPAN) if written and re.fullmatch("[0-9]{1,6}", written) else 1


def read_xml(data: bytes) -> list[Sheet]:
    """Excel 2003's XML spreadsheet. What it says of its own encoding is not asked: gb2312 is written on text with characters that only GB 18030 has."""
    root = etree.fromstring(DECLARATION.sub("", decoded(data), count=1).encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    is_1904 = next(root.iter("{urn:schemas-microsoft-com:office:excel}Date1904"), None) is not None
    sheets = []
    for table in root.iter(f"{SPREADSHEET}Worksheet"):
        rows: list[list[str]] = []
        merged: list[tuple[int, int, int, int]] = []
        taken_until: dict[int, int] = {}  # column → last row that a cell from above still covers
        hidden_rows: set[int] = set()
        for line in table.iter(f"{SPREADSHEET}Row"):
            rows += [[]] * (_index(line, len(rows) + 1) - 1 - len(rows))
            alike = int(line.get(f"{SPREADSHEET}Span", 0))  # rows below that are not written, as nothing stands in them
            if len(rows) + alike > FARTHEST_INDEX:
                raise Unreadable(TOO_WIDE)
            cells: list[str] = []
            for cell in line.iter(f"{SPREADSHEET}Cell"):
                while taken_until.get(len(cells), -1) >= len(rows):
                    cells.append("")
                cells += [""] * (_index(cell, len(cells) + 1) - 1 - len(cells))
                across, down = (min(int(cell.get(f"{SPREADSHEET}Merge{way}", 0)), LARGEST_SPAN) for way in ("Across", "Down"))
                if across or down:
                    merged.append((len(rows), len(cells), len(rows) + down, len(cells) + across))
                    taken_until |= dict.fromkeys(range(len(cells), len(cells) + across + 1), len(rows) + down)
                cells += [_text_of(cell), *[""] * across]
            if line.get(f"{SPREADSHEET}Hidden") == "1":
                hidden_rows.update(range(len(rows) + 1, len(rows) + alike + 2))
            rows += [cells, *[[]] * alike]
        hidden_columns: set[int] = set()
        place = 0
        for column in table.iter(f"{SPREADSHEET}Column"):
            place = _index(column, place + 1) - 1
            span = min(int(column.get(f"{SPREADSHEET}Span", 0)), LARGEST_SPAN) + 1
            hidden_columns.update(range(place, place + span) if column.get(f"{SPREADSHEET}Hidden") == "1" else ())
            place += span
        shown = next((each.text for each in table.iter("{urn:schemas-microsoft-com:office:excel}Visible")), "")
        is_hidden = bool(shown and "Hidden" in shown)
        name = table.get(f"{SPREADSHEET}Name", "表")
        sheets.append(Sheet(name, rows, merged, is_hidden, hidden_rows=frozenset(hidden_rows), hidden_columns=frozenset(hidden_columns), is_1904=is_1904))
    return sheets


def _text_of(cell: etree._Element) -> str:
    """What Excel would show of a cell, by its type."""
    value = cell.find(f"{SPREADSHEET}Data")  # beside it there may be a comment
    text = "" if value is None else "".join(value.itertext()).strip()
    kind = None if value is None else value.get(f"{SPREADSHEET}Type")
    if not text:
        return UNCALCULATED if kind in (None, "Number") and cell.get(f"{SPREADSHEET}Formula") is not None else ""
    try:
        if kind == "Number" and not WHOLE.fullmatch(text):
            return as_text(float(text))
        if kind == "DateTime":
            return as_text(dt.datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return text
    return as_text(text == "1") if kind == "Boolean" else text


def _index(element: etree._Element, usual: int) -> int:
    """Where a row or cell says that it stands; too far out is no table."""
    place = int(element.get(f"{SPREADSHEET}Index", usual))
    if place > FARTHEST_INDEX:
        raise Unreadable(TOO_WIDE)
    return max(place, usual)
