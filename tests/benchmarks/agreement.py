"""Every rule book against the slow twin: generated counties whose drops are run under each book, signals (month, place, indicator) compared.

python -m tests.benchmarks.agreement [--seeds 1 2 3 4 5] [--books NAME …] [--households N] [--mess clean|friendly|full|office] [--keep FOLDER]

For each seed a county with all departments' extracts, a month of one missing, one late, bills that come a month after their day. It is read once; each book then
runs the month before the newest and the newest on a copy of its own, so that what comes late counts too. A line a book and seed: how many signals there are,
precision, recall, how many were joined to a household in which nobody is called so, or though name and number are another's, and what differs.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.month import run_month
from flows.taking_in import collect_month
from flows.workspace import Workspace, create
from matchers.warehouse import Warehouse
from schemas.months import parse_month
from tests.county import mess
from tests.county.drops import write_drops
from tests.county.invent import County, Size, deliver, invent_county
from tests.twin.book import POLICIES, book
from tests.twin.facts import month_name, month_number
from tests.twin.indicators import late_signals, signals

FIRST, LAST = month_number("2024-05"), month_number("2026-06")  # under which all the books are in force
DIVISIONS = ("341802", "441624", "510904", "621126")
LISTED_MONTHS = 10

Signals = set[tuple[int, str, str]]


def county_of(seed: int, households: int) -> County:
    """A county of its own in every way that a seed decides, with what never came and what came late."""
    size = Size(households, 3, 12, range(FIRST, LAST + 1), 2, LISTED_MONTHS)
    county = invent_county(DIVISIONS[seed % len(DIVISIONS)], size, seed)
    missing = {("employment", LAST - 8), ("settlement", LAST - 4 - seed % 3), ("disaster", LAST - 1 - seed % 3)}
    late = {(("assistance", "student", "disability")[seed % 3], LAST - 1)}
    deliver(county, missing, late, set(), 0.05, seed)
    return county


def expected(county: County, name: str, months: list[int]) -> Signals:
    """By the twin: of each run's month, and what a later run adds to it."""
    of = book(name)
    late = late_signals(county.facts, months, book=of)
    return set().union(*late.values(), *(signals(county.facts, month, book=of) for month in months))


def read_signals(home: Path, months: Iterable[int]) -> Iterator[tuple[int, str, str]]:
    for month in map(month_name, months):
        with open(home / "outbox" / month / "signals.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield month_number(row["month"]), row["household_id"] or row["town"] + row["village"], row["indicator"]


def loaded(county: County, home: Path, of_mess: mess.Mess, seed: int) -> None:
    """A workspace with all of a county's drops read."""
    create(home)
    write_drops(county, home / "inbox", of_mess, seed)
    collect_month(Workspace.at(home), parse_month(month_name(LAST - 2)))


def run_under(name: str, loaded_home: Path, home: Path, months: list[int]) -> Signals:
    shutil.copytree(loaded_home, home)
    for month in months:
        run_month(Workspace.at(home), parse_month(month_name(month)), name, keeps_copy=False)
    return set(read_signals(home, months))


def compared(wanted: Signals, found: Signals) -> str:
    right = len(wanted & found)
    precision, recall = right / max(1, len(found)), right / max(1, len(wanted))
    differ = sorted(f"{sign}{month_name(month)} {place} {name}" for sign, some in (("+", found - wanted), ("-", wanted - found)) for month, place, name in some)
    return f"{len(wanted):6} {precision:9.4f} {recall:9.4f}  {'; '.join(differ[:6])}{' …' if len(differ) > 6 else ''}"


WRONG_JOINS = """
WITH home AS (SELECT person_id, min(home) AS home FROM linked.roster_row GROUP BY person_id),
member AS (SELECT DISTINCT home, name_key, number FROM linked.roster_row)
SELECT count(*) FROM linked.identity_person
JOIN intake.identity AS told USING (identity_id) JOIN home USING (person_id)
WHERE home.home NOT IN (SELECT home FROM member WHERE name_key = told.name_key)
   OR (EXISTS (SELECT 1 FROM member WHERE name_key = told.name_key AND number = told.number)
       AND home.home NOT IN (SELECT home FROM member WHERE name_key = told.name_key AND number = told.number))
"""


def wrong_joins(home: Path) -> int:
    with Warehouse(home / "warehouse.duckdb") as warehouse:
        return int(warehouse.value(WRONG_JOINS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3, 4, 5])
    parser.add_argument("--books", nargs="+", default=sorted(path.stem for path in POLICIES.glob("*.toml")))
    parser.add_argument("--households", type=int, default=300)
    parser.add_argument("--mess", choices=mess.MESSES, default="friendly")
    parser.add_argument("--keep", type=Path, help="put the counties here and leave them")
    asked = parser.parse_args()
    months = [LAST - 1, LAST]
    print(f"{'book':>16} {'seed':>4} {'wrongly':>7} {'signals':>6} {'precision':>9} {'recall':>9}")
    with tempfile.TemporaryDirectory() as temporary:
        for seed in asked.seeds:
            county, folder = county_of(seed, asked.households), (asked.keep or Path(temporary)) / str(seed)
            loaded(county, folder / "loaded", mess.MESSES[asked.mess], seed)
            for name in asked.books:
                found = run_under(name, folder / "loaded", folder / name, months)
                print(f"{name:>16} {seed:4} {wrong_joins(folder / name):6} {compared(expected(county, name, months), found)}", flush=True)


if __name__ == "__main__":
    main()
