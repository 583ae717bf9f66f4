"""A Python process and all that it starts, watched: seconds, and the most memory that they held together."""

import contextlib
import subprocess
import sys
import threading
import time
from pathlib import Path

EVERY = 0.1  # seconds


def timed(*arguments: str) -> tuple[float, int, str]:
    """(seconds, peak MB of all processes together, what it printed)."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True)
    peaks = [0]

    def watch() -> None:
        while process.poll() is None:
            peaks.append(held_by(process.pid))
            time.sleep(EVERY)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    printed, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
    return seconds, max(peaks) // 1024, printed


def held_by(session: int) -> int:
    """kB of all processes of a session, what they share counted once."""
    held = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):  # it has ended meanwhile
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                held += sum(int(line.split()[1]) for line in (folder / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
    return held
