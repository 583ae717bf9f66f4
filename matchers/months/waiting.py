"""Rows that wait, in review or at fault: whose absence from an extract they leave unknown."""

import datetime as dt

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def store_pending(warehouse: Warehouse, first_absent: dt.date) -> None:
    """linked.pending, of months from `first_absent` on."""
    warehouse.run(SQL["waiting"], first_absent=first_absent)
    warehouse.run(SQL["came_after"])
    warehouse.run(SQL["pending"])
