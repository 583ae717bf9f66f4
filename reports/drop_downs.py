"""Lists of choices as Excel has them: beside their cells, or, where they are too long for that, on a sheet that is not shown."""

from collections.abc import Sequence
from typing import Any

from reports.sheet_cells import SheetCells, letter_of, told

LONGEST_LIST = 255  # characters
SHEET = "选项"


class DropDowns:
    def __init__(self) -> None:
        self._long: list[tuple[str, ...]] = []

    def formula(self, choices: tuple[str, ...]) -> str:
        if len(",".join(choices)) <= LONGEST_LIST and not any("," in choice for choice in choices):
            return f'"{",".join(choices)}"'
        self._long += [] if choices in self._long else [choices]
        letter = letter_of(self._long.index(choices) + 1)
        return f"{SHEET}!${letter}$1:${letter}${len(choices)}"

    def put_on(self, book: Any) -> list[SheetCells]:
        """The sheet with the long ones; none where all were short."""
        if not self._long:
            return []
        sheet = book.create_sheet(SHEET)
        sheet.sheet_state = "hidden"
        cells = SheetCells(sheet)
        for row in range(max(map(len, self._long))):
            cells.heights[row + 1] = 15
            for place, choices in enumerate(self._long, 1):
                if row < len(choices):
                    cells.put(row + 1, place, told(choices[row], 0))
        return [cells]


def runs_of(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows that follow each other as (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        follows = bool(runs) and runs[-1][1] == row - 1
        runs[len(runs) - follows :] = [(runs[-1][0] if follows else row, row)]
    return runs
