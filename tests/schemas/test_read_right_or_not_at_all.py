"""What offices do to a sheet: each row is read as it was meant, or somebody is told; nothing in between."""

import pytest

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.readers import Sheet
from tests.schemas.drops import MONTH, number

A, B, C, D, E = (number(1960 + at) for at in range(5))
INSURED, DEATHS = ["姓名", "证件号码", "险种", "参保状态"], ["姓名", "证件号码", "死亡日期"]
PLAN = ("居民医保", "正常参保")
THREE = [["王桂英", A, *PLAN], ["李国强", B, *PLAN], ["张德明", C, *PLAN]]
TWO_DEAD = [["赵春花", D, "2024-03-03"], ["钱守义", E, "2024-03-09"], ["", "", ""]]
TEAM = [["赵春花", D, "红"], ["钱守义", E, "蓝"], ["孙长青", number(1970), "红"]]
SEVERAL = "一个单元格里写了几个人，请一行写一个人"


def parts_of(rows, name="附件_202403.xlsx"):
    parts = take_in(Grid(name, [Sheet("表", [list(row) for row in rows])]), MONTH, 1.0)
    assert all(part.rows_read == part.stored + part.duplicates + part.quarantined + part.not_data for part in parts)
    return parts


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


@pytest.mark.parametrize("name", ["王 小明", "欧阳 小明", "古丽 买买提", "阿卜杜拉·买买提", "王小明（已外出）", "王小明、", "次仁 卓玛"])
def test_one_person_with_a_blank_or_a_mark_is_one(name):
    (part,) = parts_of([INSURED, [name, A, *PLAN], ["张德明", C, *PLAN]], "医保参保.xlsx")
    assert part.stored == 2
