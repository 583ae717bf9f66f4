"""What households spent and got, month by month; of months that rest on what they rested on it stands from the last run."""

from __future__ import annotations

import datetime as dt

from matchers.months.renewing import renew
from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def store_spent(warehouse: Warehouse) -> None:
    """linked.spent_month, of the months of linked.reach."""
    marks: dict[dt.date, str] = dict(warehouse.rows(SQL["marks"]))
    renew(warehouse, "spent_month", marks, lambda table: warehouse.run(SQL["spent_month"].format(table=table)))
