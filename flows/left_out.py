"""Months whose files lie there and that were never compared: their leads went to nobody."""

import datetime as dt
from collections.abc import Collection

from flows.county import opened
from flows.workspace import Workspace
from matchers.leads import runs
from matchers.warehouse import Warehouse
from schemas.months import written


def skipped(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> list[str]:
    """A line each of those between the first month that was run and this one."""
    left = _left_out(workspace, runs.run_months(warehouse), month)
    return [f"{written(at)} 的文件收下了，但没有比对过，那个月的线索没有下发；请补做：bidui run {written(at)}" for at in left]


def months_left_out(workspace: Workspace, month: dt.date) -> list[dt.date]:
    """The same as months, in order; before the first run there are none."""
    if not workspace.database.exists():
        return []
    with workspace.locked(), opened(workspace) as warehouse:
        return _left_out(workspace, runs.run_months(warehouse), month)


def _left_out(workspace: Workspace, done: Collection[dt.date], month: dt.date) -> list[dt.date]:
    return sorted(at for at in {at for at, _ in workspace.drops(month)} if done and min(done) < at < month and at not in done)
