"""What a clerk may leave unsaid, or say in another way than the form's examples do."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.layouts.description import all_layouts, layouts_of
from schemas.readers import Sheet
from tests.schemas.layouts.said import BENEFITS, HEAD, LI, PEOPLE, SAYS, WANG, A, B, C, values

SAYS_NOTHING_OF_KIND = '[constants]\nstatus = "享受"\n'
BENEFIT = f'{PEOPLE}amount = "钱"\n{SAYS}'


@pytest.mark.parametrize(
    "top",
    [
        "header = { row = 2 }", "header = { row = 4 }", "header = { rows = 1 }", 'only = { "状态" = "在享" }', 'except = { "状态" = "停发" }', 'only = { "次" = 1 }', 'leave = ["别人"]',
    ],
)  # fmt: skip
def test_a_title_a_line_longer_units_under_the_header_and_words_without_brackets(read, top):
    toml = f'dataset = "assistance"\nfile = "*"\nheadings = ["姓名", "钱"]\n{top}\n{BENEFIT}'
    head, units = [*HEAD, "状态", "次", "别人", ""], ["", "", "元", "", "次", "", ""]
    rows = [["救助名单", *[""] * 6], ["水阳镇", *[""] * 6], head, units, [*WANG, "在享", "1.0", "", ""]]
    rows += [[*LI, "停发", "2", "", ""]] * ("在享" in top or "停发" in top or "次" in top)
    assert values(read(toml, rows), "name", "amount") == [("王桂英", 60000)]


def test_what_is_left_is_left_wherever_it_stands(read):
    rows = [["姓名", "号码", "钱", "监护人", "", "乡镇", "乡镇"], ["", "", "", "行政村", "自然村", "", ""], [*WANG, "外村", "外组", "甲镇", "乙镇"]]
    part = read(f'dataset = "assistance"\nfile = "*"\nheader = {{ row = 1, rows = 2 }}\nleave = ["监护人", "乡镇"]\n{BENEFIT}', rows)
    assert values(part, "name") == [("王桂英",)] and not {place for each in values(part, "town", "village") for place in each} - {None, ""}


def test_the_nearer_word_wins(read):
    toml = BENEFITS + 'sheets = { "Sheet1" = { kind = "临时救助" } }\n' + PEOPLE + 'amount = "钱"\nkind = "种类"\n' + SAYS_NOTHING_OF_KIND
    assert values(read(toml, [[*HEAD, "种类"], [*WANG, "低保"]]), "kind") == [("临时救助",)], "of the sheet before that of the column"
    toml = BENEFITS + PEOPLE + 'amount = "钱"\nkind = "种类"\n' + SAYS_NOTHING_OF_KIND + '[[also]]\ncolumns = { amount = "护理" }\nconstants = { kind = "残疾人两项补贴" }\n'
    assert values(read(toml, [[*HEAD, "种类", "护理"], [*WANG, "低保", "80"]]), "kind", "amount") == [("低保", 60000), ("残疾人两项补贴", 8000)]


def test_a_sum_may_be_the_households_and_a_day_have_blanks(read):
    toml = BENEFITS + PEOPLE + 'amount = { sum = ["钱", "加发"], of = "household" }\n' + SAYS
    rows = [[*HEAD, "加发", "与户主关系"], [*WANG, "30", "户主"], ["李国强", B, "600", "30", "之子"]]
    assert values(read(toml, rows), "amount") == [(63000,), (0,)]
    toml = 'dataset = "death"\nfile = "*"\n' + PEOPLE + 'died_on = { from = "时间", form = "yyyy/mm/dd HH:MM:SS" }\n'
    assert values(read(toml, [["姓名", "号码", "时间"], ["王桂英", A, "2025/09/03 08:15:00"]]), "died_on") == [(pd.Timestamp("2025-09-03"),)]


def test_masked_numbers_without_a_column_a_place_in_either_of_two_and_a_month_in_words(read):
    toml = 'dataset = "assistance"\nfile = "{month:yyyy年m月}*"\nnumber = "masked"\n[columns]\nname = "姓名"\namount = "钱"\nwhere = { path = ["现住址", "住址"] }\n' + SAYS
    part = read(toml, [["姓名", "住址", "钱"], ["王桂英", "水阳镇大桥村", "600"]], "二〇二五年八月低保.xlsx")
    assert values(part, "name", "town", "village") == [("王桂英", "水阳镇", "大桥村")] and part.recognised.month == dt.date(2025, 8, 1)


def test_others_on_a_row_are_found_as_without_a_description(read):
    head = ["户主姓名", "身份证号", "成员1", "身份证号", "成员2", "身份证号", "钱"]
    row = ["王桂英", A, "李国强", B, "张三", C, "600"]
    toml = 'dataset = "assistance"\nfile = "*"\n[columns]\nname = "户主姓名"\nid_number = "身份证号"\namount = { from = "钱", of = "household" }\n' + SAYS
    assert values(read(toml, [head, row]), "name", "number", "amount") == [("王桂英", A, 60000), ("李国强", B, 0), ("张三", C, 0)]
    assert values(read(f'leave = ["成员1", "成员2"]\n{toml}', [head, row]), "name") == [("王桂英",)]
    toml = toml.replace("[constants]", '[members]\nname = { list = "家人" }\nid_number = { list = "家人" }\n[constants]')
    assert values(read(toml, [["户主姓名", "身份证号", "家人", "钱"], ["王桂英", A, f"李国强（{B}）、张三（{C}）", "600"]]), "name", "number") == [("王桂英", A), ("李国强", B), ("张三", C)]


def test_all_other_sheets_are_notes_but_for_those_that_another_description_takes(tmp_path):
    for name, sheet, more in (("一", "九月", ', "*" = "notes"'), ("二", "十月", "")):
        (tmp_path / f"{name}.toml").write_text(f'dataset = "assistance"\nfile = "*"\nsheets = {{ "{sheet}" = {{}}{more} }}\n{BENEFIT}', "utf-8")
    grid = Grid("表.xlsx", [Sheet(title, [HEAD, WANG]) for title in ("九月", "十月", "说明")])
    assert [part.stored for part in take_in(grid, dt.date(2025, 9, 1), 1, layouts_of(tmp_path, True), ())] == [1, 1, 0]


def test_the_shipped_layout_of_lifted_households(tmp_path):
    head = ["序号", "县(市、区、旗)", "乡(镇)", "行政村", "自然村", "户编号", "人编号", "姓名", "证件号码", "人数", "与户主关系", "健康状况", "劳动技能", "人均纯收入", "户类型", "易返贫致贫户(监测对象)类型", "风险是否消除"]
    rows = [head, *([str(at), "和平县", "阳明镇", "均上村", "一组", "4416", f"4416{at}", name, "", "2", relation, "健康", "普通劳动力", "11080.5", "脱贫户", kind, ""] for at, (name, relation, kind) in enumerate([("何英", "户主", ""), ("熊德", "配偶", "脱贫不稳定户")]))]
    (part,) = take_in(Grid("（自定义）脱贫户信息 (3).xlsx", [Sheet("Sheet1", rows)]), dt.date(2025, 9, 1), 1, all_layouts(tmp_path))
    assert part.layout.startswith("脱贫户信息") and part.scope == "脱贫户" and list(part.rows["household_type"]) == ["脱贫户", "脱贫不稳定户"]
    assert {*part.rows["income_per_capita"]} == {1108050} and {*part.rows["town"]} == {"阳明镇"}
