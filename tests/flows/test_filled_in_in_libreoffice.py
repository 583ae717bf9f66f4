"""Lists opened in LibreOffice, filled in through its own cells, saved as .xlsx and .xls, come back right. Skipped where there is none."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from flows.taking_in import returns_month
from flows.workspace import Workspace
from matchers.leads.answers import read_answers
from matchers.leads.ledger import FAR
from matchers.records.said import ACCEPTED, UNANSWERED
from matchers.warehouse import Warehouse
from schemas.months import parse_month
from schemas.returned.marks import marks_of
from tests.flows.small import MONTH
from tests.towns.issued import NUMBER, read_lists

SCRIPT = Path(__file__).with_name("in_libreoffice.py")
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97"}
# What is typed into the rows in turn, and what it should be taken for.
TYPED = (
    ({"是否属实": "是", "情况": "确有困难", "拟采取措施": "临时救助、申请低保", "是否纳入监测": "否", "核实人": "范进贤", "核实日期": "2024-07-10"}, "属实已帮扶"),
    ({"是否属实": "否", "情况": "孩子在外地读书，学校开了证明", "核实人": "苗春来", "核实日期": "2024-07-11"}, "不属实"),
    ({}, ""),
    ({"是否属实": "是", "拟采取措施": "医疗救助", "是否纳入监测": "是", "核实日期": "2024-07-12"}, "属实拟纳入"),
)


@cache
def python_with_uno() -> str:
    """A Python that can speak to LibreOffice, '' if there is none."""
    beside = [str(Path(os.path.realpath(office)).parent / "python") for office in (shutil.which("soffice"),) if office]
    for python in (sys.executable, "/usr/bin/python3", *beside):
        if Path(python).exists() and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return ""


pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.fixture(scope="module", params=FILTERS)
def filled_in(request, finished, tmp_path_factory):
    """(the small county with both towns' lists saved by LibreOffice in one of its ways, what was typed, what it refused to take)."""
    if not python_with_uno():
        pytest.skip("no Python that speaks to LibreOffice")
    kind, folder = request.param, tmp_path_factory.mktemp("libreoffice")
    county = finished.copied(folder / "county")
    returns = county.home / "returns" / MONTH
    returns.mkdir(parents=True)
    jobs, expected = [], {}
    for town_list in read_lists(county.outbox()):
        cells: dict[str, dict[str, str]] = {}
        for at, row in enumerate(town_list.rows):
            letters = {title: get_column_letter(place) for place, title in enumerate(row.cells, 1)}
            typed, outcome = TYPED[at % len(TYPED)]
            cells.setdefault(row.sheet, {}).update({f"{letters[title]}{row.line}": text for title, text in typed.items()})
            expected[row.lead_id] = (typed, outcome)
        cells[row.sheet][f"{letters[NUMBER]}{row.line}"] = "2024-06-99999"  # locked: it must not take it
        jobs.append({"open": str(town_list.path), "cells": cells, "save": {str(returns / f"{town_list.path.stem}.{kind}"): FILTERS[kind]}})
    ran = subprocess.run(
        [python_with_uno(), str(SCRIPT), shutil.which("soffice"), str(folder / "profile")],
        input=json.dumps(jobs), capture_output=True, text=True, timeout=120, check=True,
    )
    returns_month(Workspace.at(county.home), parse_month(MONTH))
    return county, expected, json.loads(ran.stdout)


def test_the_marks_survive(filled_in):
    county, _, _ = filled_in
    marks = {path.name.partition("_")[0]: marks_of(path.read_bytes()) for path in (county.home / "returns" / MONTH).iterdir()}
    assert len(marks) == 2
    for town, mark in marks.items():
        assert (mark["kind"], mark["month"], mark["town"]) == ("town_list", MONTH, town)


def test_locked_cells_take_nothing(filled_in):
    assert [len(refused) for refused in filled_in[2]] == [1, 1]


def test_what_was_typed_comes_back_and_nothing_else(filled_in):
    county, expected, _ = filled_in
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        returned = read_answers(warehouse, FAR)
    lines = {line.lead_id: line for sheet in returned.sheets for line in sheet.lines}
    assert lines.keys() == expected.keys()
    for number, (typed, outcome) in expected.items():
        line = lines[number]
        assert (line.fate, line.altered, line.reason) == (ACCEPTED if outcome else UNANSWERED, (), "")
        if outcome:
            said = line.answer
            assert (said.outcome, said.situation, said.measures) == (outcome, typed.get("情况", ""), typed.get("拟采取措施", ""))
            assert (said.verified_by, said.verified_on) == (typed.get("核实人", ""), dt.date.fromisoformat(typed["核实日期"]))
    assert {sheet.town for sheet in returned.sheets if sheet.lines} == {"水阳镇", "狸桥镇"}
