"""What files hold, told by their hash: read once, and again only when the file may be another.

Size and time of writing do not tell: a program may set the time back, or a copy bring it along. Together with when the file was last changed in any
way (Linux, macOS) and where it lies on the disk (also Windows) they do, once a few seconds have passed since.
"""

import hashlib
import json
import os
import time
from collections.abc import Container
from contextlib import suppress
from functools import cache
from pathlib import Path

from reports.saving import write_whole
from schemas.file_names import is_litter

FILE = ".contents"
FARTHEST = 2**63 - 1
SETTLED = 3_000_000_000  # nanoseconds; FAT counts times in steps of two seconds


class Contents:
    """Of the files under a workspace; whatever cannot be remembered is read anew."""

    def __init__(self, home: Path) -> None:
        self._home, self._is_kept = home, True
        self._known: dict[str, list[int | str]] = {}
        with suppress(OSError, ValueError):
            known = json.loads((home / FILE).read_bytes())
            self._known = known if isinstance(known, dict) else {}

    def sha(self, path: Path, anew: bool = False) -> str | None:
        """Of litter ''; None if it cannot be read just now. `anew` asks the disk whatever is remembered."""
        if is_litter(path.name):
            return ""
        name = path.relative_to(self._home).as_posix() if path.is_relative_to(self._home) else path.as_posix()
        now = time.time_ns()
        try:
            stamp = _stamp(path)
            known = self._known.get(name)
            if known and known[:-1] == stamp and not anew:
                return str(known[-1])
            with path.open("rb") as file:
                sha = hashlib.file_digest(file, "sha256").hexdigest()
            is_settled = _stamp(path) == stamp and max(stamp[1:3]) < now - SETTLED
        except OSError:
            return None
        if is_settled or known:
            self._is_kept = False
            self._known.pop(name, None)
        if is_settled:
            self._known[name] = [*stamp, sha]
        return sha

    def is_read(self, path: Path, name: str, known: Container[tuple[str, str]], stamps: Container[tuple[str, int, int]]) -> bool:
        """Whether what lies there under a name is known: by content; of what cannot be opened just now size and time have to do."""
        sha = self.sha(path)
        if sha is not None:
            return (name, sha) in known
        try:
            stat = path.stat()
        except OSError:
            return True  # taken away since it was listed
        return (name, stat.st_size, saved_at(stat)) in stamps

    def forget(self) -> None:
        """All is read again."""
        self._known, self._is_kept = {}, False

    def keep(self) -> None:
        """For the commands to come; what has gone since is forgotten."""
        if self._is_kept:
            return
        self._is_kept = True
        self._known = {name: known for name, known in self._known.items() if (self._home / name).exists()}
        with suppress(OSError):
            write_whole(self._home / FILE, json.dumps(self._known).encode())


@cache
def contents_of(home: Path) -> Contents:
    """One for each workspace that this process is at work on."""
    return Contents(home)


def saved_at(stat: os.stat_result) -> int:
    """Nanoseconds since 1970, as far as 64 bits go (1677 to 2262): where a clock was wrong or a share tells no time, a file's is beyond."""
    return max(-FARTHEST, min(stat.st_mtime_ns, FARTHEST))


def _stamp(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
