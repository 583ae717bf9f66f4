"""Columns of the workbook of monitored households, and the words that its fill-in cells offer."""

import datetime as dt

from reports.workbook import Column
from schemas.months import shifted, written

PROPOSABLE_SHEET, PROPOSED_SHEET = "可提风险消除", "拟纳入待审定"
HOUSEHOLD_ID, LEAD_ID, RESULT, DECIDED_ON = "户编号", "线索编号", "审定结果", "审定日期"
ELIMINATIONS = {"同意消除": "eliminate", "继续监测": "keep"}
ENROLMENTS = {"同意纳入": "enrol", "不纳入": "decline"}

PLACE = Column("序号", 5.5, "count", True)
WHO = (Column("乡镇", 9), Column("村", 10), Column(HOUSEHOLD_ID, 17, "kept"), Column("户主", 9))
KIND = Column("户类型", 14, centre=True)
SINCE = Column("纳入时间", 9, centre=True)
NUMBER = Column("证件号码", 13, centre=True)
INCOME = (Column("推算人均年收入", 10, "count", True), Column("比监测线", 9, "change", True))

SUMMARY = (
    Column("乡镇", 26),
    *(Column(title, 11.5, "count", True) for title in ("监测对象", "可提消除", "暂不能消除", "回访期", "其中回落", "拟纳入")),
)
FILES = (
    PLACE, *WHO, NUMBER, KIND, SINCE, Column("为什么纳入", 23), Column("做过什么", 27), Column("户人口", 6, "count", True),
    Column("劳动力", 6, "count", True), Column("本月收入", 9, "count", True), Column("本月看病上学支出", 9, "count", True), *INCOME,
    Column("本月预警", 20), Column("消除预检", 7, centre=True),
)
HELD_BACK = (PLACE, *WHO, KIND, SINCE, Column("几条", 5.5, "count", True), Column("为什么暂不能消除", 80))
WATCHED = (
    PLACE, *WHO, Column("怎么消除的", 20), Column("回访到", 9, centre=True), *INCOME, Column("现状", 8, centre=True),
    Column("回落原因和本月预警", 46),
)


def months(month: dt.date) -> tuple[Column, ...]:
    """A year up to the month, the oldest first."""
    each = (Column(written(shifted(month, -back)), 8.5, "count", True) for back in range(11, -1, -1))
    return (*WHO, Column("项目", 9, centre=True), *each, Column("合计", 10, "count", True))


def proposable(month: dt.date) -> tuple[Column, ...]:
    return (PLACE, *WHO, KIND, SINCE, Column("依据", 50), *_fill_in(month, tuple(ELIMINATIONS)))


def proposed(month: dt.date) -> tuple[Column, ...]:
    return (
        PLACE, *WHO, NUMBER, KIND, Column("户人口", 6, "count", True), Column("预警原因", 34), Column("乡镇核实情况", 20),
        Column("拟采取措施", 14), Column(LEAD_ID, 16, "kept"), *_fill_in(month, tuple(ENROLMENTS)),
    )


def _fill_in(month: dt.date, choices: tuple[str, ...]) -> tuple[Column, ...]:
    earliest = shifted(month, 1)
    return (
        Column(RESULT, 11, centre=True, fill_in=True, choices=choices, prompt="点右边小箭头选一项"),
        Column(
            DECIDED_ON, 11, "day", True, fill_in=True, not_before=earliest,
            prompt=f"填审定的日期，写成 {earliest.year}-{earliest.month}-10 这样",
        ),
        Column("备注", 14, fill_in=True),
    )
