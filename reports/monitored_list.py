"""The bureau's workbook of monitored households: files, months, whom to propose, whom not, the watch, and what to decide."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from matchers.records.monitored import Figures, Monitored, Monitoring, MonthOf, Proposed, Watched
from matchers.records.signals import Household
from matchers.records.words import month_words, percent, whole
from reports import monitored_columns as columns
from reports.masking import masked
from reports.plain_text import in_order, numbered
from reports.workbook import Book, Cells, Page, Shown
from schemas.months import shifted, written

KIND = "monitored"
NOT_RECEIVED = Shown("未收到", "muted")


def write_monitored(path: Path, county: str, found: Monitoring, proposed: Sequence[Proposed]) -> None:
    """Names are in it and ID numbers masked: it is for the bureau alone. Empty sheets say so in words."""
    month = found.month
    title = f"{county}{month_words(month)}监测对象档案"
    book = Book(title, month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}"})
    _summary(book.sheet("说明", columns.SUMMARY, title, landscape=False), found, proposed)
    nobody = "本月没有监测对象。"
    words = f"收入、支出单位：元。推算人均年收入：上年人均纯收入加上工资、补助一年来的变化。监测线{'、'.join(map(whole, found.lines))}元。"
    sheet = book.sheet("监测对象", columns.FILES, f"{month_words(month)}监测对象")
    _fill(sheet, _numbered(_file(file) for file in found.monitored), nobody, words)
    words = "近12个月，单位：元。收入是工资加救助补助；“未收到”的月份不知道，不是零，不计入合计。"
    sheet = book.sheet("各月收支", columns.months(month), f"{month_words(month)}监测对象各月收支")
    _fill(sheet, [row for file in found.monitored for row in _year(file)], nobody, words)
    words = "这些户部门数据都过了预检。村评议公示、乡镇核实后，在右边浅黄色的格子里填审定结果和日期。"
    sheet = book.sheet(columns.PROPOSABLE_SHEET, columns.proposable(month), f"{month_words(month)}可提风险消除的户")
    rows = _numbered((*_kind(file), _grounds(file.figures), None, None, None, file.household.household_id) for file in found.proposable)
    _fill(sheet, rows, "本月没有可以提风险消除的户，不用填。", words, "yellow")
    sheet.lock()
    sheet = book.sheet("暂不能消除", columns.HELD_BACK, f"{month_words(month)}暂不能提风险消除的户和原因")
    rows = _numbered((*_kind(file), len(file.obstacles), numbered(file.obstacles), file.household.household_id) for file in found.held_back)
    _fill(sheet, rows, "本月没有暂不能消除的户。" if found.monitored else nobody)
    words = "消除后继续看着，到“回访到”那个月为止。标“回落”的请尽快派人上门，需要的重新纳入。"
    sheet = book.sheet("消除后回访", columns.WATCHED, f"{month_words(month)}风险消除后回访的户")
    _fill(sheet, _numbered(_watch(file) for file in found.watched), "本月没有还在回访期的户。", words)
    words = "这些户是乡镇上门核实后提出要纳入的。审定后，在右边浅黄色的格子里填结果和日期。"
    sheet = book.sheet(columns.PROPOSED_SHEET, columns.proposed(month), f"{month_words(month)}拟纳入监测、待审定的户")
    ordered = sorted(proposed, key=lambda one: (one.household.town, one.household.village, one.household.household_id, one.lead_id))
    _fill(sheet, _numbered(_proposed(one) for one in ordered), "本月没有乡镇提出要纳入的户，不用填。", words, "yellow")
    sheet.lock()
    book.save(path)


def _fill(sheet: Page, rows: list[Cells], nobody: str, words: str = "", look: str = "muted", frozen_columns: int = 4) -> None:
    """Rows and a word on them; where there are none a sentence that says so."""
    if not rows:
        sheet.line(nobody, "good")
        return
    if words:
        sheet.line(words, look)
    sheet.table(rows, main=True, frozen_columns=frozen_columns)


def _numbered(rows: Iterable[Cells]) -> list[Cells]:
    return [(at, *row) for at, row in enumerate(rows, 1)]


def _summary(sheet: Page, found: Monitoring, proposed: Sequence[Proposed]) -> None:
    sheet.line("本表有户主姓名，只供县乡村振兴局内部使用，不要外发。", "bad")
    sheet.line(
        f"一、截至{month_words(found.month)}，监测对象{len(found.monitored)}户：可以提风险消除的{len(found.proposable)}户，"
        f"暂不能提的{len(found.held_back)}户；消除后还在回访期的{len(found.watched)}户；乡镇提出要纳入的{len(proposed)}户。"
    )
    if found.proposable or proposed:
        _instruct(sheet, found.month)
    sheet.line("预检只看部门数据，能不能消除以村评议、公示和乡镇核实为准。没有收到的数据当作不知道，不当作零。", "muted")
    for note in found.notes:
        sheet.line(f"请注意：{note}。", "yellow")
    sheet.gap()
    fallen_back = [file for file in found.watched if file.fallen_back]
    lists: tuple[Sequence[Monitored | Watched | Proposed], ...] = (
        found.monitored, found.proposable, found.held_back, found.watched, fallen_back, proposed,
    )
    counted = [Counter(file.household.town for file in files) for files in lists]
    if towns := sorted(set[str]().union(*counted), key=in_order):
        sheet.table(
            [(town, *(count[town] for count in counted)) for town in towns], total=("合计", *(count.total() for count in counted))
        )
    else:
        sheet.line("本月没有监测对象，没有要审定的户。", "good")


def _instruct(sheet: Page, month: dt.date) -> None:
    sheet.line(
        f"二、要填的只有两张表：“{columns.PROPOSABLE_SHEET}”和“{columns.PROPOSED_SHEET}”右边浅黄色的格子。审定结果点右边小箭头选，"
        f"审定日期写成 {shifted(month, 1).year}-{shifted(month, 1).month}-10 这样。"
    )
    sheet.line(
        f"三、填完保存，把这个文件放进 returns/{written(month)} 文件夹，从下个月的比对起照审定结果办；没填的以后再问。"
        "“户编号”“线索编号”不要改。"
    )


def _file(file: Monitored) -> Cells:
    now = file.figures.months[-1] if file.figures.months else None
    return (
        *_kind(file), file.household.size, file.figures.labour or Shown(0, "red"),
        _income(now), _yuan(now.rigid_expenditure if now else None), *_against_line(file.figures),
        numbered(file.signals) or "无", Shown("暂不能", "yellow") if file.obstacles else Shown("可提", "green"),
        file.household.household_id, masked(file.household.householder_number), file.why, "\n".join(dict.fromkeys(file.done)) or "没有记录",
    )


def _income(now: MonthOf | None) -> object:
    """Nothing at all says why: nobody is left to guess between no income and no data."""
    return Shown("0（数据收到了，里面没有工资和补助）", "yellow") if now and now.income == 0 else _yuan(now.income if now else None)


def _who(home: Household) -> Cells:
    return home.town, home.village, home.householder


def _kind(file: Monitored) -> Cells:
    return *_who(file.household), file.household.household_type, written(file.since)


def _against_line(figures: Figures) -> Cells:
    """Income a person a year, and by how much it is above the line."""
    if figures.income is None:
        return Shown("不知道", "muted"), Shown("不知道", "muted")
    look = "red" if figures.is_under else ""
    return Shown(figures.income, look), Shown(figures.income - figures.line, look)


def _yuan(fen: int | None) -> object:
    return NOT_RECEIVED if fen is None else fen / 100


def _year(file: Monitored) -> list[Cells]:
    rows = []
    for item, name in (("收入", "income"), ("看病自付", "medical_self_pay"), ("上学支出", "education_cost")):
        amounts = [getattr(month, name) for month in file.figures.months]
        known = [amount for amount in amounts if amount is not None]
        rows.append((*_who(file.household), item, *map(_yuan, amounts), _yuan(sum(known) if known else None), file.household.household_id))
    return rows


def _grounds(figures: Figures) -> str:
    lowest = min(figures.half_year, key=lambda year: year.income)
    spent = f"{whole(figures.rigid_of_year)}元"
    if figures.rigid_of_year and figures.year_income:
        spent += f"，占家庭年收入的{percent(figures.rigid_of_year / figures.year_income)}"
    came = "" if figures.rigid_months == 12 else f"（收到{figures.rigid_months}个月）"
    return "\n".join((
        f"近{len(figures.half_year)}个月推算人均年收入最低{whole(lowest.income, figures.line)}元（{written(lowest.month)}），不低于监测线{whole(figures.line)}元",
        f"近12个月看病自付和上学支出{spent}{came}",
        f"劳动力{figures.labour}人；各项保障本月没有缺口",
    ))


def _watch(file: Watched) -> Cells:
    standing = Shown("回落", "red") if file.fallen_back else Shown("有预警", "yellow") if file.signals else Shown("平稳", "green")
    said = (*file.fallen_back, *(words for words in file.signals if words not in file.fallen_back))
    return *_who(file.household), file.how, written(file.until), *_against_line(file.figures), standing, numbered(said) or "无", file.household.household_id


def _proposed(one: Proposed) -> Cells:
    home = one.household
    return (
        *_who(home), home.size, one.reasons, one.situation, None, None, None,
        one.measures, home.household_type, masked(home.householder_number), home.household_id, one.lead_id,
    )
