"""Households that moved from one county of the province to another, by their persons' numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from matchers.province.each_linked import each_linked
from matchers.records.provincial import Moved, MovedTo
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import written

SQL = statements(__file__)


def moved(warehouse: Warehouse, counties: Mapping[str, Path], month: dt.date) -> list[MovedTo]:
    """Who is on no roster of a county any more and on another's, by the counties' own files (by code) as their runs of the month left them; whom an
    earlier month told of, not again.
    """
    warehouse.run(SQL["moved_table"])
    for table, fill in (("nobody_gone", "gone"), ("nobody_here", "here")):
        warehouse.run(SQL[table])
        for code, as_of in each_linked(warehouse, counties):
            if as_of == written(month):
                warehouse.run(SQL[fill], code=code)
    return [MovedTo(*row) for row in warehouse.rows(SQL["moved"])]


def note(warehouse: Warehouse, month: dt.date, found: Sequence[Moved]) -> None:
    warehouse.append("province.moved", [(month, each.county, each.household_id, each.to_county, each.to_household, each.leads) for each in found])


def noted(warehouse: Warehouse, month: dt.date) -> tuple[Moved, ...]:
    """Who moved as the month's runs found it."""
    warehouse.run(SQL["moved_table"])
    return tuple(Moved(*row) for row in warehouse.rows(SQL["noted"], month=month))
