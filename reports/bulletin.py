"""通报: the month's first page as offices send it round, in Word."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from docx.document import Document as Paper
from docx.enum.text import WD_BREAK

from matchers.records.reporting import MonthReport, in_all
from matchers.records.signals import GRADES
from matchers.records.words import day_words, month_words, percent
from reports import month_figures
from reports.grades import GRADE_WORDS
from reports.month_first import first_page
from reports.official_paper import BODY, HEAD, NORMAL, line, new_paper, packed, signed, table
from reports.saving import write_whole


def write_bulletin(path: Path, report: MonthReport) -> None:
    """No names, phones or ID numbers."""
    page = first_page(report)
    document = new_paper(f"关于{month_words(report.month)}防返贫监测比对情况的通报")
    line(document.add_paragraph(), "各乡镇、各有关部门：", BODY, NORMAL)
    classes = "，".join(f"{name}{count}条" for name, count in page.classes)
    changes = "，".join(f"{name}{_change(change)}" for name, _, change in page.figures[1:] if change is not None)
    against = f"比上月：{changes}。" if changes else ""
    lagging = f"进度靠后的：{'、'.join(f'{town}（反馈率{share}，超期{late}条）' for town, share, late in page.lagging)}。" if page.lagging else ""
    for head, texts in (
        ("一、总体情况", (page.sentences[0], against, f"按原因分：{classes}（一条线索可以有几类原因）。")), ("二、突出问题", (page.sentences[1], lagging)), ("三、工作要求", (page.sentences[2],)),
    ):
        line(document.add_paragraph(), head, HEAD, NORMAL, indented=True)
        for text in filter(None, texts):
            line(document.add_paragraph(), text, BODY, NORMAL, indented=True)
    line(document.add_paragraph(), "附：各乡镇线索和反馈情况", BODY, NORMAL, indented=True)
    signed(document, f"{report.county}乡村振兴局", day_words(report.day) if report.day != dt.date.max else "")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _table(document, report)
    write_whole(path, packed(document, report.month))


def _change(change: int) -> str:
    return f"{'多' if change > 0 else '少'}{abs(change)}条" if change else "持平"


def _table(document: Paper, report: MonthReport) -> None:
    tallies = {tally.town: tally for tally in (*report.progress, in_all(report.progress))}
    rows = [("乡镇", *(GRADE_WORDS[grade] for grade in GRADES), "合计", "比上月", "超期", "反馈率")]
    for figures in (*month_figures.by_town(report), month_figures.in_all(report)):
        tally = tallies.get(figures.name)
        change = "—" if figures.change is None else f"{figures.change:+d}" if figures.change else "持平"
        rate = percent(Decimal(tally.answered) / tally.due) if tally and tally.due else "—"
        rows.append((figures.name, *(str(figures.by_grade[grade]) for grade in GRADES), str(figures.total), change, str(tally.overdue) if tally else "—", rate))
    line(document.add_paragraph(), "各乡镇线索和反馈情况", HEAD, NORMAL, centred=True)
    table(document, rows)
