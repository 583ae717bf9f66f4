"""Drops → the warehouse: every file not yet taken in, in the order in which a later one wins."""

import datetime as dt
from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from flows.apart import READERS, NotRead, let_readers_go, read_apart
from flows.arrivals import not_yet_held, not_yet_read, read_as, stamp
from flows.beside import at_once
from flows.contents import Contents, contents_of
from flows.file_reader import Reading, reader
from flows.workspace import Workspace
from matchers.intake import taken
from matchers.intake.storing import Numbered, store_parts
from matchers.intake.villagers import HELD_AGAINST_NONE, Rosters
from matchers.records.receipts import FileReceipt
from matchers.warehouse import Row, Warehouse
from schemas.citizen_id import hidden_in
from schemas.file_names import is_litter
from schemas.months import stated_month, written

IN_USE = "文件打不开，可能正被别的程序占用，下次运行时会再读一次"
SAME_BYTES = "与已经收到的一个文件内容完全相同，没有重复计入"
NUMBER_IN_NAME = "文件名里有证件号码，没有读；请改个不带证件号码的名字，重新报送"
DUPLICATE: Reading = ("duplicate", SAME_BYTES, [])

LARGE = 30_000_000  # bytes waiting to be read, from which on files are read ahead of their turn
MANY = 150  # files waiting, from which on small ones are, too; files stored at once
TOGETHER = 20_000  # rows stored at once, of more than one sheet
IN_MEMORY = 60_000_000  # bytes of files begun and not yet stored, whose rows all are in memory; two of them however large


@dataclass(frozen=True)
class Collected:
    """How many files were read, and of those how many were refused; and what could not be opened just now."""

    new: int
    refused: int
    in_use: tuple[FileReceipt, ...]


def collect(workspace: Workspace, warehouse: Warehouse, month: dt.date, reject_share: float, progress: Callable[[int, int, str], None]) -> Collected:
    """Take in what folders up to `month` hold and the warehouse does not know.

    A month folder is taken in whole or not at all: a run that is killed goes on with the folders that are left, and
    as the folder comes first in the order in which a later drop wins, the outcome is the same. What rosters among it say of consents may
    bring rows of earlier files in, or take them out again: those files are then read once more. So are files of which something could not be
    read, held against the people of the rosters that had come by their month.
    """
    once = partial(_collect, workspace, warehouse, month, reject_share, progress)
    states, in_use = once(not_yet_read(workspace, warehouse, month))
    if states and taken.needs_consents(warehouse):
        again, in_use = once(not_yet_read(workspace, warehouse, month))
        states |= again
    while waiting := not_yet_held(workspace, warehouse, month):
        held, _ = once(waiting, are_held=True)
        states |= {name: state for name, state in held.items() if name in states or state == "taken"}
        if not held:
            break  # in use
    return Collected(len(states), Counter(states.values())["refused"], in_use)


