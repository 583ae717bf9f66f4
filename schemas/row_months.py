"""A column that says of which month each row is, beside what the file's name says of all."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pandas as pd

from schemas.body import cells_at
from schemas.fields import read_day, since_1900
from schemas.headers import header_texts
from schemas.months import month_in_cell, parse_month, stated_month, written
from schemas.readers import Sheet
from schemas.recognise import FOLDER, Recognised
from schemas.spellings import bare

HEADINGS = ("月份", "年月", "所属月份", "所属年月", "所属期", "发放月份", "发放年月", "统计月份", "数据月份", "报表月份", "工资月份", "业务月份", "补贴月份")
SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?")  # a day's number in Excel
OF_THE_COLUMN = "“月份”一列"  # told the month


def with_own_months(known: Recognised, sheet: Sheet, texts: pd.DataFrame) -> tuple[Recognised, pd.DataFrame, list[str]]:
    """(what the sheet is, its rows, in words): rows of several months each under its own; where all are of one other month than the folder's, the sheet is of it."""
    at = _place(known, sheet)
    if at is None or texts.empty:
        return known, texts, []
    cells = cells_at(sheet.rows, at, texts.index)
    meant = {cell: _month(since_1900(cell) if sheet.is_1904 else cell, known.month) for cell in {*cells}}
    months = [meant[cell] for cell in cells]
    told = {month for month in months if month}
    heading = header_texts(sheet.rows, known.header)[at].strip()
    if unclear := sum(bool(cell) and not meant[cell] for cell in cells):
        return known, texts, [f"“{heading}”一列有{unclear}行认不出是哪个月，这一列没有用，各行都算{written(known.month)}；不对的话，请写成 2024-06 的样子后重报"]
    if told <= {written(known.month)}:
        return known, texts, []
    used = replace(known, header=replace(known.header, ignored=tuple(each for each in known.header.ignored if each != heading)))
    if len(told) > 1:
        return used, texts.assign(month=months), [f"“{heading}”一列里有{len(told)}个月（{min(told)}至{max(told)}），各行算在自己的月份里"]
    (month,) = told
    if known.month_told_by == FOLDER:
        return replace(used, month=parse_month(month), month_told_by=OF_THE_COLUMN), texts, []
    return known, texts, [f"{known.month_told_by}写的是{written(known.month)}，“{heading}”一列写的都是{month}，按{known.month_told_by}算；不对的话请改正后重报"]


def _place(known: Recognised, sheet: Sheet) -> int | None:
    if known.dataset.month_from or not known.dataset.is_monthly:
        return None
    used = {p.at for p in known.header.placed}
    found = [at for at, heading in enumerate(header_texts(sheet.rows, known.header)) if at not in used and bare(heading) in HEADINGS]
    return found[0] if len(found) == 1 else None


def _month(cell: str, about: dt.date) -> str:
    """2024-06 of 202406, 2024年6月, 6月, 6, 45444; '' of what is none."""
    if SERIAL.fullmatch(cell):
        return written(read_day(cell))
    named = stated_month(f"{cell}月" if cell.isdigit() and len(cell) < 3 else cell, about) if len(cell) < 5 else None
    return month_in_cell(cell) or (written(named) if named else "")
