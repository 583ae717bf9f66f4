"""What a sheet says outside its rows – units, months, remarks, names – is heeded, or somebody is told."""

import pytest

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.readers import Sheet
from tests.schemas.drops import MONTH, number, parts_of

A, B, C = (number(1960 + at) for at in range(3))
BILLS = ["结算编号", "姓名", "证件号码", "结算日期", "病种", "医疗总费用", "个人自付"]
SOUND = [[f"J{at}", "王桂英", A, "2024-03-05", "肺炎", "900", "100"] for at in range(9)]
UNIT = "单位认不出来"


@pytest.mark.parametrize(("above", "below", "foot", "times"), [
    ([], [""] * 5 + ["万元", "万元"], [], 10000), ([""] * 5 + ["万元", "万元"], [], [], 10000), ([], [""] * 5 + ["元", "元"], [], 1), ([], [""] * 5 + ["万元", "美元"], [], None),
    ([], [], ["注：金额单位为万元"], 10000), ([], [], ["说明：以上金额均为万元"], 10000), ([], [], ["注：标准为万元以上的除外"], 1), (["2024年3月  金额：万元"], [], [], 10000),
])  # fmt: skip
def test_a_unit_may_stand_in_a_line_of_its_own(above, below, foot, times):
    rows = [[*row[:5], "0.09", "0.01"] for row in SOUND]
    (part,) = parts_of([*filter(None, [above, BILLS, below]), *rows, *filter(None, [foot])], "医保结算2024年3月.xlsx")
    assert {*part.rows["self_pay"]} == {times} and not part.quarantined if times else UNIT in part.refusal


@pytest.mark.parametrize(("units", "times"), [(["万元"] * 9, 10000), (["元"] * 9, 1), (["万元"] * 8 + ["元"], None)])
def test_a_column_may_say_the_unit_of_the_others(units, times):
    (part,) = parts_of([[*BILLS, "单位"], *([*row[:5], "0.09", "0.01", unit] for row, unit in zip(SOUND, units, strict=True))], "医保结算2024年3月.xlsx")
    assert {*part.rows["self_pay"]} == {times} if times else UNIT in part.refusal


def months_of(parts):
    return [f"{part.recognised.month:%m}" for part in parts if part.stored]


PAID = ["姓名", "证件号码", "救助类型", "享受状态", "发放金额"]
BENEFIT = [["王桂英", A, "低保", "享受", "300"], ["李国强", B, "低保", "享受", "300"]]


def test_months_one_below_the_other_and_sheets_of_months_are_each_their_own():
    stacked = [["2024年2月低保", *[""] * 4], PAID, *BENEFIT, ["2024年3月低保", *[""] * 4], PAID, BENEFIT[0]]
    parts = parts_of(stacked, "社会救助202403.xlsx")
    assert months_of(parts) == ["02", "03"] and [part.stored for part in parts] == [2, 1]
    sheets = [Sheet("2月", [PAID, *BENEFIT]), Sheet("3月", [PAID, BENEFIT[0]])]
    assert months_of(take_in(Grid("社会救助202403.xlsx", sheets), MONTH, 1.0)) == ["02", "03"]
    (one,) = parts_of([["2024年2月低保", *[""] * 4], PAID, *BENEFIT], "社会救助202403.xlsx")
    assert months_of([one]) == ["03"] and any("表里写的是2024-02" in words for words in one.warnings)


@pytest.mark.parametrize(("name", "cells", "months", "told"), [
    ("社会救助202406.xlsx", ["202405", "202406"], {"05", "06"}, "各行算在自己的月份里"), ("社会救助.xlsx", ["2024年5月", "2024-05"], {"05"}, ""),
    ("社会救助202406.xlsx", ["5", "5"], {"06"}, "按文件名算"), ("社会救助202406.xlsx", ["202406", "202406"], {"06"}, ""),
])  # fmt: skip
def test_a_column_of_months(name, cells, months, told):
    (part,) = parts_of([[*PAID, "发放月份"], *([*row, cell] for row, cell in zip(BENEFIT, cells, strict=True))], name)
    own = part.rows.get("month", [part.recognised.month])
    assert part.stored == 2 and {f"{month:%m}" for month in own} == months and told in "".join(part.warnings)


