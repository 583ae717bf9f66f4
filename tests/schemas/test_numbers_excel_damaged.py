"""What Excel does to an ID number stays visible: it is never made to look whole, and never a fault of its row."""

import datetime as dt

import pytest

from schemas.citizen_id import check_digit, is_valid
from schemas.readers import as_text
from tests.schemas.drops import csv_bytes, number, table, take
from tests.schemas.files import workbook, xml_2003

WHOLE = next(number(n) for n in range(560, 600) if number(n)[-1] != "X")
KEPT_BY_EXCEL = WHOLE[:15] + "000"
AS_FLOAT64 = str(int(float(WHOLE)))


def stored(name: str, data: bytes) -> tuple[str, str]:
    (part,) = take(name, data)
    assert (part.stored, part.quarantined) == (1, 0), "a damaged number is no row fault"
    return part.rows["number"].iloc[0], part.rows["number_state"].iloc[0]


def typed(number_cell: object) -> dict[str, list[list]]:
    rows = table("enrolment", 1)
    rows[1][1] = number_cell
    return {"6月": rows}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_number_typed_as_a_number_keeps_its_zeroes(kind):
    assert stored(f"医保参保.{kind}", workbook(kind, typed(int(KEPT_BY_EXCEL)))) == (KEPT_BY_EXCEL, "bad")


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_number_written_as_float64_by_a_program_keeps_its_grain(kind):
    """Not Excel's zeroes but digits off by at most 64, where the writer kept them; never the digits it had."""
    seen, state = stored(f"医保参保.{kind}", workbook(kind, typed(float(WHOLE))))
    assert state == "bad" and seen != WHOLE
    assert seen == AS_FLOAT64 or seen[:15] == WHOLE[:15]


def test_a_float64_that_happens_to_pass_the_check_is_nobody_s_number():
    """Written as a number by a program, one in eleven comes out as a valid number of somebody else: only its first fifteen digits are told."""
    true = next(n for n in map(number, range(1, 999)) if n[-1] != "X" and is_valid(str(int(float(n)))) and str(int(float(n))) != n)
    assert stored("医保参保.xlsx", workbook("xlsx", typed(float(true)))) == (true[:15] + "000", "bad")


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_number_typed_as_text_is_whole(kind):
    assert stored(f"医保参保.{kind}", workbook(kind, typed(WHOLE))) == (WHOLE, "ok")


@pytest.mark.parametrize("written", ["3.41802E+17", "3.41802195001E+17", KEPT_BY_EXCEL, WHOLE[:-1], WHOLE + "0"])
def test_in_a_csv_it_stays_as_it_came(written):
    seen, state = stored("医保参保.csv", csv_bytes(table("enrolment", 1, id_number=written)))
    assert state == "bad" and seen[:6] in (WHOLE[:6], "341802", "3.4180")


def test_in_the_xml_of_excel_2003():
    rows = table("enrolment", 1, id_number="3.4180219500101E+17")
    assert stored("医保参保.xls", xml_2003(rows).replace('"String">3.418', '"Number">3.418').encode())[1] == "bad"


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("", "none"),
        ("无", "none"),
        ("—", "none"),
        ("不详", "none"),
        ("123", "bad"),
        (f"'{WHOLE}", "ok"),
        (f"{WHOLE[:6]} {WHOLE[6:14]} {WHOLE[14:]}", "ok"),
    ],
)
def test_empty_and_decorated_numbers_keep_their_row(written, state):
    assert stored("医保参保.csv", csv_bytes(table("enrolment", 1, id_number=written)))[1] == state


@pytest.mark.parametrize("damaged", [KEPT_BY_EXCEL[:17] + check_digit(KEPT_BY_EXCEL[:17])])
def test_zeroes_that_happen_to_pass_the_check_are_kept_as_they_are(damaged):
    assert stored("医保参保.csv", csv_bytes(table("enrolment", 1, id_number=damaged))) == (damaged, "ok")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), ("001", "001"), (True, "是"), (False, "否"), (3, "3"), (3.0, "3"), (-5.0, "-5"), (120.5, "120.5"), (0.1, "0.1"),
        (45446.5, "45446.5"),
        (13800000000.0, "13800000000"), (1234567890123.0, "1234567890123"), (float(KEPT_BY_EXCEL), KEPT_BY_EXCEL),
        (int(KEPT_BY_EXCEL), KEPT_BY_EXCEL),
        (float(AS_FLOAT64), AS_FLOAT64), (1e20, "1" + "0" * 20),
        (dt.date(2024, 6, 3), "2024-06-03"), (dt.datetime(2024, 6, 3), "2024-06-03"),
        (dt.datetime(2024, 6, 3, 8, 30), "2024-06-03 08:30:00"),
    ],
)  # fmt: skip
def test_typed_cells_as_text(cell, text):
    assert as_text(cell) == text


@pytest.mark.parametrize(("kind", "day"), [("xlsx", 45446), ("xls", 45446), ("csv", "45446")])
def test_a_day_kept_as_a_serial_number(kind, day):
    rows = table("death", 1)
    rows[1][2] = day
    (part,) = take(f"死亡登记.{kind}", csv_bytes(rows) if kind == "csv" else workbook(kind, {"1": rows}))
    assert part.rows["died_on"].dt.date.tolist() == [dt.date(2024, 6, 3)]
