"""Every .sql says what it is, has no clock and no unordered pick, and is plain enough to run on Spark."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from tests.structure.tree import PRODUCT, SQL_FILES, here, modules, named_statements

CLOCK_DICE_OR_PICK = re.compile(
    r"\b(qualify|limit|using\s+sample|tablesample|random|uuid|any_value|current_date|current_time\w*)\b|\b(now|today|first|last)\s*\(",
    re.IGNORECASE,
)
MIGRATIONS = [file for file in SQL_FILES if file.parent.name == "migrations"]
Statement = tuple[Path, str]
ALL = [(file, name) for file in SQL_FILES if file not in MIGRATIONS for name in named_statements(file)]
# What a month's judging runs, and what crosses counties; templates stand for one dataset's.
OWN = ("marks", "shares_of_persons", "shares_of_places", "signals", "leads")  # digests that tell whether something changed, and files as DuckDB reads them
FOR_SPARK = [(file, name) for file, name in ALL if file.parent.name in ("rules", "months", "monitored", "clusters", "province") and name not in OWN]


def called(one: Statement) -> str:
    return f"{here(one[0])} {one[1]}".strip()


def text_of(one: Statement) -> str:
    return named_statements(one[0])[one[1]]


def problems(problem_of: Callable[[Statement], object]) -> dict[str, object]:
    return {called(one): problem for one in ALL if (problem := problem_of(one))}


def comment(text: str) -> str:
    """The comment block that opens a file."""
    return " ".join(line.removeprefix("--").strip() for line in re.match(r"(--.*\n)*", text)[0].splitlines())


def code(text: str) -> str:
    """Without comments and quoted text."""
    return re.sub(r"--.*|'[^']*'|\"[^\"]*\"", "", text)


@cache
def trees(text: str) -> list[exp.Expression]:
    """Templates get a name where a dataset's words are put."""
    text = re.sub(r"\{join\}", "JOIN", text).replace("{selects}", "SELECT 1")
    return [tree for tree in sqlglot.parse(re.sub(r"\{(\w+)\}", r"\1", text), read="duckdb") if tree]


def statements(one: Statement) -> list[exp.Expression]:
    return trees(text_of(one))


def is_ddl(tree: exp.Expression) -> bool:
    return isinstance(tree, exp.Alter) or (isinstance(tree, exp.Create) and not tree.expression)


def test_every_statement_opens_with_what_it_is_what_a_row_is_and_what_it_reads():
    def missing(one: Statement) -> list[str]:
        found = statements(one)
        wanted = ["[A-Z].+[.:;]"] + [r".*\bOne row\b"] * (not isinstance(found[0], exp.Delete)) + [r".*\bReads\b"] * (not all(map(is_ddl, found)))
        return [words for words in wanted if not re.match(words, comment(text_of(one)))]

    assert problems(missing) == {}


def test_every_table_of_a_migration_says_what_a_row_is():
    for file in MIGRATIONS:
        text = file.read_text("utf-8")
        assert text.startswith("-- ") and re.fullmatch(r"\d{3}_[a-z0-9_]+", file.stem), here(file)
    first = MIGRATIONS[0].read_text("utf-8")
    assert [made for made in re.findall(r"(.*)\nCREATE TABLE", first) if not made.startswith("--")] == []


def test_one_statement_under_a_name():
    assert problems(lambda one: len(statements(one)) != 1) == {}


def test_every_statement_is_called_by_the_module_beside_it_and_by_nobody_else():
    """Rules and migrations are found by their place; whatever else has a .sql has a .py of its name, which runs all that stands there."""
    for file in SQL_FILES:
        if file.parent.name in ("rules", "migrations"):
            continue
        beside = file.with_suffix(".py").read_text("utf-8")
        assert "statements(__file__)" in beside, here(file)
        if re.search(r"\bSQL\b(?!\[| = )|SQL\[[^\"]", beside):  # handed on whole, or picked by a name that is told elsewhere
            continue
        assert set(re.findall(r'SQL\["(\w+)"\]', beside)) == set(named_statements(file)), here(file)


def test_no_clock_no_dice_no_unordered_pick():
    assert problems(lambda one: CLOCK_DICE_OR_PICK.findall(code(text_of(one)))) == {}


@pytest.mark.parametrize(
    "said", ["SELECT now()", "x = current_date", "QUALIFY 1", "LIMIT 1", "random() < 1", "ANY_VALUE(x)", "first(x)", "USING SAMPLE 3"]
)
def test_what_is_looked_for_would_be_found(said):
    assert CLOCK_DICE_OR_PICK.search(code(said))


