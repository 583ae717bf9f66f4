"""Property is looked up only of households that consented: rows of all others are counted and nothing of them is kept."""

from __future__ import annotations

import csv

import pytest

from tests.matchers.desk import County
from tests.matchers.people import number

HEADER = ("姓名", "证件号码", "财产类别", "名称型号", "登记日期")
WIFE, CHILD, STRANGER, NEIGHBOUR = (number(day) for day in ("1955-02-02", "1990-03-03", "1970-04-04", "1960-05-05"))
HEAD = number("1950-01-01")


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path)
    theirs = {"户编号": "H1", "行政村": "大桥村"}
    made.drop(
        "roster",
        theirs | {"姓名": "王桂英", "证件号码": HEAD, "承诺授权": "是"}, theirs | {"姓名": "李国强", "证件号码": WIFE, "与户主关系": "配偶", "承诺授权": ""},
        {"户编号": "H2", "姓名": "张秀兰", "证件号码": NEIGHBOUR, "承诺授权": "否"},
        folder="2024-05",
    )
    return made


def look_up(county: County, *rows: tuple[str, ...], folder: str = "2024-06") -> None:
    path = county.workspace.inbox / folder / f"财产查询_{folder}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])


def kept(county: County) -> tuple[tuple[int, ...], str, str]:
    """(rows read, stored, at fault, not data), what the department is told, and whatever of cells was kept."""
    with county.linked() as warehouse:
        (part,) = warehouse.records("SELECT * FROM intake.part WHERE dataset = 'property'")
        faults = warehouse.rows("SELECT cells FROM intake.fault")
        assert part["rows_read"] == part["stored"] + part["duplicates"] + part["quarantined"] + part["not_data"]
        stored = warehouse.value("SELECT count(*) FROM intake.property")
        assert stored == part["stored"]
        return (part["rows_read"], stored, part["quarantined"], part["not_data"]), part["warnings"], str(faults)


CAR = ("车辆", "小轿车", "2020-01-01")


def test_of_a_household_that_consented_everybody_and_of_no_other_anybody(county):
    look_up(county, ("王桂英", HEAD, *CAR), ("李国强", WIFE, *CAR), ("张秀兰", NEIGHBOUR, *CAR), ("赵明", STRANGER, *CAR))
    figures, told, _ = kept(county)
    assert figures == (5, 2, 0, 3) and "未授权：2行" in told


def test_who_takes_the_consent_back_is_looked_up_no_more(county):
    county.drop("roster", {"户编号": "H1", "姓名": "王桂英", "证件号码": HEAD, "承诺授权": "否"}, {"户编号": "H1", "姓名": "李国强", "证件号码": WIFE})
    look_up(county, ("王桂英", HEAD, *CAR), ("李国强", WIFE, *CAR))
    figures, told, _ = kept(county)
    assert figures == (3, 0, 0, 3) and "未授权：2行" in told


def test_a_row_at_fault_of_who_did_not_consent_is_told_without_its_cells(county):
    rows = [("王桂英", HEAD, "车辆", f"车{at}", "2020-01-01") for at in range(8)]
    look_up(county, *rows, ("王桂英", HEAD, "飞机", "甲号机", "2020-01-01"), ("张秀兰", NEIGHBOUR, "飞机", "乙号机", "2020-01-01"))
    figures, _, cells = kept(county)
    assert figures == (11, 8, 2, 1) and "甲号机" in cells and "乙号机" not in cells


def test_a_consent_in_a_later_folder_brings_its_rows_back_in_the_same_run(county):
    look_up(county, ("张秀兰", NEIGHBOUR, *CAR), ("王桂英", HEAD, *CAR), folder="2024-06")
    county.drop("roster", {"户编号": "H2", "姓名": "张秀兰", "证件号码": NEIGHBOUR, "承诺授权": "是"}, {"户编号": "H1", "行政村": "大桥村", "姓名": "王桂英", "证件号码": HEAD, "承诺授权": "是"}, folder="2024-07")
    with county.linked("2024-06") as warehouse:
        assert warehouse.value("SELECT count(*) FROM linked.property") == 1
    with county.linked("2024-07") as warehouse:
        assert warehouse.value("SELECT count(*) FROM linked.property") == 2
        *_, newest = warehouse.records("SELECT * FROM intake.part WHERE dataset = 'property' ORDER BY part_id")
        assert newest["stored"] == 2 and "未授权" not in newest["warnings"]


def test_a_consent_taken_back_in_a_later_folder_takes_them_out(county):
    look_up(county, ("王桂英", HEAD, *CAR), folder="2024-06")
    county.drop("roster", {"户编号": "H1", "行政村": "大桥村", "姓名": "王桂英", "证件号码": HEAD, "承诺授权": "否"}, folder="2024-07")
    with county.linked("2024-06") as warehouse:
        assert warehouse.value("SELECT count(*) FROM linked.property") == 1
    with county.linked("2024-07") as warehouse:
        assert warehouse.value("SELECT count(*) FROM linked.property") == 0


def test_as_long_as_consents_stand_nothing_is_read_again(county):
    look_up(county, ("王桂英", HEAD, *CAR), folder="2024-06")
    for _ in range(2):
        with county.linked("2024-06") as warehouse:
            assert warehouse.value("SELECT count(*) FROM intake.part WHERE dataset = 'property'") == 1
