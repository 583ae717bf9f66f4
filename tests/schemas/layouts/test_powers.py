"""Every power of a layout's description, each on a few lines of a sheet: what comes in, and what is said of the rest."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.layouts.description import layouts_of, read_layout
from schemas.mistakes import Mistake
from schemas.readers import Sheet
from tests.matchers.people import number

A, B, C = number("1950-03-08"), number("1981-03-08"), number("1962-03-08")
FOLDER = dt.date(2025, 9, 1)


@pytest.fixture
def read(tmp_path):
    """(parts) of sheets by a description: rows, or a dictionary of them by the sheet's name."""

    def read(toml: str, rows, name: str = "表.xlsx", merged=()) -> list:
        (tmp_path / "一种表.toml").write_text(toml, "utf-8")
        sheets = rows if isinstance(rows, dict) else {"Sheet1": rows}
        grid = Grid(name, [Sheet(title, [list(map(str, row)) for row in cells], list(merged)) for title, cells in sheets.items()])
        return take_in(grid, FOLDER, 0.5, layouts_of(tmp_path, True))

    return read


def values(part, *columns):
    return [tuple(None if pd.isna(value) else value for value in row) for row in part.rows[list(columns)].itertuples(index=False)]


BENEFITS = 'dataset = "assistance"\nfile = "*"\n'
PEOPLE = '[columns]\nname = "姓名"\nid_number = "号码"\n'
HEAD = ["姓名", "号码", "钱"]
LINES = [HEAD, ["王桂英", A, "600"], ["李国强", B, "300"]]


def test_columns_constants_and_a_file_name_that_tells_the_month(read):
    (part,) = read('dataset = "assistance"\nfile = "低保{month:yyyymm}*"\n' + PEOPLE + 'amount = "钱"\n[constants]\nkind = "低保"\nstatus = "享受"\n', LINES, "低保202508 终稿.xlsx")
    assert values(part, "name", "number", "kind", "status", "amount") == [("王桂英", A, "低保", "享受", 60000), ("李国强", B, "低保", "享受", 30000)]
    assert part.recognised.month == dt.date(2025, 8, 1) and part.layout == "一种表" and list(part.rows.index) == [2, 3]


@pytest.mark.parametrize(
    ("pattern", "name", "month"),
    [
        ("{month:yyyy年m月}发放*", "2025年7月发放表.xls", "2025-07"), ("*_{month:yyyymmdd}", "a_20250731.csv", "2025-07"), ("{month:yyyy年}{month:q}季度*", "2025年三季度水质.xls", "2025-09"),
        ("{month:yyyy年}1-{month:m}月*", "2025年1-8月累计.xls", "2025-08"), ("台账{month:yyyy.m}", "台账2025.7.xlsx", "2025-07"), ("台账", "台账.xlsx", "2025-09"),
    ],
)  # fmt: skip
def test_months_of_names(read, pattern, name, month):
    (part,) = read(f'dataset = "assistance"\nfile = "{pattern}"\n{PEOPLE}amount = "钱"\n[constants]\nkind = "低保"\nstatus = "享受"\n', LINES, name)
    assert f"{part.recognised.month:%Y-%m}" == month


