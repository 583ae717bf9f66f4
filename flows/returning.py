"""What towns and the bureau put into returns/ → the warehouse, all of a call or nothing of it."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.apart import NotRead, read_apart
from flows.arrivals import returns_not_yet_read
from flows.collecting import IN_USE, SAME_BYTES
from flows.contents import contents_of, saved_at
from flows.leftovers import private, scratch
from flows.wires.locking import opened_with
from flows.workspace import Workspace
from matchers.leads.answers import read_answers
from matchers.leads.receiving import StoredFile, note_file, returned_files, store_choices, store_decisions, store_list
from matchers.leads.runs import run_numbers, towns_with_leads
from matchers.records.said import ACCEPTED
from matchers.records.said import REFUSED as REFUSED_ROW
from matchers.warehouse import Warehouse
from reports.saving import write_whole
from schemas.file_names import CORRECTIONS
from schemas.months import written
from schemas.returned.kinds import DECISIONS, LAYOUT, LIST, REFUSED, REVIEW, Looked
from schemas.returned.look import look_at
from schemas.returned.marks import is_as_made
from schemas.returned.taught import Taught, file_name


@dataclass(frozen=True)
class Taken:
    """How many files were new, of those how many could not be used; folders that something came into; what could not be opened; in words what
    对照表 taught.
    """

    new: int
    refused: int
    folders: tuple[dt.date, ...]
    in_use: tuple[str, ...]
    taught: tuple[str, ...] = ()


def take_in_returns(workspace: Workspace, warehouse: Warehouse, month: dt.date, progress: Callable[[int, int], None] = lambda done, total: None) -> Taken:
    """Read what folders of returns/ up to `month` hold and the warehouse does not know; a file is known by its content.

    For the caller's transaction: a file is taken in with its receipt or not at all.
    """
    waiting = returns_not_yet_read(workspace, warehouse, month)
    known = {file.sha256: (file.kind, file.note) for file in returned_files(warehouse)}
    new, refused, folders, in_use, taught = 0, 0, set(), [], []
    last_run, _ = run_numbers(warehouse, month)
    for done, (folder, path, name) in enumerate(waiting):
        progress(done, len(waiting))
        try:
            stat, data = path.stat(), path.read_bytes()
            sha = hashlib.sha256(data).hexdigest()
            if sha not in known:
                looked = _looked_at(workspace, path, data)
                if contents_of(workspace.home).sha(path, anew=True) != sha:  # still being copied in
                    raise OSError
                known[sha] = _store(warehouse, looked, sha, workspace)
                taught += [looked.content.words] if looked.kind == LAYOUT else []
        except FileNotFoundError:
            continue  # taken away since it was listed
        except OSError:
            in_use.append(f"returns/{name}：{IN_USE}")
            continue
        kind, note = known[sha]
        note_file(warehouse, StoredFile(folder, name, sha, stat.st_size, saved_at(stat), kind, note), last_run)
        new, refused = new + 1, refused + (kind == REFUSED)
        folders.add(folder)
    return Taken(new, refused, tuple(sorted(folders)), tuple(in_use), tuple(taught))


def _looked_at(workspace: Workspace, path: Path, data: bytes) -> Looked:
    """A list that went out under a town's password and came back under it is read, too."""
    try:
        plain = opened_with(workspace.home, workspace.recipients, data)
        if plain is None:
            looked: Looked = read_apart(look_at, path).result()
            return looked
        with private(), scratch(workspace.home) as folder:
            (folder / path.name).write_bytes(plain)
            looked = read_apart(look_at, folder / path.name).result()
            return looked
    except NotRead as ended:
        return Looked(REFUSED, None, str(ended))


def _store(warehouse: Warehouse, looked: Looked, sha: str, workspace: Workspace) -> tuple[str, str]:
    """(kind, note)."""
    kind, content, note = looked
    if kind == LIST:
        store_list(warehouse, sha, content)
    elif kind == REVIEW:
        store_choices(warehouse, sha, content)
    elif kind == DECISIONS:
        note = store_decisions(warehouse, sha, content)
    elif kind == LAYOUT:
        _keep(content, workspace)
    return kind, note


def _keep(taught: Taught, workspace: Workspace) -> None:
    """What a 对照表 says, for all files to come; of two corrections of a word the newer stands first and holds. An empty one that still lies in
    the outbox goes: those that lie there are those still to be filled in.
    """
    home, issued = workspace.home, workspace.layout_table(file_name(taught.name))
    if issued.is_file() and is_as_made(issued.read_bytes()):
        issued.unlink()
    if taught.corrections:
        file = home / CORRECTIONS
        write_whole(file, (taught.corrections + (file.read_text("utf-8-sig") if file.is_file() else "")).encode())
        return
    (home / "layouts").mkdir(exist_ok=True)
    write_whole(home / "layouts" / f"{file_name(taught.name)}.toml", taught.text.encode())


@dataclass(frozen=True)
class Receipted:
    """Of a month's folder: answers in force, rows refused and not put right since, and what could not be used, a line each."""

    answers: int
    refused: int
    unused: tuple[str, ...]


def write_return_receipts(warehouse: Warehouse, month: dt.date, folder: Path) -> Receipted:
    """One workbook a town for what lies in the month's folder of returns/."""
    from reports.return_receipt import ReturnReceipt, write_return_receipt  # `status` reads returns and writes nothing

    returned = read_answers(warehouse, month)
    towns = towns_with_leads(warehouse)
    sheets, unread = defaultdict(list), defaultdict(list)
    senders: dict[str, set[str]] = defaultdict(set)
    for sheet in returned.sheets:
        if sheet.folder == month:
            sheets[sheet.town].append(sheet)
            senders[sheet.path] |= {sheet.town} - {""}
    first_place: dict[str, tuple[dt.date, str]] = {}
    for file in returned_files(warehouse):
        is_copy = first_place.setdefault(file.sha256, (file.folder, file.path)) != (file.folder, file.path)
        if file.folder == month and (is_copy or file.note):
            named = [*senders[file.path]] or [town for town in towns if town in file.path]
            unread[named[0] if len(named) == 1 else ""].append((file.path, SAME_BYTES if is_copy else file.note))
    for town in sorted(sheets.keys() | unread.keys()):
        receipt = ReturnReceipt(month, town, sheets[town], unread[town], returned.answers.keys())
        write_return_receipt(folder / f"{receipt.name}_反馈回执_{written(month)}.xlsx", receipt)
    lines = [line for mine in sheets.values() for sheet in mine for line in sheet.lines]
    refused = sum(line.fate == REFUSED_ROW and not line.is_put_right for line in lines)
    return Receipted(sum(line.fate == ACCEPTED for line in lines), refused, tuple(f"{file}：{why}" for mine in unread.values() for file, why in mine))
