"""Whose row is it, by number: provincial rows against all rosters, on DuckDB and on Spark, at a share of a province; and what that makes of a whole one.

python -m tests.benchmarks.province_split [--share 0.01] [--engine duckdb|spark …] [--keep FOLDER]

25 million persons as written (seven in ten on a roster) against 50 million people on 120 rosters, times the share. The statement is the program's own
(`by_number` of matchers/province/claiming.sql). Seconds, CPU seconds, peak MB of the process that drives, and of Spark what it shuffled. Each engine in
a process of its own. Spark needs Java and a whole pyspark.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from time import perf_counter

import duckdb

from matchers.province import claiming
from tests.benchmarks.cpu import used_by
from tests.spark.words import said

PERSONS, ROWS, COUNTIES, ON_A_ROSTER = 50_000_000, 25_000_000, 120, 0.7
TABLES = ("province.identity", "province.second_number", "province.roster")
# A number of 18 digits whose last five are the person's, spread so that neighbours in one file are none in the other.
NUMBER = "printf('%06d%08d%04d', 110000 + ({0}) % 120, 19500101 + (({0}) * 7919) % 700000, (({0}) // 120) % 10000) || ({0})"


def write(folder: Path, share: float) -> None:
    persons, rows = int(PERSONS * share), int(ROWS * share)
    outside = f"CASE WHEN hash(i) % 1000 < {ON_A_ROSTER * 1000} THEN (i * 104729) % {persons} ELSE {persons} + i END"
    made = {
        "province.roster": f"SELECT printf('%06d', 340000 + i % {COUNTIES}) AS county, {NUMBER.format('i')} AS number, 'ok' AS number_state FROM range({persons}) AS each(i)",
        "province.identity": f"SELECT CAST(i AS INTEGER) AS identity_id, {NUMBER.format(outside)} AS number, 'ok' AS number_state, '' AS second_number FROM range({rows}) AS each(i)",
        "province.second_number": "SELECT '' AS written, '' AS number LIMIT 0",
    }
    with duckdb.connect(config={"memory_limit": "1200MB", "threads": 2, "temp_directory": str(folder / "spill")}) as duck:
        for table, query in made.items():
            duck.execute(f"COPY ({query}) TO '{folder / table}.parquet' (ROW_GROUP_SIZE 500000)")


def on_duckdb(folder: Path) -> dict[str, float]:
    """As a province's warehouse is opened: two threads, 1,200 MB, the rest spilled."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), config={"memory_limit": "1200MB", "threads": 2, "temp_directory": str(folder / "spill"), "preserve_insertion_order": False}) as duck:
        duck.execute("CREATE SCHEMA province")
        for table in TABLES:
            duck.execute(f"CREATE VIEW {table} AS FROM '{folder / table}.parquet'")
        started = perf_counter()
        duck.execute(claiming.SQL["by_number"])
        seconds = perf_counter() - started
        return {"rows": duck.execute("SELECT count(*) FROM province.claim").fetchall()[0][0], "s": seconds}


def on_spark(folder: Path) -> dict[str, float]:
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]

    session = SparkSession.builder.master("local[2]").config("spark.driver.memory", "2g").config("spark.sql.shuffle.partitions", "64").getOrCreate()
    for table in TABLES:
        session.read.parquet(f"{folder / table}.parquet").createOrReplaceTempView(table.replace(".", "__"))
    started = perf_counter()
    session.sql(said(claiming.SQL["by_number"]).spark).write.parquet(str(folder / "claim"))
    seconds = perf_counter() - started
    stages = json.load(urllib.request.urlopen(f"{session.sparkContext.uiWebUrl}/api/v1/applications/{session.sparkContext.applicationId}/stages"))
    shuffled = sum(stage["shuffleWriteBytes"] for stage in stages) / 2**20
    rows = session.read.parquet(str(folder / "claim")).count()
    java = session.sparkContext._gateway.proc.pid
    held = next(int(line.split()[1]) for line in Path(f"/proc/{java}/status").read_text().splitlines() if line.startswith("VmHWM")) / 1024
    found = {"rows": rows, "s": seconds, "shuffled MB": shuffled, "CPU s of Java": used_by([os.getsid(java)]), "peak MB of Java": held}
    session.stop()
    return found


def alone(folder: Path, engine: str) -> None:
    """In this process: what it found, and what it took."""
    found = on_duckdb(folder) if engine == "duckdb" else on_spark(folder)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps(found | {"CPU s": sum(each.ru_utime + each.ru_stime for each in used), "peak MB": max(each.ru_maxrss for each in used) / 1024}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--engine", nargs="+", choices=("duckdb", "spark"), default=("duckdb", "spark"))
    parser.add_argument("--keep", type=Path, help="put the files here and leave them")
    parser.add_argument("--in", dest="inside", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        alone(asked.inside, asked.engine[0])
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        write(folder, asked.share)
        for engine in asked.engine:
            command = [sys.executable, "-m", "tests.benchmarks.province_split", "--engine", engine, "--in", str(folder)]
            told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, start_new_session=True).stdout
            found = json.loads(told.splitlines()[-1])
            hours = found.get("CPU s of Java", found["CPU s"]) / asked.share / 3600
            print(f"{engine}: " + ", ".join(f"{value:,.0f} {what}" for what, value in found.items()) + f"; of a whole province {hours:.2f} CPU hours", flush=True)


if __name__ == "__main__":
    main()
