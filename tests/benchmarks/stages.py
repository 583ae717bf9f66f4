"""A month's run, a county's or a province's, and how many seconds each of its stages took: python -m tests.benchmarks.stages HOME MONTH."""

import json
import sys
import time
from pathlib import Path

import flows.commands  # noqa: F401  # as the command itself: in the processes beside, too, what is slow to load waits until it is used
from flows.month import run_month
from flows.province.counties import Province
from flows.province.province_month import run_province
from flows.workspace import Workspace
from schemas.months import parse_month

STAGES = {
    "读取": "reading", "辨认花名册": "identity", "辨认各部门": "identity", "按户归集": "linking", "按规则": "judging", "写清单": "writing",
}
OF_A_PROVINCE = {"读各县": "own files", "读省级": "provincial files", "把省级": "splitting", "各县比对": "counties", "户迁": "counties", "写全省": "report"}


def run(home: Path, month: str) -> dict[str, float]:
    """Seconds by stage; `start` is all before the first."""
    stages = OF_A_PROVINCE if (home / "province.toml").exists() else STAGES
    seconds = dict.fromkeys(("start", *stages.values()), 0.0)
    stage, since = "start", time.perf_counter()

    def note(step: str, done: int, total: int) -> None:
        nonlocal stage, since
        now = time.perf_counter()
        seconds[stage] += now - since
        stage, since = next(name for words, name in stages.items() if step.startswith(words)), now

    if stages is OF_A_PROVINCE:
        run_province(Province.at(home), parse_month(month), progress=note)
    else:
        run_month(Workspace.at(home), parse_month(month), progress=note)
    seconds[stage] += time.perf_counter() - since
    return {name: round(each, 1) for name, each in seconds.items()}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2])))
