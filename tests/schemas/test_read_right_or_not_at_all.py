"""What offices do to a sheet: each row is read as it was meant, or somebody is told; nothing in between."""

import pytest

from schemas.grids import Grid
from schemas.intake import UNEVEN, take_in
from schemas.readers import Sheet
from tests.schemas.drops import MONTH, number, parts_of, take

A, B, C, D, E = (number(1960 + at) for at in range(5))
INSURED, DEATHS = ["姓名", "证件号码", "险种", "参保状态"], ["姓名", "证件号码", "死亡日期"]
PLAN = ("居民医保", "正常参保")
THREE = [["王桂英", A, *PLAN], ["李国强", B, *PLAN], ["张德明", C, *PLAN]]
TWO_DEAD = [["赵春花", D, "2024-03-03"], ["钱守义", E, "2024-03-09"], ["", "", ""]]
TEAM = [["赵春花", D, "红"], ["钱守义", E, "蓝"], ["孙长青", number(1970), "红"]]
SEVERAL = "一个单元格里写了几个人，请一行写一个人"


def beside(left, right, gap=0):
    return [[*one, *[""] * gap, *other] for one, other in zip(left, right, strict=True)]


@pytest.mark.parametrize("above", [[], [["2024年3月情况", *[""] * 6]], [["参保名单", "", "", "", "死亡名单", "", ""]]], ids=["no title", "one title", "a title each"])
@pytest.mark.parametrize("gap", [0, 1])
def test_tables_side_by_side_are_two_lists(above, gap):
    insured, dead = parts_of([*above, *beside([INSURED, *THREE], [DEATHS, *TWO_DEAD], gap)])
    assert (insured.dataset.name, insured.stored, insured.duplicates) == ("enrolment", 3, 0)
    assert (dead.dataset.name, dead.stored, dead.duplicates) == ("death", 2, 0)
    assert list(dead.rows["number"]) == [D, E] and list(dead.rows.index) == [2 + len(above), 3 + len(above)]


def test_one_list_in_two_columns_is_one():
    (part,) = parts_of(beside([INSURED, *THREE], [INSURED, ["赵春花", D, *PLAN], ["钱守义", E, *PLAN], [""] * 4]))
    assert sorted(part.rows["number"]) == sorted([A, B, C, D, E])


@pytest.mark.parametrize("heads", [["姓名", "证件号码", "球队"], ["姓名", "证件号码"]], ids=["another thing", "names only"])
def test_people_beside_a_list_of_whom_nothing_known_is_said_are_told_and_say_nothing(heads):
    known, unknown = parts_of(beside([INSURED, *THREE], [heads, *(row[: len(heads)] for row in TEAM)]), "附件.xlsx")
    assert sorted(known.rows["number"]) == [A, B, C] and unknown.stored == 0 and unknown.refusal


def test_another_sheet_of_people_that_nobody_knows_is_no_note():
    sheets = [Sheet("参保", [INSURED, *THREE]), Sheet("说明", [["怎么填"], ["例：王桂英", A]]), Sheet("名单", [["姓名", "证件号码", "球队"], *TEAM])]
    insured, notes, unknown = take_in(Grid("医保参保_202403.xlsx", sheets), MONTH, 1.0)
    assert insured.stored == 3 and not notes.refusal and unknown.refusal


@pytest.mark.parametrize("name", ["王小明、李玉梅", "王小明 李玉梅", "王小明/李玉梅", "王小明\n李玉梅", "王小明(户主),李玉梅", "欧阳明；阿依古丽"])
@pytest.mark.parametrize("numbers", [A, f"{A}{B}", f"{A}\n{B}"], ids=["one number", "two", "two lines"])
def test_two_people_in_a_cell_are_no_one_and_neither_is_absent(name, numbers):
    (part,) = parts_of([INSURED, [name, numbers, *PLAN], ["张德明", C, *PLAN]], "医保参保.xlsx")
    assert (part.stored, part.quarantined, {fault.reason for fault in part.faults}) == (1, 1, {SEVERAL})
    first, second = part.unusable[["name", "number"]].itertuples(index=False, name=None)
    assert first[1] == A and second[1] == (B if B in numbers else "") and first[0] and second[0]


