"""A sheet's cells as they stand in its file: a month writes a million of them, and openpyxl takes longer over each than over all else."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, lru_cache, partial
from html import escape
from typing import Any

from openpyxl.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

letter_of = cache(get_column_letter)
ON_A_LINE = {int, float, Decimal, dt.date, type(None)}


class SheetCells:
    """Cells by row, each row's from left to right; `heights` are the rows' in points. What is put here openpyxl does not know."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._rows: defaultdict[int, list[str]] = defaultdict(list)
        self._lowest, self._rightmost = 1, 1
        self.heights: dict[int, float] = {}

    def bare(self) -> Any:
        """A cell of the workbook that stands nowhere, to be dressed."""
        return Cell(self._sheet, row=1, column=1)

    def put(self, row: int, place: int, cell: str) -> None:
        """One that was `told`."""
        self.put_row(row, place, f'<c r="{letter_of(place)}{row}{cell}')

    def put_row(self, row: int, last: int, cells: str) -> None:
        """Cells up to a place, as they stand in the file."""
        self.reach(row, last)
        self._rows[row].append(cells)

    def reach(self, row: int, place: int) -> None:
        """The sheet goes as far as this."""
        self._lowest, self._rightmost = max(self._lowest, row), max(self._rightmost, place)

    def put_into(self, sheet: bytes) -> bytes:
        """The sheet's file, as openpyxl has written it without any, with its cells."""
        rows = "".join(
            f'<row r="{row}" ht="{self.heights[row]}" customHeight="1">{"".join(cells)}</row>' for row, cells in sorted(self._rows.items())
        )
        data = f"<sheetData>{rows}</sheetData>" if rows else "<sheetData></sheetData>"
        size = f'<dimension ref="A1:{letter_of(self._rightmost)}{self._lowest}"/>'
        before, _, after = re.split(rb"(<sheetData/>|<sheetData>.*</sheetData>)", sheet, maxsplit=1, flags=re.DOTALL)
        before = re.sub(rb'<dimension ref="[^"]*"/>', size.encode("ascii"), before)
        return before + data.encode() + after


class Drawing:
    """A table's rows as they stand in the file: what a column holds again and again is looked at once. By column, what a cell needs of lines, and
    the cell as `told` tells it, whole and cut: what no row is tall enough for is cut at its end, not at both.
    """

    def __init__(self, lines: Sequence[Callable[[object], int]], cells: Sequence[Sequence[Callable[[object], str]]]) -> None:
        by_value = lru_cache(None, typed=True)
        self._lines = [by_value(each) for each in lines]
        self._whole, self._cut = ([by_value(partial(_before, each, place)) for place, each in zip(range(2, len(lines) + 2), of, strict=True)] for of in cells)
        self._last = f'<c r="{letter_of(len(lines) + 1)}'

    def drawn(self, number: int, row: Sequence[object], most: int) -> tuple[int, str]:
        """(lines that it needs, its cells), cut where these are more than `most`."""
        lines = max([needed(cell) for needed, cell in zip(self._lines, row, strict=True) if type(cell) not in ON_A_LINE], default=1)
        told = [told(cell) for told, cell in zip(self._cut if lines > most else self._whole, row, strict=True)]
        return lines, str(number).join(['<c r="A', *told]).removesuffix(self._last)


def _before(told: Callable[[object], str], place: int, cell: object) -> str:
    """A cell from behind its row's number to before the number in the next one."""
    return f'{told(cell)}<c r="{letter_of(place)}'


def told(value: object, style: int) -> str:
    """A cell from behind its row's number on: a text as it stands, whatever Excel would take it for; a number, a day, or nothing."""
    if type(value) is Decimal:
        what = f'"n"><v>{float(value):.16g}</v>'
    elif value is None:
        what = '"n">'
    elif isinstance(value, str):
        space = ' xml:space="preserve"' if value != value.strip() else ""
        what = f'"inlineStr"><is><t{space}>{escape(value, quote=False)}</t></is>' if value else '"inlineStr">'
    elif isinstance(value, bool):
        what = f'"b"><v>{value:d}</v>'
    else:
        what = f'"n"><v>{value if type(value) is int else safe_string(to_excel(value) if isinstance(value, dt.date) else value)}</v>'
    return f'" s="{style}" t={what}</c>'
