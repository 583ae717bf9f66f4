"""通报: the month's first page as offices send it round, in Word."""

import datetime as dt
import io
from pathlib import Path
from typing import Any, cast

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from matchers.records.reporting import MonthReport
from matchers.records.signals import GRADES
from matchers.records.words import day_words, month_words
from reports import month_figures
from reports.grades import GRADE_WORDS
from reports.month_first import first_page
from reports.plain_text import cleaned
from reports.saving import Timeless, stable_zip, write_whole

TITLE, HEAD, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"  # as the rules for official papers have them
LARGE, NORMAL, SMALL = 22, 16, 10.5  # points: 二号, 三号, 五号
LINE = 28


def write_bulletin(path: Path, report: MonthReport) -> None:
    """No names, phones or ID numbers."""
    page = first_page(report)
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    _line(document.add_paragraph(), f"关于{month_words(report.month)}防返贫监测比对情况的通报", TITLE, LARGE, centred=True)
    _line(document.add_paragraph(), "各乡镇、各有关部门：", BODY, NORMAL)
    classes = "，".join(f"{name}{count}条" for name, count in page.classes)
    for head, texts in (
        ("一、总体情况", (page.sentences[0], f"按原因分：{classes}（一条线索可以有几类原因）。")), ("二、突出问题", (page.sentences[1],)), ("三、工作要求", (page.sentences[2],)),
    ):
        _line(document.add_paragraph(), head, HEAD, NORMAL, indented=True)
        for text in texts:
            _line(document.add_paragraph(), text, BODY, NORMAL, indented=True)
    _line(document.add_paragraph(), "附：各乡镇线索和反馈情况", BODY, NORMAL, indented=True)
    for text in (f"{report.county}乡村振兴局", day_words(report.day) if report.day != dt.date.max else ""):
        _line(document.add_paragraph(), text, BODY, NORMAL).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _table(document, report)
    stamp = dt.datetime(report.month.year, report.month.month, 1)
    properties = document.core_properties
    properties.created = properties.modified = stamp
    properties.author = properties.last_modified_by = "bidui"
    packed = io.BytesIO()
    with Timeless(packed) as archive:
        _write_package(document, _Members(archive))
    write_whole(path, stable_zip(packed.getvalue()))


class _Members:
    """Where the library puts its parts: its own archive asks a clock."""

    def __init__(self, archive: Timeless) -> None:
        self._archive = archive

    def write(self, uri: PackURI, data: bytes) -> None:
        self._archive.writestr(uri.membername, data)


def _write_package(document: Paper, members: _Members) -> None:
    package, writer = document.part.package, cast(Any, PackageWriter)  # untyped
    for part in package.parts:
        part.before_marshal()
    writer._write_content_types_stream(members, package.parts)
    writer._write_pkg_rels(members, package.rels)
    writer._write_parts(members, package.parts)


def _line(paragraph: Paragraph, text: str, font: str, size: float, indented: bool = False, centred: bool = False) -> Paragraph:
    run = paragraph.add_run(cleaned(text))
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    style = paragraph.paragraph_format
    style.space_before = style.space_after = Pt(0)
    style.line_spacing = Pt(LINE if size > SMALL else 16)
    if indented:
        style.first_line_indent = Pt(2 * size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _table(document: Paper, report: MonthReport) -> None:
    tallies = {tally.town: tally for tally in report.progress}
    rows = [("乡镇", *(GRADE_WORDS[grade] for grade in GRADES), "合计", "比上月", "超期", "反馈率")]
    for line in (*month_figures.by_town(report), month_figures.in_all(report)):
        tally = tallies.get(line.name)
        change = "—" if line.change is None else f"{line.change:+d}" if line.change else "持平"
        rate = f"{tally.answered / tally.due:.0%}" if tally and tally.due else "—"
        rows.append((line.name, *(str(line.by_grade[grade]) for grade in GRADES), str(line.total), change, str(tally.overdue) if tally else "—", rate))
    _line(document.add_paragraph(), "各乡镇线索和反馈情况", HEAD, NORMAL, centred=True)
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cells, texts in zip((row.cells for row in table.rows), rows, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            _line(cell.paragraphs[0], text, BODY, SMALL, centred=True)