@pytest.mark.parametrize("name", ["王 小明", "欧阳 小明", "古丽 买买提", "阿卜杜拉·买买提", "阿卜杜拉、买买提", "王小明（已外出）", "王小明、", "次仁 卓玛"])
def test_one_person_with_a_blank_or_a_mark_is_one(name):
    (part,) = parts_of([INSURED, [name, A, *PLAN], ["张德明", C, *PLAN]], "医保参保.xlsx")
    assert part.stored == 2


@pytest.mark.parametrize("name", ["王小明等3人", "王小明 等两户", "王小明等十几人"])
def test_somebody_and_others_are_several(name):
    (part,) = parts_of([INSURED, [name, A, *PLAN], ["张德明", C, *PLAN], ["王等人", B, *PLAN]], "医保参保.xlsx")
    assert part.stored == 2 and [fault.reason for fault in part.faults] == [SEVERAL]


BILLS = ["结算编号", "姓名", "证件号码", "结算日期", "病种", "医疗总费用", "个人自付"]
SOUND = [[f"J{at}", "王桂英", A, "2024-03-05", "肺炎", "900", "100"] for at in range(9)]
NOT_MONEY, UNIT, OTHER_CALENDAR = "不是金额", "单位认不出来", "请换成公历"
CELLS = [  # (column, what is written, what is stored or what is said)
    *((6, text, fen) for text, fen in {"1,234.50": 1234_50, "1，234": 1234_00, "１２３４．５": 1234_50, "1.2万": 12000_00, "（500）": -500_00, "500,": 500_00, "'500": 500_00, "—": 0, "无": 0, "+5": 5_00}.items()),
    *((6, text, NOT_MONEY) for text in ["1.234,50", "12,34", "1,2", "0,500", "1,234,56", "5 00", "1 234", "500\n600", "500、600", "1'234", "500-", "约500", "500/月", "500美元", "10万8", "未发", "O", "1.234.567"]),
    *((6, text, "公式出错") for text in ["#N/A", "#REF!"]),
    *((at, text, "注号") for at in (5, 6) for text in ["500①", "500²", "①500", "500 ⑴", "500⒈", "⒈500", "❶500"]),
    *((3, text, "注号") for text in ["2024-03-08①", "2024.3.8²"]),
    *((3, text, "2024-03-08") for text in ["20240308", "2024.3.8", "45359", "2024年3月8日", "2024-03-08 10:30", "20240308101500", "二〇二四年三月八日", "2024-3-8（周五）", "'2024-03-08", "24.3.8"]),
    *((3, text, "不是日期") for text in ["24-3-8", "3月8日", "2024-03-08 2024-03-10", "2024.3.8-3.10", "8/3/2024", "2024年3月上旬", "不详"]),
    *((3, text, OTHER_CALENDAR) for text in ["民国113年3月8日", "农历正月廿八", "2024年正月初八", "2024-03-08 农历"]),
    *((at, text, "不能写“同上”") for at in (1, 2, 3, 4, 6) for text in ["同上", "〃", "″"]),
]  # fmt: skip


@pytest.mark.parametrize(("at", "written", "means"), CELLS)
def test_a_cell_is_what_it_means_or_somebody_is_told(at, written, means):
    odd = ["K1", "李国强", B, "2024-03-06", "肺炎", "900", "100"]
    odd[at] = written
    (part,) = parts_of([BILLS, *SOUND, odd], "医保结算2024年3月.xlsx")
    kept = part.rows[part.rows.settlement_id == "K1"]
    if isinstance(means, int) or means[0].isdigit():
        assert [kept.self_pay.item(), f"{kept.settled_on.item():%Y-%m-%d}"][at == 3] == means
    else:
        assert kept.empty and means in part.faults[0].reason


@pytest.mark.parametrize(("written", "times"), [
    ("元", 1), ("仟元", 1000), ("千元", 1000), ("佰元", 100), ("萬元", 10000), ("万", 10000), ("十万元", 100000), ("圆", 1),
    *((unit, None) for unit in ("分", "角", "美元", "港币", "W", "k", "百分")),
])  # fmt: skip
@pytest.mark.parametrize("stands", ["in the header", "above"])
def test_a_unit_is_known_or_the_table_is_refused(written, times, stands):
    head = [*BILLS[:-1], f"个人自付（{written}）"] if stands == "in the header" else BILLS
    rows = [[*row[:5], "0.09", "0.01"] for row in SOUND]
    (part,) = parts_of([*([[f"单位：{written}"]] if stands == "above" else []), head, *rows], "医保结算2024年3月.xlsx")
    assert {*part.rows["self_pay"]} == {times} if times else UNIT in part.refusal


