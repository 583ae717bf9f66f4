"""A function of a county, on every county: in processes of this machine, or as tasks on Spark."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from pathlib import Path
from typing import Any

from flows.beside import working_beside
from flows.failures import in_words, what
from flows.outcomes import Progress
from flows.province.counties import County
from flows.workspace import Workspace
from schemas.months import written

CORES_A_COUNTY = 2
Work = Callable[[str, str, str, str], dict[str, Any]]  # of a county: its code, folder, rule book and month


def each_county(counties: Sequence[County], function: Work, month: dt.date, spark: str, progress: Progress, step: str) -> Iterator[dict[str, Any]]:
    """What `function` tells of every county, the largest first, as each is done."""
    asked = [(county.code, str(county.made()), county.policy, written(month)) for county in sorted(counties, key=_size, reverse=True)]
    if spark:
        from flows.province.on_spark import each_as_task  # of an extra

        yield from each_as_task(spark, function, asked)
        return
    with working_beside(max(1, (os.cpu_count() or 1) // CORES_A_COUNTY)) as submit:
        futures: list[Future[dict[str, Any]]] = [submit(function, *one) for one in asked]
        for done, future in enumerate(as_completed(futures), 1):
            progress(step, done, len(futures))
            yield future.result()


def _size(county: County) -> int:
    return sum(file.stat().st_size for file in county.home.glob("inbox/**/*") if file.is_file())


def told(code: str, home: Path, month: str, work: Callable[[Workspace, dt.date], None]) -> dict[str, Any]:
    """What became of it: plain values, which travel between any processes, and nothing of any person."""
    failure, is_bug = "", False
    try:
        work(Workspace.at(home), dt.date.fromisoformat(f"{month}-01"))
    except Exception as fault:
        said = in_words(fault)
        failure, is_bug = said or f"程序出错：{what(fault)}", said is None
    return {"code": code, "failure": failure, "bug": is_bug}
