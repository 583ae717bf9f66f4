"""Writes sheets of cells as the kinds of files that departments send. Same cells, same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from tests.county.cells import Cell

EPOCH = (1980, 1, 1, 0, 0, 0)
WORKBOOKS = ("xlsx", "xls", "ods")
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


@dataclass
class Sheet:
    """Rows of cells; merges are (first row, first column, last row, last column), from 0."""

    name: str
    rows: list[list[Cell]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def write_file(stem: Path, sheets: list[Sheet], kind: str) -> Path:
    """Write `stem` plus the kind's suffix; kinds that are no workbook take the first sheet only."""
    suffix = {"csv-bom": "csv", "csv-gb18030": "csv", "txt-gb18030": "txt", "xls-html": "xls"}.get(kind, kind)
    path = stem.with_name(f"{stem.name}.{suffix}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes(stem.name, sheets, kind))
    return path


def _bytes(name: str, sheets: list[Sheet], kind: str) -> bytes:
    if kind == "zip":
        return zipped([(f"{name}.csv", _csv(sheets[0], ",").encode("gb18030"))])
    if kind == "txt-gb18030":
        return _csv(sheets[0], "\t").encode("gb18030")
    if kind == "xls-html":
        return _html(sheets[0])
    if kind in WORKBOOKS:
        return {"xlsx": xlsx, "xls": _xls, "ods": _ods}[kind](sheets)
    return _csv(sheets[0], ",").encode({"csv": "utf-8", "csv-bom": "utf-8-sig", "csv-gb18030": "gb18030"}[kind])


def zipped(files: list[tuple[str, bytes]]) -> bytes:
    """A zip archive with no clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _csv(sheet: Sheet, separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(sheet.rows)
    return out.getvalue()


def xlsx(sheets: list[Sheet]) -> bytes:
    """An Excel workbook; text stays text, numbers are numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": dt.datetime(2020, 1, 1)})
    plain = book.add_format()
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for at, row in enumerate(sheet.rows):
            page.write_row(at, 0, row)
        for top, left, bottom, right in sheet.merges:
            page.merge_range(top, left, bottom, right, sheet.rows[top][left], plain)
    book.close()
    return out.getvalue()


def _xls(sheets: list[Sheet]) -> bytes:
    out = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        for down, row in enumerate(sheet.rows):
            for across, cell in enumerate(row):
                page.write(down, across, cell)
    book.save(out)
    return out.getvalue()


def _html(sheet: Sheet) -> bytes:
    rows = ("".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) for row in sheet.rows)
    table = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return f'<html><head><meta charset="utf-8"></head><body><table border="1">{table}</table></body></html>'.encode()


def _ods_cell(cell: Cell) -> str:
    kind = "string" if isinstance(cell, str) else f'float" office:value="{cell}'
    text = escape(str(cell))
    return f'<table:table-cell office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'


def _ods(sheets: list[Sheet]) -> bytes:
    def table(sheet: Sheet) -> str:
        rows = (f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in sheet.rows)
        return f'<table:table table:name="{escape(sheet.name)}">{"".join(rows)}</table:table>'

    content = ODS.format("".join(map(table, sheets))).encode()
    return zipped(
        [
            ("mimetype", ODS_TYPE.encode()),
            ("content.xml", content),
            ("META-INF/manifest.xml", ODS_MANIFEST.encode()),
        ]
    )
