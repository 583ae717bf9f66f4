"""What waits for a person's decision: it is no absence, it is asked once, and the answer holds for all later months."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from schemas.months import parse_month
from schemas.returned.reviewed import NOBODY, UNDECIDED
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number

ONE, TWO, LI = number("2013-05-05", 2), number("2014-06-06", 2), number("1950-02-02")
RICH = {"上年人均纯收入": "90000"}
LAPSED, DROPOUT, LOST = "insurance.lapsed", "education.dropout", "medical.self_pay_month"


@pytest.fixture
def county(tmp_path):
    """Two girls of one name in one village, and an elder; the extracts have one girl, without a number."""
    county = County(tmp_path)
    county.drop("roster", lives("王小英", ONE, household="一", **RICH), lives("王小英", TWO, household="二", **RICH), lives("李国强", LI), folder="2024-05")
    county.drop("death", folder="2024-05")
    return county


def month_of(county, month, *, bill="15000"):
    """Everybody's rows as they come every month, the girl's without a number."""
    girl = {"姓名": "王小英", "证件号码": ""} | place("水阳镇", "大桥村")
    county.drop("enrolment", girl, {"姓名": "李国强", "证件号码": LI}, folder=month)
    county.drop("student", {"姓名": "王小英", "证件号码": "无"}, folder=month)
    county.drop("settlement", {"姓名": "王小英", "证件号码": "", "结算编号": month, "结算日期": f"{month}-09", "医疗总费用": bill, "个人自付": bill}, folder=month)


def answer(county, month, says, to="", ending=".xlsx", remark=None):
    """Fill the review workbook of a month as staff would, with a household's candidate or words, and put it into returns/."""
    outbox = county.workspace.outbox(parse_month(month)) / f"待判断名单_{month}.xlsx"
    book = openpyxl.load_workbook(outbox)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    at = {cell.value: cell.column for cell in head}
    cases = [row for row in range(head[0].row + 1, sheet.max_row + 1) if sheet.cell(row, at["编号"]).value]
    for row in cases:
        candidates = {str(sheet.cell(row, column).value).partition(" ")[0]: title for title, column in at.items() if str(title).startswith("候选")}
        sheet.cell(row, at["判断"]).value = candidates.get(says, says)
        sheet.cell(row, at["备注"]).value = remark
    folder = county.workspace.home / "returns" / (to or month)
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / outbox.name)
    (folder / outbox.name).rename((folder / outbox.name).with_suffix(ending))
    return len(cases)


def of(county, month="2024-06"):
    return {(place, indicator) for at, place, indicator in county.signals(month) if at == month and place in ("一", "二")}


def joins(county, month):
    with open(county.workspace.outbox(parse_month(month)) / "signals.csv", encoding="utf-8", newline="") as file:
        return {(row["household_id"], row["indicator"], row["joined_by"]) for row in csv.DictReader(file)}


def test_nothing_rests_on_what_waits(county):
    month_of(county, "2024-06")
    outcome = county.run()
    assert outcome.review_waiting == 2, "the girl of the village, and the girl without one"
    assert of(county) == set()


def test_nobody_waits_and_absence_is_absence(county):
    county.drop("enrolment", {"姓名": "李国强", "证件号码": LI})
    county.drop("student", {"姓名": "赵乐乐", "证件号码": number("2014-01-01")})
    with county.judged() as (_, comparison):
        assert {(signal.household_id, signal.indicator) for signal in comparison.signals} == {(home, name) for home in "一二" for name in (LAPSED, DROPOUT)}


def test_the_answer_holds_for_this_month_and_all_later_ones(county):
    month_of(county, "2024-05", bill="100")
    county.run("2024-05")
    assert answer(county, "2024-05", "一") == 2
    month_of(county, "2024-06")
    assert county.run("2024-06").review_waiting == 0
    assert of(county) == {("一", LOST), ("二", LAPSED), ("二", DROPOUT)}
    assert ("一", LOST, "review") in joins(county, "2024-06")
    assert {("2024-05", "二", LAPSED), ("2024-05", "二", DROPOUT)} <= county.signals("2024-06"), "and May is looked at again"


def test_the_answer_nobody_makes_the_rows_an_outsiders(county):
    month_of(county, "2024-06")
    county.run()
    answer(county, "2024-06", NOBODY, ending=".xlsm")  # whatever it was saved as
    assert county.run().review_waiting == 0
    assert of(county) == {(home, indicator) for home in "一二" for indicator in (LAPSED, DROPOUT)}


def test_a_household_in_the_remark_says_who_it_is(county):
    """As the workbook asks for it where more might be meant than it has room to list."""
    month_of(county, "2024-05", bill="100")
    county.run("2024-05")
    answer(county, "2024-05", UNDECIDED, remark=" 一 ")
    month_of(county, "2024-06")
    assert county.run("2024-06").review_waiting == 0
    assert of(county) == {("一", LOST), ("二", LAPSED), ("二", DROPOUT)}


def test_undecided_is_asked_again(county):
    month_of(county, "2024-06")
    county.run()
    answer(county, "2024-06", UNDECIDED, remark="等村里回话")
    month_of(county, "2024-07")
    with county.judged("2024-07") as (warehouse, comparison):
        assert warehouse.records("SELECT count(DISTINCT identity_id) AS waiting FROM linked.candidate") == [{"waiting": 2}]
        assert not comparison.signals


def test_a_later_answer_outweighs_an_earlier_one_and_is_not_known_before_its_month(county):
    month_of(county, "2024-05", bill="100")
    county.run("2024-05")
    answer(county, "2024-05", "一")
    answer(county, "2024-05", NOBODY, to="2024-06")
    month_of(county, "2024-06")
    county.run("2024-06")
    assert of(county) == {(home, indicator) for home in "一二" for indicator in (LAPSED, DROPOUT)}
    county.run("2024-05")
    assert of(county, "2024-05") == {("二", LAPSED), ("二", DROPOUT)}
