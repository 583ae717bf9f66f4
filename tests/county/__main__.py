"""python -m tests.county: writes fictional counties (drops, plain CSVs for timing, the example in data/)."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tests.county import mess
from tests.county.drops import write_drops
from tests.county.example import write_example
from tests.county.expected import write_expected
from tests.county.invent import Size, deliver, invent_county
from tests.county.places import divisions
from tests.county.plain import DAMAGED_SHARE, LAST_MONTH, MONTHS, SIZES, write_plain_csv
from tests.twin.facts import month_name, month_number


def _drops(options: argparse.Namespace) -> str:
    chosen = mess.MESSES[options.mess]
    months = range(month_number(options.first), month_number(options.last) + 1)
    size = Size(options.households, options.towns, options.villages, months, max(2, options.households // 250), options.listed)
    county = invent_county(options.division, size, options.seed)
    by_town = {"assistance"} if options.mess == "full" else set()
    deliver(
        county,
        _marked(options.missing),
        _marked(options.late),
        by_town,
        0 if options.mess == "clean" else 0.08,
        options.seed,
    )
    files = write_drops(
        county, options.folder / "inbox", chosen.only(*options.only) if options.only else chosen, options.seed
    )
    write_expected(county, options.folder / "expected", list(months[-options.expected :]))
    return f"{files} files"


def _marked(written: list[str]) -> set[tuple[str, int]]:
    """['employment:2023-10'] → {('employment', …)}."""
    return {(dataset, month_number(month)) for dataset, _, month in (each.partition(":") for each in written)}


def _plain(options: argparse.Namespace) -> str:
    households = SIZES.get(options.size) or int(options.size)
    rows = write_plain_csv(households, options.folder / "inbox", options.months, options.division, options.seed, options.damaged, month_number(options.last))
    return f"{rows} rows"


def _example(options: argparse.Namespace) -> str:
    return f"{write_example(options.folder)} files"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.county", description=__doc__)
    commands = parser.add_subparsers(required=True)

    drops = commands.add_parser("drops", help="true facts as departments' files, and what they must signal")
    drops.set_defaults(do=_drops)
    drops.add_argument("--households", type=int, default=300)
    drops.add_argument("--towns", type=int, default=4)
    drops.add_argument("--villages", type=int, default=12)
    drops.add_argument("--first", default="2022-05", help="first month")
    drops.add_argument("--last", default="2024-06", help="last month")
    drops.add_argument("--mess", choices=mess.MESSES, default="full")
    drops.add_argument("--only", nargs="*", default=[], metavar="FAULT", help="of the mess, these faults only")
    drops.add_argument("--missing", nargs="*", default=[], metavar="DATASET:MONTH", help="never delivered")
    drops.add_argument("--late", nargs="*", default=[], metavar="DATASET:MONTH", help="delivered a month late")
    drops.add_argument("--listed", type=int, default=8, metavar="N", help="newest months of which other departments' lists come")
    drops.add_argument("--expected", type=int, default=4, metavar="N", help="newest months to say what is expected of")

    plain = commands.add_parser("plain", help="clean CSVs of any size, for timing")
    plain.set_defaults(do=_plain)
    plain.add_argument("--size", default="full", help=f"{', '.join(SIZES)} or a number of households")
    plain.add_argument("--months", type=int, default=MONTHS)
    plain.add_argument("--last", default=month_name(LAST_MONTH), help="last month")
    plain.add_argument("--damaged", type=float, default=DAMAGED_SHARE, metavar="SHARE", help="of departments' rows with a wrong ID number")

    example = commands.add_parser("example", help="the example county")
    example.set_defaults(do=_example)
    example.add_argument("folder", type=Path, nargs="?", default=Path("data/example"))

    for command in (drops, plain):
        command.add_argument("folder", type=Path, help="the workspace to write into")
        command.add_argument("--division", choices=divisions(), default="341802")
        command.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    options = _options()
    started = time.monotonic()
    print(f"{options.do(options)} in {options.folder}, {time.monotonic() - started:.1f} s")
