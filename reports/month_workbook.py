"""The bureau's month as a workbook. No names, phones or ID numbers."""

from pathlib import Path

from matchers.records.leads import Lead
from matchers.records.reporting import MonthReport
from matchers.records.signals import GRADES
from matchers.records.words import month_words
from reports import month_figures
from reports.grades import GRADE_WORDS, counted, graded, meaning, visiting_order
from reports.hit_rate_tables import add_sheets
from reports.month_figures import FigureLine
from reports.month_first import first_page
from reports.plain_text import numbered
from reports.progress import add_overdue, add_progress
from reports.workbook import Book, Cells, Shown, TableColumn
from schemas.returned.answered import WHOLE_VILLAGE

KIND = "month_report"
FIRST_SHEET, HELD_SHEET, AT_ONCE_SHEET, LOOKS_SHEET = "首页", "暂缓的预警", "先看的户", "看个人信息"
LEADING = 13  # points
FIRST = (TableColumn("本月", 26), TableColumn("条数", 17, "count", True), TableColumn("比上月", 17, "change", True), TableColumn("", 18))
LAGGING = (TableColumn("进度靠后的乡镇", 26), TableColumn("反馈率", 17, centre=True), TableColumn("超期", 17, "count", True))
AT_ONCE = (TableColumn("乡镇", 26), TableColumn("户", 17, "count", True), TableColumn("其中红色", 17, "count", True))
CLASSES = (TableColumn("按原因分", 26), TableColumn("线索", 17, "count", True))
BY_GRADE = tuple(TableColumn(GRADE_WORDS[grade], 10, "count", True) for grade in GRADES)
LAST_BY_GRADE = tuple(TableColumn(f"上月{GRADE_WORDS[grade]}", 10, "count", True) for grade in GRADES)
OVERVIEW = (
    TableColumn("乡镇", 24), *BY_GRADE, TableColumn("合计", 10, "count", True),
    *LAST_BY_GRADE, TableColumn("上月合计", 10, "count", True), TableColumn("比上月", 10, "change", True),
)
INDICATORS = (
    TableColumn("指标", 28), TableColumn("原因", 14, centre=True), *BY_GRADE,
    TableColumn("线索数", 12, "count", True), TableColumn("占全部线索", 13, "share", True),
)
QUALITY = (
    TableColumn("部门", 16), TableColumn("数据", 14), TableColumn("状态", 18), TableColumn("文件", 8, "count", True),
    TableColumn("未采用文件", 9, "count", True), TableColumn("读到行数", 12, "count", True), TableColumn("用上了", 12, "count", True),
    *(TableColumn(title, 10, "count", True) for title in ("重复", "先没用", "不是数据")), TableColumn("对上花名册", 12, "share", True),
)
REMARKS = (TableColumn("类别", 14, centre=True), TableColumn("内容", 110))
HELD = (
    TableColumn("乡镇", 14), TableColumn("村", 16), TableColumn("户编号", 16, "kept"), TableColumn("指标", 16), TableColumn("涉及人数", 9, "count", True),
    TableColumn("涉及数据", 18), TableColumn("待判断的编号", 30), TableColumn("要改正的行", 50),
)
LOOKS = (TableColumn("单位", 26), *(TableColumn(title, 17, "count", True) for title in ("打开农户", "看待判断的人", "看完整号码", "导出和下载")))
LEADS = (
    TableColumn("乡镇", 12), TableColumn("村", 14), TableColumn("户编号", 16, "kept"), TableColumn("预警等级", 8, centre=True),
    TableColumn("预警原因", 52), TableColumn("连续月数", 6, "count", True), TableColumn("反馈截止日期", 11, "day", True), TableColumn("状态", 10, centre=True),
    TableColumn("指标", 20), TableColumn("首次预警月份", 10, centre=True), TableColumn("此前情况", 26), TableColumn("线索编号", 22),
)


