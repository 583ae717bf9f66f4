"""Every .sql says what it is, has no clock and no unordered pick, and is plain enough to run on Spark."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from tests.structure.tree import PRODUCT, SQL_FILES, here, modules

CLOCK_DICE_OR_PICK = re.compile(
    r"\b(qualify|limit|using\s+sample|tablesample|random|uuid|any_value|current_date|current_time\w*)\b|\b(now|today|first|last)\s*\(",
    re.IGNORECASE,
)
FOR_SPARK = [file for file in SQL_FILES if file.parent.name in ("rules", "measures", "linked", "monitored")]


def problems(files: list[Path], problem_of: Callable[[Path], object]) -> dict[str, object]:
    return {here(file): problem for file in files if (problem := problem_of(file))}


def comment(text: str) -> str:
    """The comment block that opens a file."""
    return " ".join(line.removeprefix("--").strip() for line in re.match(r"(--.*\n)*", text)[0].splitlines())


def code(text: str) -> str:
    """Without comments and quoted text."""
    return re.sub(r"--.*|'[^']*'|\"[^\"]*\"", "", text)


@cache
def statements(file: Path) -> list[exp.Expression]:
    """The store's templates get a name where the warehouse puts one."""
    return [tree for tree in sqlglot.parse(re.sub(r"\{(\w+)\}", r"\1", file.read_text("utf-8")), read="duckdb") if tree]


def is_ddl(tree: exp.Expression) -> bool:
    return isinstance(tree, exp.Create) and not tree.expression


def test_every_file_opens_with_what_it_is_what_a_row_is_and_what_it_reads():
    def missing(file: Path) -> list[str]:
        text, trees = file.read_text("utf-8"), statements(file)
        if all(map(is_ddl, trees)):
            return [] if re.search(r"^-- One row ", text, re.MULTILINE) else ["One row"]
        wanted = ["[A-Z].+[.:;]"] + [r".*\bOne row\b", r".*\bReads\b"] * (not isinstance(trees[0], exp.Delete))
        return [words for words in wanted if not re.match(words, comment(text))]

    assert problems(SQL_FILES, missing) == {}


def test_one_statement_a_file():
    assert problems(SQL_FILES, lambda file: len(statements(file)) > 1 and not all(map(is_ddl, statements(file)))) == {}


def test_no_clock_no_dice_no_unordered_pick():
    assert problems(SQL_FILES, lambda file: CLOCK_DICE_OR_PICK.findall(code(file.read_text("utf-8")))) == {}


@pytest.mark.parametrize(
    "said", ["SELECT now()", "x = current_date", "QUALIFY 1", "LIMIT 1", "random() < 1", "ANY_VALUE(x)", "first(x)", "USING SAMPLE 3"]
)
def test_what_is_looked_for_would_be_found(said):
    assert CLOCK_DICE_OR_PICK.search(code(said))


def test_every_numbering_and_list_is_ordered():
    def unordered(file: Path) -> list[str]:
        windows = [
            w for tree in statements(file) for w in tree.find_all(exp.Window) if isinstance(w.this, (exp.RowNumber, exp.Lag, exp.Lead))
        ]
        lists = [found for tree in statements(file) for found in tree.find_all(exp.GroupConcat, exp.ArrayAgg)]
        return [w.sql() for w in windows if not w.args.get("order")] + [found.sql() for found in lists if not found.find(exp.Order)]

    assert problems(SQL_FILES, unordered) == {}


def test_every_outer_join_says_why():
    """Two in a row share a reason."""

    def unexplained(file: Path) -> list[int]:
        lines = file.read_text("utf-8").splitlines()
        outer = [at for at, line in enumerate(lines) if re.match(r"\s*(LEFT|FULL) JOIN", line)]
        above = {at: [line for line in lines[max(at - 4, 0) : at + 1] if "-- LEFT" in line] for at in outer}
        return [at + 1 for at in outer if not above[at] and at - 1 not in outer]

    assert problems(SQL_FILES, unexplained) == {}


def test_tables_a_file_reads_are_named_in_its_comment():
    def unnamed(file: Path) -> set[str]:
        words = comment(file.read_text("utf-8"))
        trees = [tree for tree in statements(file) if not isinstance(tree, exp.Delete) and not is_ddl(tree)]
        bodies = [tree.expression if isinstance(tree, (exp.Create, exp.Insert)) else tree for tree in trees]
        read = {f"{table.db}.{table.name}" for body in bodies for table in body.find_all(exp.Table) if table.db}
        return {table for table in read if not names(words, table)}

    assert problems(SQL_FILES, unnamed) == {}


def names(words: str, table: str) -> bool:
    """In full, as `.name` after its stage was given, or by `linked.fired_*`."""
    stage, name = table.split(".")
    starred = re.findall(r"([a-z]+\.[a-z_]*)\*", words)
    return table in words or f" .{name}" in words or any(table.startswith(start) for start in starred) or f"{stage}.*" in words


@pytest.mark.parametrize("file", FOR_SPARK, ids=here)
def test_can_be_said_in_sparks_sql(file):
    text = file.read_text("utf-8")
    said = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert len(said) == 1 and sqlglot.parse_one(said[0], read="spark")
    assert [call.name for call in statements(file)[0].find_all(exp.Anonymous)] == [], "a function that nothing but DuckDB may know"
    assert not list(statements(file)[0].find_all(exp.Lambda)), "list lambdas are DuckDB's own"


def test_sql_stands_in_files():
    """No statement is written in Python but the warehouse's own tables."""
    statement = re.compile(r"\b(SELECT\s+.+\s+FROM|INSERT INTO|CREATE (OR REPLACE )?TABLE|DELETE FROM|UPDATE \w+ SET)\b")
    assert {here(path) for path in modules(*PRODUCT) if statement.search(path.read_text("utf-8"))} <= {"matchers/warehouse.py"}
