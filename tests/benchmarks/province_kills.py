"""A province's month on a standalone Spark whose workers, and whose driver, are killed at random moments; run again it ends in the same bytes.

python -m tests.benchmarks.province_kills [--counties 3] [--scale 0.005] [--workers 10] [--drivers 5] [--seed 0]

A killed worker takes its executor and that one's Python along, as a machine does that goes down; another takes its place. Needs Java and a whole pyspark.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter, sleep

from tests.benchmarks.cluster import standalone
from tests.benchmarks.cpu import session_of
from tests.benchmarks.province import MONTHS, compared, papers, sizes
from tests.county.province import write_province

MONTH = MONTHS[1]
ROOT = Path(__file__).parents[2]


def begin(home: Path, spark: str = "") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flows.cli", "province", "run", MONTH, "--home", str(home), "--json", *(["--spark", spark] if spark else [])]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}  # whole: an executor's folder is another
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=environment)


def kill(process: subprocess.Popen[bytes]) -> None:
    """With all that it started, at once."""
    for pid in session_of(process.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def begin_anew(folder: Path) -> None:
    """After a run that was over before anything could be killed, or that nothing is left to do of."""
    shutil.rmtree(folder / "on Spark", ignore_errors=True)
    shutil.copytree(folder / "province", folder / "on Spark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counties", type=int, default=3)
    parser.add_argument("--scale", type=float, default=0.005)
    parser.add_argument("--workers", type=int, default=10)
    parser.add_argument("--drivers", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    random = Random(asked.seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_province(folder / "province", folder / "alone", sizes(asked.counties, asked.scale), 3, ("2024-01", MONTH))
        shutil.copytree(folder / "province", folder / "undisturbed")
        if begin(folder / "undisturbed").wait():
            sys.exit("the undisturbed run failed")
        whole = papers(folder / "undisturbed")
        with standalone(folder / "spark") as cluster:
            shutil.copytree(folder / "province", folder / "timed")
            started = perf_counter()
            if begin(folder / "timed", cluster.address).wait() or compared(whole, papers(folder / "timed"), ""):
                sys.exit("the run on Spark that nothing disturbed failed, or came out otherwise")
            lasts = perf_counter() - started
            for what, times in (("worker", asked.workers), ("driver", asked.drivers)):
                if not times:
                    continue
                begin_anew(folder)
                killed = 0
                while killed < times:
                    driver = begin(folder / "on Spark", cluster.address)
                    sleep(random.uniform(0.2, 1) * lasts)
                    if driver.poll() is not None:
                        begin_anew(folder)
                        continue
                    killed += 1
                    if what == "driver":
                        kill(driver)
                        print("driver: killed", flush=True)
                        continue
                    kill(cluster.workers.pop(0))
                    cluster.begin_worker()
                    code = driver.wait()
                    outcome = f"worker: killed, the run ended with {code}"
                    if code == 0:
                        different = compared(whole, papers(folder / "on Spark"), "")
                        outcome += f", {len(different)} of {len(whole)} papers otherwise"
                        begin_anew(folder)
                    print(outcome, flush=True)
                code = begin(folder / "on Spark", cluster.address).wait()
                different = compared(whole, papers(folder / "on Spark"), "")
                print(f"{what}s killed {times} times, run again: ended with {code}, {len(different)} of {len(whole)} papers otherwise {' '.join(different[:5])}", flush=True)


if __name__ == "__main__":
    main()