def test_every_numbering_and_list_is_ordered():
    def unordered(one: Statement) -> list[str]:
        windows = [
            w for tree in statements(one) for w in tree.find_all(exp.Window) if isinstance(w.this, (exp.RowNumber, exp.Lag, exp.Lead))
        ]
        lists = [found for tree in statements(one) for found in tree.find_all(exp.GroupConcat, exp.ArrayAgg)]
        return [w.sql() for w in windows if not w.args.get("order")] + [found.sql() for found in lists if not found.find(exp.Order)]

    assert problems(unordered) == {}


def test_every_outer_join_says_why():
    """Two in a row share a reason."""

    def unexplained(one: Statement) -> list[int]:
        lines = text_of(one).splitlines()
        outer = [at for at, line in enumerate(lines) if re.match(r"\s*(LEFT|FULL) JOIN", line)]
        above = {at: [line for line in lines[max(at - 4, 0) : at + 1] if "-- LEFT" in line] for at in outer}
        return [at + 1 for at in outer if not above[at] and at - 1 not in outer]

    assert problems(unexplained) == {}


def test_tables_a_statement_reads_are_named_in_its_comment():
    def unnamed(one: Statement) -> set[str]:
        words = comment(text_of(one)).replace("{dataset}", "dataset")
        trees = [tree for tree in statements(one) if not isinstance(tree, exp.Delete) and not is_ddl(tree)]
        bodies = [tree.expression if isinstance(tree, (exp.Create, exp.Insert)) else tree for tree in trees]
        read = {f"{table.db}.{table.name}" for body in bodies for table in body.find_all(exp.Table) if table.db}
        return {table for table in read if not names(words, table)}

    assert problems(unnamed) == {}


def names(words: str, table: str) -> bool:
    """In full, as `.name` after its stage was given, or by `linked.fired_*`."""
    stage, name = table.split(".")
    starred = re.findall(r"([a-z]+\.[a-z_]*)\*", words)
    return table in words or f" .{name}" in words or any(table.startswith(start) for start in starred) or f"{stage}.*" in words


def test_every_quotient_is_rounded_once_where_it_stands():
    """Engines divide decimals differently (as doubles, or exactly to some digits): cast to six digits, or rounded to a whole number, all agree."""
    assert problems(lambda one: [quotient.sql() for tree in statements(one) for quotient in tree.find_all(exp.Div) if loose(quotient)]) == {}


def loose(quotient: exp.Div) -> bool:
    around = quotient.parent
    six = isinstance(around, exp.Cast) and [int(size.name) for size in around.to.expressions][1:] == [6]
    return not (six or isinstance(around, exp.Round))


@pytest.mark.parametrize(
    ("said", "is_loose"),
    [
        ("a / b", True),
        ("CAST(a / b AS DECIMAL(14,2))", True),
        ("CAST(r * (a / b) AS DECIMAL(20,6))", True),
        ("CAST(r * a / b AS DECIMAL(20,6))", False),
        ("round(a / b)", False),
    ],
)
def test_a_loose_quotient_would_be_found(said, is_loose):
    assert [loose(found) for found in sqlglot.parse_one(f"SELECT {said}", read="duckdb").find_all(exp.Div)] == [is_loose]


@pytest.mark.parametrize("one", FOR_SPARK, ids=called)
def test_can_be_said_in_sparks_sql(one):
    text = statements(one)[0].sql("duckdb")
    said = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert len(said) == 1 and sqlglot.parse_one(said[0], read="spark")
    assert {call.name for call in statements(one)[0].find_all(exp.Anonymous)} == set(), "a function that nothing but DuckDB may know"
    assert not list(statements(one)[0].find_all(exp.Lambda)), "list lambdas are DuckDB's own"


def test_sql_stands_in_files():
    """No statement is written in Python but the warehouse's own tables."""
    statement = re.compile(r"\b(SELECT\s+.+\s+FROM|INSERT INTO|CREATE (OR REPLACE )?TABLE|DELETE FROM|UPDATE \w+ SET)\b")
    assert {here(path) for path in modules(*PRODUCT) if statement.search(path.read_text("utf-8"))} <= {"matchers/warehouse.py"}


def test_each_migration_has_a_number_of_its_own():
    files = sorted(file.name for file in MIGRATIONS)
    assert [int(name[:3]) for name in files] == list(range(int(files[0][:3]), int(files[0][:3]) + len(files))), "of two with one number only one would ever be run"
