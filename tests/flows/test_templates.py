"""A department that fills our template with its own figures has nothing guessed and nothing refused."""

from __future__ import annotations

import json

import openpyxl
import pytest

from matchers.warehouse import Warehouse
from schemas.body import data_rows
from schemas.dataset import all_datasets
from schemas.grids import read_file
from schemas.months import parse_month
from schemas.recognise import Recognised, recognise
from tests.flows.conftest import EXAMPLE

NEWEST_FIRST = sorted((path for path in (EXAMPLE / "inbox").rglob("*") if path.is_file()), reverse=True)


def example_rows(dataset):
    """(column name → its texts) of the example county's newest drop of a dataset, faulty rows and all."""
    for path in NEWEST_FIRST:
        if not any(words in path.name for words in dataset.known_by):
            continue
        for grid in read_file(path):
            for sheet in grid.sheets:
                known = recognise(grid.name, sheet, parse_month(path.relative_to(EXAMPLE / "inbox").parts[0]))
                if isinstance(known, Recognised) and known.dataset is dataset:
                    return data_rows(sheet, known.header, dataset)
    raise LookupError(dataset.name)


def fill(path, dataset, texts) -> int:
    book = openpyxl.load_workbook(path)
    sheet = book[dataset.title]
    places = {cell.value: cell.column for cell in sheet[2]}
    filled = 0
    for cells in texts.to_dict("records"):
        if dataset.name == "employment" and not cells["wage"].replace(".", "").isdigit():
            continue
        filled += 1
        for name, text in cells.items():
            sheet.cell(3 + filled, places[dataset.column(name).title]).value = text
    book.save(path)
    return filled


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory, bidui):
    """(rows filled in by dataset, what became of them) of one collecting of all templates."""
    home = tmp_path_factory.mktemp("templates") / "county"
    folder = home / "inbox" / "2024-06"
    assert bidui("template", "全部", "--to", folder).exit_code == 0
    filled = {}
    for dataset in all_datasets().values():
        path = folder / f"{dataset.title}_模板.xlsx"
        filled[dataset.name] = fill(path, dataset, example_rows(dataset))
        path.rename(folder / f"{dataset.title}_202406.xlsx")
    assert bidui("collect", "2024-06", "--home", home).exit_code == 0
    with Warehouse(home / "warehouse.duckdb") as warehouse:
        parts = warehouse.records("SELECT * FROM intake.part ORDER BY part_id")
    return filled, parts


@pytest.mark.parametrize("name", all_datasets())
def test_a_filled_template_is_taken_in_whole(taken_in, name):
    filled, parts = taken_in
    (part,) = (part for part in parts if part["dataset"] == name and part["sheet"] == all_datasets()[name].title)
    assert (part["refusal"], part["quarantined"], part["month"]) == ("", 0, parse_month("2024-06"))
    kept = part["stored"] + part["duplicates"]
    assert kept == filled[name] > 0 or (all_datasets()[name].needs_consent and kept < filled[name])  # not all have consented
    assert [header for header, _, guessed, _ in json.loads(part["placed"]) if guessed] == []
    assert json.loads(part["ignored"]) == []
    assert {title for _, title, _, _ in json.loads(part["placed"])} == {column.title for column in all_datasets()[name].columns}


@pytest.mark.parametrize("name", all_datasets())
def test_its_notes_are_not_taken_for_data(taken_in, name):
    _, parts = taken_in
    (notes,) = (part for part in parts if all_datasets()[name].title in part["name"] and part["sheet"] == "填报说明")
    assert (notes["dataset"], notes["refusal"], notes["not_data"]) == (None, "", notes["rows_read"])


@pytest.mark.parametrize("name", ["医保结算", "settlement"])
def test_one_template_by_either_name(bidui, tmp_path, name):
    assert bidui("template", name, "--to", tmp_path).exit_code == 0
    (path,) = tmp_path.iterdir()
    sheet = openpyxl.load_workbook(path)["医保结算"]
    assert [cell.value for cell in sheet[2]] == [column.title for column in all_datasets()["settlement"].columns]
    assert len(sheet.data_validations.dataValidation) > 0
