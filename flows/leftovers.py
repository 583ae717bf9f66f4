"""What a killed command may have left behind is swept by the next one, and nobody but its owner reads what a command writes."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCRATCH = ".scratch"
FOLDERS = (SCRATCH, ".spill", "outbox/.*.new")
FILES = ("backup/.unfinished*", ".warehouse.duckdb.unfinished", "outbox/**/.*.unfinished")
PRIVATE = 0o077


def sweep(home: Path) -> None:
    """Under the workspace's lock: nobody else can be at work on any of it."""
    for pattern in FOLDERS:
        for folder in home.glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)
    for old in home.glob("outbox/.*.old"):  # moved out of the way of a new one
        place = old.with_name(old.stem[1:])
        if place.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.replace(old, place)
    for pattern in FILES:
        for file in home.glob(pattern):
            file.unlink(missing_ok=True)


@contextmanager
def scratch(home: Path) -> Iterator[Path]:
    """A folder for a database beside the workspace's: it holds people, and so lies where they are."""
    (home / SCRATCH).mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=home / SCRATCH, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    finally:
        shutil.rmtree(home / SCRATCH, ignore_errors=True)


@contextmanager
def private() -> Iterator[None]:
    """Files and folders made meanwhile are their owner's alone."""
    before = os.umask(PRIVATE)
    try:
        yield
    finally:
        os.umask(before)
