"""Files as departments send them, and as they go wrong on the way."""

import html
import io
import struct
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from xlwt import CompoundDoc

from tests.county import formats
from tests.schemas.drops import Row, csv_text

OOXML = "http://schemas.openxmlformats.org"
SHEET_1 = {
    "[Content_Types].xml": f'<Types xmlns="{OOXML}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{OOXML}/package/2006/relationships"><Relationship Id="rId1" Target="xl/workbook.xml" '
    f'Type="{OOXML}/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{OOXML}/spreadsheetml/2006/main" xmlns:r="{OOXML}/officeDocument/2006/relationships">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OOXML}/package/2006/relationships">'
    f'<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="{OOXML}/officeDocument/2006/relationships/worksheet"/></Relationships>',
}  # fmt: skip
XML_2003 = "urn:schemas-microsoft-com:office:spreadsheet"


def workbook(kind: str, sheets: dict[str, list[list]], merges: list[tuple[int, int, int, int]] = ()) -> bytes:
    """xlsx, xls or ods; a cell may be a number."""
    with TemporaryDirectory() as folder:
        made = [formats.Sheet(name, rows, list(merges)) for name, rows in sheets.items()]
        return formats.write_file(Path(folder) / "a", made, kind).read_bytes()


def xlsx_by_hand(rows: list[Row], below: str) -> bytes:
    """The smallest xlsx there is, with any XML below its rows."""
    lines = (
        f'<row r="{n}">'
        + "".join(f'<c r="{chr(65 + at)}{n}" t="inlineStr"><is><t>{cell}</t></is></c>' for at, cell in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, 1)
    )
    sheet = f'<worksheet xmlns="{OOXML}/spreadsheetml/2006/main"><sheetData>{"".join(lines)}{below}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (SHEET_1 | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(name, content)
    return out.getvalue()


def html_table(rows: list[Row], before: str = '<html><head><meta charset="gb2312"></head>') -> str:
    lines = ("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"{before}<body><table>{''.join(lines)}</table></body></html>"


def xml_2003(rows: list[Row]) -> str:
    def cells(row: Row) -> str:
        return "".join(f'<Cell><Data ss:Type="String">{html.escape(cell)}</Data></Cell>' for cell in row)

    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{XML_2003}" xmlns:ss="{XML_2003}">'
        f'<Worksheet ss:Name="Sheet1"><Table>{"".join(f"<Row>{cells(row)}</Row>" for row in rows)}</Table></Worksheet></Workbook>'
    )


def as_formulas(rows: list[Row]) -> list[Row]:
    """Cells as systems write text that Excel must not touch."""
    return [rows[0], *([f'="{cell}"' for cell in row] for row in rows[1:])]


def unquoted_csv(rows: list[Row], separator: str = ",") -> str:
    return "\r\n".join(separator.join(row) for row in rows)


def with_password_bit(archive: bytes) -> bytes:
    """An archive whose first member says that it is encrypted."""
    data = bytearray(archive)
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def with_rows_of_zeroes(xls: bytes, first: int, count: int) -> bytes:
    """A workbook of xlwt's with zeroes, as of a disk that lost a block, in place of so many records of its sheet."""
    at, starts = xls.rfind(b"\x09\x08\x10\0\0\6\x10\0"), []
    while len(starts) <= first + count:
        starts.append(at)
        at += 4 + struct.unpack_from("<H", xls, at + 2)[0]
    start, end = starts[first], starts[first + count]
    return xls[:start] + bytes(end - start) + xls[end:]


def declaring(archive: bytes, size: int) -> bytes:
    """An archive whose last member says that it unpacks to so many bytes."""
    data = bytearray(archive)
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 24, size)
    return bytes(data)


def stray_quote(rows: list[Row], at: int) -> str:
    """A quote before the second cell of a row and nowhere else."""
    lines = csv_text(rows).split("\r\n")
    first, rest = lines[at].split(",", 1)
    lines[at] = f'{first},"{rest}'
    return "\r\n".join(lines)


def excel_95(rows: list[list[str]], code_page: int = 936) -> bytes:
    """A workbook as programs of the nineties, and FoxPro still, write it: text in GB 18030, whatever the code page says."""

    def record(kind: int, body: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def text(words: str) -> bytes:
        return words.encode("gb18030")

    opening = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 1993)) + record(0x0042, struct.pack("<H", code_page))
    opening += record(0x0031, struct.pack("<HHHHH4BB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0, 4) + text("宋体"))
    opening += record(0x00E0, struct.pack("<8H", 0, 0, 1, 0x20, 0, 0, 0, 0))
    name, end = text("名单"), record(0x000A)
    opening += record(0x0085, struct.pack("<IBBB", len(opening) + 4 + 7 + len(name) + len(end), 0, 0, len(name)) + name) + end
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 1993))
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet += record(0x0204, struct.pack("<HHHH", at, place, 0, len(text(cell))) + text(cell))
    file = io.BytesIO()
    CompoundDoc.XlsDoc().save(file, opening + sheet + end)
    return file.getvalue()
