"""One sheet, several tables: a second header further down, in another order or of another list, begins a block of its own."""

import re
from collections.abc import Iterable
from dataclasses import replace

from schemas.columns import Columns
from schemas.headers import looks_like_header
from schemas.readers import Sheet
from schemas.spellings import bare, is_listed

LISTED_CELLS, LISTED_SHARE = 3, 0.6
DATA = re.compile(r"\d{6}")


def blocks(sheet: Sheet) -> list[Sheet]:
    """The sheet in as many as it has tables; nearly all have one. Rows keep their numbers in Excel, a title goes with what is under it.

    A header may take two rows, both of which are printed again on the next page.
    """
    starts: list[int] = []
    last: list[list[str]] = []
    seen_data = False
    for at, cells in _worth_a_look(sheet.rows):
        if _is_header(cells):
            header = [bare(cell) for cell in cells]
            if not last:
                starts, last = [0], [header]
            elif not seen_data:
                last.append(header)
            elif header not in last:
                starts.append(_with_title(sheet.rows, at))
                last, seen_data = [header], False
        elif last and not seen_data:
            seen_data = any(DATA.search(cell) for cell in cells)
    if len(starts) < 2:
        return [sheet]
    return [_part(sheet, start, end) for start, end in zip(starts, [*starts[1:], len(sheet.rows)], strict=True)]


def _worth_a_look(rows: list[list[str]]) -> Iterable[tuple[int, list[str]]]:
    """(place, cells) of every row that may be a header, and of the data below one the first."""
    return ((at, rows[at]) for at in rows.not_plainly_data()) if isinstance(rows, Columns) else enumerate(rows)


def _is_header(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < LISTED_CELLS or DATA.search("".join(filled)):
        return False
    listed = sum(is_listed(cell) for cell in filled)
    return listed >= LISTED_CELLS and listed >= LISTED_SHARE * len(filled) and looks_like_header(cells)


def _with_title(rows: list[list[str]], header: int) -> int:
    """Back over lines of one cell or none that stand right above."""
    at = header
    while at > 0 and sum(bool(cell.strip()) for cell in rows[at - 1]) <= 1:
        at -= 1
    return at


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    merged = [(top - start, left, bottom - start, right) for top, left, bottom, right in sheet.merged if start <= top and bottom < end]
    inside = range(start + 1, end + 1)
    return replace(
        sheet, rows=sheet.rows[start:end], merged=merged, numbers=[sheet.number(row) for row in inside],
        hidden_rows=frozenset(row - start for row in sheet.hidden_rows if row in inside), wide=frozenset(row - start for row in sheet.wide if row in inside),
    )
