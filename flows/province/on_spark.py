"""Counties as tasks of a Spark that is there already: the same function in each, by `mapInArrow` over their codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import pyarrow

from schemas.mistakes import Mistake

CONNECT = "sc://"


@contextmanager
def tasks(master: str) -> Iterator[Callable[..., Iterator[dict[str, Any]]]]:
    """What puts out a function to counties, a task each; one session all the while, whose workers have the program loaded from the second time on.

    `master` is a Spark master's address, or sc://… for Spark Connect. Workspaces must lie where every worker reaches them under the same path.
    """
    session = _session(master)
    try:
        yield partial(_each_as_task, session)
    finally:
        session.stop()


def _each_as_task(session: Any, function: Callable[..., dict[str, Any]], asked: Sequence[tuple[str, ...]]) -> Iterator[dict[str, Any]]:
    """`function(*one)` of each county in a task of its own, in the order given; what each told.

    A task that is tried again or begun twice finds the workspace's lock, or its work done.
    """
    counties = session.createDataFrame([(at, json.dumps(one)) for at, one in enumerate(asked)], "place int, asked string")

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            told = [json.dumps(function(*json.loads(one)), ensure_ascii=False) for one in batch.column("asked").to_pylist()]
            yield batch.select(["place"]).append_column("told", pyarrow.array(told))

    for row in counties.repartitionByRange(len(asked), "place").mapInArrow(run, "place int, told string").collect():
        yield json.loads(row.told)


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession  # type: ignore[import-not-found]
    except ImportError:
        raise Mistake("这台电脑上没有装 Spark 的程序包；请先运行 pip install 'bidui[spark]'，或不写 --spark，用本机的几个核做") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # an environment that travels names its own
    builder = SparkSession.builder.appName("bidui province")
    return (builder.remote(master) if master.startswith(CONNECT) else builder.master(master)).getOrCreate()
