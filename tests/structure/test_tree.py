"""Who may import what, how long a file may be, and that every name stands for one thing."""

import ast
import re
from collections import defaultdict

import pytest

from schemas.dataset import all_datasets
from tests.structure.tree import PRODUCT, ROOT, arrows, circles, given, here, imports, module_names, modules, parsed, room, texts

LONGEST_FILE = 250


@pytest.mark.parametrize(
    ("package", "folders", "allowed"),
    [
        ("duckdb", PRODUCT, {"matchers/warehouse.py"}),
        ("openpyxl", PRODUCT, {"reports/workbook.py", "reports/looks.py", "reports/sheet_cells.py", "reports/xlsx_file.py", "reports/filling.py", "schemas/readers.py"}),  # four write, one fills in, one reads
        ("xlsxwriter", PRODUCT, set()),
        ("pandas", ("flows",), set()),
        ("pandera", ("flows", "matchers", "reports"), set()),
        ("prefect", ("matchers", "reports", "schemas"), set()),
        ("typer", ("matchers", "reports", "schemas"), set()),
        ("requests", PRODUCT, set()),
        ("tests", PRODUCT, set()),
    ],
)
def test_only_its_own_place_imports_a_package(package, folders, allowed):
    found = {here(path) for path in modules(*folders) if package in imports(path)}
    assert found <= allowed


@pytest.mark.parametrize("path", [path for path in modules(*PRODUCT) if "pandas" in imports(path)], ids=here)
def test_what_imports_pandas_annotates_lazily(path):
    """`status` and `--help` import it too, and pandas is loaded where something of it is first used: in an annotation as well."""
    assert path.read_text("utf-8").split('"""', 2)[2].lstrip().startswith("from __future__ import annotations\n")


# Room → the rooms that it may look into. Whatever stands further right may know those before it, never the other way.
GROUND = {"schemas", "matchers.statements"}
STORE = GROUND | {"matchers.tables", "matchers.warehouse", "matchers.kept", "matchers.records"}
JUDGING = STORE | {"matchers.rules", "matchers.identity", "matchers.intake", "matchers.months"}
MAY_IMPORT = {
    "schemas": set(),
    "matchers": set(),
    "matchers.statements": set(),
    "matchers.tables": GROUND,
    "matchers.warehouse": GROUND | {"matchers.tables"},
    "matchers.kept": GROUND | {"matchers.tables", "matchers.warehouse"},
    "matchers.records": {"schemas"},
    "matchers.rules": {"schemas"},
    "matchers.intake": STORE,
    "matchers.identity": STORE,
    "matchers.months": JUDGING,
    "matchers.leads": JUDGING,
    "matchers.clusters": JUDGING,
    "matchers.practice": JUDGING | {"matchers.leads", "matchers.monitored"},
    "matchers.monitored": JUDGING | {"matchers.leads"},
    "matchers.explaining": JUDGING | {"matchers.leads"},
    "matchers.asking": JUDGING | {"matchers.leads"},
    "matchers.published": JUDGING | {"matchers.leads"},
    "matchers.province": JUDGING,
    "matchers.access": GROUND,
    "reports": {"schemas", "matchers.records"},
    "flows": {"schemas", "reports", *JUDGING, "matchers.leads", "matchers.clusters", "matchers.practice", "matchers.monitored", "matchers.explaining", "matchers.asking", "matchers.published", "matchers.province", "matchers.access"} - {"matchers.statements"},
}


def test_arrows_go_one_way():
    astray = {
        (module, other) for module, others in arrows().items() for other in others
        if room(module) != room(other) and room(other) not in MAY_IMPORT[room(module)]
    }
    assert astray == set()


def test_the_table_of_arrows_has_no_circle():
    for one, others in MAY_IMPORT.items():
        assert not [other for other in others if other != one and one in MAY_IMPORT[other]]


def test_no_circle_of_modules():
    assert circles() == []


def test_a_name_stands_for_one_thing():
    """No two modules, and no two classes, of one name: whoever reads it need not ask which."""
    named: dict[str, list[str]] = defaultdict(list)
    for module, path in module_names().items():
        if path.name != "__init__.py":
            named[path.stem].append(module)
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef):
                named[node.name].append(f"{module}.{node.name}")
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_what_is_imported_stands_there():
    """In tests and benchmarks too, which no type checker reads, and some of which run by hand only."""
    known = module_names() | {"tests." + ".".join(path.relative_to(ROOT / "tests").with_suffix("").parts): path for path in modules("tests")}
    lacking = [
        (here(path), node.module, alias.name)
        for path in modules("tests", *PRODUCT)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module in known
        for alias in node.names
        if alias.name not in given(known[node.module]) and f"{node.module}.{alias.name}" not in known
    ]
    assert lacking == []


def test_flows_name_no_sql():
    assert [here(path) for path in modules("flows") if re.search(r"\bSQL\b|statements|\bSELECT\b", path.read_text("utf-8"))] == []


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
        if len(header) >= 4 and not header.isascii()
    }
    elsewhere = [path for path in modules("flows", "matchers", "schemas") if not here(path).startswith(("schemas/dataset", "schemas/returned"))]
    assert {here(path): found for path in elsewhere if (found := texts(path) & headers)} == {}


def test_nothing_below_flows_knows_the_date():
    clocks = re.compile(r"\b(date\.today|datetime\.now|datetime\.today|utcnow|time\.time|Timestamp\.now)\b")
    assert [here(path) for path in modules("matchers", "reports", "schemas") if clocks.search(path.read_text("utf-8"))] == []
