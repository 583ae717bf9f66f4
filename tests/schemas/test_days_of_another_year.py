"""Most days of a file a year, or the four years of Excel's other calendar, before its month: doubtful."""

from __future__ import annotations

import io
import zipfile

import pytest

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.layouts.description import read_layout
from schemas.readers import Sheet
from tests.schemas.drops import MONTH, number, table, take, take_rows, zip_bytes
from tests.schemas.files import workbook, xml_2003


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2023-06-03", "2023-06-04", "2024-06-05"], "一年"), (["2020-06-02", "2020-06-03", "2020-06-04"], "四年"),
        (["2022-06-03", "2022-06-04", "2024-06-05"], "两年"), (["1924-06-03", "1924-06-04", "1924-06-05"], "100年"), (["2022-11-03", "2023-01-04", "2022-03-05"], ""),
        (["2024-06-03", "2024-05-04", "2023-06-05"], ""), (["2024-01-03", "2023-12-04", "2023-11-05"], ""),
    ],
)
def test_days(days, told):
    (part,) = take_rows("医保结算_202406.csv", table("settlement", settled_on=days))
    said = [line for line in part.warnings if "以前，可能年份写错了" in line]
    assert [told in line for line in said] == ([True] if told else [])
    assert part.stored == 3


@pytest.mark.parametrize(
    ("dataset", "name", "column", "days", "told"),
    [
        ("settlement", "医保结算", "settled_on", ["2024-09-03", "2024-06-04", "2024-07-31"], "1行的结算日期"), ("death", "死亡登记", "died_on", ["2042-06-03", "2042-08-01", "2024-06-03"], "2行的死亡日期"),
        ("water", "供水", "tested_on", ["2024-06-03", "2024-12-03", "2024-05-03"], "1行的水质检测日期"), ("industry", "产业经营", "due_on", ["2024-12-31", "2025-12-31", ""], ""),
    ],
)
def test_nothing_has_happened_in_months_to_come(dataset, name, column, days, told):
    (part,) = take_rows(f"{name}_202406.csv", table(dataset, **{column: days}))
    assert [told in line for line in part.warnings if "晚了一个月以上" in line] == [True] * bool(told)


DAY_OF_1904 = "43984"  # 2024-06-03
NULL_DATE = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
LOAN_BY_LAYOUT = """
dataset = "loan"
title = "贷款"
headings = ["贷款到期日"]
constants = { kind = "其他", overdue_amount = "0" }
[columns]
loan_no = "借据号"
overdue_days = { since = "贷款到期日" }
"""


def of_1904(*rows):
    return Sheet("6月", [list(row) for row in rows], is_1904=True)


def test_a_number_of_1904_is_that_day_however_the_sheet_is_laid_out(tmp_path):
    (file := tmp_path / "贷款.toml").write_text(LOAN_BY_LAYOUT, "utf-8")
    loans = of_1904(["姓名", "证件号码", "借据号", "贷款到期日"], ["王桂英", number(3), "J1", DAY_OF_1904])
    (part,) = take_in(Grid("贷款.xlsx", [loans]), MONTH, 1.0, [read_layout(file, True)])
    assert part.rows["overdue_days"].tolist() == [27]
    households = [["户主姓名", "户主身份证号", "成员1姓名", "成员1身份证号", "残疾类别", "残疾等级", "证件状态", "首次发证日期"], ["王桂英", number(3), "李国强", number(4), "肢体", "一级", "有效", DAY_OF_1904]]
    for rows in (households, [row[2:] if at else ["姓名", "证件号码", *row[4:]] for at, row in enumerate(households)]):
        part = take_rows("持证残疾人202406.xlsx", of_1904(*rows))[0]
        assert {f"{day:%Y-%m-%d}" for day in part.rows["first_issued_on"]} == {"2024-06-03"}
    (part,) = take_rows("就业务工.xlsx", of_1904(["月份", "姓名", "证件号码", "就业状态", "月工资"], [DAY_OF_1904, "王桂英", number(3), "务工", "3000"], ["43952", "王桂英", number(3), "务工", "3000"]))
    assert [f"{month:%Y-%m}" for month in part.rows["month"]] == ["2024-06", "2024-05"]


@pytest.mark.parametrize("kind", ["ods", "xml"])
def test_formats_that_are_written_by_hand_say_that_they_count_from_1904(kind):
    rows = [["姓名", "证件号码", "死亡日期"], ["王桂英", number(3), DAY_OF_1904]]
    if kind == "xml":
        data = xml_2003(rows).replace("<Worksheet", '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook><Worksheet').encode()
    else:
        with zipfile.ZipFile(io.BytesIO(workbook("ods", {"表": rows}))) as archive:
            data = zip_bytes({name: archive.read(name).replace(b"<office:spreadsheet>", f"<office:spreadsheet>{NULL_DATE}".encode()) for name in archive.namelist()})
    (part,) = take(f"死亡登记.{'ods' if kind == 'ods' else 'xls'}", data)
    assert f"{part.rows['died_on'].item():%Y-%m-%d}" == "2024-06-03"


def test_rows_of_households_that_are_hidden_are_told():
    rows = [["户主姓名", "户主身份证号", "成员1姓名", "成员1身份证号", "参保状态"], *([name, number(at), "李国强", number(at + 9), "正常参保"] for at, name in ((3, "王桂英"), (4, "张秀兰")))]
    (part,) = take_rows("医保参保.xlsx", Sheet("表", rows, hidden_rows=frozenset({3})))
    assert any("有2行在 Excel 里是隐藏的" in words for words in part.warnings)
