"""What a province's month costs by processes and on a standalone Spark: CPU seconds for 1, 3, 6 and 12 counties of one size, and what the driver holds.

python -m tests.benchmarks.province_cost [--households 600] [--counties 1 3 6 12]

Of Spark: of the driver (the split, and adding up, with its JVM) and of the workers; a run without any work is told apart, which is what starting costs.
Needs Java and a whole pyspark.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from tests.benchmarks.cluster import standalone
from tests.benchmarks.cpu import looked_at
from tests.benchmarks.province import CODES, MONTHS
from tests.benchmarks.watched import Watched, watched
from tests.county.province import write_province

HEADS = (
    "counties", "processes: s", "CPU s", "MB", "Spark: s", "CPU s, driver", "CPU s, workers", "MB, driver", "again, nothing to do: CPU s, driver", "CPU s, workers",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--households", type=int, default=600)
    parser.add_argument("--counties", nargs="+", type=int, default=[1, 3, 6, 12])
    asked = parser.parse_args()
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}", flush=True)
    for count in asked.counties:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            write_province(folder / "processes", folder / "alone", dict.fromkeys(CODES[:count], asked.households), 3, ("2023-06", MONTHS[1]))
            shutil.copytree(folder / "processes", folder / "spark home")
            found = run(str(folder / "processes"))
            cells = [found.seconds, found.used, found.held]
            with standalone(folder / "spark") as cluster:
                leaders = [each.pid for each in cluster.workers]
                for is_again in (False, True):
                    with looked_at(leaders) as used:
                        found = run(str(folder / "spark home"), "--spark", cluster.address)
                    cells += [found.used, used.seconds] if is_again else [found.seconds, found.used, used.seconds, found.held]
            print(f"| {count} | {' | '.join(f'{cell:.0f}' for cell in cells)} |", flush=True)


def run(*home: str) -> Watched:
    """A province's month; on Spark what its driver takes, with its JVM."""
    return watched("-m", "flows.cli", "province", "run", MONTHS[1], "--json", "--home", *home)


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])  # whole: an executor's folder is another
    main()
