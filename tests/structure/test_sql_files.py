"""Every .sql says what it is, has no clock and no unordered pick, and is plain enough to run on Spark."""

import re
from functools import cache

import pytest
import sqlglot
from sqlglot import exp

from tests.structure.tree import ROOT, SQL_FILES, here

FORBIDDEN = r"\b(qualify|limit|using\s+sample|random|any_value|now\s*\(|today\s*\(|current_date|current_timestamp|get_current_time\w*)\b"
FOR_SPARK = ("rules", "measures", "linked")
every_file = pytest.mark.parametrize("file", SQL_FILES, ids=here)


def comment(text: str) -> str:
    """The comment block that opens a file."""
    return " ".join(line.removeprefix("--").strip() for line in re.match(r"(--.*\n)*", text)[0].splitlines())


def code(text: str) -> str:
    """Without comments and quoted text."""
    return re.sub(r"--.*|'[^']*'|\"[^\"]*\"", "", text)


def filled_in(text: str) -> str:
    """The store's templates with a name where the warehouse puts one."""
    return re.sub(r"\{(\w+)\}", r"\1", text)


@cache
def statements(file) -> list[exp.Expression]:
    return [tree for tree in sqlglot.parse(filled_in(file.read_text("utf-8")), read="duckdb") if tree]


@every_file
def test_opens_with_what_it_is_what_a_row_is_and_what_it_reads(file):
    text = file.read_text("utf-8")
    words = comment(text)
    trees = statements(file)
    if all(isinstance(tree, exp.Create) and not tree.expression for tree in trees):  # DDL
        assert re.search(r"^-- One row ", text, re.MULTILINE)
        return
    assert len(trees) == 1, "one statement a file"
    assert re.match(r"[A-Z].+?[.:;]", words)
    assert re.search(r"\bOne row\b", words) or isinstance(trees[0], exp.Delete)
    assert re.search(r"\bReads\b", words) or isinstance(trees[0], exp.Delete)


@every_file
def test_no_clock_no_dice_no_unordered_pick(file):
    assert re.findall(FORBIDDEN, code(file.read_text("utf-8")), re.IGNORECASE) == []


@every_file
def test_every_numbering_and_list_is_ordered(file):
    for tree in statements(file):
        assert all(window.args.get("order") for window in tree.find_all(exp.Window) if isinstance(window.this, exp.RowNumber))
        assert all(found.find(exp.Order) for found in tree.find_all(exp.GroupConcat))


@every_file
def test_every_outer_join_says_why(file):
    lines = file.read_text("utf-8").splitlines()
    outer = [at for at, line in enumerate(lines) if re.match(r"\s*(LEFT|FULL) JOIN", line)]
    unexplained = [
        at + 1 for at in outer
        if not any("-- LEFT" in line for line in lines[max(at - 4, 0) : at + 1]) and not re.match(r"\s*LEFT JOIN", lines[at - 1])
    ]
    assert unexplained == []


@every_file
def test_tables_it_reads_are_named_in_its_comment(file):
    words = comment(file.read_text("utf-8"))
    for tree in statements(file):
        if isinstance(tree, exp.Delete) or (isinstance(tree, exp.Create) and not tree.expression):
            continue
        body = tree.expression if isinstance(tree, (exp.Create, exp.Insert)) else tree
        read = {f"{table.db}.{table.name}" for table in body.find_all(exp.Table) if table.db}
        assert {name for name in read if not named(name, words)} == set()


def named(table: str, words: str) -> bool:
    stage, name = table.split(".")
    return table in words or f" .{name}" in words or f"{stage}.*" in words or any(
        table.startswith(prefix) for prefix in re.findall(r"([a-z]+\.[a-z_]+)\*", words)
    )


@pytest.mark.parametrize("file", [f for f in SQL_FILES if f.parent.name in FOR_SPARK], ids=here)
def test_can_be_said_in_sparks_sql(file):
    said = sqlglot.transpile(file.read_text("utf-8"), read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert len(said) == 1 and sqlglot.parse_one(said[0], read="spark")


def test_sql_stands_in_files():
    """No statement is written in Python but the warehouse's own tables."""
    statement = re.compile(r"\b(SELECT\s+.+\s+FROM|INSERT INTO|CREATE (OR REPLACE )?TABLE|DELETE FROM|UPDATE \w+ SET)\b")
    with_sql = {
        here(path) for folder in ("flows", "matchers", "reports", "schemas") for path in (ROOT / folder).rglob("*.py")
        if statement.search(path.read_text("utf-8"))
    }
    assert with_sql <= {"matchers/warehouse.py"}
