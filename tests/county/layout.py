"""Rows of values → a sheet as a department lays it out: titles, headers, pages, totals, merged households."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from random import Random

import pypinyin

from tests.county.cells import Cell, Hand
from tests.county.extracts import Row
from tests.county.formats import Sheet
from tests.county.headings import DEPARTMENTS, HEADINGS, OFFICE_WORDS, Heading
from tests.county.mess import Mess

PAGE = 40
INITIALS, PINYIN = pypinyin.Style.FIRST_LETTER, pypinyin.Style.NORMAL
LETTERINGS = (
    lambda text: pypinyin.slug(text, style=INITIALS, separator="").upper(),
    lambda text: pypinyin.slug(text, style=INITIALS, separator=""),
    lambda text: pypinyin.slug(text, style=PINYIN, separator=""),
)
IDENTITY = ("household_id", "town", "village", "group", "name", "id_number", "settlement_id", "student_no")
OF_HOUSEHOLD = ("household_id", "town", "village", "group", "household_type", "income_per_capita", "grid_keeper")
NOTES = Sheet("填报说明", [["说明："], ["1. 本表每月5日前报送。"], ["2. 金额单位见表头。"]])


def title_of(dataset: str, month: int) -> str:
    """'民政局2024年6月社会救助数据'."""
    department, title = DEPARTMENTS[dataset]
    return f"{department}{month // 12}年{month % 12 + 1}月{title}数据"


@dataclass
class Layout:
    """How one file is laid out; drawn once, used for all its sheets."""

    dataset: str
    month: int
    mess: Mess
    random: Random
    is_text: bool
    must_have_title: bool = False

    def __post_init__(self) -> None:
        self.headings = HEADINGS[self.dataset]
        self.has_title = self.must_have_title or self._drawn("title")
        self.has_two_row_header = self._drawn("two_row_header")
        self.has_pages = self._drawn("repeated_header")
        self.has_totals = self._drawn("totals")
        self.merges_households = self.dataset == "roster" and not self.is_text and self._drawn("merged_households")
        if self.merges_households:
            self.has_pages = False  # a page's end would cut through the merges
        self.hand = Hand(self.mess, self.random, self.is_text, self._drawn("wan_yuan"))
        self.letters = self.random.choice(LETTERINGS) if self.mess.letters and self._drawn("letters") else None
        self.header = [self._spelling(heading) for heading in self.headings]

    def _drawn(self, fault: str) -> bool:
        return self.random.random() < getattr(self.mess, fault)

    def _spelling(self, heading: Heading) -> str:
        if self.hand.wan_yuan and heading.is_money:
            return f"{heading.plain}（万元）"
        if self.letters:
            return self.letters(heading.plain)
        if heading.key in OFFICE_WORDS and self.mess.office_headers and self._drawn("office_headers"):
            return self.random.choice(OFFICE_WORDS[heading.key])
        if heading.unlisted and self._drawn("unlisted_headers"):
            return self.random.choice(heading.unlisted)
        if heading.listed and self._drawn("listed_headers"):
            return self.random.choice(heading.listed)
        return heading.plain

    def sheet(self, name: str, rows: list[Row]) -> Sheet:
        """One sheet with all that surrounds the rows."""
        sheet = Sheet(name, [])
        if self.has_title:
            sheet.rows.append(self._line(title_of(self.dataset, self.month)))
            if self.random.random() < 0.5:
                sheet.rows.append(self._line(f"填报单位：{DEPARTMENTS[self.dataset][0]}"))
        self._add_header(sheet)
        first = len(sheet.rows)
        body = [[self.hand.cell(heading, row.cells.get(heading.key, "")) for heading in self.headings] for row in rows]
        if self.merges_households:
            self._merge_households(sheet, body)
        for start in range(0, len(body), PAGE):
            if self.has_pages and start:
                self._add_header(sheet)
            page = body[start : start + PAGE]
            sheet.rows.extend(page)
            if self.has_totals and self.has_pages:
                sheet.rows.append(self._line("小计", str(len(page))))
        if self.has_totals:
            sheet.rows.append(self._line("合        计" if first % 2 else "合计", str(len(body))))
            sheet.rows.extend((self._line(), self._line("制表人：张三", "", "审核人：李四")))
        return sheet

    def _line(self, *cells: str) -> list[Cell]:
        return [*cells, *[""] * (len(self.headings) - len(cells))]

    def _add_header(self, sheet: Sheet) -> None:
        if not self.has_two_row_header:
            sheet.rows.append(list(self.header))
            return
        top, below = len(sheet.rows), [""] * len(self.header)
        above: list[Cell] = list(self.header)
        columns = range(len(self.header))
        for alone, group in groupby(columns, key=lambda at: self.headings[at].key in IDENTITY):
            group = list(group)
            if alone or len(group) == 1:
                sheet.merges.extend((top, at, top + 1, at) for at in group)
                continue
            for at in group:
                above[at], below[at] = "", self.header[at]
            above[group[0]] = "登记信息"
            sheet.merges.append((top, group[0], top, group[-1]))
        sheet.rows.extend((above, below))

    def _merge_households(self, sheet: Sheet, body: list[list[Cell]]) -> None:
        """Only the first row of a household keeps its household's cells; the rest lie under the merge."""
        keys = [heading.key for heading in self.headings]
        first, down = len(sheet.rows), 0
        for _, group in groupby(list(body), key=lambda row: row[keys.index("household_id")]):
            size = len(list(group))
            for at in (keys.index(key) for key in OF_HOUSEHOLD) if size > 1 else ():
                sheet.merges.append((first + down, at, first + down + size - 1, at))
                for row in body[down + 1 : down + size]:
                    row[at] = ""
            down += size
