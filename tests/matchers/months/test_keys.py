"""What makes two rows of a dataset one: a correction of the one leaves the other. Each dataset in three rows of one person."""

from __future__ import annotations

import pytest

from tests.matchers.desk import TITLES, County, place
from tests.matchers.people import lives, number

WANG = number("1950-01-01")
HERE = place("水阳镇", "大桥村")

# dataset: what it says of whom, the row to be corrected, its correction, a row of another key, the column that tells them apart
KEYS = {
    "settlement": ({"结算编号": "B1"}, {"个人自付": "10"}, {"个人自付": "20"}, {"结算编号": "B2", "个人自付": "30"}, "self_pay"),
    "enrolment": ({"险种": "居民医保"}, {"参保状态": "未参保"}, {"参保状态": "正常参保"}, {"险种": "职工医保", "参保状态": "暂停参保"}, "status"),
    "student": ({"学校": "甲校"}, {"学费": "10"}, {"学费": "20"}, {"学校": "乙校", "学费": "30"}, "tuition"),
    "assistance": ({"救助类型": "低保"}, {"发放金额": "10"}, {"发放金额": "20"}, {"救助类型": "临时救助", "发放金额": "30"}, "amount"),
    "employment": ({"用工单位": "甲厂"}, {"月工资": "1000"}, {"月工资": "2000"}, {"用工单位": "乙厂", "月工资": "3000"}, "wage"),
    "house": ({"房屋地址": "1号", **HERE}, {"鉴定等级": "A"}, {"鉴定等级": "C"}, {"房屋地址": "2号", **HERE, "鉴定等级": "D"}, "grade"),
    "water": ({"供水工程": "一厂", **HERE}, {"供水状态": "正常"}, {"供水状态": "停水"}, {"供水工程": "二厂", **HERE, "供水状态": "季节性缺水"}, "status"),
    "self_report": ({}, {"申报事项": "因病"}, {"申报事项": "因学"}, {"申报日期": "2024-06-11", "申报事项": "住房"}, "matter"),
    "visit": ({}, {"发现问题": "因病"}, {"发现问题": "因学"}, {"排查日期": "2024-06-11", "发现问题": "住房"}, "problem"),
    "death": ({}, {"死亡日期": "2024-06-01"}, {"死亡日期": "2024-06-02"}, None, "died_on"),
}


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    county = County(tmp_path_factory.mktemp("keys"))
    county.drop("roster", lives("王桂英", WANG))
    for dataset, (key, wrong, right, other, _) in KEYS.items():
        who = {} if dataset == "water" else {"姓名": "王桂英", "证件号码": WANG}
        county.drop(dataset, *(who | key | row for row in (wrong, other) if row is not None))
        county.drop(dataset, who | key | right, name=f"{TITLES[dataset]}_2024-06（更正）")
    with county.linked() as warehouse:
        yield warehouse


@pytest.mark.parametrize("dataset", KEYS)
def test_key(linked, dataset):
    _, _, right, other, column = KEYS[dataset]
    told = {str(value).removesuffix(".00") for (value,) in (row.values() for row in linked.records(f"SELECT {column} FROM linked.{dataset}"))}
    expected = {value for row in (right, other) if row for heading, value in row.items() if heading in right}
    assert told == expected
