"""What people typed or put into outbox/: a list filled in where it lies is taken in as a return, a file of somebody else's is kept."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flows.apart import NotRead, read_apart
from flows.contents import contents_of
from flows.lying import files_under, in_text
from flows.workspace import Workspace
from matchers.leads import runs
from matchers.warehouse import Warehouse
from reports.saving import write_whole
from schemas.file_names import is_litter
from schemas.months import parse_month, written
from schemas.returned.kinds import LIST, REFUSED, Looked

KEPT, IN_PLACE, NOTED = "改动过的", ".in-place", ".returns"
DEPARTMENTS, RETURN_RECEIPTS = "departments", "returns"  # folders of a month's outbox
RECEIPTS = (f"{DEPARTMENTS}/", f"{RETURN_RECEIPTS}/")  # which are written anew whenever something comes
MACHINES = ("signals.csv", "leads.csv", "ledger.csv")


@dataclass
class Aside:
    """Files of an outbox that are not as they were written, by path in it, with what became of each; to be put back beside the new ones. `lying` are
    the hashes of all that lay there when it was looked at.
    """

    told: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    lying: dict[str, str | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.told)

    def put_back(self, folder: Path) -> None:
        for name, content in self.files.items():
            _put(folder / KEPT / name, content)


def typed_into(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> Aside:
    """Look at a month's outbox before it is written anew: nothing that somebody typed there is lost."""
    aside = Aside(lying={name: sha for _, name, sha in _files(workspace, workspace.outbox(month))})
    _, written_then = runs.last_run(warehouse, month)
    is_of_that_run = _digest(written_then) == _in_place(workspace, month)  # else it was killed before it put its own there
    for path, name, content in changed(workspace, month, written_then):
        base = name.rpartition("/")[2]
        is_somebodys = is_of_that_run or name.startswith(RECEIPTS) or (written(month) not in base and base not in MACHINES)  # nothing of ours bears another name
        _note(aside, workspace, month, path, name, content, is_somebodys)
    return aside


def typed_meanwhile(workspace: Workspace, month: dt.date, old: Path, aside: Aside) -> None:
    """Look once more at the old outbox, which has just been moved aside, for what somebody typed while the run went on."""
    late = Aside()
    for path, name, sha in _files(workspace, old):
        if sha != aside.lying.get(name):
            _note(late, workspace, month, path, name, path.read_bytes(), is_somebodys=True)
    late.put_back(workspace.outbox(month))
    aside.told += late.told


def _note(aside: Aside, workspace: Workspace, month: dt.date, path: Path, name: str, content: bytes, is_somebodys: bool) -> None:
    if name.startswith(f"{KEPT}/"):
        aside.files[name.removeprefix(f"{KEPT}/")] = content
    elif _has_answers(path):
        _, told = _take(workspace, month, name.rpartition("/")[2], content)
        aside.told.append((f"{written(month)}/{name}", told))
    elif is_somebodys:
        aside.files[name] = content
        aside.told.append((f"{written(month)}/{name}", f"原样留在 outbox/{written(month)}/{KEPT}/ 里"))


def take_filled_in(workspace: Workspace, warehouse: Warehouse, until: dt.date) -> tuple[str, ...]:
    """Lists that were filled in where they lie, in the outbox of any month that was run, go into returns/; a Chinese line each of those that are new there."""
    said = []
    for month in (at for at in runs.run_months(warehouse) if at <= until):
        for path, name, content in changed(workspace, month, runs.last_run(warehouse, month)[1]):
            if not name.startswith(f"{KEPT}/") and _has_answers(path):
                is_new, told = _take(workspace, month, name.rpartition("/")[2], content)
                said += [f"outbox/{written(month)}/{name} {told}"] * is_new
    return tuple(said)


def typed_tables(workspace: Workspace) -> list[Path]:
    """对照表 in the outbox that somebody has typed into, and not put into returns/."""
    typed = {path: path.read_bytes() for path in sorted((workspace.home / "outbox").glob("对照表_*.xlsx"))}
    typed = {path: content for path, content in typed.items() if not _is_as_made(content)}
    back = {path.read_bytes() for path in workspace.came_back.glob("*/*.xlsx") if path.stat().st_size in map(len, typed.values())} if typed else set()
    return [path for path, content in typed.items() if content not in back]


def keep_receipts(workspace: Workspace, month: dt.date, folder: str) -> tuple[str, ...]:
    """Receipts in a folder of the outbox that somebody typed into, before they are written anew; a Chinese line each."""
    place, said = workspace.outbox(month), []
    for path, name, content in changed(workspace, month, {}):
        if name.startswith(f"{folder}/") and path.name.endswith(f"_{written(month)}.xlsx"):
            _put(place / KEPT / name, content)
            said.append(f"outbox/{written(month)}/{name} 被改动过：原样留在 outbox/{written(month)}/{KEPT}/ 里")
    return tuple(said)


