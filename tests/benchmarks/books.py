"""What a month costs under each rule book beside the default one, and all of them side by side, on an idle machine.

python -m tests.benchmarks.books [HOUSEHOLDS] [--cpu] [--books NAME …] [--keep FOLDER]

One county with 23 months loaded, copied for each book; each month, in which all books are in force, is a process of its own. The county has no extracts but the
core ones: what an indicator needs and is not there costs its query all the same. Then `bidui compare` of the six on the default's copy. Promised: a month of
anju-2020 costs at most 1.5 times one of the default, six books side by side under three minutes for 120,000 households. `--cpu` goes by processor seconds, for a
busy machine; with `--keep` the loaded county stays in the folder and is taken from there the next time; `--books` are those to run a month of beside the default.
"""

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from matchers.rules.books import DEFAULT, built_in
from tests.benchmarks.watched import watched

MONTHS, LAST = 24, "2026-06"  # when all the books are in force
WHOLE, MOST_TIMES, MOST_SECONDS = "anju-2020", 1.5, 180.0


def measure(households: int, folder: Path, by_cpu: bool = False, only: Sequence[str] = ()) -> None:
    def cost(*arguments: str) -> float:
        """Memory is not watched: that takes a processor's time, and more where there are more processes."""
        found = watched(*arguments, memory=False)
        return found.used if by_cpu else found.seconds

    home = loaded(households, folder)
    books = [path.stem for path in built_in()]
    seconds = {}
    for book in (DEFAULT.stem, *(book for book in books if book != DEFAULT.stem and book in (only or books))):
        copy = folder / book
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy)
        seconds[book] = cost("-m", "flows.cli", "run", LAST, "--home", str(copy), "--policy", book, "--json")
        print(f"{book:>16} {seconds[book]:7.1f} s {seconds[book] / seconds[DEFAULT.stem]:6.2f} x", flush=True)
        if book != DEFAULT.stem:
            shutil.rmtree(copy)
    side_by_side = cost("-m", "flows.cli", "compare", LAST, *(book for book in books if book != DEFAULT.stem), "--home", str(folder / DEFAULT.stem), "--json")
    print(f"compare of {len(books) - 1}: {side_by_side:.1f} s", flush=True)
    if WHOLE not in seconds:
        return
    times = seconds[WHOLE] / seconds[DEFAULT.stem]
    print(f"{WHOLE}: {times:.2f} times the default, promised {MOST_TIMES}: {'kept' if times <= MOST_TIMES else 'not kept'}")
    if households >= 120_000 and not by_cpu:
        print(f"side by side: {side_by_side:.0f} s, promised {MOST_SECONDS:.0f}: {'kept' if side_by_side < MOST_SECONDS else 'not kept'}")


def loaded(households: int, folder: Path) -> Path:
    """A workspace with all months but the last compared, made where the folder has none."""
    home = folder / f"loaded-{households}"
    if not home.exists():
        making = folder / "making"
        shutil.rmtree(making, ignore_errors=True)
        watched("-m", "tests.county", "plain", str(making), "--size", str(households), "--months", str(MONTHS), "--last", LAST)
        seconds = watched("-m", "tests.benchmarks.stages", str(making), sorted(path.name for path in (making / "inbox").iterdir())[-2], memory=False).used
        making.rename(home)
        print(f"{households} households, {MONTHS - 1} months loaded: {seconds:.0f} CPU s", flush=True)
    return home


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("households", nargs="?", type=int, default=120_000)
    parser.add_argument("--cpu", action="store_true", help="processor seconds instead of time passed")
    parser.add_argument("--books", nargs="+", default=[], metavar="NAME", help="those to run a month of beside the default, if not all")
    parser.add_argument("--keep", type=Path, help="put the county here and leave it, or take it from here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.households, asked.keep or Path(folder), asked.cpu, asked.books)


if __name__ == "__main__":
    main()
