"""ID numbers written a digit a cell, as on forms with boxes: put together where only one run of cells can be it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from schemas.citizen_id import is_valid

if TYPE_CHECKING:
    from schemas.readers import Sheet

LENGTH, LOOKED_AT = 18, 200
VALID_SHARE = 0.5  # of the rows with such boxes; a wrong digit is for whoever looks at the number


def join_boxes(sheet: Sheet) -> None:
    """Write each number whole into the first of its cells, the others empty; nothing where two runs of cells could be it, or none is."""
    boxed = [row for row in islice(sheet.rows, LOOKED_AT) if len(row) >= LENGTH and sum(map(_is_box, row)) >= LENGTH]
    if not boxed:
        return
    starts = {start for row in boxed for start in range(len(row) - LENGTH + 1) if is_valid("".join(row[start : start + LENGTH]).upper())}
    likely = [start for start in sorted(starts) if sum(is_valid("".join(row[start : start + LENGTH]).upper()) for row in boxed) > VALID_SHARE * len(boxed)]
    if len(likely) != 1:
        return
    (start,) = likely
    sheet.rows = [_joined(list(row), start) for row in sheet.rows]


def _is_box(cell: str) -> bool:
    return len(cell) == 1 and cell in "0123456789Xx"


def _joined(row: list[str], start: int) -> list[str]:
    boxes = row[start : start + LENGTH]
    if any(map(_is_box, boxes)) and all(not box.strip() or _is_box(box) for box in boxes):
        row[start : start + LENGTH] = ["".join(boxes).strip(), *[""] * (len(boxes) - 1)]
    return row
