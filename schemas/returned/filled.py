"""Tables of our own workbooks as somebody filled them in, however they were saved, sorted or widened."""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook


def filled_tables(path: Path, *titles: str) -> Iterator[tuple[str, list[tuple[int, dict[str, str]]]]]:
    """(sheet, (row in Excel, text by title) of its rows) where a sheet has these columns.

    Raises ValueError if none has, CalamineError for no workbook at all.
    """
    found = False
    workbook = CalamineWorkbook.from_path(str(path))
    for name in workbook.sheet_names:
        # empty areas not skipped: else rows above the first full one are not counted
        rows = [[_text(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        head = next((at for at, row in enumerate(rows) if set(titles) <= set(row)), None)
        if head is not None:
            found = True
            yield name, [(at, dict(zip(rows[head], row, strict=False))) for at, row in enumerate(rows[head + 1 :], head + 2)]
    if not found:
        raise ValueError(f"没有找到同时有“{'”“'.join(titles)}”这几列的表，请用系统发的表填写")


def folded(text: str) -> str:
    """Whoever types an answer instead of choosing it may put it in full width or with spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _text(cell: object) -> str:
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).replace("\r", "").strip()
