"""Sheets of a town's workbook that only tell: what is late, what the county decides, what is not asked about this time."""

from collections.abc import Sequence

from matchers.records.leads import Lead
from reports.grades import graded, visiting_order
from reports.plain_text import numbered
from reports.town_leads import TownLeads
from reports.workbook import Book, Cells, Shown, TableColumn
from schemas.returned.answered import WHOLE_VILLAGE

OVERDUE_SHEET, AWAITED_SHEET, SILENCED_SHEET = "超期未反馈", "等县里审定", "暂不用核实"
OVERDUE_COLUMNS = (
    TableColumn("预警等级", 9, centre=True), TableColumn("村", 16), TableColumn("户主", 12), TableColumn("反馈截止日期", 14, "day", True),
    TableColumn("首次预警月份", 14, centre=True), TableColumn("在哪张表里填", 18), TableColumn("线索编号", 30),
)
AWAITED_COLUMNS = (TableColumn("村", 16), TableColumn("户主", 12), TableColumn("预警原因", 60), TableColumn("进展", 34), TableColumn("线索编号", 30))
SILENCED_COLUMNS = (TableColumn("村", 16), TableColumn("户编号", 22, "kept"), TableColumn("原因", 60), TableColumn("依据的答复", 30), TableColumn("到哪个月为止", 14, centre=True))


def write_overdue(book: Book, told: TownLeads) -> None:
    """A reminder; the rows are filled in where they stand, so that nothing has two places."""
    places = {lead.lead_id: name for name, leads in (("核实清单", told.leads), ("可销号建议", told.fallen), ("以前未办结", told.waiting)) for lead in leads}
    words = "请先办这些。这里只是提醒，不用填；到“在哪张表里填”写的那张表里找同一个线索编号填写。"
    _tell(book, OVERDUE_SHEET, OVERDUE_COLUMNS, f"{told.town}超过期限还没有反馈的线索", words, [
        (
            graded(lead.grade), lead.village, _householder(lead), Shown(lead.due_on, "bad"), f"{lead.first_month:%Y-%m}",
            places[lead.lead_id], lead.lead_id,
        )
        for lead in sorted(told.overdue, key=lambda lead: (lead.due_on, visiting_order(lead)))
    ], "bad", frozen_columns=3)


def write_awaited(book: Book, told: TownLeads) -> None:
    title, words = f"{told.town}已报拟纳入监测、等县里审定的线索", "已经核实过了，不用再去，也不用填。"
    _tell(book, AWAITED_SHEET, AWAITED_COLUMNS, title, words, [
        (lead.village, _householder(lead), numbered(lead.sentences), lead.history, lead.lead_id)
        for lead in sorted(told.awaited, key=visiting_order)
    ])


def write_silenced(book: Book, told: TownLeads) -> None:
    words = "这些情况你们核实过，是不属实的，这几个月内不再要求去看；如果数额明显更重，会重新列进核实清单。"
    _tell(book, SILENCED_SHEET, SILENCED_COLUMNS, f"{told.town}这次不要求核实的预警", words, [
        (each.signal.village, each.signal.household_id or WHOLE_VILLAGE, each.words, each.lead_id, f"{each.until:%Y-%m}")
        for each in sorted(told.silenced, key=lambda each: (each.signal.village, each.signal.household_id, each.signal.month, each.signal.indicator))
    ])


def _tell(
    book: Book, name: str, columns: Sequence[TableColumn], title: str, words: str, rows: list[Cells], look: str = "muted", frozen_columns: int = 0
) -> None:
    if rows:
        sheet = book.sheet(name, columns, title)
        sheet.line(words, look)
        sheet.table(rows, main=True, frozen_columns=frozen_columns)
        sheet.lock()


def _householder(lead: Lead) -> str:
    return lead.household.householder if lead.household else WHOLE_VILLAGE