@pytest.mark.parametrize(("line", "stored"), [
    (["接上页", "", "", "", ""], 2), (["续上表", "", "", "", ""], 2), (["小计", "", "低保", "享受", "600"], 2), (["大桥村小计", "2人", "低保", "享受", "600"], 2), (["例：张三", C, "低保", "享受", "1"], 2),
    (["示例", C, "低保", "享受", "1"], 2), (["例小明", C, "低保", "享受", "1"], 3), (["范例", C, "低保", "享受", "1"], 3), (["【例】张三", C, "低保", "享受", "1"], 2),
])  # fmt: skip
def test_lines_that_are_nobody(line, stored):
    (part,) = parts_of([PAID, line, *BENEFIT], "社会救助202403.xlsx")
    assert (part.stored, part.quarantined) == (stored, 0)


@pytest.mark.parametrize(("heads", "columns"), [
    (["变更前发放金额", "变更后发放金额"], ["200", "300"]), (["原发放金额", "现发放金额"], ["200", "300"]),
])  # fmt: skip
def test_what_was_before_a_change_is_not_now(heads, columns):
    (part,) = parts_of([[*PAID[:4], *heads], *([*row[:4], *columns] for row in BENEFIT)], "社会救助202403.xlsx")
    assert {*part.rows["amount"]} == {300_00}


@pytest.mark.parametrize(("name", "sheet", "remark", "told"), [
    ("社会救助202403.xlsx", "表", "2月去世", "没有据此处理"), ("社会救助202403.xlsx", "表", "已电话核实", ""), ("疑似社会救助202403.xlsx", "表", "", "当作已经核实的"),
    ("社会救助202403.xlsx", "减少", "", "像在名单上的"), ("社会救助第二批.xlsx", "表", "", "第二批"), ("社会救助春季学期.xlsx", "表", "", "所在文件夹"),
    ("社会救助（截至2024年2月29日）.xlsx", "表", "", "是2月的数据"), ("社会救助（截至2024年7月3日）.xlsx", "表", "", ""), ("社会救助2月、3月.xlsx", "表", "", "几个月"),
])  # fmt: skip
def test_what_is_said_beside_the_columns_is_told(name, sheet, remark, told):
    rows = [[*PAID, "备注"], [*BENEFIT[0], remark], [*BENEFIT[1], ""]]
    (part,) = take_in(Grid(name, [Sheet(sheet, rows)]), MONTH, 1.0)
    assert part.stored == 2 and (told in "".join(part.warnings) if told else not part.warnings)


@pytest.mark.parametrize("village", ["大桥村、牛头村", "大桥,牛头,马鞍村", "大桥村 牛头村"])
def test_several_villages_in_a_cell_are_a_fault(village):
    heads = ["乡镇", "行政村", "供水工程", "供水状态", "停水天数", "水质检测结果", "水质检测日期"]
    (part,) = parts_of([heads, ["水阳镇", village, "水厂", "停水", "3", "合格", "2024-03-01"], ["水阳镇", "大桥村", "水厂", "正常", "0", "合格", "2024-03-01"]], "供水202403.xlsx")
    assert part.stored == 1 and "几个村" in part.faults[0].reason


@pytest.mark.parametrize("name", ["转出学生信息", "未入学儿童学生信息", "疑似流失学生信息"])
def test_a_list_of_those_who_are_not_on_it_says_no_state_by_itself(name):
    (part,) = parts_of([["姓名", "证件号码", "学校", "年级"], ["王桂英", A, "一小", "三年级"]], f"{name}202403.xlsx")
    assert part.refusal


def test_examples_and_void_sheets_beside_the_data_are_not_read():
    data, aside = take_in(Grid("社会救助202403.xlsx", [Sheet("发放", [PAID, *BENEFIT]), Sheet("样表", [PAID, *BENEFIT])]), MONTH, 1.0)
    assert data.stored == 2 and aside.stored == 0 and "没有读" in aside.warnings[0]


WATER = ["乡镇", "行政村", "供水工程", "供水状态", "水质检测结果", "水质检测日期"]


@pytest.mark.parametrize(("second", "third", "villages"), [
    (["", "", "二号"], ["孙埠镇", "西村", ""], ["大桥村", "大桥村", "西村"]), (["", "", ""], ["孙埠镇", "西村", ""], ["大桥村", "西村"]), (["", "东村", ""], ["水阳镇", "西村", ""], ["大桥村", "西村"]),
])  # fmt: skip
def test_a_blank_place_is_the_one_above_only_in_a_list_that_writes_each_once(second, third, villages):
    (part,) = parts_of([WATER, *([*row, "正常", "合格", "2024-02-02"] for row in (["水阳镇", "大桥村", "一号"], second, third))], "供水202403.xlsx")
    assert list(part.rows["village"]) == villages and part.duplicates == 0


def test_a_day_of_a_later_year_is_a_slip():
    (part,) = parts_of([BILLS, *SOUND, ["K1", "李国强", B, "2042-03-06", "肺炎", "900", "100"]], "医保结算2024年3月.xlsx")
    assert part.stored == 9 and "核对年份" in part.faults[0].reason


