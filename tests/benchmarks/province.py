"""A province of generated counties: the same bytes by processes, on a standalone Spark, and by each county alone; the twin; where each row went.

python -m tests.benchmarks.province [--scale 0.01] [--counties 12] [--no-spark] [--keep FOLDER]

Counties have 2,000 to 60,000 households times the scale; 3 % of the provincial rows that say a place say one of another county, 0.5 % of the households
are on two rosters, 300 times the scale move. Two months are run: one before they move, one after. Spark needs Java and a whole pyspark.
CPU seconds are of the command and of the processes that it starts.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

import duckdb

from flows.month import run_month
from flows.province.counties import Province
from flows.province.handing import ROW
from flows.workspace import Workspace
from matchers.province.sharing import unclaimed
from matchers.warehouse import Warehouse
from schemas.months import parse_month
from tests.benchmarks.agreement import read_signals, wrong_joins
from tests.benchmarks.cluster import standalone
from tests.benchmarks.watched import watched
from tests.county.crossing import Crossed, Crossing
from tests.county.invent import County
from tests.county.province import write_province
from tests.twin.book import book
from tests.twin.facts import month_number
from tests.twin.indicators import signals

CODES = ("341802", "341821", "341822", "441624", "441621", "441623", "510904", "510903", "510921", "621126", "621121", "621122")
SMALLEST, LARGEST, MOVED = 2_000, 60_000, 300
MONTHS = ("2023-12", "2024-06")
PAPERS = (".csv", ".xlsx", ".docx", ".html")


def sizes(counties: int, scale: float) -> dict[str, int]:
    """Households by county: each so many times the one before it."""
    step = (LARGEST / SMALLEST) ** (1 / max(1, len(CODES) - 1))
    every = [round(SMALLEST * step**at * scale) for at in range(len(CODES))]
    return dict(zip(CODES, every[:: max(1, len(CODES) // counties)], strict=False))


def write(folder: Path, divisions: dict[str, int], scale: float) -> tuple[dict[str, set[tuple[str, str]]], dict[str, Crossed]]:
    """A province and, by county, what the twin expects of the last month, and who crossed."""
    expected, crossed = {}, {}

    def told(county: County, found: Crossed) -> None:
        crossed[county.division] = found
        expected[county.division] = {(place, name) for _, place, name in signals(county.facts, month_number(MONTHS[1]), book=book("default"))}

    crossing = Crossing(0.005, 0.03, max(3, round(MOVED * scale)))
    write_province(folder / "province", folder / "alone", divisions, 3, ("2023-06", MONTHS[1]), crossing, told)
    shutil.rmtree(folder / "alone")
    return expected, crossed


def papers(home: Path) -> dict[str, bytes]:
    """All that people and programs get of the last month."""
    return {str(file.relative_to(home)): file.read_bytes() for file in sorted(home.rglob("*")) if file.suffix in PAPERS and f"outbox/{MONTHS[1]}" in str(file)}


def run(home: Path, spark: str = "", kept: Path | None = None) -> float:
    """Both months; CPU seconds of this process's children, and of theirs. What the counties got for each is `kept`."""
    used = 0.0
    for month in MONTHS:
        used += watched("-m", "flows.cli", "province", "run", month, "--home", str(home), "--json", *(["--spark", spark] if spark else []), memory=False).used
        for county in Province.at(home).counties if kept else ():
            left = shutil.ignore_patterns("outbox", "warehouse*", ".*", "backup")
            shutil.copytree(county.home, kept / month / county.code, ignore=left, copy_function=os.link)  # type: ignore[operator]
    return used


def alone(home: Path, kept: Path, folder: Path) -> list[str]:
    """Each county by itself on what it got for each month; which papers come out otherwise."""
    different = []
    for county in Province.at(home).counties:
        own = folder / county.code
        for month in MONTHS:
            shutil.copytree(kept / month / county.code, own, dirs_exist_ok=True)
            run_month(Workspace.at(own), parse_month(month), county.policy, keeps_copy=False)
        different += compared(papers(county.home), papers(own), county.code)
        shutil.rmtree(own)
    return different


