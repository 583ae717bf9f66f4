"""A generated county's month under a rule book: each statement of it on DuckDB and on Sail (or the Spark that BIDUI_SPARK names), of one county and lifted.

python -m tests.benchmarks.on_spark BOOK [--households N] [--seed N]

Says how many statements were asked, how many had rows, which indicators had some, and every one that came out otherwise.
"""

import argparse
import tempfile
from pathlib import Path

from flows.month import run_month
from flows.workspace import Workspace, create
from matchers import warehouse
from schemas.months import parse_month
from tests.county.drops import write_drops
from tests.county.invent import Size, deliver, invent_county
from tests.county.province import ROWS
from tests.spark.beside import Beside, called, connecting, spark_session
from tests.twin.facts import month_number

RULES = Path(__file__).parents[2] / "matchers" / "rules"
FIRST, LAST, LISTED = "2023-06", "2024-06", 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book")
    parser.add_argument("--households", type=int, default=120)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    made: list[Beside] = []
    with tempfile.TemporaryDirectory() as scratch, spark_session() as spark:
        home, files = Path(scratch) / "county", Path(scratch) / "spark"
        files.mkdir()
        county = invent_county("510904", Size(asked.households, 3, 6, range(month_number(FIRST), month_number(LAST) + 1), 4, LISTED), asked.seed)
        deliver(county, set(), set(), set(), 0, asked.seed)
        write_drops(county, home / "inbox", ROWS, asked.seed)
        create(home)
        warehouse._connected = connecting(warehouse._connected, spark, files, made)
        run_month(Workspace.at(home), parse_month(LAST), asked.book, keeps_copy=False)
    with_rows = {title for each in made for title, rows in each.lifted.items() if rows}
    fired = sorted(rule.stem for rule in RULES.glob("*.sql") if called(rule.read_text("utf-8")) in with_rows)
    different = {title: why for each in made for title, why in (each.different | each.not_lifted).items()}
    print(f"{asked.book}: {len({title for each in made for title in each.compared})} statements, {len(with_rows)} with rows; {len(different)} came out otherwise")
    print(f"{len(fired)} indicators with rows: {' '.join(fired)}")
    for title, why in different.items():
        print(f"{title}\n    {why}")


if __name__ == "__main__":
    main()
