"""Sheets of a town's workbook that only tell: what the county decides, what is not asked about this time."""

from collections.abc import Sequence

from matchers.records.leads import Lead
from reports.grades import visiting_order
from reports.plain_text import numbered
from reports.town_leads import TownLeads
from reports.workbook import Book, Cells, TableColumn
from schemas.returned.answered import WHOLE_VILLAGE

AWAITED_SHEET, SILENCED_SHEET = "等县里审定", "暂不用核实"
AWAITED_COLUMNS = (TableColumn("村", 14), TableColumn("户主", 11), TableColumn("预警原因", 60), TableColumn("首次预警月份", 14, centre=True), TableColumn("线索编号", 26))
SILENCED_COLUMNS = (TableColumn("村", 12), TableColumn("户主", 10), TableColumn("原因", 46), TableColumn("到哪个月为止", 10, centre=True), TableColumn("户编号", 18, "kept"), TableColumn("依据的答复", 24))


def write_awaited(book: Book, told: TownLeads) -> None:
    title, words = f"{told.town}已报拟纳入监测、等县里审定的线索", "已经核实过了，不用再去，也不用填。"
    _tell(book, AWAITED_SHEET, AWAITED_COLUMNS, title, words, [
        (lead.village, _householder(lead), numbered(lead.in_paragraphs(lead.sentences)), f"{lead.first_month:%Y-%m}", lead.lead_id)
        for lead in sorted(told.awaited, key=visiting_order)
    ])


def write_silenced(book: Book, told: TownLeads) -> None:
    words = "这些情况你们核实过了，这几个月内不再要求去看；如果数额明显更重，会重新列进核实清单。"
    _tell(book, SILENCED_SHEET, SILENCED_COLUMNS, f"{told.town}这次不要求核实的预警", words, [
        (
            each.signal.village, each.householder if each.signal.household_id else WHOLE_VILLAGE, each.words, f"{each.until:%Y-%m}", each.signal.household_id,
            each.lead_id,
        )
        for each in sorted(told.silenced, key=lambda each: (each.signal.village, each.signal.household_id, each.signal.month, each.signal.indicator))
    ])


def _tell(book: Book, name: str, columns: Sequence[TableColumn], title: str, words: str, rows: list[Cells]) -> None:
    if rows:
        sheet = book.sheet(name, columns, title)
        sheet.line(words, "muted")
        sheet.table(rows, main=True)
        sheet.lock()


def _householder(lead: Lead) -> str:
    return lead.household.householder if lead.household else WHOLE_VILLAGE
