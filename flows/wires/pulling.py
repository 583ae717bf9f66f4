"""Departments' files → inbox/, towns' answers → returns/: fetched, held against the listing, and only then put in place."""

import datetime as dt
import fnmatch
import glob
import hashlib
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from flows.clock import now
from flows.county import opened
from flows.leftovers import private, scratch
from flows.wires.https import Https
from flows.wires.locking import opened_with
from flows.wires.origins import Source, secret_of
from flows.wires.remote import Folder, Remote, Seen, Sftp, Waits, numbered, readable, walked
from flows.workspace import Workspace
from matchers.intake import wired
from matchers.leads.dispatched import contents_sent
from matchers.warehouse import Warehouse
from schemas.citizen_id import hidden_in
from schemas.grids import is_litter
from schemas.mistakes import Mistake
from schemas.months import written

UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload")
THE_FILES_OWN = ("PermissionError", "SFTPPermissionDenied", "FileNotFoundError", "SFTPNoSuchFile")
TRIES = 3
AT_ONCE = 50  # files fetched between two looks at the listing


@dataclass(frozen=True)
class Landed:
    """A file that came: its name in the inbox, bytes, sha256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Pulled:
    """What one source brought: files landed, names that wait, folders of which nothing is fetched, and in words why it was given up ('' if it was not)."""

    department: str
    landed: tuple[Landed, ...] = ()
    waiting: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    failure: str = ""


def pull_month(workspace: Workspace, month: dt.date, waits: Waits | None = None) -> tuple[Pulled, ...]:
    """Fetch from all sources into the month's folders and note it in the ledger; a source that is down is told, never raised."""
    with workspace.locked(), opened(workspace) as warehouse:
        sent = contents_sent(warehouse)

        def is_ours(data: bytes) -> bool:
            """A list that went out and lies there as it went, under its password or not, is no answer."""
            plain = opened_with(workspace.home, workspace.recipients, data)
            return hashlib.sha256(data if plain is None else plain).hexdigest() in sent

        folders = {False: workspace.inbox / written(month), True: workspace.came_back / written(month)}
        done = tuple(pull(workspace.home, source.of_month(month), folders[source.is_town], waits, is_ours) for source in workspace.sources)
        with warehouse.transaction():
            for each in done:
                files = [(file.name, file.size, file.sha256) for file in each.landed]
                wired.note_pull(warehouse, month, each.department, now(), files, len(each.waiting), each.failure or in_folders(each.folders))
    return done


