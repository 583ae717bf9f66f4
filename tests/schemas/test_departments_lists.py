"""The eight lists of other departments: their headers and spellings as the register gives them, and what a cell left empty is taken for."""

import pandas as pd
import pytest

from tests.schemas.drops import number, table, take_rows

HEADERS = {  # column: what it may also be called
    "disability": {"name": "残疾人姓名", "card_no": "残疾人证号", "status": "持证状态", "first_issued_on": "首次办证日期"},
    "disease": {"name": "患者姓名", "disease": "病种名称", "status": "治疗状态"},
    "disaster": {"name": "户主姓名", "hazard": "灾害种类", "house_damage": "房屋损坏程度", "loss": "损失金额(元)", "aid": "救助款(元)", "recovery": "重建状态"},
    "accident": {
        "name": "当事人姓名", "accident_no": "案件编号", "happened_on": "发生时间", "injury": "伤情", "liability": "责任认定", "payable": "赔偿金额(元)",
        "insurance_paid": "保险赔款(元)",
    },
    "business": {"name": "经营者姓名", "entity": "企业名称", "kind": "市场主体类型", "role": "职务", "status": "经营状态", "changed_on": "注销日期"},
    "property": {"name": "权利人", "item": "品牌型号"},
    "loan": {"name": "借款人", "loan_no": "合同编号", "kind": "贷款品种", "overdue_amount": "逾期本金(元)"},
    "industry": {"name": "农户姓名", "project": "产业项目", "due": "应分红(元)", "paid": "已分红(元)", "due_on": "兑付日期"},
}
SPELLINGS = (
    ("disability", "kind", "肢残", "肢体"), ("disability", "grade", "1级", "一级"), ("disability", "grade", "4", "四级"),
    ("disease", "kind", "重大疾病", "大病"), ("disease", "kind", "慢病", "慢性病"),
    ("disaster", "house_damage", "倒房", "倒塌"), ("disaster", "house_damage", "严损", "严重损坏"), ("disaster", "hazard", "龙卷风", "其他"),
    *(("accident", "liability", written, meant) for written, meant in (("全部责任", "全责"), ("主要责任", "主责"), ("同等责任", "同责"), ("次要责任", "次责"))),
    ("accident", "injury", "无", "无"), ("accident", "kind", "坠落", "其他"), ("business", "status", "开业", "存续"),
    ("loan", "kind", "创业贷款", "其他"), ("loan", "kind", "富民贷", "富民贷"), ("industry", "kind", "乡村旅游", "其他"),
)
# One cell of a list, the others told: the value that it is given, and what the department is told, if anything.
EMPTY = (
    ("disaster", {"loss": "", "house_damage": "倒塌"}, "loss", 0, "直接经济损失空着或是0"),
    ("disaster", {"loss": "", "house_damage": "无"}, "loss", 0, ""),
    ("disaster", {"recovery": "", "house_damage": "倒塌"}, "recovery", None, "没有写恢复状态"),
    ("accident", {"payable": "", "liability": "主责"}, "payable", 0, "应赔金额空着或是0"),
    ("accident", {"payable": "", "liability": "无责"}, "payable", 0, ""),
    ("loan", {"overdue_amount": "", "overdue_days": "31"}, "overdue_amount", 0, "逾期金额空着或是0"),
    ("loan", {"overdue_amount": "", "overdue_days": ""}, "overdue_days", None, ""),
    ("loan", {"overdue_amount": "500", "overdue_days": ""}, "overdue_days", None, "没有写逾期天数"),
    ("industry", {"loss": "", "status": "疫病"}, "loss", 0, "损失金额空着或是0"),
    ("industry", {"loss": "", "status": "正常"}, "loss", 0, ""),
    ("industry", {"paid": "—"}, "paid", 0, ""),
    ("industry", {"due": "500", "due_on": ""}, "due_on", None, "没有写应付日期"),
)
CARD = number(1) + "42"  # 肢体, 二级


def taken(dataset, headers=None, **cells):
    (part,) = take_rows(f"{dataset}.csv", table(dataset, 1, headers, **cells))
    assert not part.refusal and not part.faults, (part.refusal, part.faults)
    return part


@pytest.mark.parametrize("dataset", HEADERS)
def test_headers_of_the_register(dataset):
    part = taken(dataset, HEADERS[dataset])
    assert {placed.column.name: placed.header for placed in part.recognised.header.placed if not placed.guessed}.items() >= HEADERS[dataset].items()


def test_a_house_or_flat_by_where_it_lies():
    assert taken("property", {"item": "坐落"}).rows["item"].notna().all()


@pytest.mark.parametrize(("dataset", "column", "written", "meant"), SPELLINGS)
def test_spellings_of_the_register(dataset, column, written, meant):
    assert taken(dataset, **{column: written}).rows[column].tolist() == [meant]


@pytest.mark.parametrize(("dataset", "cells", "column", "value", "told"), EMPTY)
def test_what_is_left_empty(dataset, cells, column, value, told):
    part = taken(dataset, **cells)
    (given,) = part.rows[column]
    assert pd.isna(given) if value is None else given == value
    assert len(part.warnings) == bool(told) and all(told in words for words in part.warnings)


@pytest.mark.parametrize(
    ("card", "kind", "grade", "differs"),
    [
        (CARD, "肢体", "二级", False), (CARD + "B1", "肢体", "二级", False), (CARD, "肢体", "三级", True), (CARD + "B1", "智力", "二级", True), (CARD + "01", "肢体", "二级", False), (CARD + "01", "肢体", "一级", True), (CARD[:18], "智力", "二级", False),
        (f" {CARD}", "听力", "二级", True), ("", "智力", "二级", False), ("残联补办", "智力", "二级", False),
    ],
)
def test_kind_and_grade_in_a_cards_number_are_only_held_against_the_columns(card, kind, grade, differs):
    part = taken("disability", card_no=card, kind=kind, grade=grade, status="有效")
    assert part.rows[["kind", "grade"]].to_numpy().tolist() == [[kind, grade]]
    assert [("残疾证号" in words, words.endswith("（1行）")) for words in part.warnings] == [(True, True)] * differs
