"""How many rows a department says that it sent: in a 合计 row, in words above or below the table, in the file's name.

Of all that tells whether an extract is whole this alone is certain: fewer rows than were stated are not all of it. More are no loss.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from schemas.dataset import Dataset
from schemas.headers import Header, header_texts
from schemas.readers import Sheet
from schemas.recognise import Recognised

ROWS = re.compile("(?:共计?|合计|总计)[有为:：]?([0-9][0-9,]{0,8})(?:条|行)|(?:条|行|记录)数[:：为]?([0-9][0-9,]{0,8})(?![0-9.])")
PEOPLE = re.compile("(?:共计?|合计|总计)[有为:：]?([0-9][0-9,]{0,8})[人名](?!民币)|总人数[:：为]?([0-9][0-9,]{0,8})(?![0-9.])")
OF_OTHERS = re.compile("其中|应[参入到]|[未不占]|全校|人口|户籍|累计")
NO_PEOPLE = re.compile("金额|工资|费|支付|补[助贴]|收入|资金|[元万天日]")
LAST = 5  # rows in which a total may stand
LOOKED_AT = 50  # rows of a column, to tell numbers


class SheetTaken(Protocol):
    """A sheet taken in, of which `said` rows of its file were stated in words and `lacks` are known not to have come."""

    said: int
    lacks: int
    quarantined: int
    duplicates: int
    warnings: list[str]

    @property
    def stored(self) -> int: ...


def stated(known: Recognised, sheet: Sheet, texts: pd.DataFrame, name: str) -> tuple[int, int, list[str]]:
    """(rows that words state of the file, rows that its 合计 states and it has not, what is said of that); `texts` are its data rows, `name` is the file's."""
    said = in_words(name, sheet, known.header.first, known.dataset)
    total = _in_last_row(sheet, known.header)
    if total is None or total in (len(texts), len({sheet.number(at) for at in texts.index})):
        return said, 0, []
    return said, max(0, total - len(texts)), [f"合计行写的是{total}，实际读到{len(texts)}行，请核对是否缺行"]


def tell_together(parts: Sequence[SheetTaken]) -> None:
    """Sheets of one file and dataset have together what words state of it, or lack it."""
    have, said = sum(part.stored + part.duplicates + part.quarantined for part in parts), max(part.said for part in parts)
    if said > have and not any(part.lacks for part in parts):
        parts[0].lacks = said - have
        parts[0].warnings.append(f"写着共{said}条，实际读到{have}行，请核对是否缺行")


def in_words(name: str, sheet: Sheet, header_row: int, dataset: Dataset) -> int:
    """The largest number of rows (of people, where a row is one) that a file's name, its title or the lines below the table state; 0 for none."""
    rows = [*sheet.rows[:header_row], *sheet.rows[max(header_row + 1, len(sheet.rows) - LAST) :]]
    return max((_stated(text, dataset) for text in (name, sheet.name, *("".join(row) for row in rows))), default=0)


def _stated(text: str, dataset: Dataset) -> int:
    bare = re.sub(r"\s", "", text)
    if OF_OTHERS.search(bare):
        return 0
    kinds = (ROWS, PEOPLE) if "person" in dataset.key and not dataset.is_of_householders else (ROWS,)
    return max((int(next(filter(None, found.groups())).replace(",", "")) for kind in kinds for found in kind.finditer(bare)), default=0)


def _in_last_row(sheet: Sheet, header: Header) -> int | None:
    """What a last `合计` row states that is no money, no days and no sum of the numbers above it; None where there is none."""
    kinds, titles = {p.at: p.column.kind.name for p in header.placed}, header_texts(sheet.rows, header)
    found = None
    for row in sheet.rows[-LAST:]:
        (_, words), (at, written), *more = [*((at, cell.strip()) for at, cell in enumerate(row) if cell.strip()), (0, ""), (0, "")]
        if len(more) != 2 or re.sub(r"\s", "", words) not in ("合计", "总计") or not re.fullmatch("[0-9]{1,7}", written):
            continue
        is_other = kinds.get(at) in ("yuan", "count") or (at not in kinds and NO_PEOPLE.search(titles[at] if at < len(titles) else ""))
        if not is_other and not _are_numbers(sheet, header, at):
            found = int(written)
    return found


def _are_numbers(sheet: Sheet, header: Header, at: int) -> bool:
    cells = [row[at].strip() for row in sheet.rows[header.last + 1 : header.last + 1 + LOOKED_AT] if at < len(row)]
    return sum(bool(re.fullmatch("[0-9.,]{1,10}", cell)) for cell in cells) > len(cells) / 2
