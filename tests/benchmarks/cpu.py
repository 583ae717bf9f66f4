"""CPU seconds and memory of processes and all that they started."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def ran(*arguments: str) -> float:
    """CPU seconds of a Python process and of all that it waited for; ends this one where that one fails."""
    before = ended()
    done = subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}")
    return ended() - before


def ended() -> float:
    """CPU seconds of all processes that this one started and waited for so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
