"""A sheet of a receipt, put right and sent back: which rows of which sheet its rows are."""

import re
from collections.abc import Iterable, Sequence

from schemas.readers import Sheet

ORIGIN, ORIGIN_ROW = "【原文件】", "【行号】"


def origins(sheet: Sheet, titles: Sequence[str], rows: Iterable[int]) -> tuple[tuple[str, int], ...]:
    """(file and sheet, row there) of the rows numbered; nothing of a sheet that is no receipt's."""
    if not {ORIGIN, ORIGIN_ROW} <= set(titles):
        return ()
    at, nth = titles.index(ORIGIN), titles.index(ORIGIN_ROW)
    cells = (sheet.rows[row - 1] for row in rows)
    return tuple((cell[at].strip(), int(cell[nth].strip())) for cell in cells if len(cell) > max(at, nth) and re.fullmatch(r"[0-9]{1,7}", cell[nth].strip()))
