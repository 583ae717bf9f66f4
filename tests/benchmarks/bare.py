"""What the same files cost with nothing around it: a bare DuckDB load and join, and plain pandas for one month."""

import sys
import time
from pathlib import Path

import duckdb
import pandas as pd

DATED = {"医保结算": "settlement", "就业务工": "employment", "学籍": "student", "社会救助": "assistance", "医保参保": "enrolment", "住房安全": "house"}
AMOUNTS = {"settlement": "个人自付", "employment": "月工资", "student": "学费", "assistance": "发放金额"}
ID = "证件号码"


def duckdb_load_and_join(inbox: Path, months: list[str]) -> float:
    """Load all CSVs as text, join on the ID number, sum four amounts by household and month; seconds."""
    started = time.perf_counter()
    db = duckdb.connect(config={"threads": 2})
    roster = sorted(inbox.glob("*/农户花名册_*.csv"))[-1]
    db.execute("CREATE TABLE roster AS SELECT * FROM read_csv(?, all_varchar = true)", [str(roster)])
    for title, table in DATED.items():
        files = [str(path) for month in months for path in sorted((inbox / month).glob(f"{title}_*.csv"))]
        db.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, all_varchar = true, filename = true)", [files])
        if table in AMOUNTS:
            db.execute(
                f"CREATE TABLE {table}_sum AS SELECT roster.户编号, filename, sum(CAST({AMOUNTS[table]} AS DECIMAL(14,2))) AS amount "
                f"FROM {table} JOIN roster ON roster.{ID} = {table}.{ID} GROUP BY ALL"
            )
    return time.perf_counter() - started


def pandas_month(inbox: Path, month: str) -> float:
    """One month read, merged on the ID number and summed by household; seconds."""
    started = time.perf_counter()
    roster = pd.read_csv(sorted(inbox.glob("*/农户花名册_*.csv"))[-1], dtype=str)[[ID, "户编号"]]
    for title, table in DATED.items():
        rows = pd.read_csv(inbox / month / f"{title}_{month.replace('-', '')}.csv", dtype=str).merge(roster, on=ID)
        if table in AMOUNTS:
            pd.to_numeric(rows[AMOUNTS[table]]).groupby(rows["户编号"]).sum()
    return time.perf_counter() - started


if __name__ == "__main__":
    folder = Path(sys.argv[1]) / "inbox"
    every = sorted(path.name for path in folder.iterdir())
    print(f"{duckdb_load_and_join(folder, every):.1f} {duckdb_load_and_join(folder, every[-1:]):.1f} {pandas_month(folder, every[-1]):.1f}")
