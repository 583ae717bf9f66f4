"""How long a month takes on counties of growing size, beside what an analyst would write: four tables, one run, on an idle machine.

python -m tests.benchmarks.month [HOUSEHOLDS ...] [--keep FOLDER]

The first load of 23 months; a month on top of it, by stages; the same month again; a late file of 10,000 rows and the month once more; the
month under another parameter. Beside them, on the same files, pandas over all 24 months (`peer`, with both of its readers) and a bare DuckDB
load and join. Each step is a process of its own; its peak is that of all that it starts together.
"""

import argparse
import json
import math
import tempfile
from pathlib import Path

from tests.benchmarks.watched import watched

MONTHS = 24
SIZES = (12_000, 40_000, 120_000)
LATE_ROWS = 10_000
HEADS = {
    "the product": ("rows a month", "23 months", "peak MB", "a month", "peak MB", "again", "late file", "what-if", "file MB"),
    "the month by stage, seconds": ("start", "reading", "identity", "linking", "judging", "writing"),
    "beside it, seconds": ("pandas C, 24", "pandas arrow, 24", "DuckDB 24", "DuckDB 1", "pandas 1"),
    "ratios": ("month / pandas", "load / DuckDB", "late / month"),
}


def measure(households: int, folder: Path) -> dict[str, list[float]]:
    home = folder / str(households)
    watched("-m", "tests.county", "plain", str(home), "--size", str(households), "--months", str(MONTHS))
    months = sorted(path.name for path in (home / "inbox").iterdir())
    rows = sum(sum(1 for _ in path.open("rb")) for path in (home / "inbox" / months[-1]).iterdir())
    at = ("--home", str(home), "--json")
    load = watched("-m", "tests.benchmarks.stages", str(home), months[-2])
    month = watched("-m", "tests.benchmarks.stages", str(home), months[-1])
    again = watched("-m", "flows.cli", "run", months[-1], *at).seconds
    what_if = watched("-m", "flows.cli", "whatif", months[-1], "--set", "expenditure.surge.ratio=3", *at).seconds
    peers = [float(watched("-m", "tests.benchmarks.peer", str(home), "--engine", engine).printed) for engine in ("c", "pyarrow")]
    bare = [float(each) for each in watched("-m", "tests.benchmarks.bare", str(home)).printed.split()]
    size = (home / "warehouse.duckdb").stat().st_size // 2**20
    come_late(home / "inbox", months[-1])
    late = watched("-m", "flows.cli", "run", months[-1], *at).seconds
    return {
        "the product": [rows, load.seconds, load.held, month.seconds, month.held, again, late, what_if, size],
        "the month by stage, seconds": list(json.loads(month.printed).values()),
        "beside it, seconds": [*peers, *bare],
        "ratios": [month.seconds / min(peers), load.seconds / bare[0], late / month.seconds],
    }


def come_late(inbox: Path, month: str) -> None:
    """The first rows of the month's largest extract, as a file of the month before that came only now."""
    largest = max((inbox / month).glob("医保参保_*.csv"), key=lambda path: path.stat().st_size)
    with largest.open(encoding="utf-8") as file:
        lines = [line for _, line in zip(range(LATE_ROWS + 1), file, strict=False)]
    before = sorted(path.name for path in inbox.iterdir())[-2]
    (inbox / month / f"医保参保_{before.replace('-', '')}（补报）.csv").write_text("".join(lines), "utf-8")


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """By which power of the households the seconds grow from the smallest county to the largest."""
    return math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("households", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", type=Path, help="put the counties here and leave them")
    asked = parser.parse_args()
    found: dict[int, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for households in asked.households:
            found[households] = measure(households, asked.keep or Path(scratch))
            print(f"{households:,} households measured", flush=True)
    for title, heads in HEADS.items():
        print(f"\n{title}\n| households | {' | '.join(heads)} |\n|{'---|' * (len(heads) + 1)}")
        for households, tables in found.items():
            print(f"| {households:,} | {' | '.join(f'{each:,.0f}' if each >= 100 else f'{each:.2g}' if each < 1 else f'{each:.1f}' for each in tables[title])} |")
    if len(found) > 1:
        sizes = list(found)
        load, month = ([found[size]["the product"][at] for size in sizes] for at in (1, 3))
        print(f"\ngrowth as a power of the households: month {exponent(sizes, month):.2f}, load {exponent(sizes, load):.2f}")


if __name__ == "__main__":
    main()
