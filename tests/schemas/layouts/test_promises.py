"""What the form of a layout promises beside its plain powers: what wins, what is left out, what is a fault rather than a guess."""

from __future__ import annotations

import pytest

from schemas.layouts.description import read_layout
from schemas.mistakes import Mistake
from tests.matchers.people import number
from tests.schemas.layouts.said import BENEFITS, HEAD, LI, LOAN, PEOPLE, SAYS, WANG, WORK, A, B, C, values


def months(part, *columns):
    return [(f"{row.pop('month'):%Y-%m}", *(row[name] for name in columns)) for row in part.rows.to_dict("records")]


@pytest.mark.parametrize(
    ("pattern", "name", "folder", "month"),
    [
        ("低保{month:mmdd}", "低保0812.xlsx", "2025-09", "2025-08"), ("低保{month:mmdd}", "低保1231.xlsx", "2025-01", "2024-12"), ("*第{month:q}季度", "水质第四季度.xls", "2025-01", "2024-12"),
        ("{month:yyyymm}-{month:yyyymm}低保", "202507-202509低保.xls", "2025-10", "2025-09"), ("{month:yyyy}年{month:m}月*{month:m}月", "2025年7月至9月.xls", "2025-10", "2025-09"),
        ("{town}低保{month:m}月*{town}*", "水阳低保8月（水阳）.xls", "2025-09", "2025-08"),
    ],
)  # fmt: skip
def test_months_of_names(read, pattern, name, folder, month):
    part = read(f'dataset = "assistance"\nfile = "{pattern}"\n{PEOPLE}amount = "钱"\n{SAYS}', [HEAD, WANG], name, folder=folder)
    assert f"{part.recognised.month:%Y-%m}" == month


def test_what_is_named_beside_an_address_wins_and_what_is_empty_does_not(read):
    toml = BENEFITS + PEOPLE + 'amount = "钱"\nvillage = "村"\nwhere = { path = "址" }\n[constants]\ntown = "水阳镇"\nkind = "低保"\nstatus = "享受"\n'
    part = read(toml, [[*HEAD, "村", "址"], [*WANG, "大桥村", "阳明镇新塘村"], [*LI, "", "阳明镇新塘村"]])
    assert values(part, "town", "village") == [("水阳镇", "大桥村"), ("水阳镇", "新塘村")]


def test_a_single_heading_with_a_slash_wins_over_a_group(read):
    toml = BENEFITS + "header = { row = 1, rows = 2 }\n" + PEOPLE + 'amount = "补助/金额"\n' + SAYS
    part = read(toml, [["姓名", "号码", "补助", "", "补助/金额"], ["", "", "标准", "金额", ""], ["王桂英", A, "1", "2", "600"]])
    assert values(part, "amount") == [(60000,)]


UNITS = (
    ("of a title, for a sum", 'amount = { sum = ["甲", "乙"] }', [["单位：万元"], [*HEAD[:2], "甲", "乙"], ["王桂英", A, "0.05", "0.01"]]),
    ("of the group over the heading", 'amount = "七月"', [["姓名", "号码", "发放金额（万元）", ""], ["", "", "七月", "八月"], ["王桂英", A, "0.06", "9"]]),
    ("of the heading that is filled", 'amount = { from = ["甲（元）", "乙（万元）"] }', [[*HEAD[:2], "甲（元）", "乙（万元）"], ["王桂英", A, "", "0.06"]]),
    ("of the case that holds", 'amount = { first = [{ when = { "甲（元）" = ["?"] }, from = "甲（元）" }, { from = "乙（万元）" }] }', [[*HEAD[:2], "甲（元）", "乙（万元）"], ["王桂英", A, "0", "0.06"]]),
    ("said of all cases", 'amount = { unit = "万元", first = [{ when = { "甲" = ["?"] }, from = "甲" }, { from = "乙" }] }', [[*HEAD[:2], "甲", "乙"], ["王桂英", A, "0", "0.06"]]),
    ("of a position", 'amount = { sum = ["=C"] }', [[*HEAD[:2], "甲（百元）"], ["王桂英", A, "6"]]),
    ("none, of a figure that the layout says", 'amount = { first = [{ is = "600" }] }', [["单位：万元"], [*HEAD[:2], "甲", "乙"], ["王桂英", A, "0.05", "0.01"]]),
)


