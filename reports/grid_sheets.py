"""A workbook a town with a sheet a grid keeper: all households kept, the leads among them to be answered; sent back like the town's list."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from matchers.records.leads import Lead, ListForm
from matchers.records.practice import KeptGrid
from matchers.records.signals import Household
from matchers.records.words import month_words
from reports.grades import graded
from reports.plain_text import in_order, numbered
from reports.town_list import KIND, PLAIN, list_columns, reasons
from reports.workbook import Book, Shown, TableColumn

OVERVIEW = (TableColumn("网格员", 20), TableColumn("村", 20), TableColumn("户数", 8, "count", True), TableColumn("有线索的户", 11, "count", True), TableColumn("说明", 37))


def columns(earliest: dt.date, form: ListForm) -> tuple[TableColumn, ...]:
    return (
        TableColumn("序号", 5, "count", True), TableColumn("村", 10), TableColumn("村民组", 9), TableColumn("户主", 9), TableColumn("户人口", 5.5, "count", True),
        TableColumn("户类型", 11), TableColumn("预警等级", 7, centre=True), TableColumn("预警原因", 40),
        *(column for column in list_columns(earliest, form) if column.fill_in), TableColumn("线索编号", 24), TableColumn("校验码", 6, centre=True),
    )


def write_grid_sheets(
    path: Path, county: str, month: dt.date, grids: Sequence[KeptGrid], leads: Mapping[str, Lead], size: Sequence[int], form: ListForm = PLAIN, listing: str = ""
) -> None:
    """Of one town; `leads` by household, `size` the least and the most households of a grid, or nothing. Its marks are those of the town's list."""
    town = grids[0].town
    title = f"{town}{month_words(month)}网格走访表"
    book = Book(title, month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}", "town": town} | ({"listing": listing} if listing else {}), form.grading)
    sheet = book.sheet("网格汇总", OVERVIEW, title, landscape=False)
    sheet.line("一个网格员一张表。有“线索编号”的户请上门看过，填浅黄色的格子；其他户有情况的，请让他自己申报或报给村里。填完发回县里，和核实清单一样收。")
    ordered = sorted(grids, key=lambda grid: (in_order(grid.households[0].village), grid.keeper))
    sheet.table([_summary(grid, leads, size) for grid in ordered], main=True)
    earliest = min((lead.issued_on for lead in leads.values()), default=month)
    taken: set[str] = set()
    for grid in ordered:
        page = book.sheet(_sheet_name(grid.keeper, taken), columns(earliest, form), f"{grid.keeper}　{title}（{len(grid.households)}户）")
        homes = sorted(grid.households, key=lambda home: (home.household_id not in leads, in_order(home.village), in_order(home.group), in_order(home.household_id)))
        rows = [_row(at, home, leads.get(home.household_id), form) for at, home in enumerate(homes, 1)]
        asked = sum(home.household_id in leads for home in homes)
        page.table(rows, main=True, frozen_columns=4, asked=asked)
        page.lock()
    book.save(path)


def _summary(grid: KeptGrid, leads: Mapping[str, Lead], size: Sequence[int]) -> tuple[object, ...]:
    count, words = len(grid.households), ""
    if size and not size[0] <= count <= size[1]:
        words = f"应为{size[0]}到{size[1]}户，{'偏少，可以和邻近的网格合并' if count < size[0] else '偏多，请再分'}"
    villages = sorted({home.village for home in grid.households}, key=in_order)
    return grid.keeper, "、".join(villages), Shown(count, "yellow") if words else count, sum(home.household_id in leads for home in grid.households), words


def _row(at: int, home: Household, lead: Lead | None, form: ListForm) -> tuple[object, ...]:
    told = (graded(lead.grade), numbered(reasons(lead))) if lead else (None, None)
    number = (lead.lead_id, lead.sign) if lead else (None, None)
    return at, home.village, home.group, home.householder, home.size, home.household_type, *told, *[None] * (6 + len(form.steps)), *number


def _sheet_name(keeper: str, taken: set[str]) -> str:
    """What Excel takes for one, each once."""
    bare = re.sub(r"[\[\]:*?/\\']", "", keeper)[:24] or "网格"
    name = next(each for each in (bare, *(f"{bare}{at}" for at in range(2, 1000))) if each not in taken)
    taken.add(name)
    return name
