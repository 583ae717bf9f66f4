"""What was fetched from departments: a row a time and a row a file."""

import datetime as dt
from collections.abc import Sequence

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def note_pull(warehouse: Warehouse, month: dt.date, source: str, at: dt.datetime, landed: Sequence[tuple[str, int, str]], waiting: int, failure: str) -> None:
    """`landed` are (name, bytes, sha256); `failure` in words, '' for none."""
    warehouse.append("wire.pulled", [(month, source, at, len(landed), waiting, failure)])
    warehouse.append("wire.landed", [(month, source, at, *file) for file in landed])


def came_from(warehouse: Warehouse) -> dict[str, tuple[int, dt.datetime]]:
    """Source → (files landed in all months, when last fetched)."""
    return {source: (files, at) for source, files, at in warehouse.rows(SQL["came_from"])}


def last_pulls(warehouse: Warehouse, month: dt.date) -> list[tuple[str, dt.datetime, int, int, str]]:
    """(source, when, files landed for the month so far, files that wait, why it failed) of the newest time of each source."""
    return warehouse.rows(SQL["last_pulls"], month=month)