@pytest.mark.parametrize("heading", ["个人自付（累计）", "个人自付（元/季）", "家庭个人自付", "个人自付（万元/年）"])
def test_money_of_another_span_or_of_more_than_one_is_not_taken(heading):
    (part,) = parts_of([[*BILLS[:-1], heading], *SOUND], "医保结算2024年3月.xlsx")
    assert "缺少必需的列：个人自付" in part.refusal


def test_of_a_months_money_beside_the_years_the_months_is_taken():
    (part,) = parts_of([[*BILLS[:-1], "个人自付（累计）", "个人自付（本月）"], *([*row[:-1], "9000", "100"] for row in SOUND)], "医保结算2024年3月.xlsx")
    assert {*part.rows["self_pay"]} == {100_00}


INSURED = ["姓名", "证件号码", "险种", "参保状态"]


@pytest.mark.parametrize(("rows", "told"), [
    ([["王桂英", A, "居民医保", "正常参保"], ["王桂英", A, "居民医保", "未参保"]], "状态或类别不同"),
    ([["王桂英", A, "居民医保", "正常参保"], ["二、死亡停保人员", "", "", ""], ["李国强", B, "居民医保", "正常参保"]], "第3行说下面的是"),
    ([["王桂英", A, "居民医保", "正常参保"], ["二、死亡停保人员", "", "", ""], ["李国强", B, "居民医保", "暂停参保"]], ""),
    ([[name, "341802", "居民医保", "正常参保"] for name in ("王桂英", "李国强", "张德明")], "没有一个是完整的号码"),
])  # fmt: skip
def test_rows_that_speak_against_each_other_are_told(rows, told):
    (part,) = parts_of([INSURED, *rows], "医保参保202403.xlsx")
    assert told in "".join(part.warnings) if told else not part.warnings


@pytest.mark.parametrize(("name", "told"), [
    ("社会救助24.02", "24.02"), ("社会救助2402", "2402"), ("社会救助 2024 02", "2024 02"), ("社会救助第2期", "第2期"), ("社会救助第6期", ""), ("社会救助2406", ""), ("社会救助2112", ""), ("社会救助20240310导出", ""), ("社会救助(1)", ""),
    ("2024年3月社会救助（2月数据）", "几个月份（2024-02、2024-03）"), ("2024年03月份报2月社会救助", "几个月份"), ("2024年2月社会救助（3月5日报送）", ""), ("2024年2月社会救助（2024年3月报送）", ""),
    ("社会救助202402-202403", "名字里写的是几个月"), ("社会救助2024年1-3月", "名字里写的是几个月"), ("社会救助20240301-20240331", ""),
])  # fmt: skip
def test_a_name_that_may_mean_another_month_is_told(name, told):
    (part,) = parts_of([PAID, *BENEFIT], f"{name}.xlsx")
    assert part.stored == 2 and (told in "".join(part.warnings) if told else not part.warnings)


@pytest.mark.parametrize(("heading", "cells", "told"), [
    ("发放期次", ["2024年2月", "2024年1月"], True), ("补贴所属期间", ["202402", "202402"], True), ("账期", ["2024-03", "2024-03"], False), ("首次享受年月", ["2019-05", "2020-01"], False), ("参保年月", ["2019-05", "2020-01"], False),
])  # fmt: skip
def test_a_column_that_may_be_the_rows_month_and_is_not_used_is_told(heading, cells, told):
    (part,) = parts_of([[*PAID, heading], *([*row, cell] for row, cell in zip(BENEFIT, cells, strict=True))], "社会救助2024年3月.xlsx")
    assert any("没有用，各行都算在2024-03" in words for words in part.warnings) is told


@pytest.mark.parametrize("name", ["王桂英和李国强", "王桂英与李国强", "王桂英夫妇", "王桂英一家", "王桂英及其妻"])
def test_two_in_one_name(name):
    (part,) = parts_of([PAID, [name, A, *BENEFIT[0][2:]], BENEFIT[1]], "社会救助2024年3月.xlsx")
    assert [fault.reason for fault in part.faults] == ["一个单元格里写了几个人，请一行写一个人"]


@pytest.mark.parametrize("name", ["李和平", "和珍", "王家和", "张与之", "夫子", "马及第", "王一家", "李和", "家和"])
def test_names_with_such_characters_are_one(name):
    (part,) = parts_of([PAID, [name, A, *BENEFIT[0][2:]]], "社会救助2024年3月.xlsx")
    assert list(part.rows["name"]) == [name]
