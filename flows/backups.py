"""Copies of a workspace's database: one after each run that did something, opened to see that it is whole, the last few kept."""

import datetime as dt
import os
import shutil
from pathlib import Path

from flows.clock import now
from flows.workspace import Workspace
from matchers.warehouse import Warehouse
from schemas.mistakes import Mistake
from schemas.months import written

KEPT = 3
FOLDER = "backup"


def back_up(workspace: Workspace, month: dt.date) -> Path:
    """The database as it stands, which nobody has open, under a name that tells the month and the time."""
    folder = workspace.home / FOLDER
    folder.mkdir(exist_ok=True)
    unfinished, copy = folder / ".unfinished", folder / f"warehouse_{written(month)}_{now():%Y%m%d-%H%M%S}.duckdb"
    shutil.copyfile(workspace.database, unfinished)
    Warehouse(unfinished).close()
    os.replace(unfinished, copy)
    for old in backups(workspace)[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def backups(workspace: Workspace) -> list[Path]:
    """The oldest first."""
    return sorted((workspace.home / FOLDER).glob("warehouse_*.duckdb"), key=lambda path: (path.stat().st_mtime_ns, path.name))


def restore(workspace: Workspace) -> tuple[Path, Path | None]:
    """Put the newest whole backup in the database's place; (it, where the one that was there lies now)."""
    with workspace.locked():
        for copy in reversed(backups(workspace)):
            try:
                Warehouse(copy).close()
            except Mistake:
                continue
            aside = None
            if workspace.database.exists():
                aside = workspace.database.with_name(f"warehouse_换下的_{now():%Y%m%d-%H%M%S}.duckdb")
                os.replace(workspace.database, aside)
            shutil.copyfile(copy, workspace.database)
            return copy, aside
    raise Mistake(f"{workspace.home / FOLDER} 里没有能用的备份；可以把 warehouse.duckdb 移走后重新运行，会从 inbox 和 returns 重读，但以前下发和答复的记录不能全部恢复")
