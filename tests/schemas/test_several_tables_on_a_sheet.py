"""Bands between rows, months in a row of their own, halves under titles, people outside the table: each its own, or told."""

import pytest

from tests.schemas.drops import number, parts_of

WHO = [(name, number(1960 + at)) for at, name in enumerate(("王桂英", "李国强", "张秀兰", "刘建军"))]
PAID, WORK = ["姓名", "证件号码", "发放金额"], ["姓名", "证件号码", "就业状态"]


def paid(*which):
    return [[*WHO[at], "500"] for at in which]


def rows_of(part, *columns):
    return [tuple(row) for row in part.rows[list(columns)].itertuples(index=False)]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("band", ["停发人员", "停发", "本月停发", "减少", "退出低保", "死亡", "取消人员"])
def test_a_band_of_those_not_on_the_list_is_nobody_and_told(band, place):
    line = [band if at == place else "" for at in range(4)]
    (part,) = parts_of([["序号", *PAID], ["1", *paid(0)[0]], line, ["2", *paid(1)[0]]], "低保发放2024年3月.xlsx")
    assert list(part.rows["name"]) == ["王桂英", "李国强"]
    assert "第3行说下面的是已减少" in "".join(part.warnings)


@pytest.mark.parametrize(("band", "told"), [("特困供养", True), ("二、孤儿保障人员", True), ("农村低保", False), ("特困供养小计", False), ("在册", False)])
def test_a_band_of_another_kind_is_told(band, told):
    (part,) = parts_of([PAID, *paid(0), [band, "", ""], *paid(1)], "低保发放2024年3月.xlsx")
    assert part.stored == 2 and any("下面的人仍都算“低保”" in words for words in part.warnings) is told


@pytest.mark.parametrize("months", [("2024-02", "2024-03"), ("202402", "202403"), ("2024.2", "2024.3"), ("2024年2月", "2024年3月"), ("2", "3"), ("02月", "03月")])
def test_months_in_a_row_under_the_wage(months):
    (part,) = parts_of([[*WORK, "月工资", ""], ["", "", "", *months], [*WHO[0], "务工", "3000", "3100"], [*WHO[1], "务工", "3000", "3200"]], "就业务工2024年3月.xlsx")
    assert rows_of(part, "name", "wage") == [("王桂英", 3100_00), ("李国强", 3200_00)] and not part.faults


@pytest.mark.parametrize(("left", "right", "states"), [("新增", "停发", ["享受", "停发"]), ("在册", "停发", ["享受", "停发"]), ("一、享受人员", "二、取消人员", ["享受"]), ("3月新增", "3月停发", ["享受", "停发"])])
def test_halves_under_titles_are_lists_of_their_own(left, right, states):
    parts = parts_of([[left, "", "", right, "", ""], [*PAID, *PAID], [*paid(0)[0], *paid(2)[0]], [*paid(1)[0], *paid(3)[0]]], "低保发放2024年3月.xlsx")
    assert [{*part.rows["status"]} for part in parts if part.stored] == [{state} for state in states]
    assert sum(part.stored for part in parts) == 2 * len(states) and all(part.refusal for part in parts if not part.stored)


def test_halves_of_two_kinds_are_not_both_what_the_name_says():
    parts = parts_of([["低保", "", "", "特困供养", "", ""], [*PAID, *PAID], [*paid(0)[0], *paid(2)[0]], [*paid(1)[0], *paid(3)[0]]], "低保发放2024年3月.xlsx")
    assert [({*part.rows["kind"]} if part.stored else "缺少必需的列" in part.refusal) for part in parts] == [{"低保"}, True]


def test_people_above_the_header_are_told():
    (part,) = parts_of([*paid(0, 1), PAID, *paid(2)], "低保发放2024年3月.xlsx")
    assert part.stored == 1 and "表头上面还有2行写着证件号码" in "".join(part.warnings)


def test_a_sheet_with_nothing_but_people_is_no_note():
    from schemas.grids import Grid
    from schemas.intake import take_in
    from schemas.readers import Sheet
    from tests.schemas.drops import MONTH

    first, second = take_in(Grid("低保发放2024年3月.xlsx", [Sheet("一", [PAID, *paid(0)]), Sheet("二", paid(1, 2))]), MONTH, 1.0)
    assert first.stored == 1 and second.refusal