@pytest.mark.parametrize(("source", "rows"), [case for _, *case in UNITS], ids=[words for words, *_ in UNITS])
def test_units(read, source, rows):
    part = read(BENEFITS + f"{PEOPLE}{source}\n{SAYS}", rows)
    assert not part.refusal and values(part, "amount") == [(60000,)]


def test_a_households_amount_on_each_of_its_rows_is_its_householders(read):
    toml = BENEFITS + PEOPLE + 'amount = { from = "钱", of = "household" }\n' + SAYS
    part = read(toml, [[*HEAD, "与户主关系"], [*WANG, "户主"], ["李国强", B, "600", "之子"], ["张三", C, "600", "配偶"]])
    assert values(part, "amount") == [(60000,), (0,), (0,)]
    part = read(toml, [[*HEAD, "与户主关系"], [*WANG, "1"], ["李国强", B, "600", "2"]])
    assert values(part, "amount") == [(60000,), (60000,)], "codes that name no householder: nothing is lost"
    toml = toml.replace('"钱", of', '"户补助", of')
    part = read(toml, [["姓名", "号码", "户编号", "户补助", "与户主关系"], ["王桂英", A, "h1", "600", "0"], ["李国强", B, "h1", "600", "1"], ["张三", C, "h2", "5", "1"], ["孙大河", number("1971-03-08"), "h2", "5", "2"]])
    assert values(part, "amount") == [(60000,), (0,), (500,), (0,)], "a household whose householder is not listed"


def test_columns_a_month_inside_a_sum_under_any_writing_of_the_month(read):
    toml = WORK + 'file = "工资{month:yyyy}*"\n' + PEOPLE + 'wage = { sum = ["{month}月基本", "{month}月奖金"], minus = ["{month}月扣款"] }\n[constants]\nstatus = "务工"\n'
    part = read(toml, [["姓名", "号码", "01月基本", "01月奖金", "01月扣款", "十月基本", "十月奖金", "十月扣款"], ["王桂英", A, "3000", "50", "", "10", "1", "2"], ["李国强", B, "", "", "", "1", "", ""]], "工资2025.xlsx", folder="2025-09")
    assert months(part, "name", "wage") == [("2025-01", "王桂英", 305000), ("2025-10", "王桂英", 900), ("2025-10", "李国强", 100)], "the name says the year"


def test_what_is_the_quarters_is_spread_over_its_months(read):
    toml = WORK + 'file = "{month:yyyy年}{month:q}季度*"\nperiod = "quarter"\n' + PEOPLE + 'wage = { from = "钱", of = "quarter" }\n[constants]\nstatus = "公益性岗位"\n'
    part = read(toml, [HEAD, ["王桂英", A, "100"]], "2025年三季度.xlsx")
    assert months(part, "wage") == [("2025-07", 3333), ("2025-08", 3333), ("2025-09", 3334)]


def test_a_rows_month_that_is_none_is_its_fault(read):
    toml = WORK + 'file = "*"\n' + PEOPLE + 'wage = "钱"\nmonth = "哪月"\n[constants]\nstatus = "务工"\n'
    part = read(toml, [[*HEAD, "哪月"], [*WANG, "202508"], [*LI, "上个月"]])
    assert months(part, "name") == [("2025-08", "王桂英")] and [(fault.row, fault.reason) for fault in part.faults] == [(3, "不是月份，请写成 2025-06 的样子")]


