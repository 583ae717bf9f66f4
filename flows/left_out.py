"""What lies where it does nobody any good: files beside the months, months that were never compared, what departments' places did not give."""

import datetime as dt
from collections.abc import Collection, Iterator

from flows.county import opened
from flows.typed_in import typed_tables
from flows.wires.fetched import troubles
from flows.workspace import Workspace
from matchers.leads import runs
from matchers.warehouse import Warehouse
from schemas.months import months_between, shifted, written


def left_out(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> tuple[str, ...]:
    """A Chinese line each, of months those between the first month that was run and this one."""
    done = runs.run_months(warehouse)
    months = _left_out(workspace, done, month)
    issued = {at for at in workspace.went_out() if at not in done}
    lines = [f"{written(at)} 的清单下发过（在 outbox 里），数据库里却没有，多半是换回了旧的数据库；请运行 bidui restore，它会重做那个月" for at in sorted(issued)]
    lines += [f"{written(at)} 的文件收下了，但没有比对过，那个月的线索没有下发；请补做：bidui run {written(at)}" for at in months if at not in issued]
    forms = (f"outbox/{path.name} 里填了东西；填好了请放进 returns/{written(month)}/" for path in typed_tables(workspace))
    return (*workspace.beside(), *lines, *forms, *_without_a_file(workspace, done, month), *troubles(workspace, warehouse, month))


def months_left_out(workspace: Workspace, month: dt.date) -> list[dt.date]:
    """The same as months, in order; before the first run there are none."""
    if not workspace.database.exists():
        return []
    with workspace.locked(), opened(workspace) as warehouse:
        return _left_out(workspace, runs.run_months(warehouse), month)


def _without_a_file(workspace: Workspace, done: Collection[dt.date], month: dt.date) -> Iterator[str]:
    dropped = {at for at, _ in workspace.drops(month)}
    after = (shifted(min(done), count) for count in range(1, months_between(min(done), month))) if done else ()
    if empty := [written(at) for at in after if at not in dropped and at not in done]:
        yield f"{'、'.join(empty)} 一个文件也没有收到，没有比对过；有文件的请放进那个月的文件夹（如 inbox/{empty[0]}/）再补做"


def _left_out(workspace: Workspace, done: Collection[dt.date], month: dt.date) -> list[dt.date]:
    return sorted(at for at in {at for at, _ in workspace.drops(month)} if done and min(done) < at < month and at not in done)