SAYS = '[constants]\nkind = "低保"\nstatus = "享受"\n'
DRAWN = (
    ("a group over headings", BENEFITS + "header = { row = 1, rows = 2 }\n" + PEOPLE + 'amount = "补助/金额"\n' + SAYS,
     [["姓名", "号码", "补助", "", "工资", ""], ["", "", "标准", "金额", "标准", "金额"], ["王桂英", A, "1", "600", "2", "9"]], [60000]),
    ("the second of a name, and a position", BENEFITS + '[columns]\nname = "=A"\nid_number = "号码"\namount = "钱#2"\n' + SAYS, [["x", "号码", "钱", "钱"], ["王桂英", A, "1", "600"]], [60000]),
    ("a position far to the right", BENEFITS + '[columns]\nname = "姓名"\nid_number = "号码"\namount = "=AAB"\n' + SAYS, [["姓名", "号码", *map(str, range(702))], ["王桂英", A, *[""] * 701, "600"]], [60000]),
    ("a sum less another, in its unit", BENEFITS + PEOPLE + 'amount = { sum = ["钱（万元）", "另"], minus = ["减"] }\n' + SAYS, [["姓名", "号码", "钱（万元）", "另", "减"], ["王桂英", A, "0.004065", "1.00", "0.65"]], [4100]),
    ("a unit that the heading says, once", BENEFITS + PEOPLE + 'amount = { from = "钱(万元)", unit = "万元" }\n' + SAYS, [["姓名", "号码", "钱(万元)"], ["王桂英", A, "0.06"]], [60000]),
    ("rows of one key add up", BENEFITS + PEOPLE + 'amount = { from = "钱", add = true }\n' + SAYS, [HEAD, ["王桂英", A, "80"], ["王桂英", A, "100"]], [18000]),
    ("without a number, of one name and place", BENEFITS + PEOPLE + 'village = "村"\namount = { from = "钱", add = true }\n' + SAYS,
     [[*HEAD, "村"], ["王桂英", "", "80", "甲村"], ["王桂英", "", "70", "乙村"], ["王桂英", "", "20", "甲村"]], [7000, 10000]),
    ("the first that is filled", BENEFITS + PEOPLE + 'amount = { from = ["实发", "应发"] }\n' + SAYS, [["姓名", "号码", "实发", "应发"], ["王桂英", A, "", "600"], ["李国强", B, "5", "6"]], [60000, 500]),
    ("a line that is taken", BENEFITS + 'only = { "状态" = ["1", "有效"] }\n' + PEOPLE + 'amount = "钱"\n' + SAYS, [[*HEAD, "状态"], ["王桂英", A, "600", "1.0"], ["李国强", B, "1", "2"]], [60000]),
    ("a line that is left out", BENEFITS + 'except = { "注销" = ["?"] }\n' + PEOPLE + 'amount = "钱"\n' + SAYS, [[*HEAD, "注销"], ["王桂英", A, "600", "/"], ["李国强", B, "1", "2025-01"]], [60000]),
    ("once for the household", BENEFITS + '[columns]\nname = "户主"\nid_number = "号码"\namount = { from = "钱", of = "household" }\n[members]\nname = "成员{n}"\nid_number = "号码#{n+1}"\n' + SAYS,
     [["户主", "号码", "成员1", "号码", "成员2", "号码", "钱"], ["王桂英", A, "李国强", B, "张三", C, "600"], ["孙大河", B, "", "", "", "", "5"]], [60000, 0, 0, 500]),
    ("a list of members in a cell", BENEFITS + '[columns]\nname = "户主"\nid_number = "号码"\namount = "钱"\n[members]\nname = { list = "成员", by = "；;" }\nid_number = { list = "成员号码", by = ";" }\n' + SAYS,
     [["户主", "号码", "成员", "成员号码", "钱"], ["王桂英", A, "李国强；张三", f"{B};{C}", "600"]], [60000, 0, 0]),
    ("another row out of the same line", BENEFITS + PEOPLE + 'amount = "低保金"\n[constants]\nkind = "低保"\nstatus = "享受"\n[[also]]\ncolumns = { amount = "护理补贴" }\nconstants = { kind = "残疾人两项补贴" }\n',
     [["姓名", "号码", "低保金", "护理补贴"], ["王桂英", A, "600", "80"], ["李国强", B, "5", ""]], [60000, 8000, 500]),
    ("totals and the foot are no rows", BENEFITS + PEOPLE + 'amount = "钱"\n' + SAYS, [*LINES, ["小计", "2人", "900"], ["合计", "", "900"], ["填表人：张三", "", ""]], [60000, 30000]),
)  # fmt: skip


@pytest.mark.parametrize(("toml", "rows", "amounts"), [case for _, *case in DRAWN], ids=[words for words, *_ in DRAWN])
def test_amounts(read, toml, rows, amounts):
    (part,) = read(toml, rows)
    assert not part.refusal and not part.faults and [amount for (amount,) in values(part, "amount")] == amounts
    assert part.rows_read == part.stored + part.duplicates + part.quarantined + part.not_data and part.not_data >= 0


def test_who_is_left_out_is_counted(read):
    (part,) = read(BENEFITS + 'only = { "状态" = ["1"] }\n' + PEOPLE + 'amount = "钱"\n' + SAYS, [[*HEAD, "状态"], ["王桂英", A, "600", "1"], ["李国强", B, "1", "0"]])
    assert any("不在范围：1行" in words for words in part.warnings)


WORDS = (
    ("a word for a code", 'status = { from = "码", map = { "1" = "享受", "2" = "停发" } }', "1.0", "享受"),
    ("any other", 'status = { from = "码", map = { "1" = "享受", "*" = "停发" } }', "7", "停发"),
    ("the first that holds", 'status = { first = [{ when = { "码" = ["?"] }, is = "享受" }, { is = "停发" }] }', "x", "享受"),
    ("none that holds", 'status = { first = [{ when = { "码" = ["?"] }, is = "享受" }, { is = "停发" }] }', "0", "停发"),
    ("a character of the cell", 'status = { from = "码", at = 3, map = { "1" = "享受" } }', "001", "享受"),
    ("explained on another sheet", 'status = { from = "码", codes = "字典!A:C", map = { "在享" = "享受" } }', "01", "享受"),
)  # fmt: skip


