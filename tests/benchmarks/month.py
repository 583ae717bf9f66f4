"""How long a month takes on counties of growing size: the first load of 23 months, then a month on top of it,
the same month again, and the month under another parameter.

python -m tests.benchmarks.month [HOUSEHOLDS ...] [--keep FOLDER]

Each step is a process of its own, so that its peak memory is its own. Next to it, on the same files, stand a bare
DuckDB load and join (all months, one month) and plain pandas (one month).
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MONTHS = 24
SIZES = (12_000, 40_000, 120_000)


def timed(*arguments: str) -> tuple[float, int, str]:
    """(seconds, peak MB, what it printed) of a Python process."""
    started = time.perf_counter()
    watched = [sys.executable, "-c", WATCH, *arguments]
    done = subprocess.run(watched, check=True, capture_output=True, text=True)
    *printed, peak = done.stdout.splitlines()
    return time.perf_counter() - started, int(peak), "\n".join(printed)


WATCH = """
import resource, subprocess, sys
subprocess.run([sys.executable, *sys.argv[1:]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def measure(households: int, folder: Path) -> str:
    home = folder / str(households)
    timed("-m", "tests.county", "plain", str(home), "--size", str(households), "--months", str(MONTHS))
    months = sorted(path.name for path in (home / "inbox").iterdir())
    rows = sum(sum(1 for _ in path.open("rb")) for path in (home / "inbox" / months[-1]).iterdir())
    load, load_peak, _ = timed("-m", "flows.cli", "run", months[-2], "--home", str(home), "--json")
    month, month_peak, _ = timed("-m", "flows.cli", "run", months[-1], "--home", str(home), "--json")
    again, _, _ = timed("-m", "flows.cli", "run", months[-1], "--home", str(home), "--json")
    what_if, _, _ = timed("-m", "flows.cli", "whatif", months[-1], "--set", "expenditure.surge.ratio=3", "--home", str(home), "--json")
    _, _, bare = timed("-m", "tests.benchmarks.bare", str(home))
    every, one, pandas = bare.split()
    size = (home / "warehouse.duckdb").stat().st_size // 2**20
    return (
        f"{households:>8,} {rows:>10,} {load:>9.0f} {load_peak:>7,} {month:>8.0f} {month_peak:>7,} {again:>7.1f} {what_if:>8.1f} {size:>7,}"
        f" {every:>9} {one:>9} {pandas:>8}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("households", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", type=Path, help="put the counties here and leave them")
    asked = parser.parse_args()
    print("house-   rows of a  23 months  peak    month    peak   again  what-if  file   DuckDB 24  DuckDB 1  pandas 1")
    print("holds        month    s         MB       s        MB     s       s       MB       s         s         s", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for households in asked.households:
            print(measure(households, asked.keep or Path(scratch)), flush=True)


if __name__ == "__main__":
    main()