@pytest.mark.parametrize("blank", ["\u200b", "\ufeff", "\u3000\u200b", "\u00ad\u00a0"])
def test_rows_of_nothing_that_is_seen_are_blank_and_a_total_is_one(blank):
    (part,) = parts_of([BILLS, *SOUND, [blank] * 7, [blank, *[""] * 6], [f"合{blank}计", *[""] * 4, "8100", "900"]], "医保结算2024年3月.xlsx")
    assert (part.stored, part.quarantined) == (9, 0)


@pytest.mark.parametrize("title", ["2024年3月农村低保发放花名册", "2024 年 3 月 农 村 低 保 发 放 花 名 册", "2024年3⽉ 低 保 发 放 名 单", "2024年3月低\u200b保发放"])
def test_a_title_says_what_it_says_however_it_is_spread(title):
    (part,) = parts_of([[title, "", "", ""], ["姓  名", "身 份 证 号 码", "享 受 状 态", "发 放 金 额"], ["王桂英", A, "享 受", "500"], ["李国强", B, "享受", "400"]], "附件1.xlsx")
    assert part.rows["kind"].tolist() == ["低保", "低保"] and f"{part.recognised.month:%Y-%m}" == "2024-03"


@pytest.mark.parametrize("written", ["身份证:@", "残疾人证：@43", "残疾人证@43B1", "学籍号:G@", "身份证 @", "居民身份证（二代）:@", "原件:@（已核）", "户口本@"])
def test_a_label_before_a_number_is_none_of_it(written):
    (part,) = parts_of([INSURED, ["王桂英", written.replace("@", A), *PLAN], ["李国强", f"身份证:{B[:6]}{B[8:17]}", *PLAN], ["张德明", C.replace("0", "О"), *PLAN]], "医保参保.xlsx")
    assert part.rows["number"].tolist() == [A, B, C]


@pytest.mark.parametrize(("numbers", "stored", "told"), [
    (["1-2", "2024-01-03", "1月4日"], None, "有2行的户编号是日期的样子"), (["Jan-02", "3-Jan", "x"], None, "有2行的户编号是日期"), (["0012", "13", "0014"], None, "有1行的户编号比0开头的那些短"),
    (["12.0", "13.0", "14.00"], ["12", "13", "14"], ""), (["0012", "1013", "0014"], None, ""), (["012", "13", "0014"], None, ""), (["12-1", "A1", "1.5"], None, ""),
])  # fmt: skip
def test_numbers_of_households_that_excel_has_changed_are_told(numbers, stored, told):
    heads = ["户编号", "乡镇", "行政村", "姓名", "证件号码", "与户主关系", "户类型", "劳动技能", "上年人均纯收入"]
    (part,) = parts_of([heads, *([which, "水阳镇", "大桥村", *who, "户主", "一般农户", "普通劳动力", "9000"] for which, who in zip(numbers, (("王桂英", A), ("李国强", B), ("张德明", C)), strict=True))], "农户花名册.xlsx")
    assert part.rows["household_id"].tolist() == (stored or numbers)
    assert [told in line for line in part.warnings if "的户编号" in line] == [True] * bool(told)


LINES = [",".join(row) for row in (BILLS, *SOUND)]
WHOLE = f"K1,李国强,{B},2024-03-06,肺炎,900,100"


@pytest.mark.parametrize("line", [
    WHOLE, WHOLE.replace("肺炎", "肺\n炎"), WHOLE.replace(",900", ",\n900"), WHOLE.replace("肺炎,", "肺炎\n,"), WHOLE.replace(",肺炎", "\n,肺炎"),
])  # fmt: skip
def test_a_row_broken_over_two_lines_is_one(line):
    (part,) = take("医保结算2024年3月.csv", "\n".join([*LINES, line, WHOLE.replace("K1", "K2")]).encode())
    assert (part.stored, part.quarantined) == (11, 0) and part.rows.set_index("settlement_id").loc[["K1", "K2"], "total"].tolist() == [900_00] * 2


