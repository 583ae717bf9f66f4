"""The only door to DuckDB: open a workspace's file, run one .sql file, load a frame, all of a run in one transaction."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from schemas.dataset import Dataset, all_datasets
from schemas.intake import Part

HERE = Path(__file__).parent
SQL_TYPES = {"yuan": "DECIMAL(14,2)", "day": "DATE", "count": "INTEGER"}
IN_IDENTITY = ("name", "id_number", "town", "village", "student_no")
MEMORY_LIMIT = "1200MB"


class Busy(Exception):
    """Another process holds the workspace's file."""


class Warehouse:
    """One county's `warehouse.duckdb`. Folder = stage = schema: intake.*, linked.*, leads.*."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        spill = path.with_name(".spill")
        try:
            self._db = duckdb.connect(
                str(path),
                config={
                    "memory_limit": MEMORY_LIMIT, "threads": threads, "temp_directory": str(spill),
                    "autoinstall_known_extensions": False, "autoload_known_extensions": False,
                    "preserve_insertion_order": False,
                },
            )
        except duckdb.IOException as error:
            raise Busy("工作区的数据库正被另一个程序使用，请等它结束后再试") from error
        for file in sorted((HERE / "intake").glob("*.sql")):
            for statement in file.read_text("utf-8").split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
        for dataset in all_datasets().values():
            self._db.execute(f"CREATE TABLE IF NOT EXISTS intake.{dataset.name} ({_columns_sql(dataset)})")

    @classmethod
    def beside(cls, path: Path, of: Path, **known: int) -> "Warehouse":
        """A scratch warehouse at `path` that reads what the one at `of` holds and never writes to it.

        `known` (the columns of leads.seen) leaves out what had not come by then, see matchers/known.
        """
        scratch = cls(path)
        quoted = str(of).replace("'", "''")
        scratch._db.execute(f"ATTACH '{quoted}' AS store (READ_ONLY)")
        limited = {file.stem for file in (HERE / "known").glob("*.sql")} if known else set()
        for table in (f"{schema}.{name}" for schema, name in scratch.rows("store/tables")):
            scratch._db.execute(f"DROP TABLE IF EXISTS {table}")
            if table in limited:
                scratch.run_using(f"known/{table}", known)
            else:
                scratch._db.execute(f"CREATE VIEW {table} AS SELECT * FROM store.{table}")
        return scratch

    def see_linked(self) -> None:
        """In a scratch warehouse: what the workspace's last run linked, instead of linking again."""
        for (name,) in self.rows("store/linked_tables"):
            self._db.execute(f"DROP TABLE IF EXISTS linked.{name}")
            self._db.execute(f"CREATE VIEW linked.{name} AS SELECT * FROM store.linked.{name}")

    def __enter__(self) -> "Warehouse":
        return self

    def __exit__(self, *failure: object) -> None:
        self._db.close()

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

    def run(self, file: str, **parameters: object) -> None:
        """Run `matchers/<file>.sql`; DuckDB refuses a missing or a surplus parameter."""
        self._db.execute(_sql(file), parameters or None).fetchall()

    def run_using(self, file: str, values: dict[str, object]) -> None:
        """Run a file with those of the named values that it asks for."""
        asked = set(re.findall(r"\$([a-z_]+)", _sql(file)))
        self.run(file, **{name: value for name, value in values.items() if name in asked})

    def rows(self, file: str, **parameters: object) -> list[tuple]:
        return self._db.execute(_sql(file), parameters or None).fetchall()

    def records(self, file: str, **parameters: object) -> list[dict]:
        """The result as dictionaries, exact types kept (Decimal, date)."""
        return self.query(_sql(file), **parameters)

    def frame(self, file: str, **parameters: object) -> pd.DataFrame:
        """By way of Arrow, which takes a tenth of the time of DuckDB's own data frames; days come as datetime64."""
        found = self._db.sql(_sql(file), params=parameters or None)
        return found.to_arrow_table().to_pandas(date_as_object=False)

    def query(self, statement: str, **parameters: object) -> list[dict]:
        """A rule's own statement; nothing that came from a drop is ever part of one."""
        result = self._db.execute(statement, parameters or None)
        names = [d[0] for d in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def replace(self, table: str, frame: pd.DataFrame) -> None:
        """Make `table` hold just this frame."""
        self._db.register("incoming", frame)
        self._db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM incoming")
        self._db.unregister("incoming")

    def append(self, table: str, rows: list[tuple]) -> None:
        if not rows:
            return
        if len(rows) < 20:
            marks = ", ".join("?" * len(rows[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            return
        # As text: of Decimals DuckDB would guess a type from the first few.
        plain = [[str(value) if isinstance(value, Decimal) else value for value in row] for row in rows]
        self._db.register("incoming", pd.DataFrame(plain))
        self._db.execute(f"INSERT INTO {table} SELECT * FROM incoming")
        self._db.unregister("incoming")

    def store_part(self, part: Part, part_id: int, file_id: int, folder: dt.date, beside: str) -> None:
        """One sheet's record, its faults, its rows and whoever they name; `beside` is the folder of the file in the inbox."""
        known = part.recognised
        placed = known.header.placed if known else ()
        self.append("intake.part", [(
            part_id, file_id, f"{beside}/{part.file_name}", part.sheet_name, part.dataset.name if part.dataset else None,
            known.month if known else None, known.told_by if known else None, known.month_told_by if known else None,
            known.label if known else part.file_name, part.rows_read, part.stored, part.duplicates, part.quarantined, part.not_data,
            json.dumps([[p.header, p.column.title, p.guessed, max(p.times, known.unit_times)] for p in placed], ensure_ascii=False),
            json.dumps(known.header.ignored if known else (), ensure_ascii=False),
            json.dumps(part.warnings, ensure_ascii=False), part.refusal, json.dumps(part.header, ensure_ascii=False),
            bool(known) and not part.refusal,
        )])
        self.append("intake.fault", [
            (part_id, f.row, f.at, f.column, f.reason, json.dumps(f.cells, ensure_ascii=False)) for f in part.faults
        ])
        if part.stored:
            self._store_rows(part, part_id, folder)
        if part.dataset and part.dataset.absence_counts and len(part.unusable):
            self._store_unusable(part, part_id, folder)

    def _store_rows(self, part: Part, part_id: int, folder: dt.date) -> None:
        dataset, rows = part.dataset, part.rows
        incoming = rows.assign(row=rows.index)
        incoming["month"] = (
            rows[dataset.month_from].dt.to_period("M").dt.to_timestamp() if dataset.month_from else pd.Timestamp(part.recognised.month)
        )
        self._db.register("incoming", incoming)
        if dataset.has_person and dataset.name != "roster":
            who = _who(dataset)
            self._store_identities(who, part_id, folder)
            values = ", ".join(_value(dataset, name) for name in _stored_columns(dataset))
            self._db.execute(_sql("store/linked_rows").format(dataset=dataset.name, values=values, **who), {"part_id": part_id})
        else:
            values = ", ".join(_value(dataset, name) for name in _stored_columns(dataset))
            self._db.execute(_sql("store/plain_rows").format(dataset=dataset.name, values=values), {"part_id": part_id})
        self._db.unregister("incoming")

    def _store_identities(self, who: dict[str, str], part_id: int, folder: dt.date) -> None:
        """Whom the rows of `incoming` name; a drop into an older folder may show somebody first seen in a later one."""
        (last,) = self.rows("store/last_folder")[0]
        if last and last > folder:
            self._db.execute(_sql("store/seen_before").format(**who), {"folder": folder, "part_id": part_id})
            self.run("store/seen_earlier", folder=folder, part_id=part_id)
        self._db.execute(_sql("store/new_identities").format(**who), {"folder": folder})

    def _store_unusable(self, part: Part, part_id: int, folder: dt.date) -> None:
        """Rows at fault, by whom they name: nothing else of them is used."""
        self._db.register("incoming", part.unusable.assign(row=part.unusable.index, month=pd.Timestamp(part.recognised.month)))
        who = _who(part.dataset)
        self._store_identities(who, part_id, folder)
        self._db.execute(_sql("store/linked_rows").format(dataset="unusable", values="$dataset", **who), {"part_id": part_id, "dataset": part.dataset.name})
        self._db.unregister("incoming")


@cache
def _sql(file: str) -> str:
    return (HERE / f"{file}.sql").read_text("utf-8")


def _who(dataset: Dataset) -> dict[str, str]:
    """The columns of an incoming row that say who it is; '' where the dataset has none such."""
    always = {name: name for name in ("number", "number_state", "name", "name_key")}
    return always | {name: f"coalesce({name}, '')" if dataset.has(name) else "''" for name in ("town", "village", "student_no")}


def _stored_columns(dataset: Dataset) -> list[str]:
    """Columns kept on a row itself; who it names is kept once, in intake.identity."""
    if dataset.name == "roster":
        own = [c.name for c in dataset.columns if c.name != "id_number"]
        return [*own, "written_name", "number", "number_state", "name_key"]
    if not dataset.has_person:
        return [c.name for c in dataset.columns]
    return [c.name for c in dataset.columns if c.name not in IN_IDENTITY] + (["is_reversal"] if "is_reversal" in dataset.key else [])


def _value(dataset: Dataset, name: str) -> str:
    kind = dataset.column(name).kind.name if dataset.has(name) else ""
    if kind == "yuan":
        return f"CAST({name} * 0.01 AS DECIMAL(14,2))"
    return f'CAST("{name}" AS {SQL_TYPES[kind]})' if kind in SQL_TYPES else f'"{name}"'


def _columns_sql(dataset: Dataset) -> str:
    types = []
    for name in _stored_columns(dataset):
        kind = dataset.column(name).kind.name if dataset.has(name) else ""
        types.append(f'"{name}" ' + ("BOOLEAN" if name == "is_reversal" else SQL_TYPES.get(kind, "VARCHAR")))
    who = "identity_id INTEGER, " if dataset.has_person and dataset.name != "roster" else ""
    return f"part_id INTEGER, \"row\" INTEGER, month DATE, {who}{', '.join(types)}"
