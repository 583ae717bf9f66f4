"""How leads get on, for the bureau: each town's progress and what is late in its month workbook, every lead's state in the ledger. Nobody is named."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from matchers.records.leads import ANSWERED, CLOSED, ENROLLED, OPEN, OVERDUE, LeadRecord
from matchers.records.reporting import Tally, in_all
from matchers.records.signals import THREE_COLOURS, Grading
from reports.grades import graded
from reports.plain_text import in_order
from reports.workbook import Book, Cells, Shown, TableColumn
from schemas.returned.answered import WHOLE_VILLAGE

LEDGER_KIND = "ledger"
LOOKS = {OPEN: "", OVERDUE: "bad", ANSWERED: "yellow", ENROLLED: "good", CLOSED: "muted"}
COUNTS = ("已下发", "待核实", "超期", "已反馈未办结", "销号", "纳入监测", "应反馈", "已反馈")
PROGRESS = (TableColumn("乡镇", 20), *(TableColumn(title, 10, "count", True) for title in COUNTS), TableColumn("反馈率", 10, "share", True))
LATE = (
    TableColumn("乡镇", 16), TableColumn("村", 18), TableColumn("户编号", 18, "kept"), TableColumn("预警等级", 10, centre=True), TableColumn("下发月份", 12, centre=True),
    TableColumn("反馈截止日期", 14, "day", True), TableColumn("超期天数", 10, "count", True), TableColumn("线索编号", 30),
)
LEDGER = (
    TableColumn("乡镇", 12), TableColumn("村", 14), TableColumn("户编号", 17, "kept"), TableColumn("预警等级", 8, centre=True), TableColumn("预警原因", 44),
    TableColumn("反馈截止日期", 11, "day", True), TableColumn("状态", 11, centre=True), TableColumn("答复", 13, centre=True), TableColumn("线索编号", 30),
    TableColumn("来源", 14), TableColumn("下发月份", 10, centre=True), TableColumn("连续月数", 8, "count", True), TableColumn("答复日期", 12, "day", True), TableColumn("上一条线索", 28),
)


def add_progress(book: Book, counted: Sequence[Tally]) -> None:
    sheet = book.sheet("反馈进度", PROGRESS, "各乡镇反馈进度")
    sheet.line(
        "从开始使用算起。已下发 = 待核实 + 超期 + 已反馈未办结 + 销号 + 纳入监测。应反馈：到期的和已经反馈的。反馈率 = 已反馈 ÷ 应反馈。", "muted",
    )
    if not counted:
        sheet.line("还没有下发过线索。", "muted")
        return
    rows = sorted(counted, key=lambda tally: (tally.answered / tally.due if tally.due else 2, in_order(tally.town)))
    sheet.table(map(_progress, rows), total=_progress(in_all(counted)), main=True, frozen_columns=1)


def _progress(tally: Tally) -> Cells:
    return (
        tally.town, tally.issued, tally.waiting, Shown(tally.overdue, "bad") if tally.overdue else 0, tally.answered_open, tally.closed,
        tally.enrolled, tally.due, tally.answered, tally.answered / tally.due if tally.due else "—",
    )


def add_overdue(book: Book, leads: Sequence[LeadRecord], day: dt.date) -> None:
    sheet = book.sheet("超期线索", LATE, "超过期限还没有反馈的线索")
    late = [lead for lead in leads if lead.state(day) == OVERDUE]
    if not late:
        sheet.line("没有超期的线索。", "good")
        return
    sheet.line(f"到{day.year}年{day.month}月{day.day}日（本月下发日）为止，共{len(late)}条，请催办。", "bad")
    sheet.table([
        (
            lead.town, lead.village, lead.household_id or WHOLE_VILLAGE, graded(lead.grade), f"{lead.issued_in:%Y-%m}", lead.due_on,
            (day - lead.due_on).days, lead.lead_id,
        )
        for lead in sorted(late, key=lambda lead: (in_order(lead.town), lead.due_on, in_order(lead.village), lead.lead_id))
    ], main=True, frozen_columns=1)


def write_ledger_workbook(path: Path, county: str, month: dt.date, leads: Sequence[LeadRecord], day: dt.date, grading: Grading = THREE_COLOURS) -> None:
    """All leads ever issued, as on `day`."""
    book = Book(f"{county}线索台账", month, {"kind": LEDGER_KIND, "county": county, "month": f"{month:%Y-%m}"}, grading)
    _ledger(book, leads, day)
    book.save(path)


def _ledger(book: Book, leads: Sequence[LeadRecord], day: dt.date) -> None:
    sheet = book.sheet("台账", LEDGER, "线索台账（不含姓名、电话和证件号码）")
    if not leads:
        sheet.line("还没有下发过线索。", "muted")
        return
    sheet.table([
        (
            lead.town, lead.village, lead.household_id or WHOLE_VILLAGE, graded(lead.grade), lead.reason,
            lead.due_on, Shown(state := lead.state(day), LOOKS[state]), lead.outcome or None, lead.lead_id,
            "、".join(lead.sources), f"{lead.issued_in:%Y-%m}", lead.months_running, lead.answers[-1].verified_on if lead.answers else None, lead.continues or None,
        )
        for lead in sorted(leads, key=lambda lead: (lead.town, lead.village, lead.lead_id))
    ], main=True, frozen_columns=1)
