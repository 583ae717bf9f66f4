"""The only door to DuckDB: open a workspace's file, run a statement, load a frame, all of a run in one transaction."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from matchers import tables
from matchers.statements import statements
from schemas.mistakes import Mistake

HERE = Path(__file__).parent
MEMORY_LIMIT = "800MB"
WAITS = 5  # seconds for which another program's lock is waited for
LOCKED = ("Could not set lock on file", "File is already open in", "being used by another process")
DAMAGED = "工作区的数据库 warehouse.duckdb 坏了，或被别的文件盖住了，打不开（可能没有复制完整、云盘没有下载完，或磁盘有问题）；请用备份换回（bidui restore），坏的文件先留着不要删"
FEW_ROWS = 60  # up to which a prepared statement is quicker than a frame

Row = tuple[Any, ...]
Record = dict[str, Any]
SQL = statements(__file__)
MIGRATIONS = {int(file.name[:3]): file for file in sorted((HERE / "migrations").glob("*.sql"))}


class Newer(Mistake):
    """The file was made by a later version of the program."""


class Damaged(Mistake):
    """The file is no whole database."""


def _connected(path: Path, config: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """Open, waiting some seconds for another program that has it; what is no database of ours is `Damaged`."""
    for _ in range(WAITS):
        try:
            return duckdb.connect(str(path), config=config)
        except duckdb.Error as fault:
            if "newer version" in str(fault) or "No space left" in str(fault):
                raise
            if not any(words in str(fault) for words in LOCKED):
                raise Damaged(DAMAGED) from None
            time.sleep(1)
    return duckdb.connect(str(path), config=config)


class Warehouse:
    """One county's `warehouse.duckdb`. Stage = schema: intake.*, linked.*, leads.*."""

    def __init__(self, path: Path, threads: int = 2, memory: str = MEMORY_LIMIT) -> None:
        self._db = _connected(path, {
            "memory_limit": memory, "allocator_background_threads": True, "threads": threads, "temp_directory": str(path.with_name(".spill")),
            "autoinstall_known_extensions": False, "autoload_known_extensions": False, "preserve_insertion_order": False,
        })
        try:
            self._upgrade()
        except BaseException:
            self._db.close()
            raise

    @classmethod
    def beside(cls, path: Path, of: Path, limited: Mapping[str, str] | None = None, **values: object) -> Warehouse:
        """A scratch warehouse at `path` that reads what the one at `of` holds (its schema `store`) and never writes to it; a table that `limited`
        has a statement for holds what that gives with `values`, instead of all.
        """
        cls(of)._db.close()  # brought to this version first: an older file has not all that is read
        scratch = cls(path)
        scratch._db.execute("ATTACH ? AS store (READ_ONLY)", [str(of)])
        for (table,) in scratch.rows(SQL["tables"]):
            if limited and table in limited:
                scratch._db.execute(f"DROP TABLE IF EXISTS {table}")
                scratch.run_using(limited[table], values)
            else:
                scratch._see(table)
        return scratch

    def _upgrade(self) -> None:
        """Bring a new file, or one of an older version, to what this version keeps: all of it or nothing.

        Tables of datasets follow their declarations; whatever else changes is a numbered file of migrations/, run once.
        """
        done = {number for (number,) in self.rows(SQL["migrations"])} if self.rows(SQL["has_migrations"]) else set()
        if not done and self.rows(SQL["only_others"]):
            raise Damaged(DAMAGED)
        if done - MIGRATIONS.keys():
            raise Newer("工作区的数据库是更新版本的程序建的，这个版本打不开；请换用新版本的程序")
        waiting = [number for number in MIGRATIONS if number not in done]
        if not waiting and self.rows(SQL["declared"]) == [(tables.digest(),)]:
            return
        first = waiting[: not done]  # what a new file needs before it can have tables of datasets, which the others need
        with self.transaction():
            self._run_all(MIGRATIONS[number].read_text("utf-8") for number in first)
            self._run_all(tables.catching_up(self.rows(SQL["columns"])))
            self._run_all(MIGRATIONS[number].read_text("utf-8") for number in waiting[len(first) :])
            self.run(tables.named_rows())
            self.append("intake.migration", [(number, MIGRATIONS[number].stem) for number in waiting])
            self.run(SQL["declare"], digest=tables.digest())

    def _run_all(self, scripts: Iterable[str]) -> None:
        for script in scripts:
            self._db.execute(script)

    def see_linked(self) -> None:
        """In a scratch warehouse: the tables that the workspace's last run linked."""
        for (table,) in self.rows(SQL["linked_tables"]):
            self._see(table)

    def _see(self, table: str) -> None:
        self._db.execute(f"DROP TABLE IF EXISTS {table}; CREATE VIEW {table} AS SELECT * FROM store.{table}")

    def is_whole(self) -> bool:
        """Does every block of every table hold its sum? DuckDB checks it as it reads."""
        try:
            return all(self.rows(f"SELECT bit_xor(hash(each)) FROM {table} AS each") for (table,) in self.rows(SQL["all_tables"]))
        except duckdb.Error:
            return False

    def forget(self, schema: str) -> None:
        """All tables of a stage are there and empty."""
        self._run_all(f"DELETE FROM {table}" for (table,) in self.rows(SQL["all_tables"]) if table.startswith(f"{schema}."))

    def __enter__(self) -> Warehouse:
        return self

    def close(self, *failure: object) -> None:
        self._db.close()

    __exit__ = close

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: a run that is killed or fails leaves the last good state."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """A transaction that leaves everything as it was, to try something out."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def each_read(self, others: Mapping[str, Path], name: str) -> Iterator[str]:
        """The keys of other workspaces' files, one after another, whose tables statements can read as `name` meanwhile; of none that cannot be opened."""
        for key, other in sorted(others.items()):
            with suppress(duckdb.Error, Mistake):  # in use, or damaged
                Warehouse(other).close()  # brought to this version
                self._db.execute(f"ATTACH OR REPLACE ? AS {name} (READ_ONLY)", [str(other)])
                yield key
                self._db.execute(f"DETACH {name}")

    @contextmanager
    def publishing(self, to: Path, before: Path | None, copied: Sequence[str]) -> Iterator[None]:
        """Statements can write tables of the file `to` as `published` and read `before`; those `copied` ask what is committed, and run meanwhile."""
        self._db.execute("ATTACH ? AS published", [str(to)])
        if before:
            self._db.execute("ATTACH ? AS before (READ_ONLY)", [str(before)])
        try:
            with self._db.cursor() as cursor, ThreadPoolExecutor(1) as thread:
                done = thread.submit(lambda: [cursor.execute(each).fetchall() for each in copied])
                yield
                done.result()
        finally:
            self._db.execute("DETACH published; DETACH DATABASE IF EXISTS before")

    def run(self, statement: str, **parameters: object) -> None:
        """DuckDB refuses a missing or a surplus parameter; nothing that came from a drop is ever part of a statement."""
        self._db.execute(statement, parameters or None).fetchall()

    def run_using(self, statement: str, values: Mapping[str, object]) -> None:
        """Run with those of the named values that the statement asks for."""
        asked = set(re.findall(r"\$([a-z_]+)", statement))
        self.run(statement, **{name: value for name, value in values.items() if name in asked})

    def rows(self, statement: str, **parameters: object) -> list[Row]:
        return self._db.execute(statement, parameters or None).fetchall()

    def value(self, statement: str, **parameters: object) -> Any:
        """The first column of the one row."""
        return self.rows(statement, **parameters)[0][0]

    def records(self, statement: str, **parameters: object) -> list[Record]:
        """The result as dictionaries, exact types kept (Decimal, date)."""
        result = self._db.execute(statement, parameters or None)
        names = [d[0] for d in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def frame(self, statement: str, **parameters: object) -> pd.DataFrame:
        """By way of Arrow, which takes a tenth of the time of DuckDB's own data frames; days come as datetime64."""
        found: pd.DataFrame = self._db.sql(statement, params=parameters or None).to_arrow_table().to_pandas(date_as_object=False)
        return found

    def replace(self, table: str, frame: pd.DataFrame) -> None:
        """Make `table` hold just this frame."""
        with self.incoming(frame):
            self._db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM incoming")

    @contextmanager
    def incoming(self, frame: pd.DataFrame | pa.Table) -> Iterator[None]:
        """A frame that statements can read as `incoming`; DuckDB reads text from Arrow's in a third of the time."""
        self._db.register("incoming", frame)
        try:
            yield
        finally:
            self._db.unregister("incoming")

    def append(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows by the places of their values; Decimals as text: DuckDB would guess a type from the first few."""
        if 0 < len(rows) < FEW_ROWS:
            self._db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        elif rows:
            plain = [[str(value) if isinstance(value, Decimal) else value for value in row] for row in rows]
            with self.incoming(pd.DataFrame(plain)):
                self._db.execute(f"INSERT INTO {table} SELECT * FROM incoming")


class ReadOnly:
    """A published file, read by many at once; small in memory, and never in anybody's way."""

    def __init__(self, path: Path) -> None:
        self._db = duckdb.connect(str(path), read_only=True, config={"memory_limit": "32MB", "threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False})

    def tables(self) -> set[str]:
        return {name for (name,) in self._db.execute(SQL["published_tables"]).fetchall()}

    def records(self, statement: str, **parameters: object) -> list[Record]:
        with self._db.cursor() as cursor:
            result = cursor.execute(statement, parameters or None)
            names = [d[0] for d in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def close(self) -> None:
        self._db.close()
