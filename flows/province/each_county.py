"""A function of a county, on every county: in processes of this machine, or as tasks on Spark."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.beside import working_beside
from flows.failures import in_words, what
from flows.outcomes import Progress
from flows.province.counties import County
from flows.workspace import Workspace
from schemas.months import written

CORES_A_COUNTY = 2
Asked = tuple[str, str, str, str]  # of a county: its code, folder, rule book and month
Work = Callable[[str, str, str, str], dict[str, Any]]
Hands = Callable[[Work, Sequence[Asked]], Iterator[dict[str, Any]]]


@contextmanager
def hands(spark: str) -> Iterator[Hands]:
    """What works on counties: this machine's processes, or the Spark at that address, begun once."""
    if spark:
        from flows.province.on_spark import tasks  # of an extra

        with tasks(spark) as each_as_task:
            yield each_as_task
    else:
        yield _each_beside


def each_county(counties: Sequence[County], function: Work, month: dt.date, working: Hands, progress: Progress, step: str) -> Iterator[dict[str, Any]]:
    """What `function` tells of every county, the largest first, as each is done."""
    asked = []
    for county in sorted(counties, key=_size, reverse=True):
        try:
            asked.append((county.code, str(county.made()), county.policy, written(month)))
        except Exception as fault:
            yield _failed(county.code, fault)
    if not asked:
        return
    progress(step, 0, len(asked))
    for done, found in enumerate(working(function, asked), 1):
        progress(step, done, len(asked))
        yield found


def _each_beside(function: Work, asked: Sequence[Asked]) -> Iterator[dict[str, Any]]:
    with working_beside(max(1, (os.cpu_count() or 1) // CORES_A_COUNTY)) as submit:
        futures: list[Future[dict[str, Any]]] = [submit(function, *one) for one in asked]
        for future in as_completed(futures):
            yield future.result()


def _size(county: County) -> int:
    return sum(file.stat().st_size for file in county.home.glob("inbox/**/*") if file.is_file())


def told(code: str, home: Path, month: str, work: Callable[[Workspace, dt.date], None]) -> dict[str, Any]:
    """What became of it: plain values, which travel between any processes, and nothing of any person."""
    try:
        work(Workspace.at(home), dt.date.fromisoformat(f"{month}-01"))
    except Exception as fault:
        return _failed(code, fault)
    return {"code": code, "failure": "", "bug": False}


def _failed(code: str, fault: Exception) -> dict[str, Any]:
    said = in_words(fault)
    return {"code": code, "failure": said or f"程序出错：{what(fault)}", "bug": said is None}


@contextmanager
def passed_over_if_closed() -> Iterator[None]:
    """A county whose files cannot be opened just now, in use or damaged, has its line, or will have it, where it is run."""
    try:
        yield
    except Exception as fault:
        if in_words(fault) is None:
            raise