def test_a_section_that_is_not_known_ends_the_one_before(read):
    toml = 'dataset = "low_income"\nfile = "*"\nsections = { column = "kind", map = { "低保边缘家庭成员" = "低保边缘" } }\n' + PEOPLE
    part = read(toml, [["姓名", "号码"], ["一、低保边缘家庭成员（1人）", ""], ["王桂英", A], ["二、别的人员", ""], ["李国强", B]])
    assert values(part, "name", "kind") == [("王桂英", "低保边缘")] and [fault.reason for fault in part.faults] == ["低收入类型为空"]


def test_members_with_columns_of_their_own_where_the_first_has_no_heading(read):
    toml = (
        'dataset = "roster"\nfile = "*"\nabsent = ["household_type", "income_per_capita"]\n[columns]\nhousehold_id = "户编号"\ntown = "镇"\nvillage = "村"\nname = "户主"\nid_number = "号码"\nlabour = "劳力1"\n'
        '[members]\nname = "成员{n}"\nid_number = "成员{n}号码"\nrelation = "成员{n}关系"\nlabour = "劳力{n}"\n[constants]\nrelation = "户主"\n'
    )
    part = read(toml, [["户编号", "镇", "村", "户主", "号码", "劳力1", "成员2", "成员2号码", "成员2关系", "劳力2"], ["1", "水阳镇", "大桥村", "王桂英", A, "无劳动力", "李国强", B, "之子", "普通劳动力"]])
    assert values(part, "name", "number", "relation", "labour") == [("王桂英", A, "户主", "无劳动力"), ("李国强", B, "之子", "普通劳动力")]


def test_names_and_numbers_of_which_there_are_not_as_many_are_nobodys_guess(read):
    toml = BENEFITS + '[columns]\nname = "户主"\nid_number = "号码"\namount = "钱"\n[members]\nname = { list = "成员", by = "；" }\nid_number = { list = "成员号码", by = "；" }\n' + SAYS
    rows = [["户主", "号码", "成员", "成员号码", "钱"], ["王桂英", A, "李国强；张三；", f"{B}；{C}；", "600"], ["孙大河", number("1971-03-08"), "李国强；张三", C, "600"]]
    part = read(toml, rows)
    assert [fault.row for fault in part.faults] == [3, 3] and {name for (name,) in values(part, "name")} == {"王桂英", "孙大河", "李国强", "张三"}
    part = read(toml, [rows[0], ["王桂英", A.lower(), "王桂英；张三", f"{A}；{C}", "600"]])
    assert values(part, "name", "amount") == [("王桂英", 60000), ("张三", 0)], "the householder once more is no other"


def test_two_loans_on_a_line_are_two_by_their_groups_name(read):
    toml = LOAN + "header = { rows = 2 }\n" + PEOPLE + 'balance = "甲贷/余额"\nloan_no = { made = ["号码", "甲贷/放款"] }\n[constants]\nkind = "其他"\n'
    toml += '[[also]]\ncolumns = { balance = "乙贷/余额", loan_no = { made = ["号码", "乙贷/放款"] } }\n'
    part = read(toml, [["姓名", "号码", "甲贷", "", "乙贷", ""], ["", "", "放款", "余额", "放款", "余额"], ["王桂英", A, "2024-01-01", "5", "2024-01-01", "6"]])
    assert values(part, "loan_no", "balance") == [(f"{A}-甲贷2024-01-01", 500), (f"{A}-乙贷2024-01-01", 600)]
    toml = LOAN + PEOPLE + 'balance = "余额"\nloan_no = { made = ["号码", "放款"] }\n[constants]\nkind = "其他"\n[[also]]\ncolumns = { balance = "余额#2", loan_no = { made = ["号码", "放款#2"] } }\n'
    part = read(toml, [["姓名", "号码", "放款", "余额", "放款", "余额"], ["王桂英", A, "2024-01-01", "5", "2024-01-01", "6"]])
    assert [balance for (balance,) in values(part, "balance")] == [500, 600]


