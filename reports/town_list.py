"""A town's workbook: whom to visit, why, by when, and columns for what was found; what is late, what may be struck off."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from matchers.records.leads import FALLEN, OVERDUE, Lead, ListForm
from matchers.records.signals import GRADES
from matchers.records.words import day_words, month_words
from reports.grades import GRADE_WORDS, counted, graded, meaning, visiting_order
from reports.masking import masked
from reports.plain_text import MOST_LINES, in_order, lines_needed, numbered
from reports.town_leads import FALLEN_TASK, OPEN_TASK, TASKS, TownLeads, task_of
from reports.town_told import AWAITED_SHEET, SILENCED_SHEET, write_awaited, write_silenced
from reports.workbook import ACROSS, BODY, GAP, Book, Page, Shown, TableColumn
from schemas.returned.answered import DUE, DUE_STEP, MEASURES, STEPS, TRUE_REASONS, WHOLE_VILLAGE
from schemas.returned.titles import UNTRUE_REASONS

KIND = "town_list"
SUMMARY_SHEET, LIST_SHEET = "说明与汇总", "核实清单"
PLAIN = ListForm()
IS_TRUE = ("是", "否", "无法核实")
TASK = "办什么"
WHY, CHECKS, LABEL, LEAST_WORDS = 39, 24, 11, 48  # widths of columns, and of the first two together
ON_PAPER = (5, 6.5, 9.5, 10, 6, 9, 5.5)  # of those that stand beside on paper in any case
ANSWERS_ON_PAPER = (8.5, 10)
SUMMARY_COLUMNS = (
    TableColumn("村（社区）", 20), *(TableColumn(GRADE_WORDS[g], 7.5, "count", True) for g in GRADES),
    *(TableColumn(task, 8.5, "count", True) for task in TASKS), TableColumn("其中超期", 10, "count", True), TableColumn("合计", 8, "count", True),
)


@cache
def list_columns(earliest: dt.date, form: ListForm = PLAIN) -> tuple[TableColumn, ...]:
    """The question, beside it the answer, then all else: paper bears the columns up to “情况” (up to “核实要点” where a rule book has several
    columns of its own), the rest is for the screen.

    `earliest` is the first day on which somebody can have gone to look; `form` is what the rule book has beside.
    """
    why, checks = _widths(form)
    return (
        TableColumn("序号", 5, "count", True),
        TableColumn("预警等级", 6.5, centre=True),
        *(TableColumn(title, LABEL) for title in form.labels),
        TableColumn(TASK, 9.5, centre=True),
        TableColumn("村", 10),
        TableColumn("村民组", 6),
        TableColumn("户主", 9),
        TableColumn("户人口", 5.5, "count", True),
        TableColumn("预警原因", why),
        TableColumn("核实要点", checks),
        TableColumn("是否属实", ANSWERS_ON_PAPER[0], centre=True, fill_in=True, choices=IS_TRUE, prompt="上门看过后选：是、否、无法核实"),
        TableColumn(
            "情况", ANSWERS_ON_PAPER[1], fill_in=True, choices=(form.outcomes or TRUE_REASONS) + UNTRUE_REASONS,
            prompt=f"属实的选{'前面几种之一' if form.outcomes else '“确有困难”'}；不属实的选一个原因，没有合适的选“其他”",
        ),
        TableColumn(
            "拟采取措施", 11.5, fill_in=True, choices=MEASURES, suggested=True,
            prompt="可以从列表里选，也可以自己写，多项用顿号隔开",
        ),
        TableColumn("是否纳入监测", 8, centre=True, fill_in=True, choices=("是", "否"), prompt="村里评议后认为要纳入监测对象的选“是”"),
        TableColumn("核实人", 9.5, fill_in=True, prompt="填上门核实的人的姓名"),
        TableColumn(
            "核实日期", 9.5, "day", True, fill_in=True, not_before=earliest,
            prompt=f"填上门的日期，写成 {earliest.year}-{earliest.month}-{earliest.day} 这样",
        ),
        *(
            TableColumn(step, 9, "day", True, fill_in=True, not_before=earliest, prompt=f"“{step}”做完了就填那天的日期，不早于前面的步骤")
            for step in form.steps
        ),
        TableColumn("户类型", 11),
        TableColumn("证件号码", 22, centre=True),
        TableColumn("联系电话", 14, centre=True),
        TableColumn("首次预警月份", 9, centre=True),
        TableColumn("连续月数", 5.5, "count", True),
        TableColumn(DUE, 9, "day", True),
        TableColumn("线索编号", 24),
        TableColumn("校验码", 6, centre=True),
        TableColumn("此前情况", 22),
    )


def write_town_list(path: Path, county: str, month: dt.date, told: TownLeads, contact: str = "", listing: str = "", form: ListForm = PLAIN) -> None:
    """One workbook, of this town only; a sheet for each thing that there is to tell. `contact` is who at the town receives it, `listing` the mark
    by which an answer is known to be one to this list.
    """
    title = f"{told.town}{month_words(month)}防返贫预警核实清单"
    book = Book(title, month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}", "town": told.town} | ({"listing": listing} if listing else {}), form.grading)
    summary = book.sheet(SUMMARY_SHEET, SUMMARY_COLUMNS, landscape=False)
    summary.title(title)
    if contact:
        summary.line(f"乡镇联系人：{contact}")
    _summarise(summary, month, told, form)
    summary.lock()
    _list(book, title, told, form)
    write_awaited(book, told)
    write_silenced(book, told)
    book.save(path)


def _summarise(sheet: Page, month: dt.date, told: TownLeads, form: ListForm) -> None:
    if told.to_fill_in:
        _say_what_to_do(sheet, month, told, form)
    else:
        sheet.line(f"{month_words(month)}没有新的需要{told.town}上门核实的户，不用填报。", "good")
    if told.awaited:
        sheet.line(f"另有{len(told.awaited)}条等县里审定，列在“{AWAITED_SHEET}”，不用再去。", "muted")
    if told.silenced:
        sheet.line(f"有{len(told.silenced)}项以前核实过，这次不再要求核实，列在“{SILENCED_SHEET}”。", "muted")
    if not told.to_fill_in:
        return
    sheet.gap()
    by_village = {village: [lead for lead in told.to_fill_in if lead.village == village] for village in {lead.village for lead in told.to_fill_in}}
    sheet.table(
        [(village, *_counts(by_village[village])) for village in sorted(by_village, key=in_order)],
        total=("合计", *(cell.value if isinstance(cell, Shown) else cell for cell in _counts(told.to_fill_in))),
    )


def _counts(leads: Sequence[Lead]) -> list[Shown | int]:
    grades, tasks = Counter(lead.grade for lead in leads), Counter(task_of(lead) for lead in leads)
    late = sum(lead.status == OVERDUE for lead in leads)
    return [
        *(counted(grades[grade], grade) for grade in GRADES), *(Shown(tasks[task], "" if tasks[task] else "muted") for task in TASKS),
        Shown(late, "bad" if late else "muted"), len(leads),
    ]


def _say_what_to_do(sheet: Page, month: dt.date, told: TownLeads, form: ListForm) -> None:
    leads = told.to_fill_in
    tasks = Counter(task_of(lead) for lead in leads)
    due = min((lead.due_on for lead in leads if lead.status != OVERDUE), default=min(lead.due_on for lead in leads))
    villages = sum(lead.household is None for lead in leads)
    by_task = "，".join(f"{task}{tasks[task]}条" for task in TASKS if tasks[task])
    sheet.line(f"一、要做什么：下面这{len(leads)}条（{by_task}）是各部门数据比对出来的，不一定都准，请上门看一看是不是真的。")
    if villages:
        sheet.line(f"　　其中{villages}条是全村的事（户主栏写着“（全村）”）：找村干部，到村里看一次就行，不用逐户走。")
    if tasks[OPEN_TASK]:
        sheet.line("　　没办完：以前发过，看“此前情况”一栏；编号不变，填一次就行。")
    if tasks[FALLEN_TASK]:
        sheet.line("　　可销号：以前发过，这个月没有再出现；确实没有困难的，填好发回就可以销号。", "yellow")
    if told.overdue:
        sheet.line(f"▲ 有{len(told.overdue)}条已经超过反馈期限，排在最前面，请马上办。", "bad")
    sheet.line(f"二、什么时候：{'超期的马上办，其余' if told.overdue else ''}{day_words(due)}前填好发回。", "yellow")
    sheet.line(f"　　{meaning(form.grading)}")
    if form.legend:
        sheet.line(f"　　{form.legend}")
    sheet.line(f"三、怎么填：打开下面的“{LIST_SHEET}”表，只填浅黄色的{6 + len(form.steps)}列；点一下格子，右边有小箭头的可以直接选。")
    sheet.line("四、每一条都要填：情况不属实的，“是否属实”选“否”，再选一个原因；没见到人的选“无法核实”。")
    if form.steps:
        sheet.line(f"　　办理步骤（{'、'.join(form.steps)}）：做完一步，在那一列填做完的日期，后一步不早于前一步；没做到的空着。")
    if form.due_step:
        sheet.line(f"　　“{form.due_step}”这一步也要在{day_words(due)}前做完，晚了算超期。")
    sheet.line("五、怎么发回：填完保存，把这个文件发回县乡村振兴局。其他格子锁住了，不用改；“线索编号”千万不要动。")
    sheet.line(f"带着上门、要签字的用《入户核实表》；“{LIST_SHEET}”打印出来只有前面几列，其余的在电脑上看。", "muted")
    sheet.line("（要排序、加列或分村拆开时，点“审阅”→“撤销工作表保护”，没有密码。排序要选中整张表一起排。）", "muted")


def _list(book: Book, title: str, told: TownLeads, form: ListForm) -> None:
    """All that is to be filled in, what is late first, what may be struck off last."""
    leads = sorted(told.to_fill_in, key=lambda lead: (lead.status != OVERDUE, lead.standing == FALLEN, visiting_order(lead)))
    if not leads:
        return
    sheet = book.sheet(LIST_SHEET, list_columns(min(lead.issued_on for lead in leads), form), title)
    sheet.table([_row(place, lead, _told_task(lead, told.day), form) for place, lead in enumerate(leads, 1)], main=True, frozen_columns=7 + len(form.labels))
    sheet.lock()


def _told_task(lead: Lead, day: dt.date | None) -> Shown | str:
    task = task_of(lead)
    if lead.status != OVERDUE:
        return task
    return Shown(f"{task}\n超期{(day - lead.due_on).days}天" if day else f"{task}\n超期", "bad")


def listed_cells(lead: Lead, form: ListForm = PLAIN) -> str:
    """The locked columns of a lead's row as JSON by title, against which a returned row is held; and which steps were to be filled in."""
    row = zip(list_columns(lead.issued_on, form), _row(0, lead, "", form), strict=True)
    steps = {STEPS: "、".join(form.steps), DUE_STEP: form.due_step} if form.steps else {}
    return json.dumps({column.title: _plain(cell) for column, cell in row if not column.fill_in and column.title != TASK} | steps, ensure_ascii=False)


