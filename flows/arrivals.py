"""What lies in inbox/ and returns/ and is not on the record as it is now."""

import datetime as dt
import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path

import schemas
from flows.contents import contents_of, saved_at
from flows.lying import files_under
from flows.wires.locking import opened_by, passwords_of
from flows.workspace import Workspace
from matchers.intake import taken
from matchers.intake.villagers import not_held
from matchers.leads.receiving import returned_files
from matchers.warehouse import Warehouse
from schemas.file_names import ADDS, CORRECTIONS, is_litter
from schemas.layouts.description import SHIPPED, Layout, all_layouts
from schemas.layouts.fitting import may_be_of
from schemas.mistakes import Mistake
from schemas.returned.kinds import REFUSED


def not_yet_read(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> list[tuple[dt.date, Path, str]]:
    """(folder month, path, path inside the inbox) of drops up to `month` that are not known as they are now.

    A file is known by its content: one whose time alone is another, as after a copy of the workspace, has been read, and one of the same size and
    time may hold other bytes. Of what cannot be opened just now size and time have to do.
    """
    contents = contents_of(workspace.home)
    stamps, known = set(), set()
    told_now = _told_by_layouts(workspace, warehouse) | _can_be_opened_now(workspace, warehouse)
    for name, size, mtime, holds in (file for file in taken.known_files(warehouse, *read_as(workspace)) if file not in told_now):
        stamps.add((name, size, mtime))
        known.add((name, holds))
    return [
        (folder, path, name) for folder, path, name in _drops(workspace, month)
        if stamp(path) and not contents.is_read(path, name, known, stamps)
    ]


def _told_by_layouts(workspace: Workspace, warehouse: Warehouse) -> set[tuple[str, int, int, str]]:
    """Files that were read without, and that a layout of the county may now be of."""
    if not any(workspace.home.glob("layouts/*.toml")) or not (plain := taken.plainly_read(warehouse, read_as(workspace)[1])):
        return set()
    own: list[Layout] = []
    with suppress(Mistake):  # one that is miswritten: collecting says so, and status does not stop at it
        own = [layout for layout in all_layouts(workspace.home) if layout.is_own]
    return {file for file, folder, name, header in plain if any(may_be_of(layout, name, folder, header) for layout in own)}


def _can_be_opened_now(workspace: Workspace, warehouse: Warehouse) -> set[tuple[str, int, int, str]]:
    """Files that were refused for their password and are under one that is known now."""
    if not (passwords := passwords_of(workspace.home, workspace.recipients)):
        return set()
    from schemas.grids import LOCKED  # which loads readers

    locked = taken.refused_as(warehouse, LOCKED)
    return {file for file in locked if (path := workspace.inbox / file[0]).is_file() and opened_by(passwords, path.read_bytes()) is not None}


def not_yet_held(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> list[tuple[dt.date, Path, str]]:
    """The same of drops with a sheet that nothing was made of, and that were not held against the people of the rosters that have come."""
    if not (waiting := not_held(warehouse)):
        return []
    contents = contents_of(workspace.home)
    return [drop for drop in _drops(workspace, month) if (drop[2], contents.sha(drop[1])) in waiting]


def read_as(workspace: Workspace) -> tuple[str, str]:
    """Digests of what a reading depends on besides the file: the program, and the county's own layouts and corrections ('' without any)."""
    own = sorted(path for path in (*workspace.home.glob("layouts/*.toml"), workspace.home / CORRECTIONS) if path.is_file())
    return _program(), hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in own)).hexdigest() if own else ""


@cache
def _program() -> str:
    sources = sorted([*Path(schemas.__file__).parent.rglob("*.py"), *SHIPPED.glob("*.toml")])
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _drops(workspace: Workspace, month: dt.date) -> list[tuple[dt.date, Path, str]]:
    """(folder month, path, path inside the inbox), additions after what they add to."""
    drops = [
        (folder, path, path.relative_to(workspace.inbox).as_posix())
        for folder, root in workspace.drops(month)
        for path in files_under(root)
    ]
    return sorted(drops, key=lambda drop: (drop[0], bool(ADDS.search(drop[1].name)), drop[1].name, drop[2]))


def stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of writing; None for a file that is gone."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_size, saved_at(stat)


def returns_not_yet_read(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> list[tuple[dt.date, Path, str]]:
    """(folder month, path, path inside returns/) of files that are not known as they are now."""
    files = returned_files(warehouse)
    stamps = {(file.path, file.size, file.mtime) for file in files}
    known = {(file.path, file.sha256) for file in files}
    contents = contents_of(workspace.home)
    found = []
    for folder, root in workspace.returns(month):
        for path in files_under(root):
            name = path.relative_to(workspace.came_back).as_posix()
            if not is_litter(path.name) and not contents.is_read(path, name, known, stamps):
                found.append((folder, path, name))
    return found


def unusable_returns(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> tuple[str, ...]:
    """What still lies in returns/ up to `month` and could not be used, a Chinese line each."""
    refused = {(file.path, file.sha256): file.note for file in returned_files(warehouse) if file.kind == REFUSED}
    contents = contents_of(workspace.home)
    lying = [(path.relative_to(workspace.came_back).as_posix(), contents.sha(path)) for _, root in workspace.returns(month) for path in files_under(root)]
    return tuple(f"returns/{name}：{refused[name, sha]}" for name, sha in lying if sha and (name, sha) in refused)
