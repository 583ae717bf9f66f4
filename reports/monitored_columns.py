"""Columns of the workbook of monitored households, and the words that its fill-in cells offer."""

import datetime as dt

from reports.workbook import TableColumn
from schemas.months import shifted, written
from schemas.returned.decided import DECIDED_ON, ELIMINATIONS, ENROLMENTS, HOUSEHOLD_ID, LEAD_ID, RESULT

PROPOSABLE_SHEET, PROPOSED_SHEET = "可提风险消除", "拟纳入待审定"

PLACE = TableColumn("序号", 5.5, "count", True)
WHO = (TableColumn("乡镇", 9), TableColumn("村", 10), TableColumn("户主", 9))
HOME = TableColumn(HOUSEHOLD_ID, 17, "kept")
KIND = TableColumn("户类型", 12, centre=True)
SINCE = TableColumn("纳入时间", 9, centre=True)
NUMBER = TableColumn("证件号码", 13, centre=True)
INCOME = (TableColumn("推算人均年收入", 10, "count", True), TableColumn("比监测线", 9, "change", True))

SUMMARY = (
    TableColumn("乡镇", 24),
    *(TableColumn(title, 11.5, "count", True) for title in ("监测对象", "可提消除", "暂不能消除", "回访期", "其中回落", "拟纳入")),
)
FILES = (
    PLACE, *WHO, KIND, SINCE, TableColumn("户人口", 6, "count", True), TableColumn("劳动力", 6, "count", True),
    TableColumn("本月收入", 9, "count", True), TableColumn("本月看病上学支出", 9, "count", True), *INCOME,
    TableColumn("本月预警", 20), TableColumn("消除预检", 7, centre=True), HOME, NUMBER, TableColumn("为什么纳入", 23), TableColumn("做过什么", 40),
)
HELD_BACK = (PLACE, *WHO, KIND, SINCE, TableColumn("几条", 5.5, "count", True), TableColumn("为什么暂不能消除", 74), HOME)
WATCHED = (
    PLACE, *WHO, TableColumn("怎么消除的", 20), TableColumn("回访到", 9, centre=True), *INCOME, TableColumn("现状", 8, centre=True),
    TableColumn("回落原因和本月预警", 44), HOME,
)


def months(month: dt.date) -> tuple[TableColumn, ...]:
    """A year up to the month, the oldest first."""
    each = (TableColumn(written(shifted(month, -back)), 7.2, "count", True) for back in range(11, -1, -1))
    return (*WHO, TableColumn("项目", 8, centre=True), *each, TableColumn("合计", 9, "count", True), HOME)


def proposable(month: dt.date) -> tuple[TableColumn, ...]:
    return (PLACE, *WHO, KIND, SINCE, TableColumn("依据", 42), *_fill_in(month, tuple(ELIMINATIONS)), HOME)


def proposed(month: dt.date) -> tuple[TableColumn, ...]:
    return (
        PLACE, *WHO, TableColumn("户人口", 6, "count", True), TableColumn("预警原因", 34), TableColumn("乡镇核实情况", 20),
        *_fill_in(month, tuple(ENROLMENTS)), TableColumn("拟采取措施", 14), KIND, NUMBER, HOME, TableColumn(LEAD_ID, 16, "kept"),
    )


def _fill_in(month: dt.date, choices: tuple[str, ...]) -> tuple[TableColumn, ...]:
    earliest = shifted(month, 1)
    return (
        TableColumn(RESULT, 11, centre=True, fill_in=True, choices=choices, prompt="点右边小箭头选一项"),
        TableColumn(
            DECIDED_ON, 11, "day", True, fill_in=True, not_before=earliest,
            prompt=f"填审定的日期，写成 {earliest.year}-{earliest.month}-10 这样",
        ),
        TableColumn("备注", 14, fill_in=True),
    )