def _plain(cell: object) -> str:
    value = cell.value if isinstance(cell, Shown) else cell
    return "" if value is None else str(value)


def reasons(lead: Lead) -> tuple[str, ...]:
    """With the names of those concerned: whoever knocks must know whom to ask for."""
    if not lead.signals:  # an open lead without any this month is told as it was recorded, without names
        return lead.sentences
    return lead.in_paragraphs([text + (f"（{'、'.join(s.names)}）" if s.names else "") for text, s in zip(lead.sentences, lead.signals, strict=True)])


@cache
def _widths(form: ListForm) -> tuple[float, float]:
    """Of reasons and what to check: with a rule book's columns before them both still come onto the paper, and the answers where that leaves them room."""
    beside = [*ON_PAPER, *[LABEL] * len(form.labels)]
    rooms = [ACROSS - sum(columns) - GAP * (len(columns) + 2) for columns in ([*beside, *ANSWERS_ON_PAPER], beside)]
    share = min(1.0, next((room for room in rooms if room >= LEAST_WORDS), rooms[-1]) / (WHY + CHECKS))
    return int(WHY * share), int(CHECKS * share)


def _fitted(texts: tuple[str, ...], width: float) -> str:
    """One a line; where no row is tall enough for them all, that comes first."""
    told = numbered(texts)
    return told if lines_needed(told, width, BODY) <= MOST_LINES else f"（共{len(texts)}条，格子放不下，全的在《入户核实表》上）\n{told}"


def _row(place: int, lead: Lead, task: Shown | str, form: ListForm) -> tuple[object, ...]:
    home, (why, checks) = lead.household, _widths(form)
    who = (home.group, home.householder, home.size) if home else ("", WHOLE_VILLAGE, None)
    whose = (home.household_type, masked(home.householder_number), home.phone) if home else ("", "", "")
    return (
        place, graded(lead.grade), *(lead.labels or [""] * len(form.labels)), task, lead.village, *who, _fitted(reasons(lead), why), _fitted(lead.town_checks, checks),
        *[None] * (6 + len(form.steps)), *whose, f"{lead.first_month:%Y-%m}", lead.months_running,
        Shown(lead.due_on, "bad" if lead.status == OVERDUE else ""), lead.lead_id, lead.sign, lead.history,
    )
