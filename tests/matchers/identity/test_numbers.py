"""What a receipt tells of numbers that do not hold: how many, what became of them, and the rows that led to nobody."""

import openpyxl
import pytest

from matchers.identity.numbers import numbers_of
from reports.receipt import NUMBERS_SHEET, UNFOUND_SHEET
from schemas.months import parse_month
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number, slipped, spoilt

MONTH = parse_month("2024-06")
N = [number(f"196{at}-03-0{at + 1}", 3 + 2 * at) for at in range(8)]


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """One row of each outcome in the enrolment extract, and two wrong numbers on the roster, one of which departments correct."""
    county = County(tmp_path_factory.mktemp("county"))
    county.drop("roster", lives("周德发", N[0]), lives("吴来福", N[1]), lives("郑秀珍", N[2]), lives("冯玉梅", N[3]), lives("冯玉梅", N[4], household="另一家"),
                lives("陈腊梅", slipped(N[5])), lives("褚建军", spoilt(N[6])))
    home = place("水阳镇", "大桥村")
    county.drop(
        "enrolment", {"姓名": "周德发", "证件号码": N[0]}, {"姓名": "吴来福", "证件号码": slipped(N[1])}, {"姓名": "郑秀珍", "证件号码": ""} | home,
        {"姓名": "冯玉梅", "证件号码": ""} | home, {"姓名": "卫不在", "证件号码": spoilt(N[7])}, {"姓名": "蒋甲", "证件号码": N[0]}, {"姓名": "陈腊梅", "证件号码": N[5]},
    )
    county.run()
    return county


def tallies(county, is_linked=True):
    with county.linked() as warehouse:
        return {each.dataset: each for mine in numbers_of(warehouse, MONTH, is_linked).values() for each in mine}


def test_each_row_is_counted_once_by_what_is_wrong_and_once_by_what_became_of_it(county):
    told = tallies(county)["医保参保"]
    assert (told.failing, told.empty, told.anothers) == (2, 2, 1)
    assert (told.repaired, told.by_name, told.decided, told.waiting, told.nobody) == (1, 1, 0, 2, 1)
    assert told.count == told.repaired + told.by_name + told.decided + told.unfound


def test_rows_that_led_to_nobody_are_listed_with_their_reason(county):
    rows = {row.name: row for row in tallies(county)["医保参保"].rows}
    assert {name: row.row for name, row in rows.items()} == {"冯玉梅": 5, "卫不在": 6, "蒋甲": 7}
    assert "等县里判断" in rows["蒋甲"].reason and rows["卫不在"].reason.startswith("号码通不过校验")


def test_a_roster_s_own_number_is_found_where_departments_agree(county):
    told = tallies(county)["农户花名册"]
    assert (told.failing, told.repaired, told.nobody, [row.name for row in told.rows]) == (2, 1, 1, ["褚建军"])


def test_before_linking_only_what_is_wrong_is_told(county):
    told = tallies(county, is_linked=False)["医保参保"]
    assert (told.failing, told.empty, told.nobody, told.rows) == (2, 2, None, ())


def test_the_receipt_says_so_and_comes_back_as_nothing(county):
    path = county.workspace.outbox(MONTH) / "departments" / "医保局_回执_2024-06.xlsx"
    book = openpyxl.load_workbook(path)
    assert any("有3行不知道是谁" in str(cell.value) for cell in book["回执"]["A"])
    assert [cell.value for cell in book[NUMBERS_SHEET][4]] == ["医保参保", 5, 2, 2, 1, 1, 1, 0, 2, 1]
    assert [row[4] for row in book[UNFOUND_SHEET].iter_rows(min_row=3, values_only=True)] == ["冯玉梅", "蒋甲", "卫不在"]
    again = county.workspace.inbox / "2024-06" / path.name
    again.write_bytes(path.read_bytes())
    with county.linked() as warehouse:
        assert not warehouse.rows("SELECT 1 FROM intake.part WHERE name LIKE '%回执%' AND dataset IS NOT NULL")
    again.unlink()
