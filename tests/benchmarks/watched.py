"""A Python process and all that it starts, watched: seconds, processor seconds, and the most memory that they held together."""

import contextlib
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.cpu import EVERY, looked_at


class Watched(NamedTuple):
    """`held` is in MB, 0 where memory was not watched; `used` are processor seconds, also of processes that nobody waited for (a JVM's)."""

    seconds: float
    held: int
    used: float
    printed: str


def watched(*arguments: str, memory: bool = True) -> Watched:
    """Runs it, and ends this process where that one fails. Watching memory takes some of a processor's time itself."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True)
    held = [0]

    def watch() -> None:
        while process.poll() is None:
            held.append(held_by(process.pid))
            time.sleep(EVERY)

    watcher = threading.Thread(target=watch, daemon=True)
    if memory:
        watcher.start()
    with looked_at([process.pid]) as used:
        printed, _ = process.communicate()
    seconds = time.perf_counter() - started
    if memory:
        watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
    return Watched(seconds, max(held) // 1024, used.seconds, printed)


def held_by(session: int) -> int:
    """kB of all processes of a session, what they share counted once."""
    held = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):  # it has ended meanwhile
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                held += sum(int(line.split()[1]) for line in (folder / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
    return held