def write_month_workbook(path: Path, report: MonthReport) -> None:
    title = f"{report.county}{month_words(report.month)}防返贫监测比对月报"
    book = Book(title, report.month, {"kind": KIND, "county": report.county, "month": f"{report.month:%Y-%m}"}, report.grading)
    _first(book, title, report)
    if at_once := month_figures.at_once(report):
        _at_once(book, at_once, report)
    _overview(book, title, report)
    _indicators(book, report)
    _quality(book, report)
    _remarks(book, report)
    if report.held:
        _held(book, report)
    if report.looks:
        _looks(book, report)
    _leads(book, report)
    add_progress(book, report.progress)
    add_overdue(book, report.ledger, report.day)
    if report.has_answers:
        add_sheets(book, report.hit_rates, report.indicator_titles, report.covering)
    book.save(path)


def _first(book: Book, title: str, report: MonthReport) -> None:
    page = first_page(report)
    sheet = book.sheet(FIRST_SHEET, FIRST, title, landscape=False)
    for text, look in zip(page.sentences, ("", "bad", "yellow"), strict=True):
        sheet.line(text, look, LEADING)
    if at_once := month_figures.at_once(report):
        sheet.gap()
        sheet.line(f"有{month_figures.at_once_titles(report)}的户（是哪些户见“{AT_ONCE_SHEET}”表）", "bad", LEADING)
        sheet.table([(town, len(leads), counted(sum(lead.grade == "red" for lead in leads), "red")) for town, leads in at_once.items()], columns=AT_ONCE)
    sheet.gap()
    sheet.table([(name, count, "—" if change is None else change) for name, count, change in page.figures], columns=FIRST[:3])
    if page.lagging:
        sheet.gap()
        sheet.table(page.lagging, columns=LAGGING)
    sheet.gap()
    sheet.table(page.classes, columns=CLASSES)
    sheet.gap()
    sheet.line(meaning(report.grading), "muted")
    sheet.line(f"规则：{report.policy}", "muted")


def _at_once(book: Book, by_town: dict[str, list[Lead]], report: MonthReport) -> None:
    sheet = book.sheet(AT_ONCE_SHEET, LEADS[:5] + LEADS[6:8] + LEADS[-1:], f"有{month_figures.at_once_titles(report)}的户（不含姓名、电话和证件号码）")
    sheet.table([
        (lead.town, lead.village, lead.household_id or WHOLE_VILLAGE, graded(lead.grade), numbered(lead.in_paragraphs(lead.sentences)), lead.due_on, lead.status, lead.lead_id)
        for leads in by_town.values() for lead in leads
    ], main=True, frozen_columns=4)


def _overview(book: Book, title: str, report: MonthReport) -> None:
    sheet = book.sheet("总览", OVERVIEW, title)
    total = month_figures.in_all(report)
    late = month_figures.late_count(report)
    if late:
        sheet.line(f"本月线索{total.total}条里，补发以前月份的有{late}条。")
    if report.review_waiting:
        sheet.line(f"有{report.review_waiting}个人对不准是谁，等待人工判断，见“待判断名单”。", "yellow")
    if report.held:
        sheet.line(f"有{month_figures.held_homes(report)}户的{len(report.held)}项预警先没有报：有的行对不准是谁或有错误，可能就是这些户的，见“{HELD_SHEET}”表。", "yellow")
    if report.not_evaluated or report.doubts:
        sheet.line(f"有{len(report.not_evaluated)}项没有评估、{len(report.doubts)}项存疑，见“未评估与存疑”表。", "yellow")
    sheet.gap()
    rows = [_town_row(line) for line in month_figures.by_town(report)]
    sheet.table(rows, total=_town_row(total, coloured=False), main=True, frozen_columns=1)


