"""The rows below a header: which are data, and what cells that were merged down stand for."""

from __future__ import annotations

from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from schemas.columns import Columns, holding
from schemas.dataset import Dataset
from schemas.fields import plain
from schemas.headers import Header
from schemas.readers import Sheet
from schemas.remarks import is_example, is_header_again, is_remark
from schemas.spellings import bare

MERGED_STYLE_SHARE = 0.2
WRITTEN_AGAIN = 0.2  # for a blank, as at the top of a page
EXAMPLE_ROWS = 3  # right below the header, where such stand


def data_rows(sheet: Sheet, header: Header, dataset: Dataset) -> pd.DataFrame:
    """Text of every data row, one column a placed column, the index the row number that Excel shows.

    Left out: blank and pre-numbered rows, the header printed again, totals, band rows, signatures.
    """
    start = header.last + 1
    end = len(sheet.rows)
    while end > start and not "".join(sheet.rows[end - 1]).strip():
        end -= 1  # a million of them may follow
    texts = pd.DataFrame(_cells(sheet.rows, start, end, header), index=pd.RangeIndex(start + 1, end + 1))
    keep = _are_data(texts, sheet, header, dataset)
    _fill_merged(texts, sheet, header)
    texts = texts if keep.all() else texts[keep].copy()
    _fill_household_style(texts, dataset)
    return texts


def _cells(rows: list[list[str]], start: int, end: int, header: Header) -> dict[str, Any]:
    """The text of each placed column, nothing around it."""
    if isinstance(rows, Columns):
        return {p.column.name: _stripped(rows.column(p.at, start, end)) for p in header.placed}
    body = rows[start:end]
    return {p.column.name: pd.array([row[p.at].strip() if p.at < len(row) else "" for row in body], dtype=object) for p in header.placed}


def cells_at(rows: list[list[str]], at: int, numbers: pd.Index) -> list[str]:
    """The texts that rows of these numbers, counted from one and ascending, have at a place; '' where they end before it."""
    if not len(numbers):
        return []
    if isinstance(rows, Columns):
        below = rows.column(at, 0, int(numbers[-1])).to_pylist()
        return [below[number - 1].strip() for number in numbers]
    return [row[at].strip() if at < len(row) else "" for row in (rows[number - 1] for number in numbers)]


def _stripped(column: pa.StringArray) -> Any:
    """As text of pandas, and as Python strips it: of what is white space both think the same."""
    import pyarrow.compute as pc

    return pd.array(pc.utf8_trim_whitespace(column), dtype="str")


def _are_data(texts: pd.DataFrame, sheet: Sheet, header: Header, dataset: Dataset) -> np.ndarray:
    # Only rows without digits where the ID number stands can be anything but data, so only these are looked at closely.
    keep = holding(texts["id_number"], "[0-9]{6}") if dataset.has_person else np.zeros(len(texts), dtype=bool)
    suspect = ~keep
    suspect[suspect] = (texts[suspect] != "").any(axis=1)
    keep |= suspect
    printed = [
        {bare(cell) for row in range(header.first, header.last + 1) for cell in sheet.rows[row][p.at : p.at + 1]} for p in header.placed
    ]
    for at, row in enumerate(texts.index[:EXAMPLE_ROWS]):
        keep[at] &= not is_example(sheet.rows[row - 1])
    names = texts.loc[suspect, "name"] if "name" in texts else repeat("")
    whose = {p.at for p in header.placed if p.column.name in ("name", "id_number")}
    named_above = {row + 1 for top, left, bottom, _ in sheet.merged if left in whose for row in range(top + 1, bottom + 1)}
    for at, name in zip(np.flatnonzero(suspect).tolist(), names, strict=False):
        row = texts.index[at]
        cells = [*map(plain, sheet.rows[row - 1])]
        is_blank = not any(cells)  # but for characters that are not seen
        if is_blank or is_header_again(cells, [p.at for p in header.placed], printed) or (is_remark(cells, plain(name)) and row not in named_above and not _is_nobodys(cells, header)):
            keep[at] = False
    return keep


def _is_nobodys(cells: list[str], header: Header) -> bool:
    """Whether nothing is filled but two columns, with a listed word of one: a row that names nobody, and no band."""
    filled = {at for at, cell in enumerate(cells) if cell.strip()}
    placed = {p.at: p.column for p in header.placed if p.at in filled}
    return len(filled) == len(placed) == 2 and any(column.kind.name == "choice" and plain(cells[at]) in dict(column.kind.words) for at, column in placed.items())


def _fill_merged(texts: pd.DataFrame, sheet: Sheet, header: Header) -> None:
    # An amount belongs to one row: repeated down a household it would count several times.
    columns = [p for p in header.placed if p.column.household or p.column.kind.name != "yuan"]
    start = header.last + 1
    filled = {p.column.name: texts[p.column.name].tolist() for p in columns} if sheet.merged else {}
    for first, left, last, _ in sheet.merged:
        if last > first and start <= first < start + len(texts):
            for cells in (filled[p.column.name] for p in columns if p.at == left):
                end = min(last + 1 - start, len(texts))
                cells[first - start : end] = [cells[first - start]] * (end - first + start)
    for name, cells in filled.items():
        texts[name] = pd.Series(cells, index=texts.index, dtype=object)


def _stands_once_a_block(cells: pd.Series) -> bool:
    """Whether a value is not written again where the one above is the same, so that a blank means that, and is none that was forgotten."""
    filled = cells[cells != ""]
    again = int((filled == filled.shift()).sum())
    return cells.iloc[0] != "" and again <= WRITTEN_AGAIN * (len(cells) - len(filled))


def _fill_household_style(texts: pd.DataFrame, dataset: Dataset) -> None:
    """Files whose merged cells were lost on the way (csv): a household's values stand in its first row only."""
    columns = [c.name for c in dataset.columns if c.household and c.name in texts]
    if not columns or texts.empty:
        return
    first, *rest = columns
    blank = texts[first] == ""
    if blank.mean() > MERGED_STYLE_SHARE and _stands_once_a_block(texts[first]):
        says_own = [c.name for c in dataset.columns if c.name in texts and (c.name in dataset.key or c.name in ("name", "id_number"))]
        fill = ~blank | (texts[says_own] != "").any(axis=1)  # who says nothing of himself is not once more whoever stands above
        run = (~blank).cumsum()
        for name in columns:
            texts[name] = texts[name].mask(texts[name] == "").groupby(run).ffill().fillna("").where(fill, texts[name])
    if first == "household_id":
        for name in rest:
            blank = (texts[name] == "") & (texts[first] != "")
            if blank.any():
                known = texts[texts[name] != ""].groupby(first)[name].first()
                texts.loc[blank, name] = texts.loc[blank, first].map(known).fillna("")
