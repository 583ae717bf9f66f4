"""Who stands on the rosters of two counties, and which households all counties together count once only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from matchers.records.provincial import OnTwoRosters
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import written

SQL = statements(__file__)


def gather(warehouse: Warehouse, counties: Mapping[str, Path], month: dt.date) -> None:
    """province.on_two and province.counted_elsewhere, by the counties' own files (by code) as their last runs up to the month left them."""
    warehouse.run(SQL["no_members"])
    for code, database in sorted(counties.items()):
        with warehouse.reading(database, "county"):
            warehouse.run(SQL["members"], code=code, month=written(month))
    warehouse.run(SQL["on_two"])
    warehouse.run(SQL["counted_elsewhere"])


def two_rosters(warehouse: Warehouse) -> tuple[OnTwoRosters, ...]:
    """Whoever is on the rosters of two counties, once for each."""
    return tuple(OnTwoRosters(*row) for row in warehouse.rows(SQL["two_rosters"]))
