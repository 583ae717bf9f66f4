"""What was fetched → inbox/ or returns/: whether it is whole, whether it has come before, and into its place in one step."""

import glob
import hashlib
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from flows.wires.remote import Seen, numbered

NO_NAME_HERE = re.compile(r'[\x00-\x1f\x7f:*?"<>|]' if os.name == "nt" else r"[\x00-\x1f\x7f]")


class Place:
    """A source's folder of a month, what the month holds by content, and what the ledger knows: (sha256, time written) of other months' files, contents of its own."""

    def __init__(self, folder: Path, before: Collection[tuple[str, int]] = (), noted: Collection[str] = ()) -> None:
        self.folder, self.before, self.noted = folder, before, noted
        self.month = {digest(path): path for path in _files(folder.parent)}

    def has(self, seen: Seen, sha: str) -> bool:
        """In this month, or in another the same file, not written anew since: a department need not clear its own."""
        return sha in self.month or (sha, seen.mtime) in self.before or any(digest(path) == sha for path in self._elsewhere.get((seen.size, seen.mtime), ()))

    def unnoted(self, sha: str) -> list[str]:
        """Its name, if it came and the ledger does not know: the command was killed between the two."""
        path = self.month.get(sha)
        return [path.relative_to(self.folder).as_posix()] if path and sha not in self.noted and path.is_relative_to(self.folder) else []

    def put(self, got: Path, sha: str, name: str, again: str) -> str:
        """In one step, under the name given back; another content under the first name stays beside it, which `again` names as what it is."""
        within, _, last = NO_NAME_HERE.sub("_", name).rpartition("/")
        first = place = self.folder / within / numbered(last, 1)
        first.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        while place.exists():
            number += 1
            place = first.with_name(numbered(first.name, number, again))
        with got.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(got, place)
        self.month[sha] = place
        return place.relative_to(self.folder).as_posix()

    @cached_property
    def _elsewhere(self) -> dict[tuple[int, int], list[Path]]:
        """By bytes and time written, the source's files of all months."""
        found = defaultdict(list)
        for folder in self.folder.parent.parent.glob(f"*/{glob.escape(self.folder.name)}"):
            for path in _files(folder):
                found[path.stat().st_size, int(path.stat().st_mtime)].append(path)
        return found


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []


def is_whole(path: Path, name: str) -> bool:
    """A zip or an xlsx has its directory at the end: half of one does not open."""
    with path.open("rb") as file:
        begins = file.read(4)
    is_encrypted = begins == b"\xd0\xcf\x11\xe0"  # or an .xls named otherwise
    return zipfile.is_zipfile(path) if begins == b"PK\x03\x04" or (name.lower().endswith((".xlsx", ".zip", ".ods")) and not is_encrypted) else True


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
