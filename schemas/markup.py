"""Tables in Excel 2003's XML: bytes → sheets of text cells."""

import datetime as dt
import re

from lxml import etree

from schemas.fields import Unreadable
from schemas.readers import TOO_WIDE, Sheet, as_text
from schemas.text_files import decoded
from schemas.unseen import UNCALCULATED

LARGEST_SPAN = 1_000  # of one cell
FARTHEST_INDEX = 1_048_576  # a row of Excel's last
SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
DECLARATION = re.compile(r"\A[\ufeff\s]*(?:<\?xml[^>]*\?>)?")
WHOLE = re.compile(r"-?\d{1,15}")  # as a number is shown


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
