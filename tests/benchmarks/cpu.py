"""Processes that belong together, and the CPU seconds that they took."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.1  # seconds


def session_of(leader: int) -> list[int]:
    """Processes of a session, its leader last."""
    return sorted((pid for pid, fields in _stats() if int(fields[3]) == leader), key=lambda pid: pid == leader)


def group_of(leader: int) -> list[int]:
    """Processes of a process group that live."""
    return [pid for pid, fields in _stats() if int(fields[2]) == leader and fields[0] != "Z"]


class Used:
    """CPU seconds of sessions from now on, of each process as it was last looked at: some end and nobody waits for them (a JVM, what Spark's executors begin)."""

    def __init__(self, leaders: Sequence[int]) -> None:
        self._leaders, self._before, self._ticks = leaders, used_by(leaders), dict[int, int]()

    def look(self) -> None:
        self._ticks |= _ticks(self._leaders)

    @property
    def seconds(self) -> float:
        return sum(self._ticks.values()) / TICKS - self._before


def used_by(leaders: Sequence[int]) -> float:
    """CPU seconds so far of a session's processes that live."""
    return sum(_ticks(leaders).values()) / TICKS


def _ticks(leaders: Sequence[int]) -> dict[int, int]:
    return {pid: int(fields[11]) + int(fields[12]) for pid, fields in _stats() if int(fields[3]) in leaders}


@contextmanager
def looked_at(leaders: Sequence[int]) -> Iterator[Used]:
    """Again and again, as long as the block goes on."""
    used, is_over = Used(leaders), threading.Event()
    used.look()

    def look() -> None:
        while not is_over.wait(EVERY):
            used.look()

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield used
    finally:
        used.look()
        is_over.set()
        looking.join()


def _stats() -> Iterator[tuple[int, list[str]]]:
    """Of each process what /proc tells after its name: state, parent, group, session …"""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
