"""Departments' files → inbox/, towns' answers → returns/: fetched, held against the listing, and only then put in place."""

import datetime as dt
import hashlib
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from flows.clock import now
from flows.county import opened
from flows.leftovers import private, scratch
from flows.wires.fetched import some_of
from flows.wires.https import Https
from flows.wires.landing import Place, digest, is_whole
from flows.wires.locking import opened_with
from flows.wires.origins import Source, secret_of
from flows.wires.remote import Folder, Remote, Seen, Sftp, There, Waits, looked, readable_path
from flows.workspace import Workspace
from matchers.intake import wired
from matchers.leads.dispatched import contents_sent
from matchers.records.receipts import FileReceipt
from matchers.warehouse import Warehouse
from schemas.citizen_id import hidden_in
from schemas.mistakes import Mistake
from schemas.months import written

THE_FILES_OWN = ("PermissionError", "SFTPPermissionDenied", "FileNotFoundError", "SFTPNoSuchFile")
TRIES = 3
LEFT = "放的地方还在写，或不完整、不让读，没有取；请重新放一次"
NO_NAME = "（名字读不出的文件）"


class Moving(Exception):
    """Somebody is still putting files there."""


@dataclass(frozen=True)
class Landed:
    """A file that came: its name in the inbox, bytes, sha256, when it was written there."""

    name: str
    size: int
    sha256: str
    mtime: int = 0


@dataclass(frozen=True)
class Pulled:
    """What one source brought: files landed, names of those that cannot be used as they lie there, what else is to be said of it, and in words why it was given up ('' if it was not)."""

    department: str
    landed: tuple[Landed, ...] = ()
    waiting: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    failure: str = ""


def pull_month(workspace: Workspace, month: dt.date, waits: Waits | None = None) -> tuple[Pulled, ...]:
    """Fetch from all sources into the month's folders and note it in the ledger; a source that is down is told, never raised."""
    with workspace.locked(), opened(workspace) as warehouse:
        sent = contents_sent(warehouse)

        def is_ours(data: bytes) -> bool:
            """A list or a receipt that lies there as it went out, under its password or not, is no answer."""
            plain = opened_with(workspace.home, workspace.recipients, data)
            return hashlib.sha256(data if plain is None else plain).hexdigest() in sent

        folders = {False: workspace.inbox / written(month), True: workspace.came_back / written(month)}
        done = []
        for source in workspace.sources:
            place = Place(folders[source.is_town] / source.department, *wired.landed_before(warehouse, month, source.department))
            done.append(pull(workspace.home, source.of_month(month), place, waits, is_ours))
        with warehouse.transaction():
            for each in done:
                files = [(file.name, file.size, file.sha256, file.mtime) for file in each.landed]
                wired.note_pull(warehouse, month, each.department, now(), files, each.waiting, each.failure or "；".join(each.notes))
    return tuple(done)


