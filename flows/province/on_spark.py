"""Counties as tasks of a Spark that is there already: the same function in each, by `mapInArrow` over their codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyarrow

from schemas.mistakes import Mistake

Asked = tuple[str, str, str, str]
CONNECT = "sc://"


def each_as_task(master: str, function: Callable[..., dict[str, Any]], asked: Sequence[Asked]) -> Iterator[dict[str, Any]]:
    """`function(*one)` of each county in a task of its own, in the order given; what each told.

    `master` is a Spark master's address, or sc://… for Spark Connect. Workspaces must lie where every worker reaches them under the same path.
    A task that is tried again or begun twice finds the workspace's lock, or its work done.
    """
    session = _session(master)
    try:
        counties = session.createDataFrame([(at, json.dumps(one)) for at, one in enumerate(asked)], "place int, asked string")

        def run(batches: Iterator[Any]) -> Iterator[Any]:
            for batch in batches:
                told = [json.dumps(function(*json.loads(one)), ensure_ascii=False) for one in batch.column("asked").to_pylist()]
                yield batch.select(["place"]).append_column("told", pyarrow.array(told))

        tasks = counties.repartitionByRange(len(asked), "place").mapInArrow(run, "place int, told string")
        for row in tasks.collect():
            yield json.loads(row.told)
    finally:
        session.stop()


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession  # type: ignore[import-not-found]
    except ImportError:
        raise Mistake("这台电脑上没有装 Spark 的程序包；请先运行 pip install 'bidui[spark]'，或不写 --spark，用本机的几个核做") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # an environment that travels names its own
    builder = SparkSession.builder.appName("bidui province")
    return (builder.remote(master) if master.startswith(CONNECT) else builder.master(master)).getOrCreate()
