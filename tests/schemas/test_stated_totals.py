"""How many rows a file states, and how many of them did not come."""

import pytest

from tests.schemas.drops import number, table, take_rows

ROWS = table("enrolment", 12, id_number=[number(n) for n in range(12)])
UNNAMED = [[*row, "家里几人" if at == 0 else "3"] for at, row in enumerate(ROWS)]
STATED = (
    ("in the file's name", "医保参保_共20条", ROWS, 8), ("as it is", "医保参保_共12条", ROWS, 0), ("fewer than came", "医保参保_共3条", ROWS, 0),
    ("in a title", "医保参保", [["全县参保名单（共 20 人）"], *ROWS], 8), ("below", "医保参保", [*ROWS, ["总人数：20", "", "制表人：王敏"]], 8),
    ("in a last row", "医保参保", [*ROWS, ["合计", "20"]], 8), ("money", "医保参保", [["共3500元"], *ROWS], 0), ("pages", "医保参保", [*ROWS, ["共20页"]], 0),
    ("of others too", "医保参保", [["全镇人口共2000人，其中参保名单如下"], *ROWS], 0), ("households", "医保参保", [["共20户"], *ROWS], 0),
    ("a sum of numbers", "医保参保", [*UNNAMED, ["合计", *[""] * (len(ROWS[0]) - 1), "36"]], 0), ("of a list of works", "供水", [["供水名单（共 20 人）"], *table("water", 3)], 0),
)


@pytest.mark.parametrize(("name", "rows", "lacks"), [case for _, *case in STATED], ids=[words for words, *_ in STATED])
def test_rows_that_were_stated_and_did_not_come(name, rows, lacks):
    (part,) = take_rows(f"{name}.csv", rows)
    assert part.stored and part.lacks == lacks and any("请核对是否缺行" in words for words in part.warnings) == bool(lacks)


def test_sheets_are_counted_together():
    assert [part.lacks for part in take_rows("医保参保_共20条.xlsx", ROWS, ROWS)] == [0, 0]
    assert sorted(part.lacks for part in take_rows("医保参保_共30条.xlsx", ROWS, ROWS)) == [0, 6]
