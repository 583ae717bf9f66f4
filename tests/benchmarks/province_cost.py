"""What a province's month costs by processes and on a standalone Spark: CPU seconds for 1, 3, 6 and 12 counties of one size.

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
from time import perf_counter

from tests.benchmarks.cluster import standalone
from tests.benchmarks.cpu import ran, used_by
from tests.benchmarks.province import CODES, MONTHS
from tests.county.province import write_province


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--households", type=int, default=600)
    parser.add_argument("--counties", nargs="+", type=int, default=[1, 3, 6, 12])
    asked = parser.parse_args()
    print("| counties | processes: s | CPU s | Spark: s | CPU s, driver | CPU s, workers | again, nothing to do: CPU s, driver | workers |\n|---|---|---|---|---|---|---|---|", flush=True)
    for count in asked.counties:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            write_province(folder / "processes", folder / "alone", dict.fromkeys(CODES[:count], asked.households), 3, ("2023-06", MONTHS[1]))
            shutil.copytree(folder / "processes", folder / "spark home")
            run = ("-m", "flows.cli", "province", "run", MONTHS[1], "--json", "--home")
            started = perf_counter()
            cells = [ran(*run, str(folder / "processes"))]
            cells.insert(0, perf_counter() - started)
            with standalone(folder / "spark") as cluster:
                for _ in range(2):
                    leaders = [each.pid for each in cluster.workers]
                    before, started = used_by(leaders), perf_counter()
                    driver = ran(*run, str(folder / "spark home"), "--spark", cluster.address)
                    cells += [perf_counter() - started, driver, used_by(leaders) - before]
            cells.pop(5)
            print(f"| {count} | {' | '.join(f'{cell:.0f}' for cell in cells)} |", flush=True)


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])  # whole: an executor's folder is another
    main()
