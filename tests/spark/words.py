"""A statement of DuckDB's in Spark's words: five rules, each on the parsed tree, and no other text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import sqlglot
from sqlglot import exp

READS_NOTHING = (exp.Drop, exp.Command, exp.Transaction, exp.Commit, exp.Rollback, exp.Attach, exp.Detach, exp.Alter, exp.Set, exp.Pragma)


@dataclass(frozen=True)
class Said:
    """A statement's query as Spark takes it ('' where it is none), the relations that it reads, in DuckDB's words the same query, and what it writes.

    `query` is the same, its relations under one bare name each.
    """

    spark: str
    duckdb: str
    reads: tuple[str, ...]
    writes: str
    asks: frozenset[str]
    is_ordered: bool
    is_table: bool
    query: exp.Query | None = None


@cache
def said(statement: str) -> Said:
    tree = sqlglot.parse_one(statement, read="duckdb")
    writes, query = "", tree
    if isinstance(tree, (exp.Create, exp.Insert)):  # rules A, B: a table is made by a query and put in its place, or added to by one
        writes, query = _called(tree.this), tree.expression
    elif isinstance(tree, (exp.Update, exp.Delete)):
        writes, query = _called(tree.this), None
    elif isinstance(tree, READS_NOTHING):
        query = None
    if not isinstance(query, exp.Query):
        return Said("", "", (), writes, frozenset(), False, True)
    query = query.copy()
    asks = frozenset(each.name for each in query.find_all(exp.Parameter, exp.Placeholder))
    in_duckdb = query.sql("duckdb")
    ctes = {cte.alias for cte in query.find_all(exp.CTE)}
    reads = sorted({_called(table) for table in query.find_all(exp.Table) if table.name and not (table.name in ctes and not table.db)})
    for table in list(query.find_all(exp.Table)):  # rule D: a schema is a part of the name
        if table.name and not (table.name in ctes and not table.db):
            table.replace(exp.alias_(exp.to_table(flat(_called(table))), table.alias or table.name, table=True))
    is_ordered = query.args.get("order") is not None and isinstance(tree, exp.Query)
    return Said(in_spark(query), in_duckdb, tuple(reads), writes, asks, is_ordered, not (isinstance(tree, exp.Create) and tree.kind == "VIEW"), query)


def in_spark(query: exp.Query) -> str:
    query = query.copy()
    for lists in list(query.find_all(exp.GroupConcat)):  # rule E: Spark 4.3 takes no two DISTINCT lists in one SELECT
        distinct = lists.find(exp.Distinct)
        if distinct:
            inner = distinct.expressions[0].sql("spark")
            between = lists.args.get("separator") or exp.Literal.string(",")
            lists.replace(sqlglot.parse_one(f"nullif(array_join(array_sort(collect_set({inner})), {between.sql('spark')}), '')", read="spark"))
    return query.sql("spark")


def flat(name: str) -> str:
    return name.replace(".", "__")


def _called(table: exp.Expression) -> str:
    table = table.this if isinstance(table, exp.Schema) else table
    return f"{table.db}.{table.name}" if table.db else table.name
