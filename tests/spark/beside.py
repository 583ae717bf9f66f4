"""DuckDB with Spark beside it: whatever query a run asks, both are asked, and their rows compared."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from sqlglot import exp

from tests.spark.lifting import COUNTY, EVERY, NotLifted, lifted
from tests.spark.words import Said, flat, in_spark, said

SHOWN = 3
COUNTIES = {"north": 0, "south": 1}  # which of EACH rows it lacks
EACH = 5
STAGES = ("linked.", "province.")  # whose queries are asked; those of all counties need no lifting
FEW = 40  # rows up to which a relation is the same in every county
BOTH = ("alone", "together")
SAID = re.compile(r"'[^']*'|--.*")  # text and comments, in which a semicolon ends nothing
OWN_HASH = re.compile(r"\bhash\(")  # tells whether something changed, on one engine
NO_QUERY = re.compile(r"(--.*\n)*\s*(BEGIN|COMMIT|ROLLBACK|ATTACH|DETACH|DROP|COPY|CREATE SCHEMA|SET)", re.IGNORECASE)


class Beside:
    """Stands for a DuckDB connection. `different` says of each statement that came out otherwise how it did, `compared` counts those that were asked.

    Each is asked of one county and, lifted, of two in one relation, whose numbers, towns and ids are the same but whose rows are not: either lacks
    others, and one engine has the one first, one the other. `lifted` counts the rows that came of that, `not_lifted` says of the others why.
    """

    def __init__(self, duck: Any, spark: Any, folder: Path) -> None:
        self._duck, self._spark, self._folder = duck, spark, folder
        self._seen: set[str] = set()  # tables that Spark has as they are now
        self._tables: set[str] = set()  # which change by what is written into them, and not, as views do, by what is written elsewhere
        self._files = 0
        self._counties = duckdb.connect(config={"threads": 1})  # all of them in each relation
        self._counties.execute(f"CREATE TABLE {EVERY} AS SELECT unnest({[*COUNTIES]}) AS {COUNTY}")
        self._tell_spark(of_all(EVERY), self._counties.execute(f"SELECT * FROM {EVERY}").to_arrow_table())
        for name in COUNTIES:  # and each with its own rows alone
            self._counties.execute(f"CREATE SCHEMA {name}")
        self._seen_of_all: set[str] = set()  # as `_seen`, of `_counties`
        self.different: dict[str, str] = {}
        self.compared: Counter[str] = Counter()
        self.lifted: dict[str, int] = {}
        self.not_lifted: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._duck, name)

    def execute(self, statement: str, parameters: Any = None) -> Any:
        self._ask_both(statement, parameters)
        return self._duck.execute(statement, parameters)

    def sql(self, statement: str, params: Any = None) -> Any:
        self._ask_both(statement, params)
        return self._duck.sql(statement, params=params)

    def executemany(self, statement: str, rows: Any) -> Any:
        self._forget()
        return self._duck.executemany(statement, rows)

    def register(self, name: str, frame: Any) -> Any:
        self._forget(name)
        return self._duck.register(name, frame)

    def _ask_both(self, statement: str, parameters: Any) -> None:
        if NO_QUERY.match(statement) or SAID.sub("", statement).strip().rstrip(";").count(";"):
            self._forget()
            return
        what = said(statement)
        if what.spark and not OWN_HASH.search(statement) and any(name.startswith(STAGES) for name in (*what.reads, what.writes)):
            self._compare(statement, what, parameters or {})
        if what.writes:
            self._forget(what.writes)
            self._tables.add(what.writes) if what.is_table else self._tables.discard(what.writes)

    def _compare(self, statement: str, what: Said, parameters: dict[str, Any]) -> None:
        given = {name: value for name, value in parameters.items() if name in what.asks}
        ours = plain_rows(self._duck.execute(what.duckdb, given or None).to_arrow_table())
        try:
            for name in what.reads:
                self._show(name)
            theirs = plain_rows(self._spark.sql(what.spark, args=given).toArrow())
        except Exception as failure:
            self.different[called(statement)] = f"{type(failure).__name__}: {str(failure)[:300]}"
            return
        self.compared[called(statement)] += 1
        if (ours != theirs) if what.is_ordered else (Counter(ours) != Counter(theirs)):
            only_ours, only_theirs = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
            self.different[called(statement)] = f"{len(ours)} / {len(theirs)} rows; DuckDB {list(only_ours)[:SHOWN]}; Spark {list(only_theirs)[:SHOWN]}"
        had = self.lifted.get(called(statement), -1)
        of_all_counties = any(name.startswith(STAGES[1]) for name in what.reads)
        if not of_all_counties and called(statement) not in self.not_lifted and (had < 0 or (not had and ours)):  # once with rows is enough
            self._compare_lifted(called(statement), what, given)

    def _forget(self, name: str = "") -> None:
        """The relation, or any, may have changed."""
        for seen in (self._seen, self._seen_of_all):
            seen.discard(name) if name else seen.clear()

    def _compare_lifted(self, title: str, what: Said, given: dict[str, Any]) -> None:
        assert what.query is not None
        try:
            query = lifted(what.query)
        except NotLifted as why:
            self.not_lifted[title] = str(why)
            return
        for relation in what.reads:
            self._show_all(relation)
        county, asked = self._counties, what.query.sql("duckdb")
        parts = []
        for name in COUNTIES:  # each alone, as it is asked of one
            county.execute(f"SET schema = '{name}'")
            parts.append(county.execute(f"SELECT '{name}' AS {COUNTY}, answer.* FROM ({asked}) AS answer", given or None).to_arrow_table())
        county.execute("SET schema = 'main'")
        county.register("alone", pa.concat_tables(parts))
        self._tell(f"{title} (DuckDB, lifted)", lambda: county.execute(query.sql("duckdb"), given or None).to_arrow_table())
        for table in query.find_all(exp.Table):
            if table.name in {EVERY, *map(flat, what.reads)}:
                table.set("this", exp.to_identifier(of_all(table.name)))
        self._tell(f"{title} (Spark, lifted)", lambda: self._spark.sql(in_spark(query), args=given).toArrow())
        self.lifted[title] = sum(part.num_rows for part in parts)

    def _show_all(self, relation: str) -> None:
        """Of all counties at once, on DuckDB and, the other county first, on Spark."""
        if relation in self._seen_of_all:
            return
        county, name = self._counties, flat(relation)
        given = in_sparks_types(self._duck.execute(f"SELECT * FROM {quoted(relation)}").to_arrow_table())
        county.register("given", given)
        rows = [f"SELECT '{of}' AS {COUNTY}, * FROM given WHERE {given.num_rows <= FEW} OR hash(given) % {EACH} <> {lacks}" for of, lacks in COUNTIES.items()]
        county.execute(f"CREATE OR REPLACE TABLE {name} AS {' UNION ALL '.join(rows)}")
        for of in COUNTIES:
            county.execute(f"CREATE OR REPLACE VIEW {of}.{name} AS SELECT * EXCLUDE ({COUNTY}) FROM main.{name} WHERE {COUNTY} = '{of}'")
        self._tell_spark(of_all(name), county.execute(" UNION ALL ".join(rows[::-1])).to_arrow_table())
        if self._stands(relation):
            self._seen_of_all.add(relation)

    def _tell(self, title: str, ask: Callable[[], pa.Table]) -> None:
        try:
            self._counties.register("together", ask())
            lost, added = (self._counties.execute(f"SELECT * FROM {a} EXCEPT ALL SELECT * FROM {b}").fetchall() for a, b in (BOTH, BOTH[::-1]))
        except Exception as failure:
            self.different[title] = f"{type(failure).__name__}: {str(failure)[:300]}"
            return
        if lost or added:
            self.different[title] = f"{len(lost)} lost {lost[:SHOWN]}; {len(added)} added {added[:SHOWN]}"

    def _tell_spark(self, name: str, table: pa.Table) -> None:
        self._files += 1
        file = self._folder / f"{name}-{self._files}.parquet"
        pq.write_table(table, file)
        self._spark.read.parquet(str(file)).createOrReplaceTempView(name)

    def _stands(self, relation: str) -> bool:
        """Whether it changes only by what is written into it."""
        return relation in self._tables or relation.startswith(("intake.", "leads."))

    def _show(self, name: str) -> None:
        """Spark sees what DuckDB has under the name now."""
        if name in self._seen:
            return
        self._tell_spark(flat(name), in_sparks_types(self._duck.execute(f"SELECT * FROM {quoted(name)}").to_arrow_table()))
        if self._stands(name):
            self._seen.add(name)


@contextmanager
def spark_session() -> Iterator[Any]:
    """Sail, or the Spark that BIDUI_SPARK names (spark://…, local[2]; with Java)."""
    from pyspark.sql import SparkSession

    if master := os.environ.get("BIDUI_SPARK"):
        session = SparkSession.builder.master(master).config("spark.sql.shuffle.partitions", "1").config("spark.ui.enabled", "false").getOrCreate()
    else:
        from pysail.spark import SparkConnectServer

        server = SparkConnectServer("127.0.0.1", 0)
        server.start(background=True)
        session = SparkSession.builder.remote(f"sc://127.0.0.1:{server.listening_address[1]}").getOrCreate()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    try:
        yield session
    finally:
        session.stop()


def connecting(connected: Callable[..., Any], spark: Any, folder: Path, made: list[Beside]) -> Callable[..., Beside]:
    """In place of a function that opens DuckDB files: the same, with Spark beside each; `made` are all that were opened."""

    def beside(path: Path, config: dict[str, object]) -> Beside:
        made.append(Beside(connected(path, config), spark, folder))
        return made[-1]

    return beside


def of_all(name: str) -> str:
    return f"all__{name}"


def quoted(name: str) -> str:
    return ".".join(f'"{part}"' for part in name.split("."))


def in_sparks_types(table: pa.Table) -> pa.Table:
    """Of DuckDB's own: what Spark has not is what Spark would have made it."""
    fields = []
    for field in table.schema:
        kind = field.type
        if pa.types.is_unsigned_integer(kind):
            kind = pa.int64()
        elif pa.types.is_large_string(kind):
            kind = pa.string()
        fields.append(pa.field(field.name, kind))
    return table.cast(pa.schema(fields))


def plain_rows(table: pa.Table) -> list[tuple[Any, ...]]:
    """Whole numbers are whole numbers, whatever their width; text, days and money as they are."""
    return list(zip(*([plain(value) for value in column.to_pylist()] for column in table.columns), strict=True)) if table.num_columns else []


def plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time(0) else value
    if isinstance(value, Decimal):
        return value.normalize()
    if isinstance(value, list):
        return tuple(value)
    return value


def called(statement: str) -> str:
    """By what it says of itself."""
    return " ".join(statement.split("\n\n")[0].splitlines())[:160]
