"""A month's run, and how many seconds each of its stages took: python -m tests.benchmarks.stages COUNTY MONTH."""

import json
import sys
import time
from pathlib import Path

from flows.month import run_month
from flows.workspace import Workspace
from schemas.months import parse_month

STAGES = {
    "读取": "reading", "辨认花名册": "identity", "辨认各部门": "identity", "按户归集": "linking", "按规则": "judging", "写清单": "writing",
}


def run(home: Path, month: str) -> dict[str, float]:
    """Seconds by stage; `start` is all before the first."""
    seconds = dict.fromkeys(("start", *STAGES.values()), 0.0)
    stage, since = "start", time.perf_counter()

    def note(step: str, done: int, total: int) -> None:
        nonlocal stage, since
        now = time.perf_counter()
        seconds[stage] += now - since
        stage, since = next(name for words, name in STAGES.items() if step.startswith(words)), now

    run_month(Workspace.at(home), parse_month(month), progress=note)
    seconds[stage] += time.perf_counter() - since
    return {name: round(each, 1) for name, each in seconds.items()}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2])))
