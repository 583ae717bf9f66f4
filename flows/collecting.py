"""Drops → the warehouse: every file not yet taken in, in the order in which a later one wins."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.workspace import Workspace
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.grids import is_litter, read_file
from schemas.intake import Part, take_in
from schemas.months import stated_month, written
from schemas.recognise import ADDS

IN_USE = "文件打不开，可能正被别的程序占用，下次运行时会再读一次"


@dataclass(frozen=True)
class Collected:
    """How many files were new, and of those how many were refused, or could not be opened just now."""

    new: int
    refused: int
    in_use: int


def collect(workspace: Workspace, warehouse: Warehouse, month: dt.date, reject_share: float, progress: Callable[[int, int, str], None]) -> Collected:
    """Take in what folders up to `month` hold and the warehouse does not know; call inside a transaction."""
    known = {(path, size, mtime) for path, size, mtime in warehouse.rows("store/known_files")}
    seen = {(sha, stated) for sha, stated in warehouse.rows("store/known_contents")}
    waiting = [drop for drop in _drops(workspace, month) if (drop[2], *_stamp(drop[1])) not in known]
    file_id, part_id, run_no = warehouse.rows("store/last_numbers")[0]
    states: Counter[str] = Counter()
    for at, (folder, path, name) in enumerate(waiting, 1):
        progress(at, len(waiting), name)
        file_id += 1
        state, note, sha, parts = _read(path, folder, seen, reject_share)
        size, mtime = _stamp(path) if state != "in use" else (-1, -1)
        stated = stated_month(path.name, folder)
        warehouse.append("intake.file", [(file_id, run_no + 1, month, folder, name, sha, size, mtime, written(stated) if stated else "", state, note)])
        for part in parts:
            part_id += 1
            warehouse.store_part(part, part_id, file_id, folder, name.rpartition("/")[0])
        states[state] += 1
        seen.add((sha, written(stated) if stated else ""))
    return Collected(len(waiting), states["refused"], states["in use"])


def _drops(workspace: Workspace, month: dt.date) -> list[tuple[dt.date, Path, str]]:
    """(folder month, path, path inside the inbox), additions after what they add to."""
    drops = [
        (folder, path, path.relative_to(workspace.inbox).as_posix())
        for folder, root in workspace.drops(month)
        for path in root.rglob("*")
        if path.is_file()
    ]
    return sorted(drops, key=lambda drop: (drop[0], bool(ADDS.search(drop[1].name)), drop[1].name, drop[2]))


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def _read(path: Path, folder: dt.date, seen: set[tuple[str, str]], reject_share: float) -> tuple[str, str, str, list[Part]]:
    """(state, note, content hash, parts)."""
    if is_litter(path.name):
        return "ignored", "临时文件或系统文件，不是数据，没有读", "", []
    try:
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        stated = stated_month(path.name, folder)
        if (sha, written(stated) if stated else "") in seen:
            return "duplicate", "与已经收到的一个文件内容完全相同，没有重复计入", sha, []
        parts = [part for grid in read_file(path) for part in take_in(grid, folder, reject_share)]
    except OSError:
        return "in use", IN_USE, "", []
    for part in parts:
        if part.dataset is None and part.refusal:
            part.dataset = next((d for d in all_datasets().values() if any(words in path.name for words in d.known_by)), None)
    taken = any(part.recognised and not part.refusal for part in parts)
    return ("taken" if taken else "refused"), "", sha, parts
