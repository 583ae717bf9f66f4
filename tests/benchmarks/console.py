"""Every page of the console over a county of 120,000 households: python -m tests.benchmarks.console [HOUSEHOLDS [HOME]].

The published copy is the example county's (or HOME's, which has been run), its households, leads and papers taken as often as it takes; workbooks that a page reads are as
they are there. Prints seconds and processor seconds until the first page, of each page milliseconds of processor and what 95 of 100 askings took, and megabytes held then.
"""

import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from matchers.published.reading import FOLDER, POINTER
from tests.flows.console.clerk import Clerk

HOUSEHOLDS, ROUNDS = 120_000, 20
COUNTED = ("household", "member", "month_of", "benefit", "lead", "event", "said", "reason", "paper")
NUMBERED = ("household_id", "lead_id", "whom", "person_id")
TICKS = os.sysconf("SC_CLK_TCK")


def enlarged(home: Path, households: int) -> tuple[int, int]:
    """Take all of a copy's rows as often as it takes; (households, leads) then."""
    file = home / FOLDER / (home / FOLDER / POINTER).read_text("utf-8")
    with duckdb.connect(str(file)) as copy:
        count = lambda table: copy.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]  # noqa: E731
        times = math.ceil(households / count("household"))
        for table in COUNTED:
            told = copy.execute(f"DESCRIBE {table}").fetchall()
            numbered = [(name, kind) for name, kind, *_ in told if name in NUMBERED]
            other = ", ".join(f"CASE WHEN n = 0 OR {name} = '' THEN {name} ELSE {name} || '-' || n END AS {name}" if kind == "VARCHAR" else f"{name} + 1000000 * n AS {name}" for name, kind in numbered)
            if "place" in [name for name, *_ in told]:
                other += f", place + n * {count(table)} AS place"
            copy.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * REPLACE ({other}) FROM {table}, range({times}) AS numbers(n) ORDER BY ALL")
            copy.execute(f"ALTER TABLE {table} DROP n")
        return count("household"), count("lead")


def spent(process: int) -> float:
    """Processor seconds so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "county"
        if len(sys.argv) > 2:
            shutil.copytree(sys.argv[2], home, ignore=shutil.ignore_patterns("inbox", "warehouse.duckdb*", "backup", "accounts.sqlite*"))
            (home / "inbox").mkdir()
        else:
            subprocess.run([sys.executable, "-m", "flows.cli", "demo", str(home)], check=True, stdout=subprocess.DEVNULL)
        households, leads = enlarged(home, int(sys.argv[1]) if len(sys.argv) > 1 else HOUSEHOLDS)
        started = time.perf_counter()
        clerk = Clerk(home)
        process = clerk.process.pid
        print(f"{households:,} households, {leads:,} leads; the first page after {time.perf_counter() - started:.1f} s, {spent(process):.1f} s of processor")
        page = clerk.client.get("/leads").text
        lead, town = re.search(r'/lead\?id=([^"]+)', page)[1], re.search(r"全部乡镇</option><option>([^<]+)", page)[1]
        pages = (
            "/", "/files", "/month", "/leads", "/leads?page=200", f"/leads?town={town}&grade=red", "/leads?list=overdue&q=x", f"/lead?id={lead}", "/chasing", f"/town?name={town}", "/cases", "/deciding",
            "/trying", "/accounts", f"/visits.docx?q={lead}", "/leads.csv",
        )
        for address in pages:
            clerk.client.get(address)
            before, waits = spent(process), []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                assert clerk.client.get(address).status_code == 200, address
                waits.append(time.perf_counter() - began)
            print(f"{1000 * (spent(process) - before) / ROUNDS:6.0f} ms  {1000 * sorted(waits)[int(0.95 * ROUNDS) - 1]:6.0f} ms  {address.partition('=')[0]}")
        held = sum(int(line.split()[1]) for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        print(f"{held // 1024} MB held")
        clerk.process.terminate()


if __name__ == "__main__":
    main()
