"""The bureau's month: a workbook to work with and a page to read."""

from pathlib import Path

from matchers.records.reporting import MonthReport
from reports.month_page import write_month_page
from reports.month_workbook import write_month_workbook


def write_month_report(xlsx_path: Path, html_path: Path, report: MonthReport) -> None:
    write_month_workbook(xlsx_path, report)
    write_month_page(html_path, report)