def note_in_place(workspace: Workspace, month: dt.date, outputs: Mapping[str, str]) -> None:
    """The outbox that lies there is that of the run whose files have these hashes; what is otherwise from now on somebody changed."""
    path = workspace.home / IN_PLACE / written(month)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, _digest(outputs).encode())


def _in_place(workspace: Workspace, month: dt.date) -> str:
    path = workspace.home / IN_PLACE / written(month)
    return path.read_text("utf-8") if path.is_file() else ""


def note_receipts(workspace: Workspace, month: dt.date) -> None:
    """The receipts of returns that lie there are those of what is stored."""
    path = workspace.home / IN_PLACE / f"{written(month)}{NOTED}"
    path.parent.mkdir(exist_ok=True)
    write_whole(path, json.dumps(_receipts(workspace, month)).encode())


def receipts_gone(workspace: Workspace, until: dt.date) -> list[dt.date]:
    """Months some of whose receipts of returns are gone, or are older ones put back."""
    noted = {parse_month(path.stem): path for path in sorted((workspace.home / IN_PLACE).glob(f"20??-??{NOTED}"))}
    return [month for month, path in noted.items() if month <= until and _are_gone(workspace, month, _noted(path))]


def _noted(path: Path) -> dict[str, str | None]:
    """Of a note that is damaged nothing is known: as if one were gone."""
    with suppress(ValueError):
        if isinstance(noted := json.loads(path.read_bytes()), dict):
            return noted
    return {"": None}


def _are_gone(workspace: Workspace, month: dt.date, noted: Mapping[str, str | None]) -> bool:
    folder, lying = workspace.outbox(month) / RETURN_RECEIPTS, _receipts(workspace, month)
    return any(name not in lying or (lying[name] not in (sha, None) and _is_as_made((folder / name).read_bytes())) for name, sha in noted.items())


def _receipts(workspace: Workspace, month: dt.date) -> dict[str, str | None]:
    return {name: sha for _, name, sha in _files(workspace, workspace.outbox(month) / RETURN_RECEIPTS)}


def hashes(workspace: Workspace, folder: Path) -> dict[str, str]:
    """What an outbox holds, by path; receipts of returns are written again whenever something comes back, and what people typed is theirs."""
    return {name: sha or "" for _, name, sha in _files(workspace, folder) if not name.startswith((f"{RETURN_RECEIPTS}/", f"{KEPT}/"))}


def changed(workspace: Workspace, month: dt.date, written_then: Mapping[str, str]) -> Iterator[tuple[Path, str, bytes]]:
    """(path, path in the outbox, content) of what does not lie there as it was written."""
    for path, name, sha in _files(workspace, workspace.outbox(month)):
        if sha is None or sha != written_then.get(name):
            content = path.read_bytes()
            if not (name.startswith(RECEIPTS) and name.endswith(f"_{written(month)}.xlsx") and _is_as_made(content)):
                yield path, name, content


def _files(workspace: Workspace, folder: Path) -> Iterator[tuple[Path, str, str | None]]:
    """(path, path in the outbox, hash: None where it cannot be read just now) of all but litter."""
    contents = contents_of(workspace.home)
    for path in files_under(folder, garbled=True):
        if not is_litter(path.name):
            yield path, in_text(path.relative_to(folder)), contents.sha(path)


def _digest(outputs: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(outputs.items())).encode()).hexdigest()


def _is_as_made(content: bytes) -> bool:
    from schemas.returned.marks import is_as_made  # needed where something is not as it was written, and so is look_at, with all readers

    return is_as_made(content)


def _has_answers(path: Path) -> bool:
    """A list with a row filled in, a case judged, a decision on a file, a 对照表."""
    from schemas.returned.look import look_at

    try:
        looked: Looked = read_apart(look_at, path).result()
    except (NotRead, OSError):
        return False
    if looked.kind == LIST:
        return any((~sheet.rows["is_blank"]).any() for sheet in looked.content)
    return looked.kind != REFUSED and bool(looked.content)


def _take(workspace: Workspace, month: dt.date, base: str, content: bytes) -> tuple[bool, str]:
    """(was it new there, what is told) of a file that goes into returns/."""
    path = workspace.home / "returns" / written(month) / f"outbox里填的_{base}"
    return _put(path, content), f"里面填了东西，已当作发回的收下（returns/{written(month)}/{path.name}）"


def _put(path: Path, content: bytes) -> bool:
    """Under its name, or beside another content of that name; was it not there yet?"""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, to = 1, path
    while to.exists() and to.read_bytes() != content:
        number += 1
        to = path.with_name(f"{path.stem}({number}){path.suffix}")
    if to.exists():
        return False
    write_whole(to, content)
    return True