@pytest.mark.parametrize(("source", "cell", "status"), [case for _, *case in WORDS], ids=[words for words, *_ in WORDS])
def test_words(read, source, cell, status):
    toml = BENEFITS + 'sheets = { "数据" = {}, "*" = "notes" }\n' + PEOPLE + f'amount = "钱"\n{source}\n[constants]\nkind = "低保"\n'
    data, notes = read(toml, {"数据": [[*HEAD, "码"], ["王桂英", A, "600", cell]], "字典": [["码", "01", "在享"], ["别的", "01", "不是"]]})
    assert values(data, "status") == [(status,)] and not notes.recognised and not notes.refusal


def test_a_word_that_the_map_has_not_is_the_rows_fault_and_an_empty_cell_no_other(read):
    toml = BENEFITS + PEOPLE + 'amount = "钱"\nstatus = { from = "码", map = { "1" = "享受" } }\n[constants]\nkind = "低保"\n'
    (part,) = read(toml, [[*HEAD, "码"], ["王桂英", A, "600", "1"], ["李国强", B, "600", "9"], ["张三", C, "600", "1"]])
    assert [(fault.row, fault.column, fault.reason) for fault in part.faults] == [(3, "码", "不认识的写法；只认：1")]
    (part,) = read(toml.replace('{ "1" = "享受" }', '{ "*" = "享受" }'), [[*HEAD, "码"], ["王桂英", A, "600", "1"], ["李国强", B, "600", ""]])
    assert part.quarantined == 1 and part.faults[0].reason == "享受状态为空"


def test_a_sheet_each_with_words_of_its_own_and_one_that_is_none(read):
    toml = BENEFITS + 'sheets = { "孤儿" = { kind = "临时救助" }, "集中" = { kind = "特困供养" }, "说明" = "notes" }\n' + PEOPLE + 'amount = "钱"\n[constants]\nstatus = "享受"\n'
    first, second, notes, other = read(toml, {"集 中": LINES, "孤儿": LINES[:2], "说明": LINES, "别的": [["甲"], ["乙"]]})
    assert {kind for (kind,) in values(first, "kind")} == {"特困供养"} and values(second, "kind") == [("临时救助",)]
    assert notes.stored == 0 and other.layout == "" and not other.recognised


def test_lines_alone_tell_what_follows(read):
    toml = 'dataset = "low_income"\nfile = "*"\nsections = { column = "kind", map = { "低保边缘家庭成员" = "低保边缘", "特困人员" = "特困" } }\n' + PEOPLE
    (part,) = read(toml, [["姓名", "号码"], ["一、低保边缘家庭成员（2人）", ""], ["王桂英", A], ["李国强", B], ["二、特困人员（1人）：", ""], ["张三", C]])
    assert values(part, "kind") == [("低保边缘",), ("低保边缘",), ("特困",)]


def test_a_column_a_month_and_rows_of_each_month_of_a_quarter(read):
    work = 'dataset = "employment"\nfile = "*{month:yyyymm}*"\n'
    (part,) = read(work + PEOPLE + 'wage = { each = "{month}月/金额" }\n[constants]\nstatus = "务工"\n', [
        ["姓名", "号码", "7月", "", "8月", ""], ["", "", "天数", "金额", "天数", "金额"], ["王桂英", A, "20", "3000", "", ""], ["李国强", B, "1", "10", "2", "20"],
    ], "工资202508.xlsx", [(0, 2, 0, 3), (0, 4, 0, 5)])  # fmt: skip
    assert [(name, wage, f"{month:%Y-%m}") for name, wage, month in values(part, "name", "wage", "month")] == [
        ("王桂英", 300000, "2025-07"), ("李国强", 1000, "2025-07"), ("李国强", 2000, "2025-08"),
    ]  # fmt: skip
    (part,) = read(work.replace("*{", "{") + 'period = "quarter"\n' + PEOPLE + 'wage = "钱"\n[constants]\nstatus = "务工"\n', LINES[:2], "202509.xlsx")
    assert [f"{month:%Y-%m}" for (month,) in values(part, "month")] == ["2025-07", "2025-08", "2025-09"]


