"""Of a table of linked.* that holds month by month what rests on that month alone, those months are made anew of which something is another.

A mark digests all that a month rests on beside the program; who makes the table says how. What stood before with the same mark is what making
it anew gives, and stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

import pandas as pd

from matchers.statements import program, statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def renew(
    warehouse: Warehouse, table: str, marks: Mapping[dt.date, str], make: Callable[[str], None], touched: AbstractSet[dt.date] = frozenset(),
    widened: Callable[[], Iterable[dt.date]] = tuple,
) -> None:
    """linked.<table> holds these months, as their marks tell; of those `touched` something is another that no mark tells, and `widened` tells of
    which others something hangs on those of linked.renewed_month. `make` makes a table (told by its name) hold the months of linked.renewed_month."""
    warehouse.run(SQL["begin"])
    kept: dict[dt.date, str] = dict(warehouse.rows(SQL["kept"], table=table, program=program()))
    warehouse.run(SQL["forget"], table=table)
    others = {month for month in marks.keys() | kept.keys() if marks.get(month) != kept.get(month) or month in touched}
    if not kept:
        _note(warehouse, marks)
        make(table)
    elif others:
        _note(warehouse, others)
        others |= set(widened())
        _note(warehouse, others)
        warehouse.run(SQL["leave_out"].format(table=table))
        _note(warehouse, others & marks.keys())
        make("renewed")
        warehouse.run(SQL["put_in"].format(table=table))
        warehouse.run(SQL["clear"])
    warehouse.append("linked.month_mark", [(table, month, mark, program()) for month, mark in marks.items()])


def forget(warehouse: Warehouse, table: str) -> None:
    """It was made otherwise: the next time all months are made anew."""
    warehouse.run(SQL["begin"])
    warehouse.run(SQL["forget"], table=table)


def _note(warehouse: Warehouse, months: Iterable[dt.date]) -> None:
    warehouse.replace("linked.renewed_month", pd.DataFrame({"month": pd.to_datetime(sorted(months)).astype("datetime64[us]")}))
