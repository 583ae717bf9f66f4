"""Small drops: a table of any dataset with nothing wrong in it, and files made of tables."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas.citizen_id import check_digit
from schemas.dataset import Column, all_datasets
from schemas.grids import Grid, read_file
from schemas.intake import take_in
from schemas.parts import Part
from schemas.readers import Sheet

MONTH = dt.date(2024, 6, 1)
NAMES = ("王桂英", "李国强", "张秀兰", "刘建军", "陈玉梅", "杨德发", "黄小红", "周志明", "吴腊梅", "徐来福")
BY_KIND = {"yuan": "120.50", "day": "2024-06-03", "count": "3"}
BY_COLUMN = {"town": "水阳镇", "village": "大桥村"}

Row = list[str]


def number(n: int) -> str:
    """A valid ID number that nobody bears."""
    first17 = f"341802{1950 + n % 50}0{1 + n % 9}1{n % 10}{n % 1000:03d}"
    return first17 + check_digit(first17)


def cell(column: Column, n: int) -> str:
    """What the n-th row of a sound extract holds in a column."""
    if column.kind.name == "name":
        return NAMES[n % len(NAMES)]
    if column.kind.name == "citizen_id":
        return number(n)
    if column.kind.choices:
        return column.kind.choices[0]
    return BY_COLUMN.get(column.name) or BY_KIND.get(column.kind.name) or f"{column.title}{n}"


def table(dataset: str, count: int = 3, /, headers: dict[str, str] | None = None, **cells: str | list[str]) -> list[Row]:
    """A header and `count` sound rows. `headers` renames columns (None leaves one out); `cells` replaces a column's
    cells: one text for all, or a text a row."""
    columns = [c for c in all_datasets()[dataset].columns if (headers or {}).get(c.name, "") is not None]

    def written(column: Column, n: int) -> str:
        given = cells.get(column.name)
        return cell(column, n) if given is None else given if isinstance(given, str) else given[n]

    return [[(headers or {}).get(c.name) or c.title for c in columns]] + [[written(c, n) for c in columns] for n in range(count)]


def csv_text(rows: list[Row], separator: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def csv_bytes(rows: list[Row], encoding: str = "utf-8", separator: str = ",") -> bytes:
    return csv_text(rows, separator).encode(encoding)


def zip_bytes(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read(name: str, data: bytes) -> list[Grid]:
    """The grids of a file of this name and content."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(read_file(path))


def take(name: str, data: bytes, folder: dt.date = MONTH, reject_share: float = 0.2) -> list[Part]:
    """All parts of a file, taken in."""
    return [part for grid in read(name, data) for part in take_in(grid, folder, reject_share)]


def take_rows(name: str, *sheets: list[Row] | Sheet, folder: dt.date = MONTH, reject_share: float = 0.2) -> list[Part]:
    """The same of tables that are read already."""
    grid = Grid(name, [s if isinstance(s, Sheet) else Sheet(f"Sheet{n}", s) for n, s in enumerate(sheets, 1)])
    return take_in(grid, folder, reject_share)


def parts_of(rows: list[Row], name: str = "附件_202403.xlsx") -> list[Part]:
    """All parts of a sheet, however many of its rows are at fault; none of them lost."""
    parts = take_in(Grid(name, [Sheet("表", [list(row) for row in rows])]), MONTH, 1.0)
    assert all(part.rows_read == part.stored + part.duplicates + part.quarantined + part.not_data for part in parts)
    return parts