def test_a_heading_that_is_the_value(read):
    toml = (
        'dataset = "industry"\nfile = "*"\n' + PEOPLE + 'project = { each = ["奖补", "分红"] }\npaid = { of = "project" }\n'
        'kind = { of = "project", map = { "分红" = "入股分红", "*" = "其他" } }\n[constants]\nstatus = "正常"\n'
    )
    (part,) = read(toml, [["姓名", "号码", "奖补", "分红"], ["王桂英", A, "500", "0"], ["李国强", B, "10", "20"]])
    assert values(part, "name", "project", "kind", "paid") == [("王桂英", "奖补", "其他", 50000), ("李国强", "奖补", "其他", 1000), ("李国强", "分红", "入股分红", 2000)]


def test_figures_within_limits(read):
    toml = 'dataset = "water"\nfile = "*"\nabsent = ["status", "tested_on"]\nheader = { row = 1, skip = 1 }\n[columns]\nwhere = { path = "点" }\nquality = { within = "限值" }\n'
    rows = [["点", "菌落", "浑浊度", "臭和味", "余氯"], ["指标限值", "100", "1", "无异臭、异味", "≥0.05"]]
    rows += [["水阳镇大桥村", *cells] for cells in (["35", "0.5", "无异臭、异味", "0.2"], ["未检出", "1", "无", "0.05"], ["101", "0.5", "无", "0.2"], ["1", "0.5", "有异味", "0.2"], ["1", "0.5", "无", "0.01"])]
    for at, cells in enumerate(rows[2:]):
        cells[0] = f"水阳镇第{at}村"
    (part,) = read(toml, rows)
    assert [quality for (quality,) in values(part, "quality")] == ["合格", "合格", "不合格", "不合格", "不合格"]
    assert values(part, "town", "status")[0] == ("水阳镇", None)


def test_number_and_name_in_one_cell_a_certificate_and_a_day_in_its_form(read):
    toml = (
        'dataset = "disability"\nfile = "*"\n[columns]\nname = "谁"\nid_number = "谁"\ngrade = { from = "证", at = 20, map = { "1" = "一级", "2" = "二级" } }\n'
        'kind = { from = "证", at = 19, map = { "4" = "肢体" } }\ncard_no = "证"\nfirst_issued_on = { from = "日", form = "yyyymmddHHMMSS" }\n[constants]\nstatus = "有效"\n'
    )
    (part,) = read(toml, [["谁", "证", "日"], [f"王桂英（{A}）", f"{A}42", "20240310083000"]])
    assert values(part, "name", "number", "kind", "grade") == [("王桂英", A, "肢体", "二级")] and f"{part.rows.first_issued_on.iloc[0]:%Y-%m-%d}" == "2024-03-10"


def test_days_without_a_year_and_days_since(read):
    toml = (
        'dataset = "loan"\nfile = "{month:yyyymm}*"\n' + PEOPLE + 'loan_no = { made = ["号码", "放款", "#"] }\nbalance = "钱"\noverdue_amount = "钱"\noverdue_days = { since = "到期" }\n'
        '[constants]\nkind = "其他"\n'
    )
    (part,) = read(toml, [[*HEAD, "放款", "到期"], ["王桂英", A, "5", "x", "2025-09-20"], ["王桂英", A, "6", "x", ""]], "202509.xlsx")
    assert values(part, "loan_no", "overdue_days") == [(f"{A}-x-1", 10), (f"{A}-x-2", 0)]
    (part,) = read('dataset = "death"\nfile = "*"\n' + PEOPLE + 'died_on = { from = "日", form = "m月d日" }\n', [["姓名", "号码", "日"], ["王桂英", A, "10月3日"], ["李国强", B, "9月3日"]])
    assert [f"{day:%Y-%m-%d}" for (day,) in values(part, "died_on")] == ["2024-10-03", "2025-09-03"]


def test_a_person_by_an_inner_number_and_a_cell_for_all_rows(read):
    toml = (
        'dataset = "employment"\nfile = "*"\nsheets = { "明细" = {}, "*" = "notes" }\n[columns]\nname = "姓名"\nid_number = "证件"\nwage = "钱"\ntown = { cell = "B1" }\n'
        '[constants]\nstatus = "务工"\n[who]\nsheet = "人员"\nby = "编码"\n'
    )
    data, _ = read(toml, {"明细": [["单位", "乡镇：水阳镇"], ["编码", "钱"], ["7", "3000"], ["8", "10"]], "人员": [["编码", "姓名", "证件"], ["7", "王桂英", A], ["8", "李国强", B]]})
    assert values(data, "name", "number", "wage", "town") == [("王桂英", A, 300000, "水阳镇"), ("李国强", B, 1000, "水阳镇")]


