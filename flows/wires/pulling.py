"""Departments' files → inbox/: fetched, held against the listing, and only then put in place."""

import fnmatch
import hashlib
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from flows.leftovers import private, scratch
from flows.wires.origins import Source, secret_of
from flows.wires.remote import Folder, Remote, Sftp, Waits, readable
from schemas.citizen_id import hidden_in
from schemas.grids import is_litter
from schemas.mistakes import Mistake

UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload")
TRIES = 3


@dataclass(frozen=True)
class Pulled:
    """What one source brought: names landed, names that wait, and in words why it was given up ('' if it was not)."""

    department: str
    landed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    failure: str = ""


def pull(home: Path, source: Source, inbox: Path, waits: Waits | None = None) -> Pulled:
    """Fetch what a source has and `inbox` (a month's folder) has not by content; a source that is down is told, never raised."""
    waits = waits or Waits()
    landed: list[str] = []
    waiting: list[str] = []
    failure = ""
    for _ in range(TRIES):
        waiting = []
        try:
            remote = _reached(home, source, waits)
            for name, has_landed in _round(home, source, remote, inbox / source.department, waits):
                (landed if has_landed else waiting).append(name)
            return Pulled(source.department, tuple(landed), tuple(waiting))
        except Mistake as mistake:
            return Pulled(source.department, tuple(landed), tuple(waiting), str(mistake))
        except Exception as fault:  # a library's words may carry host and user
            failure = _in_words(fault)
    return Pulled(source.department, tuple(landed), tuple(waiting), failure)


def _reached(home: Path, source: Source, waits: Waits) -> Remote:
    if "://" not in source.place:
        return Folder(source.place)
    return Sftp(source, secret_of(home, source.secret) if source.secret else None, waits)


def _round(home: Path, source: Source, remote: Remote, to: Path, waits: Waits) -> Iterator[tuple[str, bool]]:
    before = remote.listed()
    sleep(waits.settle)
    here = {_digest(path) for path in to.parent.rglob("*") if path.is_file()} if to.parent.is_dir() else set()
    for seen in sorted(remote.listed(), key=lambda seen: seen.name):
        name = readable(seen.name)
        if not name or "/" in name or "\\" in name or "\0" in name:
            yield "（名字读不出的文件）", False
        elif name.endswith(UNFINISHED) or is_litter(name) or not fnmatch.fnmatch(name, source.names):
            continue
        elif seen not in before or not seen.size:
            yield hidden_in(name), False  # still being written
        else:
            with private(), scratch(home) as folder:
                got = folder / "got"
                remote.fetch(seen, got)
                if got.stat().st_size != seen.size or seen not in remote.listed() or not _is_whole(got, name):
                    yield hidden_in(name), False
                elif (sha := _digest(got)) not in here:
                    here.add(sha)
                    _put(got, to, name)
                    yield hidden_in(name), True


def _put(got: Path, to: Path, name: str) -> None:
    """Into the inbox in one step; another content under the name stays beside it."""
    to.mkdir(parents=True, exist_ok=True)
    place, number = to / name, 1
    while place.exists():
        number += 1
        place = to / f"{Path(name).stem}({number}){Path(name).suffix}"
    with got.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(got, place)


def _is_whole(path: Path, name: str) -> bool:
    """A zip or an xlsx has its directory at the end: half of one does not open."""
    with path.open("rb") as file:
        begins_as_zip = file.read(4) == b"PK\x03\x04"
    return zipfile.is_zipfile(path) if begins_as_zip or (name.lower().endswith((".xlsx", ".zip", ".ods")) and not _is_ole(path)) else True


def _is_ole(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\xd0\xcf\x11\xe0"  # an encrypted workbook, or an .xls named otherwise


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _in_words(fault: Exception) -> str:
    kind = type(fault).__name__
    if kind == "HostKeyNotVerifiable":
        return "服务器的公钥和 county.toml 里的 host_key 不一样，没有连；请打电话和对方核对"
    if kind == "PermissionDenied":
        return "用户名或密码不对，没能登录"
    if isinstance(fault, TimeoutError):
        return f"试了{TRIES}次，对方一直没有回应；下次再取"
    if isinstance(fault, FileNotFoundError) or kind == "SFTPNoSuchFile":
        return "找不到那个文件夹，请核对 from"
    return f"试了{TRIES}次，没能连上或中途断开；下次再取"