def left_there(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> list[FileReceipt]:
    """For the departments' receipts: what lies with them and could not be used."""
    mine = {source.department for source in workspace.sources if not source.is_town}
    return [FileReceipt(f"{name}/{file}", month, "ignored", LEFT, ()) for name, files in wired.left_there(warehouse, month).items() if name in mine for file in files]


def pull(home: Path, source: Source, place: Place, waits: Waits | None = None, is_ours: Callable[[bytes], bool] = lambda data: False) -> Pulled:
    """Fetch what a source has and `place` has not by content. Files come all or none: of half a delivery whoever stands in the other half would be missed."""
    waits = waits or Waits()
    came: list[Landed] = []  # of views, each a delivery of its own
    kept: dict[Seen, Path] = {}
    failure, tries = "", 0
    with private(), scratch(home) as aside:
        while tries < TRIES:
            tries, had = tries + 1, len(kept)
            try:
                password = secret_of(home, source.secret) if source.secret else None
                if source.is_database:
                    return Pulled(source.department, waiting=_views(source, password, place, waits, aside, came), landed=tuple(came))
                return _delivery(source, reached(source, password, waits), place, waits, is_ours, aside, kept)
            except Mistake as mistake:
                return Pulled(source.department, tuple(came), failure=str(mistake))
            except Moving as moving:
                failure = f"还在往里放文件（{moving}），等放完再取；这次都没有取"
            except Exception as fault:  # a library's words may carry host and user
                failure = in_plain_words(fault)
                tries = 1 if len(kept) > had else tries  # a bad line that gets on is not given up
    return Pulled(source.department, tuple(came), failure=failure)


def reached(source: Source, password: str | None, waits: Waits) -> Remote:
    if "://" not in source.place:
        return Folder(source.place, waits)
    return (Https if source.place.lower().startswith("https:") else Sftp)(source, password, waits)


def _delivery(source: Source, remote: Remote, place: Place, waits: Waits, is_ours: Callable[[bytes], bool], aside: Path, kept: dict[Seen, Path]) -> Pulled:
    """`kept` are files that an earlier try fetched. A town's answers are each whole by themselves: what stands still of them is taken."""
    first = looked(remote, source.names)
    sleep(waits.settle)
    there = looked(remote, source.names)
    moving = _moving(source, first, there)
    for _, seen in there.wanted:
        if seen.size and seen not in kept and seen not in moving and _fetched(remote, seen, aside / f"{len(kept)}"):
            kept[seen] = aside / f"{len(kept)}"
    after = looked(remote, source.names)
    _moving(source, there, after)
    landed, waiting = [], [] if there.is_readable else [NO_NAME]
    for name, seen in there.wanted:
        got = kept.get(seen)
        if not got or seen not in after.seen or got.stat().st_size != seen.size or not is_whole(got, name):
            waiting.append(hidden_in(name))
        elif place.has(seen, sha := digest(got)):
            landed += [Landed(name, seen.size, sha, seen.mtime) for name in place.unnoted(sha)]
        elif not is_ours(got.read_bytes()):
            os.utime(got, (seen.mtime, seen.mtime))
            landed.append(Landed(place.put(got, sha, name, "改写"), seen.size, sha, seen.mtime))  # takes the place of what it was, and of no other file
    return Pulled(source.department, tuple(landed), tuple(waiting), tuple(filter(None, (in_folders(there.folders), unmatched(source.names, there)))))


def _moving(source: Source, before: There, after: There) -> set[Seen]:
    """Files that are new, or others than they were; of a department they keep all the delivery."""
    moving = after.seen - before.seen
    if moving and not source.is_town:
        raise Moving(some_of(sorted(hidden_in(readable_path(seen.name)) for seen in moving)))
    return moving


def in_folders(names: Sequence[str]) -> str:
    return f"里面的文件夹（{'、'.join(names)}）没有取，只取这一层的文件；里面有要报的，在 county.toml 里写 names = \"*/*\"，或移出来" if names else ""


def unmatched(names: str, there: There) -> str:
    return f"那里有 {len(there.others)} 个文件，没有一个叫 {names}：{some_of(there.others)}；请核对 names" if there.others and not there.seen else ""


def _fetched(remote: Remote, seen: Seen, to: Path) -> bool:
    """A file that may not be read, or is gone meanwhile, keeps none of the others."""
    try:
        remote.fetch(seen, to)
    except Exception as fault:
        if type(fault).__name__ in THE_FILES_OWN or getattr(getattr(fault, "response", None), "status_code", 0) in (403, 404, 410):
            return False
        raise
    return True


def _views(source: Source, password: str | None, place: Place, waits: Waits, aside: Path, came: list[Landed]) -> tuple[str, ...]:
    """Those that are being filled; what landed joins those that `came`."""
    from flows.wires.databases import read_view, rows_in
    from schemas.dataset import all_datasets

    if unknown := [dataset for dataset, _ in source.views if dataset not in all_datasets()]:
        raise Mistake(f"views 里的 {unknown[0]} 不是数据的名字；可以写：{'、'.join(all_datasets())}")
    before = [rows_in(source, password, view, waits) for _, view in source.views]
    sleep(waits.settle)
    waiting = []
    for (dataset, view), count in zip(source.views, before, strict=True):
        name = re.sub(r'[\\/:*?"<>|]', "_", f"{all_datasets()[dataset].title} {view} {place.folder.parent.name}.csv")
        got = aside / "got"
        if not count or read_view(source, password, view, got, waits) != count:
            waiting.append(name)  # emptied first, then row by row
        elif (sha := digest(got)) not in place.month:
            size = got.stat().st_size
            came.append(Landed(place.put(got, sha, name, "重报"), size, sha))  # all that the view holds by now: who left it is out
    return tuple(waiting)


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
