"""Processes that belong together, and the CPU seconds that they took."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def session_of(leader: int) -> list[int]:
    """Processes of a session, its leader last."""
    return sorted((pid for pid, fields in _stats() if int(fields[3]) == leader), key=lambda pid: pid == leader)


def group_of(leader: int) -> list[int]:
    """Processes of a process group that live."""
    return [pid for pid, fields in _stats() if int(fields[2]) == leader and fields[0] != "Z"]


def used_by(leaders: list[int]) -> float:
    """CPU seconds so far of sessions: of processes that live, and of those that they waited for."""
    return sum(sum(map(int, fields[11:15])) for _, fields in _stats() if int(fields[3]) in leaders) / TICKS


def _stats() -> Iterator[tuple[int, list[str]]]:
    """Of each process what /proc tells after its name: state, parent, group, session …"""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
