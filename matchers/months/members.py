"""Who lives with whom as of a month: members and households by the rosters in force."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def store_members(warehouse: Warehouse, month: dt.date) -> bool:
    """linked.member and linked.household; False where they stand already, as most months have the roster of the month before."""
    rosters = warehouse.rows(SQL["rosters"], month=month)
    if rosters and rosters == warehouse.rows(SQL["rosters_of_members"]):
        return False
    for step in ("member", "household"):
        warehouse.run_using(SQL[step], {"month": month})
    note_rosters(warehouse, [part for (part,) in rosters])
    return True


def note_rosters(warehouse: Warehouse, parts: list[int]) -> None:
    """By which of the roster's sheets members stand; none where rows have been linked anew."""
    warehouse.replace("linked.members_by", pd.DataFrame({"part_id": pd.Series(parts, dtype="int32")}))
