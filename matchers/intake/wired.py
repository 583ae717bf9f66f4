"""What was fetched from departments: a row a time and a row a file."""

import datetime as dt
from collections.abc import Sequence

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def note_pull(
    warehouse: Warehouse, month: dt.date, source: str, at: dt.datetime, landed: Sequence[tuple[str, int, str, int]], waiting: Sequence[str], failure: str
) -> None:
    """`landed` are (name, bytes, sha256, when written there in seconds); `failure` in words, '' for none."""
    warehouse.append("wire.pulled", [(month, source, at, len(landed), len(waiting), failure)])
    warehouse.append("wire.landed", [(month, source, at, *file) for file in landed])
    warehouse.append("wire.left_there", [(month, source, at, name) for name in waiting])


def landed_before(warehouse: Warehouse, month: dt.date, source: str) -> tuple[set[tuple[str, int]], set[str]]:
    """((sha256, when written there) of what came for other months, sha256 of what came for this one)."""
    rows = warehouse.rows(SQL["landed"], source=source)
    return {(sha, mtime) for of, sha, mtime in rows if of != month and mtime}, {sha for of, sha, _ in rows if of == month}


def came_from(warehouse: Warehouse) -> dict[str, tuple[int, dt.datetime]]:
    """Source → (files landed in all months, when last fetched)."""
    return {source: (files, at) for source, files, at in warehouse.rows(SQL["came_from"])}


def last_pulls(warehouse: Warehouse, month: dt.date) -> list[tuple[str, dt.datetime, str]]:
    """(source, when, why it failed) of the newest time of each source."""
    return warehouse.rows(SQL["last_pulls"], month=month)


def left_there(warehouse: Warehouse, month: dt.date) -> dict[str, list[str]]:
    """Source → files that could not be used as they lay there when it was last fetched from."""
    found: dict[str, list[str]] = {}
    for source, name in warehouse.rows(SQL["left_there"], month=month):
        found.setdefault(source, []).append(name)
    return found
