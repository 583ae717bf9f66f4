"""The bureau's month, as a workbook and as a page."""

import dataclasses
import re

import openpyxl
import pytest

from reports import month_figures
from reports.month_first import first_page
from reports.month_page import BAR_WIDTH, bars, write_month_page
from reports.month_workbook import write_month_workbook
from tests.reports.samples import month_report

REPORT = month_report()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("month")
    write_month_workbook(folder / "月报.xlsx", REPORT)
    write_month_page(folder / "月报.html", REPORT)
    return openpyxl.load_workbook(folder / "月报.xlsx"), (folder / "月报.html").read_text(encoding="utf-8")


def test_towns_add_up_to_the_whole():
    towns, whole = month_figures.by_town(REPORT), month_figures.in_all(REPORT)
    assert whole.total == len(REPORT.leads) == sum(town.total for town in towns)
    assert whole.last_total == sum(REPORT.last_month.values()) == sum(town.last_total for town in towns)
    assert whole.change == whole.total - whole.last_total
    assert {town.name for town in towns} == {town for town, _ in REPORT.last_month}  # also the one without leads now


def test_bars_keep_their_scale():
    drawn = bars(month_figures.by_town(REPORT))
    assert max(max(bar.last_width, *(segment.x + segment.width for segment in bar.segments)) for bar in drawn) == pytest.approx(BAR_WIDTH, abs=0.5)
    for bar in drawn:
        assert sum(s.width for s in bar.segments) == pytest.approx(BAR_WIDTH * bar.line.total / max(max(b.line.total, b.line.last_total) for b in drawn), abs=0.5)
    assert bars([]) == []


def test_one_grouping_of_reasons_in_sentence_chart_and_tables(written):
    book, page = written
    classes = dict(first_page(REPORT).classes)
    assert {line.name: line.total for line in month_figures.by_class(REPORT)} == {name: count for name, count in classes.items() if count}
    assert all(f'<span class="name">{name}</span>' in page for name, count in classes.items() if count)
    assert {row[1] for row in book["按指标"].iter_rows(min_row=4, values_only=True)} <= {name for name, count in classes.items() if count}
    assert {in_class for in_class, _ in month_figures.by_indicator(REPORT)} == {name for name, count in classes.items() if count}


def test_sheets_and_all_leads(written):
    book, _ = written
    assert book.sheetnames == ["首页", "总览", "按指标", "各部门数据质量", "未评估与存疑", "暂缓的预警", "线索明细", "反馈进度", "超期线索"]
    assert book["线索明细"].max_row == len(REPORT.leads) + 2
    assert {p.name: p.value for p in book.custom_doc_props.props}["kind"] == "month_report"


def test_nobody_is_named(written):
    book, page = written
    text = page + "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    for home in (lead.household for lead in REPORT.leads if lead.household):
        assert home.householder not in text and home.householder_number not in text and (not home.phone or home.phone not in text)
    assert not re.search(r"(?<!\d)\d{17}[\dX](?!\d)", text)


def test_all_that_is_read_is_chinese(written):
    book, page = written
    cells = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str))
    read = re.sub(r"(?s)<style>.*?</style>|<[^>]*>|&\w+;", " ", page)
    assert re.findall(r"[A-Za-z]{2,}", re.sub(r"\S+!\S*|\b[0-9a-f]{12}\b", "", f"{cells} {read}")) == []


def test_the_page_stands_alone(written):
    _, page = written
    assert not re.search(r"https?:|//|<script|<link|@import|url\(|src=", page)
    for town in {lead.town for lead in REPORT.leads}:
        assert town in page
    for line in (*REPORT.not_evaluated, *REPORT.doubts):
        assert line in page


def test_a_strangers_text_is_no_markup(tmp_path):
    odd = dataclasses.replace(REPORT, doubts=("<script>alert(1)</script>",))
    write_month_workbook(tmp_path / "a.xlsx", odd)
    write_month_page(tmp_path / "a.html", odd)
    assert "<script" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_first_month_and_an_empty_one(tmp_path):
    first = dataclasses.replace(REPORT, last_month={})
    empty = dataclasses.replace(REPORT, last_month={}, leads=(), quality=(), doubts=(), not_evaluated=(), review_waiting=0)
    for name, report in (("first", first), ("empty", empty)):
        write_month_workbook(tmp_path / f"{name}.xlsx", report)
        write_month_page(tmp_path / f"{name}.html", report)
    assert "上月没有比对" in (tmp_path / "first.html").read_text(encoding="utf-8")
    assert "本月没有发现需要核实的户" in (tmp_path / "empty.html").read_text(encoding="utf-8")
