"""An outbox takes the place of the one before, whole."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.workspace import Workspace
from schemas.mistakes import Mistake


def swap_in(workspace: Workspace, month: dt.date) -> None:
    """The new outbox takes the old one's place; a workbook somebody has open stops it, and the next run tries again."""
    new, place, old = workspace.building(month), workspace.outbox(month), set_aside(workspace, month)
    try:
        if place.exists():
            os.rename(place, old)
        os.rename(new, place)
    except OSError as error:
        restore(workspace, month)
        raise Mistake(f"写不进 {place}：里面可能有文件正被打开，请关闭后再运行一次") from error
    workspace.receipts_due(month).unlink(missing_ok=True)


def forget_old(workspace: Workspace, month: dt.date) -> None:
    """Once it has been looked through for what was typed into it meanwhile."""
    shutil.rmtree(set_aside(workspace, month), ignore_errors=True)


def restore(workspace: Workspace, month: dt.date) -> None:
    """If a swap stopped halfway, the old outbox goes back."""
    old = set_aside(workspace, month)
    if old.exists():
        if workspace.outbox(month).exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.rename(old, workspace.outbox(month))


def set_aside(workspace: Workspace, month: dt.date) -> Path:
    """Where an outbox lies that a new one took the place of."""
    return workspace.building(month).with_suffix(".old")


def tidy(workspace: Workspace, month: dt.date) -> None:
    """What a killed run may have left half-done: an outbox not yet in its place, or one just moved out of it."""
    shutil.rmtree(workspace.building(month), ignore_errors=True)
    restore(workspace, month)


@contextmanager
def tidied_if_it_fails(workspace: Workspace, month: dt.date) -> Iterator[None]:
    try:
        yield
    except BaseException:
        tidy(workspace, month)
        raise
