"""Hit rates on paper: four sheets, and the rows of the page."""

import datetime as dt

import openpyxl

from matchers.leads.hit_rates import hit_rates
from matchers.leads.verdicts import Asked
from matchers.records.said import TRUE_OUTCOMES, UNTRUE
from reports.hit_rate_tables import add_sheets, page_tables
from reports.workbook import Book

TITLES = {"housing.unsafe": "住房不安全", "expenditure.surge": "支出骤增"}


def rates():
    def lead(at: int, town: str, outcome: str | None) -> Asked:
        return Asked(f"{town}{at}", town, ("housing.unsafe",) if at % 2 else ("expenditure.surge", "housing.unsafe"), outcome, at < 5)

    outcomes = [TRUE_OUTCOMES[0]] * 12 + [UNTRUE] * 8 + [None] * 4
    return hit_rates([lead(at, town, outcome) for town in ("水阳镇", "狸桥镇") for at, outcome in enumerate(outcomes)])


def rows(sheet, first: str) -> list[tuple]:
    lines = list(sheet.iter_rows(values_only=True))
    return lines[next(at for at, line in enumerate(lines) if line[0] == first) :]


def test_sheets_of_the_workbook(tmp_path):
    book = Book("月报", dt.date(2024, 6, 1), {})
    add_sheets(book, rates(), TITLES, "2024年4月至6月下发的线索")
    book.save(tmp_path / "月报.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "月报.xlsx")
    assert saved.sheetnames == ["命中率（按指标）", "命中率（按部门）", "命中率（按乡镇）", "命中率（指标、部门、乡镇）"]
    indicators = {row[0]: row for row in rows(saved["命中率（按指标）"], "指标")}
    assert indicators["住房不安全"] == ("住房不安全", 48, 40, 24, 0.6, "44.6% 至 73.7%", 10, 1.7, 4)
    towns = rows(saved["命中率（按乡镇）"], "乡镇")
    assert [row[:3] for row in towns[1:]] == [("水阳镇", 24, 20), ("狸桥镇", 24, 20), ("合计", 48, 40)]
    pairs = (("住房不安全", "住建局"), ("支出骤增", "医保局"), ("支出骤增", "教育局"))
    crossed = {row[:3] for row in rows(saved["命中率（指标、部门、乡镇）"], "指标")[1:]}
    assert crossed == {(*pair, town) for pair in pairs for town in ("水阳镇", "狸桥镇")}
    said = "".join(str(cell) for row in saved["命中率（按指标）"].iter_rows(values_only=True) for cell in row)
    assert "2024年4月至6月" in said and "每个部门都算一次" in said and "<5" in said


def test_rows_of_the_page():
    tables = page_tables(rates(), TITLES)
    assert [(table.title, table.has_total) for table in tables] == [("按指标", False), ("按部门", False), ("按乡镇", True)]
    assert ("住房不安全", "48", "40", "24", "60.0%", "44.6% 至 73.7%", "10", "1.7", "4.0") in tables[0].rows
    assert tables[2].rows[-1][0] == "合计"
    assert page_tables(hit_rates([]), TITLES) == []
