"""Who stands on the rosters of two counties, and which households all counties together count once only; kept by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from matchers.province.each_linked import each_linked
from matchers.records.provincial import OnTwoRosters
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import written

SQL = statements(__file__)


def gather(warehouse: Warehouse, counties: Mapping[str, Path], month: dt.date) -> None:
    """province.on_two_rosters and province.counts_elsewhere of the month, by the counties' own files (by code) as their last runs up to it left them.

    Where one was run for a later month since, what was kept of this one stands.
    """
    is_past = False
    warehouse.run(SQL["no_members"])
    for code, as_of in each_linked(warehouse, counties):
        is_past = is_past or as_of > written(month)
        if as_of <= written(month):
            warehouse.run(SQL["members"], code=code)
    keep(warehouse, month, is_past)


def keep(warehouse: Warehouse, month: dt.date, is_past: bool = False) -> None:
    """By province.member."""
    warehouse.run(SQL["on_two_table"])
    warehouse.run(SQL["elsewhere_table"])
    if is_past and warehouse.rows(SQL["two_rosters"], month=month):
        return
    with warehouse.transaction():
        for statement in ("forget_on_two", "on_two", "forget_elsewhere", "counts_elsewhere"):
            warehouse.run(SQL[statement], month=month)


def two_rosters(warehouse: Warehouse, month: dt.date) -> tuple[OnTwoRosters, ...]:
    """Whoever is on the rosters of two counties, once for each."""
    return tuple(OnTwoRosters(*row) for row in warehouse.rows(SQL["two_rosters"], month=month))