def _town_row(line: FigureLine, coloured: bool = True) -> Cells:
    now = [counted(line.by_grade[grade], grade) if coloured else line.by_grade[grade] for grade in GRADES]
    last = [line.last[grade] for grade in GRADES] if line.last is not None else ["—"] * 3
    return (line.name, *now, line.total, *last, "—" if line.last is None else line.last_total, "—" if line.last is None else line.change)


def _indicators(book: Book, report: MonthReport) -> None:
    sheet = book.sheet("按指标", INDICATORS, "线索按指标")
    sheet.line("一条线索可以有几个原因，各指标相加会多于线索总数。", "muted")
    sheet.table([
        (line.name, in_class, *(counted(line.by_grade[grade], grade) for grade in GRADES), line.total, line.total / len(report.leads))
        for in_class, line in month_figures.by_indicator(report)
    ], main=True, frozen_columns=1)


def _quality(book: Book, report: MonthReport) -> None:
    sheet = book.sheet("各部门数据质量", QUALITY, "各部门数据质量")
    sheet.line(
        "读到行数 = 用上了 + 重复 + 先没用 + 不是数据。先没用：有错误的行；不是数据：标题、空行、合计、签字等。"
        "对上花名册：用上了的行里认出是花名册上的人的比例（其余多为外县人、城镇居民）。", "muted",
    )
    sheet.table([
        (
            q.department, q.dataset, Shown(q.state, "bad") if q.is_missing else q.state,
            q.files, Shown(q.refused, "bad") if q.refused else 0,
            q.rows_read, q.stored, q.duplicates, Shown(q.quarantined, "yellow") if q.quarantined else 0, q.not_data,
            "—" if q.joined_share is None else q.joined_share,
        )
        for q in report.quality
    ], main=True, frozen_columns=2)


def _remarks(book: Book, report: MonthReport) -> None:
    sheet = book.sheet("未评估与存疑", REMARKS, "没有评估的和存疑的")
    sheet.line("没有收到的数据当作不知道，不当作零：靠它的指标本月不评估。", "muted")
    rows = [("未评估", line) for line in report.not_evaluated] + [("存疑", line) for line in report.doubts]
    sheet.table(rows or [("—", "没有")], main=True)


def _held(book: Book, report: MonthReport) -> None:
    sheet = book.sheet(HELD_SHEET, HELD, "因为有行对不准人或有错误，先没有报的预警（不含姓名和证件号码）")
    sheet.line("这些户在名单里没有找到，但同一份数据里有的行对不准是谁，或者有错误没法用，可能就是这些户的，所以先不报。")
    sheet.line("按编号在“待判断名单”里作出判断，要改正的行请部门改好再报；再运行时就会报，或者知道不用报。", "muted")
    sheet.table([
        (
            each.town, each.village, each.household_id, report.indicator_titles.get(each.indicator, each.indicator), each.people,
            "、".join(each.extracts), "、".join(each.cases), "\n".join(each.rows),
        )
        for each in report.held
    ], main=True, frozen_columns=4)


def _looks(book: Book, report: MonthReport) -> None:
    sheet = book.sheet(LOOKS_SHEET, LOOKS, "在网页上看个人信息的次数")
    sheet.line("上次下发清单以后到这次下发为止；谁、什么时候、看了哪一户，在网页的“账号”页查。", "muted")
    sheet.table(report.looks, main=True)


def _leads(book: Book, report: MonthReport) -> None:
    sheet = book.sheet("线索明细", LEADS, "线索明细（不含姓名、电话和证件号码）")
    sheet.table([
        (
            lead.town, lead.village, lead.household_id or WHOLE_VILLAGE, graded(lead.grade), numbered(lead.in_paragraphs(lead.sentences)), lead.months_running, lead.due_on,
            lead.status, "、".join(report.indicator_titles[signal.indicator] for signal in lead.signals), f"{lead.first_month:%Y-%m}", lead.history, lead.lead_id,
        )
        for lead in sorted(report.leads, key=lambda lead: (lead.town, visiting_order(lead)))
    ], main=True, frozen_columns=4)