def test_a_heading_that_is_not_ticked_is_no_row(read):
    toml = 'dataset = "industry"\nfile = "*"\nabsent = ["paid"]\n' + PEOPLE + 'project = { each = ["种植", "养殖"] }\n[constants]\nkind = "其他"\nstatus = "正常"\n'
    part = read(toml, [["姓名", "号码", "种植", "养殖"], ["王桂英", A, "√", "×"], ["李国强", B, "否", "是"]])
    assert values(part, "name", "project") == [("王桂英", "种植"), ("李国强", "养殖")]


def test_a_code_sheet_that_writes_a_heading_once_and_a_day_that_excel_holds(read):
    toml = 'dataset = "disability"\nfile = "*"\nsheets = { "Sheet1" = {} }\n' + PEOPLE + 'kind = { from = ["类", "类别"], codes = "字典!A:C" }\ngrade = { from = "级", codes = "字典!A:C" }\nfirst_issued_on = { from = "日", form = "yyyymmdd" }\n[constants]\nstatus = "有效"\n'
    rows = [["姓名", "号码", "类", "级", "日"], ["王桂英", A, "1", "2", "20240310"], ["李国强", B, "2", "1", "2024-03-11 00:00:00"]]
    part = read(toml, rows, more={"字典": [["类", "1", "视力"], ["", "2", "听力"], ["级", "1", "一级"], ["", "2", "二级"]]})
    assert values(part, "kind", "grade") == [("视力", "二级"), ("听力", "一级")]
    assert [f"{day:%Y-%m-%d}" for (day,) in values(part, "first_issued_on")] == ["2024-03-10", "2024-03-11"]


def test_a_cell_with_its_label_others_beside_it_and_a_seal(read):
    toml = BENEFITS + PEOPLE + 'amount = "钱"\ntown = { cell = "A1" }\n' + SAYS
    part = read(toml, [["填报单位：水阳镇（盖章）   填报时间：2025年9月", "", ""], HEAD, WANG])
    assert values(part, "town") == [("水阳镇",)]


def test_a_piece_of_a_name_that_is_no_column(tmp_path):
    for pattern in ("{city}低保", "{month:yy.mm}低保"):
        (tmp_path / "低保.toml").write_text(f'dataset = "assistance"\nfile = "{pattern}"\n', "utf-8")
        with pytest.raises(Mistake, match=r"第2行：file 里的 .*不认识"):
            read_layout(tmp_path / "低保.toml", True)


def test_a_fingerprint_may_name_a_group_and_a_value_is_the_heading_without_it(read):
    toml = 'dataset = "industry"\nheadings = ["扶持", "姓名"]\n' + PEOPLE + 'project = { each = ["扶持/奖补", "扶持/分红"] }\npaid = { of = "project" }\nkind = { of = "project", map = { "分红" = "入股分红", "*" = "其他" } }\n[constants]\nstatus = "正常"\n'
    part = read(toml, [["姓名", "号码", "扶持", ""], ["", "", "奖补", "分红（万元）"], ["王桂英", A, "500", ""]])
    assert "扶持/分红" in part.refusal, "a heading with its unit in brackets is another"
    part = read(toml, [["姓名", "号码", "扶持", ""], ["", "", "奖补", "分红"], ["王桂英", A, "500", "2"]])
    assert values(part, "project", "kind", "paid") == [("奖补", "其他", 50000), ("分红", "入股分红", 200)]


def test_a_section_whose_count_stands_in_a_cell_of_its_own(read):
    toml = 'dataset = "low_income"\nfile = "*"\nsections = { column = "kind" }\n' + PEOPLE
    part = read(toml, [["姓名", "号码"], ["一、特困", "1人"], ["王桂英", A], ["二、低保边缘", "共2户"], ["李国强", B]])
    assert values(part, "name", "kind") == [("王桂英", "特困"), ("李国强", "低保边缘")]


def test_a_unit_that_nobody_knows(tmp_path):
    (tmp_path / "低保.toml").write_text(BENEFITS + '[columns]\namount = { from = "钱", unit = "角" }\n', "utf-8")
    with pytest.raises(Mistake, match="unit 只能写：元、百元"):
        read_layout(tmp_path / "低保.toml", True)
