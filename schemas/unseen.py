"""What Excel shows and a plain reading does not: errors, formulas that nobody calculated, rows and columns that are hidden, the calendar of 1904."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile
from lxml import etree

from schemas.column_letters import place_of

ERRORS = (
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "Err:",
    "#BUSY!", "#UNKNOWN!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#EXTERNAL!", "#PYTHON!", "#名称?", "#值!", "错误:",
)  # fmt: skip
FORMULA = re.compile(r"=\s*[+-]?(?:\$?[A-Z]{1,3}\$?\d+|[A-Z]+[\dA-Z.]*\(|[^\s\"=!]+!\$?[A-Z])")  # shown in place of its value
UNCALCULATED = "=(公式没有计算)"  # stands in the cell
ROW_OF_XLS, COLUMNS_OF_XLS, ERROR_OF_XLS, SHEET_OF_XLS, CALENDAR_OF_XLS, END_OF_XLS = 0x0208, 0x007D, 0x0205, 0x0085, 0x0022, 0x000A
FORMULA_OF_XLS, EMPTY_TEXT = 0x0006, b"\x17\0\0"
BIFF_5 = b"\x00\x05"  # Excel 95's format, text in the system's own code page
ERROR_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
COLUMN = re.compile(r"<col\b([^>]*)>")
LAST_COLUMN = 1_000  # hidden to the end of the sheet are those where nothing stands
OTHER_VALUE = re.compile(r"<f\b[^<]*(?:/>|</f>)\s*<v>(?!0(?:\.0*)?</v>)[^<]")  # of a formula than 0
ROW = re.compile(r"<row\b([^>]*)>")
PLACE = re.compile(r"""\br=["']([A-Z]{1,3})(\d+)["']""")
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
ODD_IN_XLSX = re.compile(rb"""<f[ >/]|\bt=["']e["']|<(?:row|col)\b[^>]*\bhidden=["'](?:1|true)""")
MARKS_OF_ODD = (b"<f", b't="e"', b"t='e'", b"hidden=")  # without which it is not: finding them takes a tenth of the time
ODD_IN_ODS = re.compile(rb"""table:visibility=["'](?:collapse|filter)|table:formula=|table:number-(?:rows|columns)-spanned=["'](?!1["'])|>(?:Err:\d|#[A-Z/0!?]+)<""")

NULL_DATE_OF_1904 = re.compile(rb"""<table:null-date\b[^>]*date-value=["']1904-01-01""")


@dataclass
class Unseen:
    """Of one sheet: hidden rows, counted from one, hidden columns, from zero, and texts of cells by (row, column) from zero; of .ods also what is merged."""

    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class BreaksOff(ValueError):
    """A sheet of a workbook has no end: what was read of it is its beginning."""


def is_error(text: str) -> bool:
    return text.startswith(ERRORS) or is_uncalculated(text) or is_too_narrow(text)


def is_uncalculated(text: str) -> bool:
    return text == UNCALCULATED or bool(FORMULA.match(text))


def is_too_narrow(text: str) -> bool:
    """Whether it is what Excel shows, and exports as text, where a column is too narrow for its number."""
    return len(text) > 1 and not text.strip("#")


def unseen_in(data: bytes) -> tuple[dict[str, Unseen], bool]:
    """(by sheet's name, whether days are counted from 1904) of a workbook; nothing for most, which cost a search."""
    if data[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
                if "content.xml" in names:
                    content = archive.read("content.xml")
                    return (_of_ods(content) if ODD_IN_ODS.search(content) else {}), bool(NULL_DATE_OF_1904.search(content))
                if "xl/workbook.xml" in names:
                    return _of_xlsx(archive)
        except (zipfile.BadZipFile, KeyError, etree.LxmlError, NotImplementedError, OSError, EOFError, ValueError):
            pass  # the reader says what is wrong with it
        return {}, False
    return _of_xls(data)


def _of_xlsx(archive: zipfile.ZipFile) -> tuple[dict[str, Unseen], bool]:
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    is_to_be_calculated = any(each.get("fullCalcOnLoad") in ("1", "true") for each in book.iter("{*}calcPr"))
    for sheet in book.iter("{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        target = targets.get(key, "")
        content = archive.read(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
        if any(mark in content for mark in MARKS_OF_ODD) and ODD_IN_XLSX.search(content):
            found[sheet.get("name", "")] = _of_sheet(content.decode("utf-8", "replace"), is_to_be_calculated)
    properties = next(book.iter("{*}workbookPr"), None)
    return found, properties is not None and properties.get("date1904") in ("1", "true")


def _of_sheet(text: str, is_to_be_calculated: bool) -> Unseen:
    """`is_to_be_calculated`: programs that cannot calculate write 0 for every formula, and that whoever opens the file shall."""
    unseen = Unseen()
    are_all_zero = is_to_be_calculated and not OTHER_VALUE.search(text)
    for row in ROW.finditer(text):
        if re.search(r"""\bhidden=["'](1|true)""", row[1]) and (number := re.search(r"""\br=["'](\d+)""", row[1])):
            unseen.hidden.add(int(number[1]))
    for column in COLUMN.finditer(text):
        first, last = (re.search(rf"""\b{which}=["'](\d+)""", column[1]) for which in ("min", "max"))
        if re.search(r"""\bhidden=["'](1|true)""", column[1]) and first and last:
            unseen.hidden_columns.update(range(int(first[1]) - 1, min(int(last[1]), LAST_COLUMN)))
    for cell in CELL.finditer(text):
        attributes, inner = cell[1], cell[2] or ""
        is_wrong = re.search(r"""\bt=["']e["']""", attributes)
        lacks = "<f" in inner and (are_all_zero or not re.search(r"<v>[^<]", inner)) and not re.search(r"""\bt=["']str["']""", attributes)
        if (is_wrong or lacks) and (place := PLACE.search(attributes)):
            value = re.search(r"<v>([^<]*)", inner)
            unseen.cells[int(place[2]) - 1, place_of(place[1])] = value[1] if is_wrong and value else UNCALCULATED
    return unseen


def _of_ods(content: bytes) -> dict[str, Unseen]:
    table, office = ODF % "table", ODF % "office"
    found = {}
    for sheet in etree.fromstring(content).iter(f"{table}table"):
        unseen, number = Unseen(), 0
        place = 0
        for column in sheet.iter(f"{table}table-column"):
            repeated = int(column.get(f"{table}number-columns-repeated", 1))
            if column.get(f"{table}visibility") in ("collapse", "filter"):
                unseen.hidden_columns.update(range(place, min(place + repeated, LAST_COLUMN)))
            place += repeated
        for row in sheet.iter(f"{table}table-row"):
            repeated = int(row.get(f"{table}number-rows-repeated", 1))
            if row.get(f"{table}visibility") in ("collapse", "filter") and repeated < 100_000:
                unseen.hidden.update(range(number + 1, number + repeated + 1))
            at = 0
            for cell in row:
                text = "".join(cell.itertext()).strip()
                lacks = cell.get(f"{table}formula") is not None and cell.get(f"{office}value-type") is None and not text
                if lacks or text.startswith(ERRORS):
                    unseen.cells[number, at] = text or UNCALCULATED
                down, across = (int(cell.get(f"{table}number-{which}-spanned", 1)) for which in ("rows", "columns"))
                if down > 1 or across > 1:
                    unseen.merged.append((number, at, number + down - 1, at + across - 1))
                at += int(cell.get(f"{table}number-columns-repeated", 1))
            number += repeated
        found[sheet.get(f"{table}name", "")] = unseen
    return found


def _of_xls(data: bytes) -> tuple[dict[str, Unseen], bool]:
    try:
        with olefile.OleFileIO(data) as file:
            stream = next((name for name in ("Workbook", "Book") if file.exists(name)), None)
            content = file.openstream(stream).read() if stream else b""
    except (OSError, ValueError, IndexError, struct.error):
        return {}, False
    sheets: list[tuple[int, str]] = []
    by_start: dict[int, Unseen] = {}
    begun: list[int] = []
    ended, tables, calculated = set[int](), set[int](), set[int]()
    doubtful: dict[int, set[tuple[int, int]]] = {}  # by where its sheet starts, formulas that may never have been calculated
    current, is_1904, is_old = Unseen(), False, False
    for start, kind, record in _records(content):
        if kind == 0x0809:
            is_old = record[:2] == BIFF_5
            current = by_start.setdefault(start, Unseen())
            begun.append(start)
        elif kind == END_OF_XLS and begun:
            ended.add(begun.pop())
        elif kind == CALENDAR_OF_XLS:
            is_1904 = record[:2] == b"\1\0"
        elif kind == SHEET_OF_XLS and len(record) > 8:
            wide, length = record[7] & 1, record[6]
            name = record[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
            name = record[7 : 7 + length].decode("gb18030", "replace") if is_old else name
            sheets.append((struct.unpack("<I", record[:4])[0], name))
            tables |= {sheets[-1][0]} if record[5] == 0 else set()
        elif kind == ROW_OF_XLS and len(record) >= 16 and record[12] & 0x20:
            current.hidden.add(struct.unpack("<H", record[:2])[0] + 1)
        elif kind == COLUMNS_OF_XLS and len(record) >= 10 and record[8] & 1:
            first, last = struct.unpack("<HH", record[:4])
            current.hidden_columns.update(range(first, min(last + 1, LAST_COLUMN)))
        elif kind == ERROR_OF_XLS and len(record) >= 8 and record[7]:
            row, at = struct.unpack("<HH", record[:4])
            current.cells[row, at] = ERROR_CODES.get(record[6], "#N/A")
        elif kind == FORMULA_OF_XLS and len(record) >= 16 and begun:
            place = struct.unpack("<HH", record[:4])
            if record[12:14] == b"\xff\xff" and record[6] == 2:
                current.cells[place] = ERROR_CODES.get(record[8], "#N/A")
            if _may_be_uncalculated(record):
                doubtful.setdefault(begun[-1], set()).add(place)
            else:
                calculated.add(begun[-1])
    if tables - ended:
        raise BreaksOff
    for start, places in doubtful.items():
        by_start[start].cells |= dict.fromkeys(places if start not in calculated else (), UNCALCULATED)
    return {name: by_start[start] for start, name in sheets if start in by_start and by_start[start] != Unseen()}, is_1904


def _may_be_uncalculated(record: bytes) -> bool:
    """Whether a formula's value is what programs that cannot calculate write: nothing, where nothing in it is an empty text, or 0 to be calculated on opening."""
    if record[12:14] == b"\xff\xff":
        return record[6] == 3 and EMPTY_TEXT not in record[20:]
    return not any(record[6:14]) and bool(record[14] & 2)


def _records(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(where, kind, body) of each BIFF record."""
    at = 0
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == 0 and length == 0:
            return
        yield at, kind, content[at + 4 : at + 4 + length]
        at += 4 + length
