"""A household on one row, its persons side by side: each comes in as a row of its own, by the number of its row in Excel."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.readers import Sheet

MARCH = dt.date(2024, 3, 1)
A, B, C, D = "341802195703080015", "341802196002290028", "341802199012120039", "341802201305060047"
ROSTER = ["户编号", "乡镇", "行政村", "户类型", "劳动技能", "上年人均纯收入"]
HOME_1, HOME_2 = ["H1", "水阳镇", "大桥村", "一般农户", "普通劳动力", "9000"], ["H2", "水阳镇", "大桥村", "脱贫户", "普通劳动力", "8000"]
HEAD_AND_MEMBERS = [
    *ROSTER, "户主姓名", "户主证件号码", "成员1姓名", "成员1身份证号", "成员1与户主关系", "成员2姓名", "成员2身份证号", "成员2与户主关系",
]
TWICE = [*ROSTER, "姓名", "证件号码", "与户主关系", "姓名", "证件号码", "与户主关系", "姓名", "证件号码", "与户主关系"]
FAMILY = {(2, "王桂英", A, "户主"), (2, "李国强", B, "之夫"), (3, "张德明", C, "户主")}

# words, file's name, rows of the sheet → columns asked about, (Excel row, …) of each row stored
TABLES = (
    ("a householder and members", "农户花名册", [
        HEAD_AND_MEMBERS,
        [*HOME_1, "王桂英", A, "李国强", B, "之夫", "", "", ""],
        [*HOME_2, "张德明", C, "", "", "", "", "", ""],
    ], ("name", "id", "relation"), FAMILY),
    ("a member number that is skipped", "农户花名册", [
        HEAD_AND_MEMBERS,
        [*HOME_1, "王桂英", A, "", "", "", "李国强", B, "之夫"],
        [*HOME_2, "张德明", C, "/", "无", "之子", "", "", ""],
    ], ("name", "id", "relation"), FAMILY),
    ("the householder once more among the members", "农户花名册", [
        HEAD_AND_MEMBERS,
        [*HOME_1, "王桂英", A, "王桂英", A, "户主", "李国强", B, "之夫"],
        [*HOME_2, "张德明", C, "张德明", "", "户主", "", "", ""],
    ], ("name", "id", "relation"), {*FAMILY} - {(3, "张德明", C, "户主")} | {(3, "张德明", "", "户主")}),
    ("headers over and over", "农户花名册", [
        TWICE,
        [*HOME_1, "王桂英", A, "户主", "李国强", B, "之夫", "", "", ""],
        [*HOME_2, "张德明", C, "户主", *[""] * 6],
    ], ("name", "id", "relation"), FAMILY),
    ("two rows of header, below a title", "农户花名册", [
        ["水阳镇农户花名册", *[""] * 14],
        [*ROSTER, "成员1", "", "", "成员2", "", "", "成员3", "", ""],
        [*[""] * 6, *["姓名", "身份证号", "与户主关系"] * 3],
        [*HOME_1, "王桂英", A, "户主", "李国强", B, "之夫", "", "", ""],
        [*HOME_2, "张德明", C, "户主", *[""] * 6],
    ], ("name", "id", "relation"), {(row + 2, *who) for row, *who in FAMILY}),
    ("numbers behind, the header printed again, a total", "农户花名册", [
        header := [*ROSTER, "姓名", "身份证号", "与户主关系", "姓名2", "身份证号2", "与户主关系2"],
        [*HOME_1, "王桂英", A, "户主", "李国强", B, "之夫"],
        header,
        [*HOME_2, "张德明", C, "户主", "", "", ""],
        ["合计", "2", *[""] * 10],
    ], ("name", "id", "relation"), {(2, "王桂英", A, "户主"), (2, "李国强", B, "之夫"), (4, "张德明", C, "户主")}),
    *(
        (words, "农户花名册", [
            [*ROSTER, *(f"{what}{n}" for n in numerals for what in ("成员姓名", "成员身份证号", "成员与户主关系"))],
            [*HOME_1, "王桂英", A, "户主", "李国强", B, "之夫"],
            [*HOME_2, "张德明", C, "户主", "", "", ""],
        ], ("name", "id", "relation"), FAMILY)
        for words, numerals in (("numbers behind the member's headers", "12"), ("the member's headers over and over", ("", "")))
    ),
    ("Chinese numerals, an account holder who is nobody", "农户花名册", [
        [
            *ROSTER, *(f"第{n}人{what}" for n in "一二" for what in ("姓名", "身份证号", "与户主关系")),
            "开户人姓名", "开户人身份证号", "银行账号",
        ],
        [*HOME_1, "王桂英", A, "户主", "李国强", B, "之夫", "钱多多", D, "6228480000000000000"],
        [*HOME_2, "张德明", C, "户主", "", "", "", "钱多多", D, "6228480000000000000"],
    ], ("name", "id", "relation"), FAMILY),
    ("pupils of a household", "学籍", [
        ["户主姓名", "户主身份证号", *(f"学生{n}{what}" for n in "12" for what in ("姓名", "身份证号", "学段", "学籍状态"))],
        ["王桂英", A, "李小雨", C, "初中", "在读", "李小宝", D, "小学", "在读"],
    ], ("name", "id", "stage"), {(2, "李小雨", C, "初中"), (2, "李小宝", D, "小学")}),
    ("a pupil with the family beside it is one row", "学籍", [
        ["学生姓名", "身份证号", "学段", "学籍状态", "成员1姓名", "成员1关系", "成员1身份证号", "成员2姓名", "成员2关系", "成员2身份证号"],
        ["李小雨", D, "小学", "在读", "李国强", "父", B, "王桂英", "母", A],
    ], ("name", "id", "stage"), {(2, "李小雨", D, "小学")}),
    ("workers, the householder too", "就业务工", [
        ["户主姓名", "户主身份证号", "户主就业状态", "户主月工资", "成员1姓名", "成员1身份证号", "成员1就业状态", "成员1月工资(元)"],
        ["王桂英", A, "务工", "3000", "李国强", B, "失业", "0"],
    ], ("name", "id", "wage"), {(2, "王桂英", A, "300000"), (2, "李国强", B, "0")}),
    ("a household's amount counts once", "社会救助", [
        ["户主姓名", "户主身份证号", "救助类型", "享受状态", "发放金额", "成员1姓名", "成员1身份证号", "成员2姓名", "成员2身份证号"],
        ["王桂英", A, "低保", "享受", "1,200", "王桂英", A, "李国强", B],
    ], ("name", "id", "amount"), {(2, "王桂英", A, "120000"), (2, "李国强", B, "0")}),
    ("a house is the householder's", "住房安全", [
        ["户主姓名", "户主身份证号", "鉴定等级", "是否唯一住房", "改造状态", "成员1姓名", "成员1身份证号", "成员2姓名", "成员2身份证号"],
        ["王桂英", A, "D", "是", "未改造", "李国强", B, "李小雨", C],
    ], ("name", "id", "grade"), {(2, "王桂英", A, "D")}),
    ("who holds the account is no second person", "社会救助", [
        ["姓名", "身份证号", "救助类型", "享受状态", "发放金额", "开户银行", "姓名", "身份证号"],
        ["王桂英", A, "低保", "享受", "600", "农商行", "李国强", B],
    ], ("name", "id", "amount"), {(2, "王桂英", A, "60000")}),
    ("a householder's column called just that", "农户花名册", [
        [*ROSTER, "户主", "户主身份证号", "成员1姓名", "成员1身份证号", "成员1与户主关系"],
        [*HOME_1, "王桂英", A, "李国强", B, "之夫"],
        [*HOME_2, "张德明", C, "", "", ""],
    ], ("name", "id", "relation"), FAMILY),
    ("benefits by household", "社会救助", [
        ["户主", "户主身份证号", "救助类型", "享受状态", "发放金额"], ["王桂英", A, "低保", "享受", "600"],
    ], ("name", "id", "amount"), {(2, "王桂英", A, "60000")}),
    ("benefits by member, the householder beside", "社会救助", [
        ["户主", "户主身份证号", "成员姓名", "成员身份证号", "救助类型", "享受状态", "发放金额"], ["王桂英", A, "李国强", B, "低保", "享受", "600"],
    ], ("name", "id", "amount"), {(2, "李国强", B, "60000")}),
    ("the householder beside each member", "农户花名册", [
        [*ROSTER, "户主姓名", "户主证件号码", "姓名", "证件号码", "与户主关系"],
        [*HOME_1, "王桂英", A, "王桂英", A, "户主"],
        [*HOME_1, "王桂英", A, "李国强", B, "之夫"],
    ], ("name", "id", "relation"), {(2, "王桂英", A, "户主"), (3, "李国强", B, "之夫")}),
)


def taken(name, rows, merged=()):
    (part,) = take_in(Grid(f"{name}_202403.xlsx", [Sheet("表", rows, list(merged))]), MARCH, 1.0)
    assert part.rows_read == part.stored + part.duplicates + part.quarantined + part.not_data
    return part


def stored(part, columns):
    names = {"id": "number"}
    return sorted(
        (row, *("" if cell is None or cell != cell else str(cell) for cell in cells))
        for row, *cells in part.rows[[names.get(column, column) for column in columns]].itertuples(name=None)
    )


@pytest.mark.parametrize(("name", "rows", "columns", "expected"), [line for _, *line in TABLES], ids=[words for words, *_ in TABLES])
def test_who_comes_in(name, rows, columns, expected):
    part = taken(name, rows)
    assert part.refusal == ""
    assert stored(part, columns) == sorted(expected)


def test_the_receipt_says_that_rows_were_split():
    part = taken("农户花名册", TABLES[0][2])
    assert (part.rows_read, part.stored, part.not_data) == (4, 3, 1)
    (words,) = part.warnings
    assert "2行拆成3行" in words


def test_two_persons_of_one_row_at_fault_are_two_faults():
    rows = [
        ["学生1姓名", "学生1身份证号", "学生1学段", "学生1学籍状态", "学生2姓名", "学生2身份证号", "学生2学段", "学生2学籍状态"],
        ["李小雨", C, "晚班", "在读", "李小宝", D, "夜班", "在读"],
        ["王小明", A, "小学", "在读", "", "", "", ""],
    ]
    part = taken("学籍", rows)
    assert part.header == ("姓名", "身份证号", "学段", "学籍状态")
    assert {(fault.row, fault.cells) for fault in part.faults} == {
        (2, ("李小雨", C, "晚班", "在读")), (2, ("李小宝", D, "夜班", "在读")),
    }
    assert (part.quarantined, part.stored) == (2, 1)
    assert list(part.unusable.index) == [2, 2]


def test_cells_merged_down_households_stand_for_each():
    one, two = [*HOME_1, "王桂英", A, "户主"], ["H2", "", "", *HOME_2[3:], "张德明", C, "户主", "李国强", B, "之婿"]
    rows = [TWICE, one + [""] * 6, two + [""] * 3]
    part = taken("农户花名册", rows, merged=[(1, 1, 2, 1), (1, 2, 2, 2)])
    assert stored(part, ("household_id", "town", "name")) == [
        (2, "H1", "水阳镇", "王桂英"), (3, "H2", "水阳镇", "张德明"), (3, "H2", "水阳镇", "李国强"),
    ]
