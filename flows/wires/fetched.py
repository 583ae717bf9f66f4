"""What fetching from departments left open, in words."""

import datetime as dt
from collections.abc import Collection

from flows.workspace import Workspace
from matchers.intake import wired
from matchers.warehouse import Warehouse

NAMED = 3  # files that a sentence names


def troubles(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> tuple[str, ...]:
    """In words what the last fetching for a month left open, a line a source."""
    said = []
    names, left = {source.department for source in workspace.sources}, wired.left_there(warehouse, month)
    for name, at, failure in wired.last_pulls(warehouse, month):
        lines = [f"有 {len(left[name])} 个文件还在写或不完整（{some_of(left[name])}），先没取"] if name in left else []
        if name in names and (failure or lines):
            said.append(f"{name}的文件 {at:%m-%d %H:%M} 去取过：{'；'.join((*lines, *filter(None, (failure,))))}")
    return tuple(said)


def some_of(names: Collection[str]) -> str:
    return "、".join(list(names)[:NAMED]) + (f"等{len(names)}个" if len(names) > NAMED else "")
