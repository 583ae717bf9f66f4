"""What a month costs under each rule book beside the default one, and all of them side by side, on an idle machine.

python -m tests.benchmarks.books [HOUSEHOLDS] [--cpu] [--keep FOLDER]

One county with 23 months loaded, copied for each book that is in force then; each month is a process of its own. The county has no extracts but the core ones: what an
indicator needs and is not there costs its query all the same. Then `bidui compare` of the six on the default's copy. Promised: a month of anju-2020 costs
at most 1.5 times one of the default, six books side by side under three minutes for 120,000 households. `--cpu` goes by processor seconds, for a busy machine.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from matchers.rules.books import DEFAULT, PolicyFault, built_in
from matchers.rules.policy import load_policy
from schemas.months import parse_month
from tests.benchmarks.cpu import ended
from tests.benchmarks.watched import timed

MONTHS = 24
WHOLE, MOST_TIMES, MOST_SECONDS = "anju-2020", 1.5, 180.0


def measure(households: int, folder: Path, by_cpu: bool = False) -> None:
    def watched(*arguments: str) -> tuple[float, int]:
        before = ended()
        seconds, peak, _ = timed(*arguments)
        return ended() - before if by_cpu else seconds, peak

    home = folder / "loaded"
    timed("-m", "tests.county", "plain", str(home), "--size", str(households), "--months", str(MONTHS))
    months = sorted(path.name for path in (home / "inbox").iterdir())
    timed("-m", "tests.benchmarks.stages", str(home), months[-2])
    books = [path.stem for path in built_in() if is_in_force(path.stem, months[-1])]
    seconds = {}
    for book in books:
        copy = folder / book
        shutil.copytree(home, copy)
        seconds[book], peak = watched("-m", "flows.cli", "run", months[-1], "--home", str(copy), "--policy", book, "--json")
        print(f"{book:>16} {seconds[book]:7.1f} s {seconds[book] / seconds[DEFAULT.stem]:6.2f} x {peak:7.0f} MB", flush=True)
        if book != DEFAULT.stem:
            shutil.rmtree(copy)
    side_by_side, _ = watched("-m", "flows.cli", "compare", months[-1], *(book for book in books if book != DEFAULT.stem), "--home", str(folder / DEFAULT.stem), "--json")
    print(f"compare of {len(books) - 1}: {side_by_side:.1f} s")
    times = seconds[WHOLE] / seconds[DEFAULT.stem]
    print(f"{WHOLE}: {times:.2f} times the default, promised {MOST_TIMES}: {'kept' if times <= MOST_TIMES else 'not kept'}")
    if households >= 120_000 and not by_cpu:
        print(f"side by side: {side_by_side:.0f} s, promised {MOST_SECONDS:.0f}: {'kept' if side_by_side < MOST_SECONDS else 'not kept'}")


def is_in_force(book: str, month: str) -> bool:
    """A book whose first values are of a later month cannot judge it."""
    try:
        return load_policy(book).number("line_yuan", parse_month(month)) > 0
    except PolicyFault:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("households", nargs="?", type=int, default=120_000)
    parser.add_argument("--cpu", action="store_true", help="processor seconds instead of time passed")
    parser.add_argument("--keep", type=Path, help="put the county here and leave it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.households, asked.keep or Path(folder), asked.cpu)


if __name__ == "__main__":
    main()
