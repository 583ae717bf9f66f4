"""A check sign is made with the county's secret: who only knows a lead's number cannot answer it, nor learn whose it is."""

from __future__ import annotations

import openpyxl
import pytest

from matchers.leads.answers import read_answers
from matchers.leads.ledger import FAR
from matchers.leads.signing import secret_of
from matchers.records.lead_numbers import check_sign
from matchers.warehouse import Warehouse
from tests.flows.small import MONTH, County
from tests.signs import sign_of

MINE, ANOTHERS, NOBODYS = "2024-06-王桂英家", "2024-06-李家", "2024-06-没有这家"


def reasons(county: County, bidui, *rows: tuple[str, str], name: str = "水阳镇.csv") -> list[str]:
    """Why each (number, sign) on 水阳镇's list was refused; '' where it was not."""
    path = county.home / "returns" / MONTH / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("线索编号,校验码,是否属实\n" + "".join(f"{number},{sign},否\n" for number, sign in rows), "utf-8")
    assert bidui("returns", MONTH, "--home", county.home).exit_code == 0
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        return [line.reason for sheet in read_answers(warehouse, FAR).sheets for line in sheet.lines]


def test_a_sign_needs_the_key(county, bidui):
    assert sign_of(county.home, MINE) != check_sign(MINE)
    made_up, none, right = reasons(county, bidui, (MINE, check_sign(MINE)), (MINE, ""), (MINE, sign_of(county.home, MINE)))
    assert "校验码对不上" in made_up
    assert "没有校验码" in none
    assert right == ""


def test_another_towns_and_nobodys_are_told_alike(county, bidui):
    signed = [(number, sign_of(county.home, number)) for number in (ANOTHERS, NOBODYS)]
    anothers, nobodys, *guesses = reasons(county, bidui, *signed, (ANOTHERS, "22"), (NOBODYS, "22"), (ANOTHERS, ""), (NOBODYS, ""))
    assert anothers == nobodys != ""
    assert guesses[0] == guesses[1] != ""
    assert guesses[2] == guesses[3] != ""


@pytest.mark.parametrize("marked", [True, False])
def test_a_list_that_went_out_before_there_was_a_key_is_taken_by_its_marks(county, bidui, marked):
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        warehouse.run("UPDATE leads.secret SET after_run = 1000")
    (path,) = (county.outbox() / "towns").glob("水阳镇*核实清单*.xlsx")
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            titles = {cell.value: cell.column for cell in line}
            if {"线索编号", "校验码", "是否属实"} <= titles.keys():
                for row in range(line[0].row + 1, sheet.max_row + 1):
                    if sheet.cell(row, titles["线索编号"]).value == MINE:
                        sheet.cell(row, titles["校验码"]).value = check_sign(MINE)
                        sheet.cell(row, titles["是否属实"]).value = "否"
    if not marked:
        for name in [each.name for each in book.custom_doc_props.props]:
            del book.custom_doc_props[name]
    to = county.home / "returns" / MONTH / "水阳镇.xlsx"
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)
    assert bidui("returns", MONTH, "--home", county.home).exit_code == 0
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        assert (MINE in read_answers(warehouse, FAR).answers) == marked
        assert secret_of(warehouse).key not in ("", check_sign(MINE))
