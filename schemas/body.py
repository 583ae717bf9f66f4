"""The rows below a header: which are data, and what cells that were merged down stand for."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pyarrow as pa

from schemas.columns import Columns
from schemas.dataset import Dataset
from schemas.headers import Header
from schemas.readers import Sheet
from schemas.spellings import bare

TOTAL = re.compile(r"(本页|本表|全[县区镇乡村]|.{0,12})?(合计|小计|总计|累计|共计)")
FOOTER = re.compile(
    r"制表|填表|填报|审核|负责人|复核|核对|统计|经办|备注|注[:：]|说明|打印|报送|报表|导出|截[至止]|以下空白|[-—_=]{2,}|联系人"
    r"|单位(负责人|\(盖章\)|盖章)|第.{1,4}页|共.{1,6}[页条人户]"
)
MERGED_STYLE_SHARE = 0.2
EXAMPLE = "【示例】"  # opens the row of a template that shows how to fill it in


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
    texts = texts[keep].copy()
    _fill_household_style(texts, dataset)
    return texts


def _cells(rows: list[list[str]], start: int, end: int, header: Header) -> dict[str, Any]:
    """The text of each placed column, nothing around it."""
    if isinstance(rows, Columns):
        return {p.column.name: _stripped(rows.column(p.at, start, end)) for p in header.placed}
    body = rows[start:end]
    return {p.column.name: pd.array([row[p.at].strip() if p.at < len(row) else "" for row in body], dtype=object) for p in header.placed}


def _stripped(column: pa.StringArray) -> Any:
    """As text of pandas; each distinct text is stripped once."""
    coded = column.dictionary_encode()
    written = coded.dictionary.to_pylist()
    bare = [text.strip() for text in written]
    if bare != written:
        column = pa.array(bare, pa.string()).take(coded.indices)
    return pd.array(column, dtype="str")


def _are_data(texts: pd.DataFrame, sheet: Sheet, header: Header, dataset: Dataset) -> pd.Series:
    filled = texts != ""
    keep = filled.any(axis=1)
    # Only rows without digits where the ID number stands can be anything but data, so only these are looked at closely.
    suspect = keep if not dataset.has_person else keep & ~texts["id_number"].str.contains("[0-9]{6}", regex=True)
    printed = [
        {bare(cell) for row in range(header.first, header.last + 1) for cell in sheet.rows[row][p.at : p.at + 1]} for p in header.placed
    ]
    for row in texts.index[suspect]:
        cells = sheet.rows[row - 1]
        if is_header_again(cells, [p.at for p in header.placed], printed) or is_remark(cells, texts.loc[row].get("name", "")):
            keep[row] = False
    return keep


def is_header_again(cells: list[str], places: list[int], printed: list[set[str]]) -> bool:
    """Whether most of what is filled at these places says what the header says there."""
    same = [bare(cells[at]) in words for at, words in zip(places, printed, strict=True) if at < len(cells) and cells[at].strip()]
    return len(same) >= 2 and sum(same) >= 0.8 * len(same)


def is_remark(cells: list[str], name: str) -> bool:
    """Totals, signatures, notes, titles and bands: few cells, of which the first says so or nothing else is filled; `name` is that of a person."""
    filled = [re.sub(r"\s", "", cell) for cell in cells if cell.strip()]
    if filled[0].startswith(EXAMPLE):
        return True
    wordy = next((cell for cell in filled if not re.fullmatch(r"[\d.、]+", cell)), filled[0])
    if TOTAL.match(wordy) and len(filled) <= 1 + sum(bool(re.search(r"\d", cell)) for cell in filled):
        return True
    if re.fullmatch("小计|合计|总计", wordy) and re.fullmatch(r"(\d+[人户个名])?", re.sub(r"\s", "", name)):
        return True
    if FOOTER.match(wordy) and len(filled) <= 5:
        return True
    if len(filled) >= 3 and [cell.strip("()") for cell in filled] == [str(n) for n in range(1, len(filled) + 1)]:
        return True  # columns numbered under the header
    alone = len(filled) == 1 or (len(filled) == 2 and sum(bool(re.fullmatch(r"[\d.,]+[人户条]?", cell)) for cell in filled) == 1)
    return alone and len(cells) >= 3 and (not name or len(name) > 4 or bool(re.search(r"\d|[镇乡村]\Z|社区|街道", name)))


def _fill_merged(texts: pd.DataFrame, sheet: Sheet, header: Header) -> None:
    # An amount belongs to one row: repeated down a household it would count several times.
    columns = {p.at: p.column.name for p in header.placed if p.column.household or p.column.kind.name != "yuan"}
    start = header.last + 1
    filled = {name: texts[name].tolist() for name in columns.values()} if sheet.merged else {}
    for first, left, last, _ in sheet.merged:
        if left in columns and last > first and start <= first < start + len(texts):
            cells = filled[columns[left]]
            end = min(last + 1 - start, len(texts))
            cells[first - start : end] = [cells[first - start]] * (end - first + start)
    for name, cells in filled.items():
        texts[name] = pd.Series(cells, index=texts.index, dtype=object)


def _fill_household_style(texts: pd.DataFrame, dataset: Dataset) -> None:
    """Files whose merged cells were lost on the way (csv): a household's values stand in its first row only."""
    columns = [c.name for c in dataset.columns if c.household and c.name in texts]
    if not columns or texts.empty:
        return
    first, *rest = columns
    if (texts[first] == "").mean() > MERGED_STYLE_SHARE:
        run = (texts[first] != "").cumsum()
        for name in columns:
            texts[name] = texts[name].mask(texts[name] == "").groupby(run).ffill().fillna("")
    if first == "household_id":
        for name in rest:
            blank = (texts[name] == "") & (texts[first] != "")
            if blank.any():
                known = texts[texts[name] != ""].groupby(first)[name].first()
                texts.loc[blank, name] = texts.loc[blank, first].map(known).fillna("")
