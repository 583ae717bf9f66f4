"""Copies of a workspace's database: one after each run that did something, opened to see that it is whole, the last few kept."""

import datetime as dt
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from flows.clock import CHINA, now
from flows.workspace import Workspace
from matchers.warehouse import Warehouse
from schemas.mistakes import Mistake
from schemas.months import written

FOLDER = "backup"
TIME = "%Y%m%d-%H%M%S"


def back_up(workspace: Workspace, month: dt.date) -> Path:
    """The database as it stands, which nobody has open, under a name that tells the month and the time."""
    folder = workspace.home / FOLDER
    folder.mkdir(exist_ok=True)
    _need_room(folder, workspace.database)
    unfinished, copy = folder / ".unfinished", folder / f"warehouse_{written(month)}_{_next(workspace)}.duckdb"
    try:
        shutil.copyfile(workspace.database, unfinished)
        Warehouse(unfinished).close()
        os.replace(unfinished, copy)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in backups(workspace)[: -workspace.keep]:
        old.unlink(missing_ok=True)
    return copy


def _need_room(folder: Path, database: Path) -> None:
    needed = database.stat().st_size
    if shutil.disk_usage(folder).free < needed:
        raise Mistake(f"磁盘剩下的地方不够再放一份数据库（要 {needed / 1e6:,.0f} MB）；请腾出地方后再试一次")


def back_up_now(workspace: Workspace) -> Path:
    """The same by itself; without a database there is nothing to back up."""
    with workspace.locked():
        if not workspace.database.exists():
            raise Mistake(f"{workspace.home} 里还没有数据库，没有东西可以备份；先用 bidui run 比对一个月")
        Warehouse(workspace.database).close()  # whole, and nobody is at it
        return back_up(workspace, now().date().replace(day=1))


def backups(workspace: Workspace) -> list[Path]:
    """The oldest first: by the time in the name, which a copy of the folder does not change."""
    return sorted((workspace.home / FOLDER).glob("warehouse_*.duckdb"), key=lambda path: (_made(path), path.name))


def _next(workspace: Workspace) -> str:
    """The time, or where the clock is or was wrong a second after the newest copy: the newest is the one made last, which is kept and put back."""
    time = now()
    for copy in backups(workspace):
        with suppress(ValueError, OverflowError):
            time = max(time, dt.datetime.strptime(_made(copy), TIME) + dt.timedelta(seconds=1))
    return f"{time:{TIME}}"


def _made(path: Path) -> str:
    found = re.search(r"_(\d{8}-\d{6})\Z", path.stem)
    return found[1] if found else f"{dt.datetime.fromtimestamp(path.stat().st_mtime, CHINA):{TIME}}"


def restore(workspace: Workspace) -> tuple[Path, Path | None] | None:
    """Put the newest whole backup in the database's place, under the workspace's lock; (it, where the one that was there lies now), or
    None where there is no whole one.
    """
    for copy in reversed(backups(workspace)):
        try:
            with Warehouse(copy) as warehouse:
                is_whole = warehouse.is_whole()
        except Mistake:
            continue
        if not is_whole:
            continue
        _need_room(workspace.home, copy)
        unfinished = workspace.database.with_name(f".{workspace.database.name}.unfinished")
        try:
            shutil.copyfile(copy, unfinished)
            aside = set_aside(workspace)
            os.replace(unfinished, workspace.database)
        finally:
            unfinished.unlink(missing_ok=True)
        return copy, aside
    return None


def set_aside(workspace: Workspace) -> Path | None:
    """Where the database that was there lies now."""
    if not workspace.database.exists():
        return None
    aside = workspace.database.with_name(f"warehouse_换下的_{now():%Y%m%d-%H%M%S}.duckdb")
    os.replace(workspace.database, aside)
    return aside