def troubles(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> tuple[str, ...]:
    """In words what the last fetching for a month left open, a line a source."""
    said = []
    names = {source.department for source in workspace.sources}
    for name, at, _, waiting, failure in wired.last_pulls(warehouse, month):
        if name in names and (failure or waiting):
            what = failure or f"有 {waiting} 个文件还在写或不完整，先没取"
            said.append(f"{name}的文件 {at:%m-%d %H:%M} 去取过：{what}")
    return tuple(said)


def in_folders(names: Sequence[str]) -> str:
    return f"里面的文件夹（{'、'.join(names)}）没有取，只取这一层的文件；里面有要报的，在 county.toml 里写 names = \"*/*\"，或移出来" if names else ""


def pull(home: Path, source: Source, inbox: Path, waits: Waits | None = None, is_ours: Callable[[bytes], bool] = lambda data: False) -> Pulled:
    """Fetch what a source has and `inbox` (a month's folder of it or of returns/) has not by content."""
    waits = waits or Waits()
    landed: list[Landed] = []
    waiting: list[str] = []
    failure = ""
    for _ in range(TRIES):
        waiting, folders = [], []
        try:
            password = secret_of(home, source.secret) if source.secret else None
            to = inbox / source.department
            remote = None if source.is_database else reached(source, password, waits)
            came = _files(home, source, remote, to, waits, is_ours) if remote else _views(home, source, password, to, waits)
            for name, file in came:
                if name.endswith("/"):
                    folders.append(hidden_in(name.rstrip("/")))
                elif file is None:
                    waiting.append(hidden_in(name))
                else:
                    landed.append(file)
            return Pulled(source.department, tuple(landed), tuple(waiting), tuple(folders))
        except Mistake as mistake:
            return Pulled(source.department, tuple(landed), tuple(waiting), failure=str(mistake))
        except Exception as fault:  # a library's words may carry host and user
            failure = in_plain_words(fault)
    return Pulled(source.department, tuple(landed), tuple(waiting), failure=failure)


def reached(source: Source, password: str | None, waits: Waits) -> Remote:
    if "://" not in source.place:
        return Folder(source.place)
    return (Https if source.place.lower().startswith("https:") else Sftp)(source, password, waits)


Came = Iterator[tuple[str, Landed | None]]  # name, and what landed; None for what waits, and for a folder ("a/") of which nothing is fetched


def _files(home: Path, source: Source, remote: Remote, to: Path, waits: Waits, is_ours: Callable[[bytes], bool]) -> Came:
    before, _ = walked(remote, source.names)
    sleep(waits.settle)
    here, wanted = _contents(to.parent), []
    files, folders = walked(remote, source.names)
    yield from ((f"{folder}/", None) for folder in folders)
    for seen in sorted(files, key=lambda seen: seen.name):
        parts = [readable(part) for part in seen.name.split("/")]
        name = "/".join(parts)
        if len(parts) != source.names.count("/") + 1 or any(part in ("", "..") or "\\" in part or "\0" in part for part in parts):
            yield "（名字读不出的文件）", None
        elif name.endswith(UNFINISHED) or is_litter(name) or not fnmatch.fnmatch(parts[-1], source.names.rpartition("/")[2]):
            continue
        elif seen not in before or not seen.size:
            yield name, None  # still being written
        else:
            wanted.append((name, seen))
    for first in range(0, len(wanted), AT_ONCE):
        with private(), scratch(home) as folder:
            fetched = [(name, seen, folder / str(at)) for at, (name, seen) in enumerate(wanted[first : first + AT_ONCE]) if _fetched(remote, seen, folder / str(at))]
            yield from ((name, None) for name, seen in wanted[first : first + AT_ONCE] if (name, seen) not in {each[:2] for each in fetched})
            after, _ = walked(remote, source.names)
            for name, seen, got in fetched:
                if got.stat().st_size != seen.size or seen not in after or not _is_whole(got, name):
                    yield name, None
                elif (sha := _digest(got)) not in here and not _came_before(seen, sha, to) and not (source.is_town and is_ours(got.read_bytes())):
                    here.add(sha)
                    os.utime(got, (seen.mtime, seen.mtime))
                    yield name, Landed(_put(got, to, name, "改写"), seen.size, sha)  # takes the place of what it was, and of no other file


def _fetched(remote: Remote, seen: Seen, to: Path) -> bool:
    """A file that may not be read, or is gone meanwhile, keeps none of the others."""
    try:
        remote.fetch(seen, to)
    except Exception as fault:
        if type(fault).__name__ in THE_FILES_OWN or getattr(getattr(fault, "response", None), "status_code", 0) in (403, 404, 410):
            return False
        raise
    return True


def _came_before(seen: Seen, sha: str, to: Path) -> bool:
    """The same file, not written anew since, lies in another month's folder: a department need not clear its own."""
    others = (path for path in to.parent.parent.glob(f"*/{glob.escape(to.name)}/**/*") if path.is_file())
    return any((path.stat().st_size, int(path.stat().st_mtime)) == (seen.size, seen.mtime) and _digest(path) == sha for path in others)


def _views(home: Path, source: Source, password: str | None, to: Path, waits: Waits) -> Came:
    from flows.wires.databases import read_view, rows_in
    from schemas.dataset import all_datasets

    if unknown := [dataset for dataset, _ in source.views if dataset not in all_datasets()]:
        raise Mistake(f"views 里的 {unknown[0]} 不是数据的名字；可以写：{'、'.join(all_datasets())}")
    before = [rows_in(source, password, view, waits) for _, view in source.views]
    sleep(waits.settle)
    for (dataset, view), count in zip(source.views, before, strict=True):
        name = re.sub(r'[\\/:*?"<>|]', "_", f"{all_datasets()[dataset].title} {view} {to.parent.name}.csv")
        with private(), scratch(home) as folder:
            got = folder / "got"
            if not count or read_view(source, password, view, got, waits) != count:
                yield name, None  # being filled: emptied first, then row by row
            elif (sha := _digest(got)) not in _contents(to.parent):
                size = got.stat().st_size
                yield name, Landed(_put(got, to, name, "重报"), size, sha)  # all that the view holds by now: who left it is out


def _contents(folder: Path) -> set[str]:
    return {_digest(path) for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else set()


def _put(got: Path, to: Path, name: str, again: str = "") -> str:
    """Into the inbox in one step, under the name given back; another content under the first name stays beside it, which `again` names as what it is."""
    first = place = to / name
    first.parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while place.exists():
        number += 1
        place = first.with_name(numbered(first.name, number, again))
    with got.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(got, place)
    return place.relative_to(to).as_posix()


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


def in_plain_words(fault: Exception) -> str:
    kind = type(fault).__name__
    if kind == "HostKeyNotVerifiable":
        return "服务器的公钥和 county.toml 里的 host_key 不一样，没有连；请打电话和对方核对"
    status = getattr(getattr(fault, "response", None), "status_code", 0)
    if "CERTIFICATE_VERIFY_FAILED" in str(fault):
        return "服务器的证书不是认得的机构发的，没有连；请对方的信息员处理，或请本单位的把那家机构的证书装上"
    if kind == "PermissionDenied" or status in (401, 403) or "password authentication failed" in str(fault) or "Access denied for user" in str(fault):
        return "用户名或密码不对，没能登录"
    if isinstance(fault, TimeoutError) or kind.endswith("Timeout"):
        return f"试了{TRIES}次，对方一直没有回应；下次再取"
    if isinstance(fault, FileNotFoundError) or kind == "SFTPNoSuchFile" or status == 404:
        return "找不到那个文件夹，请核对 county.toml 里写的地址"
    if kind == "DataError":
        return "视图里有读不出的日期或数字，请对方核对"
    if kind == "ProgrammingError":
        return "找不到要取的表或视图，或没有读它的权限；请核对 views"
    return f"试了{TRIES}次，没能连上或中途断开；下次再取"