def compared(one: dict[str, bytes], other: dict[str, bytes], words: str) -> list[str]:
    return [f"{words} {name}" for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


def rows_accounted(home: Path) -> tuple[Counter[str], list[str]]:
    """Rows of the provincial files by what became of them, and the sheets of which some are unaccounted for."""
    taken: Counter[str] = Counter()
    for share in sorted(home.glob("counties/*/inbox/*/省级/*.csv")):
        with share.open(encoding="utf-8", newline="") as file:
            taken.update(f"{share.parts[-3]} {share.stem.split()[2]} {row[ROW]}" for row in csv.DictReader(file))
    by_sheet = Counter(key.rpartition(" ")[0] for key in taken)
    found, astray = Counter[str](), []
    with Warehouse(home / "warehouse.duckdb") as warehouse:
        nobodys = {each.file: each.nobodys for each in unclaimed(warehouse, parse_month(MONTHS[1]))}
        parts = warehouse.rows("SELECT name, label, rows_read, stored, duplicates, quarantined, not_data, strftime(folder, '%Y-%m') FROM intake.part JOIN intake.file USING (file_id)")
    for name, label, read, stored, duplicates, quarantined, not_data, folder in parts:
        handed = by_sheet[f"{folder} {label.split()[0]}"]
        found.update({"read": read, "handed on": handed, "nobody's": nobodys.get(name, 0), "twice": duplicates, "at fault": quarantined, "no data": not_data})
        if not (stored == handed + nobodys.get(name, 0) and read == stored + duplicates + quarantined + not_data):
            astray.append(f"{name}: {read} read, {stored} stored, {handed} handed on, {nobodys.get(name, 0)} nobody's")
    found["handed on, and to several"] = sum(1 for times in taken.values() if times > 1)
    return found, astray


def against_twin(home: Path, expected: dict[str, set[tuple[str, str]]], crossed: dict[str, Crossed]) -> str:
    """Of all households but those that crossed a border."""
    right = wanted = told = wrong = 0
    for code, signals_expected in expected.items():
        away = crossed[code].not_judged
        found = {(place, name) for month, place, name in read_signals(home / "counties" / code, [month_number(MONTHS[1])]) if month == month_number(MONTHS[1])}
        mine, theirs = ({(place, name) for place, name in each if place not in away} for each in (found, signals_expected))
        right, wanted, told = right + len(mine & theirs), wanted + len(theirs), told + len(mine)
        wrong += wrong_joins(home / "counties" / code)
    return f"{wanted} signals expected, {told} found, precision {right / max(1, told):.4f}, recall {right / max(1, wanted):.4f}, wrong-household joins {wrong}"


def moves(home: Path) -> str:
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as province:
        households, with_leads, leads = province.execute("SELECT count(*), count(*) FILTER (leads > 0), sum(leads) FROM province.moved").fetchall()[0]
    return f"{households} households moved, {with_leads} of them with {leads} leads"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=0.01)
    parser.add_argument("--counties", type=int, default=12)
    parser.add_argument("--no-spark", action="store_true")
    parser.add_argument("--keep", type=Path, help="put all here and leave it")
    asked = parser.parse_args()
    with ExitStack() as held:
        folder = asked.keep or Path(held.enter_context(tempfile.TemporaryDirectory()))
        divisions = sizes(asked.counties, asked.scale)
        started = perf_counter()
        expected, crossed = write(folder, divisions, asked.scale)
        home = folder / "province"
        print(f"{len(divisions)} counties of {', '.join(map(str, divisions.values()))} households, written in {perf_counter() - started:.0f} s", flush=True)
        shutil.copytree(home, folder / "on Spark")
        print(f"by processes: {run(home, kept=folder / 'kept'):.0f} CPU s", flush=True)
        whole = papers(home)
        print(moves(home), f"({sum(len(each.went) for each in crossed.values())} made to); {against_twin(home, expected, crossed)}", flush=True)
        found, astray = rows_accounted(home)
        print("rows of provincial files:", ", ".join(f"{count:,} {what}" for what, count in found.items()), *astray, sep="\n  ", flush=True)
        print(f"alone: {tell(alone(home, folder / 'kept', folder / 'alone'), len(whole))}", flush=True)
        if not asked.no_spark:
            cluster = held.enter_context(standalone(folder / "spark"))
            print(f"on Spark, two workers: {run(folder / 'on Spark', cluster.address):.0f} CPU s of the driver and its JVM", flush=True)
            print(f"on Spark: {tell(compared(whole, papers(folder / 'on Spark'), ''), len(whole))}", flush=True)


def tell(different: list[str], papers: int) -> str:
    return f"{papers} papers, {len(different)} of them otherwise{': ' if different else ''}{'; '.join(different[:8])}"


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])  # whole: an executor's folder is another
    sys.exit(main())
