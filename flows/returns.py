"""What towns and the bureau put into returns/ → the warehouse, all of a call or nothing of it."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError

from flows.collecting import IN_USE, SAME_BYTES, content_of
from flows.workspace import Workspace
from matchers.answers import ACCEPTED, read_answers
from matchers.answers import REFUSED as REFUSED_ROW
from matchers.receiving import store_choices, store_decisions, store_list
from matchers.warehouse import Warehouse
from reports.monitored_decisions import read_monitored_decisions
from reports.return_receipt import ReturnReceipt, write_return_receipt
from reports.review_list import read_choices
from schemas.grids import is_litter
from schemas.months import written
from schemas.returned import read_returned

RETURN_RECEIPTS = "returns"  # a month's folder of the outbox
LIST, REVIEW, DECISIONS, REFUSED = "list", "review", "decisions", "refused"


@dataclass(frozen=True)
class Taken:
    """How many files were new, of those how many could not be used; folders that something came into; what could not be opened."""

    new: int
    refused: int
    folders: tuple[dt.date, ...]
    in_use: tuple[str, ...]


def take_in_returns(workspace: Workspace, warehouse: Warehouse, month: dt.date, progress: Callable[[int, int], None] = lambda done, total: None) -> Taken:
    """Read what folders of returns/ up to `month` hold and the warehouse does not know; a file is known by its content.

    For the caller's transaction: a file is taken in with its receipt or not at all.
    """
    waiting = returns_not_yet_read(workspace, warehouse, month)
    known = {sha: (kind, note) for _, _, sha, _, _, kind, note in warehouse.rows("issued/returned_files")}
    new, refused, folders, in_use = 0, 0, set(), []
    return_no = warehouse.rows("issued/last_return")[0][0]
    last_run = warehouse.rows("issued/run_numbers", run_month=month)[0][0]
    for done, (folder, path, name) in enumerate(waiting):
        progress(done, len(waiting))
        try:
            stat, data = path.stat(), path.read_bytes()
        except OSError:
            in_use.append(f"returns/{name}：{IN_USE}")
            continue
        sha = hashlib.sha256(data).hexdigest()
        if sha not in known:
            known[sha] = _store(warehouse, path, sha)
        kind, note = known[sha]
        warehouse.append("leads.returned_file", [(folder, name, sha, stat.st_size, stat.st_mtime_ns, kind, note, last_run)])
        return_no += 1
        warehouse.append("leads.returned_order", [(return_no, folder, name, sha)])
        new, refused = new + 1, refused + (kind == REFUSED)
        folders.add(folder)
    return Taken(new, refused, tuple(sorted(folders)), tuple(in_use))


def _store(warehouse: Warehouse, path: Path, sha: str) -> tuple[str, str]:
    """(kind, note): a town's list first; else one of the bureau's own workbooks; else nothing that we sent out."""
    returned = read_returned(path)
    if returned.sheets:
        store_list(warehouse, sha, returned.sheets)
        return LIST, returned.note
    if (choices := _reads(read_choices, path)) is not None:
        store_choices(warehouse, sha, choices)
        return REVIEW, ""  # its answers are read by every run, see decisions.py
    if (decisions := _reads(read_monitored_decisions, path)) is not None:
        return DECISIONS, store_decisions(warehouse, sha, decisions)
    return REFUSED, returned.note


def _reads(read: Callable[[Path], list], path: Path) -> list | None:
    try:
        return read(path)
    except (ValueError, CalamineError):
        return None


def returns_not_yet_read(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> list[tuple[dt.date, Path, str]]:
    """(folder month, path, path inside returns/) of files that are not known as they are now."""
    known = {(path, size, mtime) for _, path, _, size, mtime, _, _ in warehouse.rows("issued/returned_files")}
    contents = {(path, sha) for _, path, sha, *_ in warehouse.rows("issued/returned_files")}
    found = []
    for folder, root in workspace.returns(month):
        for path in sorted(root.rglob("*")):
            if not path.is_file() or is_litter(path.name):
                continue
            name, stat = path.relative_to(workspace.home / "returns").as_posix(), path.stat()
            if (name, stat.st_size, stat.st_mtime_ns) not in known and (name, content_of(path)) not in contents:
                found.append((folder, path, name))
    return found


@dataclass(frozen=True)
class Receipted:
    """Of a month's folder: answers in force, rows refused and not put right since, and what could not be used, a line each."""

    answers: int
    refused: int
    unused: tuple[str, ...]


def write_return_receipts(warehouse: Warehouse, month: dt.date, folder: Path) -> Receipted:
    """One workbook a town for what lies in the month's folder of returns/."""
    returned = read_answers(warehouse, month)
    towns = {town for (town,) in warehouse.rows("issued/towns")}
    sheets, unread = defaultdict(list), defaultdict(list)
    for sheet in returned.sheets:
        if sheet.folder == month:
            sheets[sheet.town].append(sheet)
    first_place: dict[str, tuple[dt.date, str]] = {}
    for at, path, sha, _, _, _, note in warehouse.rows("issued/returned_files"):
        is_copy = first_place.setdefault(sha, (at, path)) != (at, path)  # ordered, in whatever order they were taken in
        if at == month and (is_copy or note):
            named = [town for town in towns if town in path]
            unread[named[0] if len(named) == 1 else ""].append((path, SAME_BYTES if is_copy else note))
    for town in sorted(sheets.keys() | unread.keys()):
        receipt = ReturnReceipt(month, town, sheets[town], unread[town], returned.answers.keys())
        write_return_receipt(folder / f"{receipt.name}_反馈回执_{written(month)}.xlsx", receipt)
    lines = [line for mine in sheets.values() for sheet in mine for line in sheet.lines]
    refused = sum(line.fate == REFUSED_ROW and line.lead_id not in returned.answers for line in lines)
    return Receipted(sum(line.fate == ACCEPTED for line in lines), refused, tuple(f"{file}：{why}" for mine in unread.values() for file, why in mine))
