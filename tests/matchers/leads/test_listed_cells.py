"""A returned row held against what was listed: is it that row at all, and what was changed in it."""

from __future__ import annotations

import json

import pytest

from matchers.leads.listed_cells import altered, is_another_row

WANG = {
    "村": "大桥村", "户主": "王桂英", "证件号码": "341802********2031", "户人口": "3", "预警原因": "看病自付12,680.50元",
    "反馈截止日期": "2024-07-20", "线索编号": "2024-06-H1",
}
VILLAGE = {"村": "大桥村", "户主": "（全村）", "证件号码": "", "预警原因": "停水11天", "线索编号": "2024-06-水阳镇-大桥村"}
LI = {"户主": "李国强", "证件号码": "341802********4517"}
# what was listed, what came back changed, with a check sign or without → another row?
ROWS = (
    ("as it was", WANG, {}, True, False),
    ("as it was, without a sign", WANG, {}, False, False),
    ("a householder put right by hand", WANG, {"户主": "王桂莹"}, True, False),
    ("the same without a sign", WANG, {"户主": "王桂莹"}, False, True),
    ("a village put right by hand", WANG, {"村": "裘公村"}, True, False),
    ("another household of the village", WANG, LI, True, True),
    ("another household of the same name", WANG, {"村": "裘公村", "证件号码": LI["证件号码"]}, True, True),
    ("another household of another village", WANG, {"村": "裘公村", **LI}, True, True),
    ("another figure", WANG, {"户人口": "5", "预警原因": "没有"}, True, False),
    ("of a village another village", VILLAGE, {"村": "裘公村"}, True, True),
)


@pytest.mark.parametrize(("listed", "changed", "has_sign", "expected"), [case for _, *case in ROWS], ids=[words for words, *_ in ROWS])
def test_whether_it_is_that_row(listed, changed, has_sign, expected):
    assert is_another_row(text(listed | changed), text(listed), has_sign) == expected


def test_columns_that_were_cut_away_prove_nothing_but_a_name_alone_does():
    assert not is_another_row(text({"线索编号": "2024-06-H1"}), text(WANG), True)
    assert is_another_row(text({"村": "大桥村", "户主": "李国强"}), text(WANG), True)


ALTERED = (
    ("nothing", {}, ()),
    ("spaces, widths, a number as Excel has it", {"户人口": "3.0", "预警原因": "看病自付 12,680.50 元", "户主": "王 桂英"}, ()),
    ("a day written otherwise", {"反馈截止日期": "2024/7/20"}, ()),
    ("a day as a csv shows it", {"反馈截止日期": "7月20日"}, ()),
    ("another day", {"反馈截止日期": "2024-08-20"}, ("反馈截止日期",)),
    ("figures", {"户人口": "4", "预警原因": "看病自付12.50元"}, ("户人口", "预警原因")),
    ("a cell emptied", {"预警原因": ""}, ("预警原因",)),
    ("a column of the town's own", {"备注": "已通知"}, ()),
)


@pytest.mark.parametrize(("changed", "expected"), [case for _, *case in ALTERED], ids=[words for words, *_ in ALTERED])
def test_which_cells_were_changed(changed, expected):
    assert altered(text(WANG | changed), text(WANG)) == expected


def text(cells: dict[str, str]) -> str:
    return json.dumps(cells, ensure_ascii=False)