def test_people_without_numbers_and_what_is_not_there(read):
    toml = BENEFITS + 'number = "none"\nabsent = ["amount"]\n[columns]\nname = "姓名"\nwhere = { path = "地址" }\n' + SAYS
    (part,) = read(toml, [["姓名", "地址"], ["王桂英", "广东省河源市和平县阳明镇梅埔村村民委员会三组"], ["王桂英", "阳明镇新塘村"]])
    assert values(part, "name", "number", "amount", "town", "village") == [("王桂英", "", None, "阳明镇", "梅埔村"), ("王桂英", "", None, "阳明镇", "新塘村")]
    assert part.absent == ("amount", "id_number") and any("按不知道算：发放金额" in words for words in part.warnings)


def test_a_roster_whose_households_begin_with_their_heads(read):
    toml = (
        'dataset = "roster"\nfile = "*派出所*"\nscope = "户籍人口"\nabsent = ["household_type", "labour", "income_per_capita"]\n[columns]\nname = "姓名"\nid_number = "号码"\nrelation = "关系"\n'
        'where = { path = "址" }\nhousehold_id = { begins = { "关系" = ["户主"] } }\n'
    )
    rows = [["姓名", "号码", "关系", "址"], ["王桂英", A, "户主", "阳明镇新塘村"], ["李国强", B, "长子", "阳明镇新塘村"], ["张三", C, "户主", "阳明镇新塘村"]]
    (part,) = read(toml, rows, "阳明派出所.csv")
    first, second, third = (key for (key,) in values(part, "household_id"))
    assert first == second != third and part.scope == "户籍人口"
    (again,) = read(toml, [rows[0], rows[3], *rows[1:3]], "阳明派出所.csv")
    assert {key for (key,) in values(again, "household_id")} == {first, third}, "the same household, the same number, in any order"


def test_what_is_not_named_is_found_as_today_but_for_what_is_left(read):
    toml = BENEFITS + 'leave = ["享受状态"]\nheadings = ["钱"]\n[columns]\namount = "钱"\n[constants]\nstatus = "享受"\n'
    (part,) = read(toml, [["姓名", "身份证号", "救助类型", "享受状态", "钱"], ["王桂英", A, "低保", "停发", "600"]])
    assert values(part, "name", "kind", "status", "amount") == [("王桂英", "低保", "享受", 60000)]


def test_a_running_total_is_kept_and_not_counted(read):
    toml = 'dataset = "settlement"\nfile = "{month:yyyymm}*"\nsince = "january"\nabsent = ["settled_on"]\n' + PEOPLE + 'settlement_id = { made = ["号码"] }\ntotal = "钱"\nself_pay = "钱"\n'
    (part,) = read(toml, LINES, "202509累计.xls")
    assert not part.counts and values(part, "settlement_id")[0] == (f"{A}-2025-09",) and any("累计" in words for words in part.warnings)


def test_a_file_that_has_changed_its_headings_is_refused_by_name(read):
    (part,) = read(BENEFITS + PEOPLE + 'amount = "金额数"\n' + SAYS, LINES)
    assert part.refusal == "按“一种表”的读法，表头里没有找到：金额数；表的样子变了的话，请改 layouts 里的 一种表.toml"
    (part,) = read(BENEFITS + PEOPLE + SAYS, LINES)
    assert "缺少：发放金额" in part.refusal and "absent" in part.refusal


MISWRITTEN = (
    ("an unknown key", 'dataset = "assistance"\nfile = "*"\nheadigns = ["a"]\n', "第3行：不认识“headigns”"),
    ("an unknown word of a source", BENEFITS + '[columns]\nname = { form = "姓名", frm = "x" }\n', "第4行：不认识“frm”"),
    ("no quote", BENEFITS + "[constants]\n状态 = 享受\n", '第4行的中文名要加引号，写成 "状态" ='),
    ("a dataset that is none", 'dataset = "benefits"\nfile = "*"\n', "第1行：dataset 要写数据的英文名"),
    ("a column that is none", BENEFITS + '[columns]\nmoney = "钱"\n', "第4行：“money”不是社会救助的列"),
    ("no file and no headings", 'dataset = "assistance"\n', "至少要写一样"),
    ("a period that is none", BENEFITS + 'period = "week"\n', "period 只能写"),
)


@pytest.mark.parametrize(("toml", "words"), [case for _, *case in MISWRITTEN], ids=[words for words, *_ in MISWRITTEN])
def test_what_is_miswritten_is_said_with_file_and_line(tmp_path, toml, words):
    (tmp_path / "低保.toml").write_text(toml, "utf-8")
    with pytest.raises(Mistake) as fault:
        read_layout(tmp_path / "低保.toml", True)
    assert words in str(fault.value) and "低保.toml" in str(fault.value)
