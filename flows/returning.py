"""What towns and the bureau put into returns/ → the warehouse, all of a call or nothing of it."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from python_calamine import CalamineError

from flows.collecting import IN_USE, SAME_BYTES, content_of
from flows.workspace import Workspace
from matchers.identity.joins import CaseAnswers
from matchers.leads.answers import read_answers
from matchers.leads.receiving import StoredFile, note_file, returned_files, review_choices, store_choices, store_decisions, store_list
from matchers.leads.runs import run_numbers, towns_with_leads
from matchers.records.said import ACCEPTED
from matchers.records.said import REFUSED as REFUSED_ROW
from matchers.warehouse import Warehouse
from schemas.grids import is_litter
from schemas.months import written
from schemas.returned.answered import read_returned
from schemas.returned.decided import read_monitored_decisions
from schemas.returned.reviewed import NOBODY, UNDECIDED, read_choices
from schemas.returned.taught import Taught, file_name, read_taught

RETURN_RECEIPTS = "returns"  # a month's folder of the outbox
LIST, REVIEW, DECISIONS, LAYOUT, REFUSED = "list", "review", "decisions", "layout", "refused"


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
    known = {file.sha256: (file.kind, file.note) for file in returned_files(warehouse)}
    new, refused, folders, in_use = 0, 0, set(), []
    last_run, _ = run_numbers(warehouse, month)
    for done, (folder, path, name) in enumerate(waiting):
        progress(done, len(waiting))
        try:
            stat, data = path.stat(), path.read_bytes()
        except OSError:
            in_use.append(f"returns/{name}：{IN_USE}")
            continue
        sha = hashlib.sha256(data).hexdigest()
        if sha not in known:
            known[sha] = _store(warehouse, path, sha, workspace.home / "layouts")
        kind, note = known[sha]
        note_file(warehouse, StoredFile(folder, name, sha, stat.st_size, stat.st_mtime_ns, kind, note), last_run)
        new, refused = new + 1, refused + (kind == REFUSED)
        folders.add(folder)
    return Taken(new, refused, tuple(sorted(folders)), tuple(in_use))


def _store(warehouse: Warehouse, path: Path, sha: str, layouts: Path) -> tuple[str, str]:
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
    if taught := _taught(path):
        if taught.text:
            layouts.mkdir(exist_ok=True)
            (layouts / f"{file_name(taught.name)}.toml").write_text(taught.text, "utf-8")
        return (LAYOUT, "") if taught.text else (REFUSED, taught.fault)
    return REFUSED, returned.note


def _taught(path: Path) -> Taught | None:
    try:
        return read_taught(path)
    except (ValueError, CalamineError):
        return None


def _reads(read: Callable[[Path], list], path: Path) -> list | None:
    try:
        return read(path)
    except (ValueError, CalamineError):
        return None


def returns_not_yet_read(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> list[tuple[dt.date, Path, str]]:
    """(folder month, path, path inside returns/) of files that are not known as they are now."""
    files = returned_files(warehouse)
    known = {(file.path, file.size, file.mtime) for file in files}
    contents = {(file.path, file.sha256) for file in files}
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
    from reports.return_receipt import ReturnReceipt, write_return_receipt  # `status` reads returns and writes nothing

    returned = read_answers(warehouse, month)
    towns = towns_with_leads(warehouse)
    sheets, unread = defaultdict(list), defaultdict(list)
    for sheet in returned.sheets:
        if sheet.folder == month:
            sheets[sheet.town].append(sheet)
    first_place: dict[str, tuple[dt.date, str]] = {}
    for file in returned_files(warehouse):
        is_copy = first_place.setdefault(file.sha256, (file.folder, file.path)) != (file.folder, file.path)
        if file.folder == month and (is_copy or file.note):
            named = [town for town in towns if town in file.path]
            unread[named[0] if len(named) == 1 else ""].append((file.path, SAME_BYTES if is_copy else file.note))
    for town in sorted(sheets.keys() | unread.keys()):
        receipt = ReturnReceipt(month, town, sheets[town], unread[town], returned.answers.keys())
        write_return_receipt(folder / f"{receipt.name}_反馈回执_{written(month)}.xlsx", receipt)
    lines = [line for mine in sheets.values() for sheet in mine for line in sheet.lines]
    refused = sum(line.fate == REFUSED_ROW and not line.is_put_right for line in lines)
    return Receipted(sum(line.fate == ACCEPTED for line in lines), refused, tuple(f"{file}：{why}" for mine in unread.values() for file, why in mine))


WORKBOOKS = (".xlsx", ".xls", ".ods", ".et")


@dataclass(frozen=True)
class Decisions:
    """What the bureau decided, and files of returns/ that could not be opened, as Chinese lines."""

    answers: CaseAnswers
    unread: tuple[str, ...]


def read_decisions(workspace: Workspace, until: dt.date) -> Decisions:
    """All decisions in returns/ up to a month; of two on one case that of the later folder and file name holds."""
    answers: CaseAnswers = {}
    unread = []
    for _, folder in workspace.returns(until):
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in WORKBOOKS or is_litter(path.name):
                continue
            try:
                choices = read_choices(path)
            except ValueError:  # a town's list, not a review workbook
                continue
            except (CalamineError, OSError):
                unread.append(f"returns/{folder.name}/{path.name} 打不开，里面的判断没有采用，请另存后再放回")
                continue
            for choice in choices:
                _note(answers, choice.case_id, choice.answer, choice.household_id, choice.name)
    return Decisions(answers, tuple(unread))


def recorded_decisions(warehouse: Warehouse, until: dt.date) -> CaseAnswers:
    """The same by what the warehouse knows of returns/, whatever lies there now."""
    answers: CaseAnswers = {}
    by_file = groupby(review_choices(warehouse, until), key=lambda row: (row[0], PurePosixPath(row[1])))
    for (_, path), choices in sorted(((place, list(rows)) for place, rows in by_file), key=lambda each: each[0]):
        if path.suffix.lower() in WORKBOOKS:
            for _, _, *choice in choices:
                _note(answers, *choice)
    return answers


def _note(answers: CaseAnswers, case_id: str, answer: str, household_id: str, name: str) -> None:
    if answer == NOBODY:
        answers[case_id] = None
    elif answer != UNDECIDED and household_id:
        answers[case_id] = (household_id, name)
