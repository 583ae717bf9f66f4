"""What a month costs under each rule book beside the default one, and all of them side by side, on an idle machine.

python -m tests.benchmarks.books [HOUSEHOLDS] [--keep FOLDER]

One county with 23 months loaded, copied for each book that is in force then; each month is a process of its own. The county has no extracts but the core ones: what an
indicator needs and is not there costs its query all the same. Then `bidui compare` of the six on the default's copy.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from matchers.rules.books import DEFAULT, PolicyFault, built_in
from matchers.rules.policy import load_policy
from schemas.months import parse_month
from tests.benchmarks.watched import timed

MONTHS = 24


def measure(households: int, folder: Path) -> None:
    home = folder / "loaded"
    timed("-m", "tests.county", "plain", str(home), "--size", str(households), "--months", str(MONTHS))
    months = sorted(path.name for path in (home / "inbox").iterdir())
    timed("-m", "tests.benchmarks.stages", str(home), months[-2])
    books = [path.stem for path in built_in() if is_in_force(path.stem, months[-1])]
    seconds = {}
    for book in books:
        copy = folder / book
        shutil.copytree(home, copy)
        seconds[book], peak, _ = timed("-m", "flows.cli", "run", months[-1], "--home", str(copy), "--policy", book, "--json")
        print(f"{book:>16} {seconds[book]:7.1f} s {seconds[book] / seconds[DEFAULT.stem]:6.2f} x {peak:7.0f} MB", flush=True)
        if book != DEFAULT.stem:
            shutil.rmtree(copy)
    side_by_side, _, _ = timed("-m", "flows.cli", "compare", months[-1], *(book for book in books if book != DEFAULT.stem), "--home", str(folder / DEFAULT.stem), "--json")
    print(f"compare of {len(books) - 1}: {side_by_side:.1f} s")


def is_in_force(book: str, month: str) -> bool:
    """A book whose first values are of a later month cannot judge it."""
    try:
        return load_policy(book).number("line_yuan", parse_month(month)) > 0
    except PolicyFault:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("households", nargs="?", type=int, default=120_000)
    parser.add_argument("--keep", type=Path, help="put the county here and leave it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.households, asked.keep or Path(folder))


if __name__ == "__main__":
    main()