@pytest.mark.parametrize("line", [
    WHOLE.replace("肺炎,", ""), WHOLE.replace(",100", ""), WHOLE.replace("肺炎", "肺炎,咳"), "备注一下", WHOLE.replace("肺炎", "肺\n炎\n症"),
])  # fmt: skip
def test_a_row_whose_cells_are_not_under_its_columns_is_told(line):
    (part,) = take("医保结算2024年3月.csv", "\n".join([*LINES, line]).encode(), reject_share=0.5)
    assert part.stored == 9 and (part.quarantined == line.count("\n") + 1 or not part.quarantined)
    assert not part.faults or any(fault.reason == UNEVEN or NOT_MONEY in fault.reason for fault in part.faults)


def test_empty_cells_that_a_writer_leaves_out_at_the_end_are_empty():
    lines = [LINES[0] + ",备注", *(line + ("," if at < 3 else "") for at, line in enumerate(LINES[1:]))]
    (part,) = take("医保结算2024年3月.csv", "\n".join(lines).encode())
    assert (part.stored, part.quarantined) == (9, 0)


def test_a_table_round_every_cell_of_a_page_is_one_table():
    def framed(text):
        return f"<td><table><tr><td>{text}</td></tr></table></td>"

    rows = "".join(f"<tr>{''.join(map(framed, row))}</tr>" for row in [INSURED, *THREE])
    (part,) = take("医保参保.xls", f"<html><body><table>{rows}</table></body></html>".encode())
    assert part.stored == 3


@pytest.mark.parametrize(("heads", "second"), [
    ([["个人自付", "个人自付"]], ["300"]), ([["本月", "累计"], ["个人自付", "个人自付"]], ["300"]), ([["个人自付", "个人自付"]], ["100"]),
])  # fmt: skip
def test_of_two_columns_of_one_name_none_is_guessed(heads, second):
    above, below = (heads[0], heads[1]) if len(heads) > 1 else (None, heads[0])
    rows = [*([[""] * 6 + above] if above else []), [*BILLS[:-1], *below], *([*row, *second] for row in SOUND)]
    (part,) = parts_of(rows, "医保结算2024年3月.xlsx")
    assert part.stored == 9 if second == ["100"] else "有两列都像“个人自付”而内容不同" in part.refusal


WORK = ["姓名", "证件号码", "就业状态", "月工资"]
AT_WORK = [["王桂英", A, "务工", "3000"], ["李国强", B, "务工", "3000"]]


@pytest.mark.parametrize("heading", ["季度工资", "上月工资", "年工资", "补发工资", "累计工资", "日工资"])
def test_money_of_another_time_is_no_months_money(heading):
    (part,) = parts_of([[*WORK[:-1], heading], *AT_WORK], "就业务工2024年3月.xlsx")
    assert part.stored == 0 and "缺少必需的列：月工资" in part.refusal


@pytest.mark.parametrize(("title", "is_told"), [("2024年1-3月", True), ("2024年一至三月", True), ("2024年上半年", True), ("2024年1月至3月累计", True), ("2024年一季度", True),
                                                ("2024-03月", False), ("2024年3月", False)])  # fmt: skip
def test_a_list_of_several_months_says_that_its_money_is_one_months(title, is_told):
    (part,) = parts_of([[f"{title}务工名单", "", "", ""], WORK, *AT_WORK], "就业务工.xlsx")
    assert part.stored == 2 and any("金额都算在" in warning for warning in part.warnings) is is_told


@pytest.mark.parametrize(("grade", "stage"), [
    ("三年级", "小学"), ("小学3年级", "小学"), ("七年级", "初中"), ("初二", "初中"), ("高一", "高中"), ("高中三年级", "高中"), ("大班", "学前"), ("职高一年级", "中职"),
    ("2021级", ""), ("301班", ""), ("", ""),
])  # fmt: skip
def test_a_grade_tells_its_stage_or_the_stage_is_missing(grade, stage):
    (part,) = parts_of([["姓名", "证件号码", "年级", "学籍状态"], ["王桂英", A, grade, "在读"], ["李国强", B, grade, "在读"]], "学籍2024年3月.xlsx")
    assert {*part.rows["stage"]} == {stage} if stage else "缺少必需的列：学段" in part.refusal
