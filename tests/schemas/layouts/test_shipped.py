"""Exports of national systems that no file of the tests is in the layout of: headings as public programs that check such exports name them, invented people."""

import datetime as dt

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.layouts.description import SHIPPED, layouts_of
from schemas.readers import Sheet
from tests.schemas.layouts.said import A, B, C

HEAD = (
    "县", "乡", "村", "户联系电话", "户类型", "监测对象类别", "工资性收入", "转移性收入", "生产经营性收入", "纯收入（元）", "当前家庭人口数", "人均纯收入（元）", "年度家庭人口数",
    "是否危房户", "住房面积", "是否解决安全饮用水", "户编号", "人口编号", "姓名", "证件号码", "与户主关系", "户主姓名", "户主证件号码",
)


def row(kind, watched, household, name, number, relation, head, heads):
    return ["宣州区", "水阳镇", "大桥村", "13900000000", kind, watched, "24000", "1200", "0", "25200", "2", "12600", "2", "否", "80", "是", household, f"{household}01", name, number, relation, head, heads]


def test_household_information():
    rows = [
        [*HEAD], row("脱贫户", "", "34180200000001", "王桂英", A, "户主", "王桂英", A), row("脱贫户", "", "34180200000001", "李大山", B, "配偶", "王桂英", A),
        row("一般农户", "边缘易致贫户", "34180200000002", "孙玉兰", C, "户主", "孙玉兰", C),
    ]
    (part,) = take_in(Grid("户信息20240630.xlsx", [Sheet("Sheet1", rows)]), dt.date(2024, 6, 1), 1, layouts_of(SHIPPED, False), ())
    assert not part.refusal, part.refusal
    assert part.recognised.told_by.startswith("layouts") and not part.refusal and not len(part.faults)
    read = [tuple(each[name] for name in ("household_id", "town", "village", "name", "number", "relation", "household_type", "income_per_capita")) for each in part.rows.to_dict("records")]
    assert read == [
        ("34180200000001", "水阳镇", "大桥村", "王桂英", A, "户主", "脱贫户", 1_260_000), ("34180200000001", "水阳镇", "大桥村", "李大山", B, "配偶", "脱贫户", 1_260_000),
        ("34180200000002", "水阳镇", "大桥村", "孙玉兰", C, "户主", "边缘易致贫户", 1_260_000),
    ]
