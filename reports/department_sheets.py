"""A sheet a department: leads whose reasons are its own to see to, and rows that towns found to be its mistakes. No names or numbers of persons."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from matchers.records.leads import Lead, LeadRecord
from matchers.records.signals import Grading
from matchers.records.words import month_words
from reports.grades import graded
from reports.plain_text import numbered
from reports.workbook import Book, TableColumn
from schemas.returned.answered import WHOLE_VILLAGE

KIND = "department_sheets"
LEADS = (
    TableColumn("乡镇", 12), TableColumn("村", 13), TableColumn("户编号", 20, "kept"), TableColumn("预警等级", 9, centre=True), TableColumn("本部门的原因", 46),
    TableColumn("反馈截止日期", 12, "day", True), TableColumn("线索编号", 24),
)
WRONG = (TableColumn("乡镇", 12), TableColumn("村", 13), TableColumn("户编号", 20, "kept"), TableColumn("部门", 11), TableColumn("指标", 16), TableColumn("乡镇说", 12), TableColumn("原来的说法", 27), TableColumn("线索编号", 24))
OTHERS_TOO = "这户还有别的部门的原因，这里不写；本部门的见原来的分办单"
BY_MISTAKE = ("数据错误", "证件或姓名有误", "已报销", "已在他处就读")


Rows = list[tuple[object, ...]]


def sorted_out(
    leads: Iterable[Lead], records: Iterable[LeadRecord], departments: Mapping[str, str], titles: Mapping[str, str]
) -> dict[str, tuple[dict[str, Rows], Rows]]:
    """By department its leads and the rows that towns doubt, under '' those of all: of a lead what is another department's stands on that one's sheet.
    `departments` are of indicators.
    """
    mine: dict[str, Rows] = defaultdict(list)
    for lead in leads:
        own_words: dict[str, list[str]] = defaultdict(list)
        for signal, words in zip(lead.signals, lead.sentences, strict=True):
            own_words[departments.get(signal.indicator, "")].append(words)
        for department, said in own_words.items():
            if department:
                mine[department].append((lead.town, lead.village, lead.household_id or WHOLE_VILLAGE, graded(lead.grade), numbered(tuple(said)), lead.due_on, lead.lead_id))
    wrong: dict[str, Rows] = defaultdict(list)
    for record in records:
        for answer in record.answers[-1:]:
            if answer.situation in BY_MISTAKE:
                place = record.town, record.village, record.household_id or WHOLE_VILLAGE
                asked = {each: departments[each] for each in answer.indicators if departments.get(each)}
                alone = len({departments.get(each, "") for each in record.indicators | answer.indicators}) == 1
                wrong[""].append((*place, "、".join(sorted({*asked.values()})), _named(answer.indicators, titles), answer.situation, record.reason, record.lead_id))
                for department in {*asked.values()}:
                    its = [each for each, asks in asked.items() if asks == department]
                    wrong[department].append((*place, department, _named(its, titles), answer.situation, record.reason if alone else OTHERS_TOO, record.lead_id))
    own = {department: ({department: mine[department]} if department in mine else {}, wrong[department]) for department in sorted({*mine, *wrong} - {""})}
    return {"": (dict(mine), wrong[""]), **own}


def _named(indicators: Iterable[str], titles: Mapping[str, str]) -> str:
    return "、".join(titles[each] for each in sorted(indicators))


def write_department_sheets(path: Path, county: str, month: dt.date, mine: Mapping[str, Rows], wrong: Rows, grading: Grading) -> None:
    """A sheet a department, and one of what towns doubt."""
    title = f"{county}{month_words(month)}部门分办单"
    book = Book(title, month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}"}, grading)
    sheet = book.sheet("说明", (TableColumn("部门", 40), TableColumn("线索", 12, "count", True)), title, landscape=False)
    sheet.line("每个部门一张表，请牵头办理本部门的问题；上门核实由乡镇做，不用重复跑。表上不写姓名，要知道是哪一户，凭户编号问乡镇或县乡村振兴局。")
    sheet.table([(department, len(rows)) for department, rows in sorted(mine.items())])
    for department, rows in sorted(mine.items()):
        book.sheet(department, LEADS, f"{department}：{month_words(month)}要办的").table(rows, main=True, frozen_columns=3)
    if wrong:
        page = book.sheet("乡镇说数据有错的", WRONG, "乡镇核实后认为部门数据有错的，请有关部门核对后改正重报")
        page.table(wrong, main=True, frozen_columns=3)
    book.save(path)
