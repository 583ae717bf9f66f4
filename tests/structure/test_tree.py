"""Who may import what, and how long a file may be."""

import re

import pytest

from schemas.dataset import all_datasets
from tests.structure.tree import PRODUCT, ROOT, here, imports, modules, texts

LONGEST_FILE = 250


@pytest.mark.parametrize(
    ("package", "folders", "allowed"),
    [
        ("duckdb", PRODUCT, {"matchers/warehouse.py"}),
        ("openpyxl", PRODUCT, {"reports/workbook.py", "schemas/readers.py"}),  # one writes, one reads
        ("xlsxwriter", PRODUCT, set()),
        ("pandas", ("flows",), set()),
        ("pandera", ("flows", "matchers", "reports"), set()),
        ("prefect", ("matchers", "reports", "schemas"), set()),
        ("typer", ("matchers", "reports", "schemas"), set()),
        ("flows", ("matchers", "reports", "schemas"), set()),
        ("requests", PRODUCT, set()),
        ("tests", PRODUCT, set()),
    ],
)
def test_only_its_own_place_imports_a_package(package, folders, allowed):
    found = {here(path) for path in modules(*folders) if package in imports(path)}
    assert found <= allowed


def test_schemas_readers_only_reads_workbooks():
    assert not {"Workbook", "save"} & set(re.findall(r"\w+", (ROOT / "schemas/readers.py").read_text("utf-8")))


@pytest.mark.parametrize("folder", PRODUCT)
def test_no_file_is_longer_than_one_can_take_in(folder):
    lengths = {
        here(path): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".sql", ".toml", ".j2")
    }
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_departments_headers_stand_in_datasets_and_reports_only():
    """Short ones (乡镇, 姓名) are words of the language too, and may be anybody's; a list that towns send back declares its own."""
    headers = {
        header
        for dataset in all_datasets().values()
        for column in dataset.columns
        for header in (column.title, *column.also)
        if len(header) >= 4
    }
    elsewhere = [path for path in modules("flows", "matchers", "schemas") if not here(path).startswith(("schemas/dataset", "schemas/returned"))]
    assert {here(path): found for path in elsewhere if (found := texts(path) & headers)} == {}


def test_nothing_below_flows_knows_the_date():
    clocks = re.compile(r"\b(date\.today|datetime\.now|datetime\.today|utcnow|time\.time|Timestamp\.now)\b")
    assert [here(path) for path in modules("matchers", "reports", "schemas") if clocks.search(path.read_text("utf-8"))] == []