def _collect(
    workspace: Workspace, warehouse: Warehouse, month: dt.date, reject_share: float, progress: Callable[[int, int, str], None], waiting: Sequence[tuple[dt.date, Path, str]],
    are_held: bool = False,
) -> tuple[dict[str, str], tuple[FileReceipt, ...]]:
    """Once through what waits, which may be held against the roster's people: what became of each file, and what could not be opened just now."""
    if waiting:
        workspace.receipts_due(month).touch()
    contents = contents_of(workspace.home)
    seen, places, read_by = taken.known_contents(warehouse), taken.places(warehouse), read_as(workspace)
    read = reader(workspace, reject_share)
    states: dict[str, str] = {}
    in_use = []
    done = 0
    rosters = Rosters(warehouse) if are_held else None
    many = len(waiting) > MANY
    large = sum(size for _, path, _ in waiting for size, _ in filter(None, [stamp(path)])) > LARGE
    ahead = READERS + 1 if large or many else 1
    villagers = lru_cache(READERS)(rosters.villagers) if rosters else lambda _: None

    def begin(path: Path, folder: dt.date) -> Future[Reading]:
        return read_apart(partial(read, villagers(folder)), path, folder, much=large, always=many)

    for folder, readings in groupby(_readings(waiting, seen, places, begin, ahead, contents), key=itemgetter(0)):
        held_against = rosters.digest(folder) if rosters else HELD_AGAINST_NONE
        with warehouse.transaction():
            file_id, part_id, run_no = taken.last_numbers(warehouse)
            files: list[Row] = []
            now: list[Numbered] = []
            later: list[Numbered] = []
            rows = 0
            for _, path, name, known, before, reading in readings:
                done += 1
                progress(done, len(waiting), name)
                if before is None or not path.exists():
                    continue  # taken away since it was listed
                came = _came_of(reading)
                if came is None or before != stamp(path) or contents.sha(path, anew=True) != known[0]:  # still being copied in: what was read is not what will lie there
                    in_use.append(FileReceipt(hidden_in(name), folder, "ignored", IN_USE, ()))
                    continue
                state, note, parts = came
                if known in seen and (name, known[0]) not in places:  # by now, if it was read ahead
                    state, note, parts = DUPLICATE
                elif state == "taken":
                    seen.add(known)
                file_id += 1
                turn, place = places.get((name, known[0]), (run_no + 1, file_id))
                held = held_against if any(part.may_be_told_by_villagers for part in parts) else ""
                files.append((file_id, turn, month, folder, name, known[0], *before, known[1], state, note, place, *read_by, held))
                for part in parts:
                    part_id += 1
                    # who has consented the roster says, which may come later in the folder
                    (later if part.dataset and part.dataset.needs_consent else now).append(Numbered(part, part_id, file_id, name.rpartition("/")[0]))
                states[name] = state
                rows += sum(part.stored for part in parts)
                if rows > TOGETHER or len(files) > MANY:
                    _store(warehouse, files, now, folder)
                    files, now, rows = [], [], 0
            _store(warehouse, files, now, folder)
            store_parts(warehouse, later, folder)
    if large:
        let_readers_go()
    return states, tuple(in_use)


def _came_of(reading: Future[Reading]) -> Reading | None:
    """None: the file cannot be opened just now."""
    try:
        return reading.result()
    except NotRead as ended:
        return "refused", str(ended), []
    except OSError:
        return None


def _store(warehouse: Warehouse, files: Sequence[Row], parts: Sequence[Numbered], folder: dt.date) -> None:
    warehouse.append("intake.file", files)
    store_parts(warehouse, parts, folder)


Begin = Callable[[Path, dt.date], Future[Reading]]
Stamp = tuple[int, int] | None
Known = tuple[str, str]  # content hash, and the month that the file's name states


def _readings(
    drops: Iterable[tuple[dt.date, Path, str]], seen: set[Known], again: Container[tuple[str, str]], begin: Begin, ahead: int, contents: Contents
) -> Iterator[tuple[dt.date, Path, str, Known, Stamp, Future[Reading]]]:
    """(folder, path, name, known by, stamp before, (state, note, parts) to come) of drops in their order; so many, or IN_MEMORY of them, are read ahead of
    their turn, of the next folder too. What is `again` there as it was, by name and content, is read although its content is known.

    The future raises `OSError` if the file cannot be opened just now.
    """
    begun: deque[tuple[dt.date, Path, str, Known, Stamp, Future[Reading]]] = deque()
    for folder, path, name in drops:
        before = stamp(path)
        known, reading = _begin(path, name, folder, seen, again, begin, contents.sha(path))
        begun.append((folder, path, name, known, before, reading))
        while len(begun) > ahead or (len(begun) > 1 and sum(stamped[0] for *_, stamped, _ in begun if stamped) > IN_MEMORY):
            yield begun.popleft()
    while begun:
        yield begun.popleft()


def _begin(path: Path, name: str, folder: dt.date, seen: set[Known], again: Container[tuple[str, str]], begin: Begin, sha: str | None) -> tuple[Known, Future[Reading]]:
    stated = stated_month(path.name, folder)
    known = (sha or "", written(stated) if stated else "")
    if is_litter(path.name):
        return known, at_once(lambda: ("ignored", "临时文件或系统文件，不是数据，没有读", []))
    if hidden_in(name) != name:
        return known, at_once(lambda: ("refused", NUMBER_IN_NAME, []))
    if sha is None:
        return known, at_once(_not_opened)
    if known in seen and (name, known[0]) not in again:
        return known, at_once(lambda: DUPLICATE)
    return known, begin(path, folder)


def _not_opened() -> Reading:
    raise OSError
