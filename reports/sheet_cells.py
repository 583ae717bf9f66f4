"""A sheet's cells as they stand in its file: a month writes a million of them, and openpyxl takes longer over each than over all else."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from html import escape
from typing import Any

from openpyxl.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

letter_of = cache(get_column_letter)


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

    def put(self, row: int, place: int, value: object, style: int) -> None:
        """A text as it stands, whatever Excel would take it for; a number, a day, or nothing."""
        if row > self._lowest or place > self._rightmost:
            self.reach(row, place)
        if value is None:
            told = '"n">'
        elif isinstance(value, str):
            space = ' xml:space="preserve"' if value != value.strip() else ""
            told = f'"inlineStr"><is><t{space}>{escape(value, quote=False)}</t></is>' if value else '"inlineStr">'
        elif isinstance(value, bool):
            told = f'"b"><v>{value:d}</v>'
        else:
            told = f'"n"><v>{value if type(value) is int else _number(value)}</v>'
        self._rows[row].append(f'<c r="{letter_of(place)}{row}" s="{style}" t={told}</c>')

    def none(self, first: int, styles: Sequence[int]) -> list[str]:
        """Empty cells side by side from a place on, as `put_none` puts them into any row."""
        parts = [""]
        for place, style in enumerate(styles, first):
            parts[-1] += f'<c r="{letter_of(place)}'
            parts.append(f'" s="{style}" t="n"></c>')
        return parts

    def put_none(self, row: int, last: int, parts: Sequence[str]) -> None:
        """Empty cells up to a place."""
        self.reach(row, last)
        self._rows[row].append(str(row).join(parts))

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
        return before + data.encode("ascii", "xmlcharrefreplace") + after


def _number(value: object) -> str:
    if isinstance(value, Decimal):
        value = float(value)
    return str(safe_string(to_excel(value) if isinstance(value, dt.date) else value))
