"""What people typed or put into outbox/: a list filled in where it lies is taken in as a return, a file of somebody else's is kept."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.apart import NotRead, read_apart
from flows.lying import files_under, in_text
from flows.returning import RETURN_RECEIPTS
from flows.workspace import Workspace
from matchers.leads import runs
from matchers.warehouse import Warehouse
from reports.saving import write_whole
from schemas.grids import is_litter
from schemas.months import written
from schemas.returned.kinds import LIST, REFUSED, Looked, look_at

KEPT, IN_PLACE = "改动过的", ".in-place"
RECEIPTS = "departments/"  # which collecting writes anew, too
MACHINES = ("signals.csv", "leads.csv", "ledger.csv")


@dataclass
class Aside:
    """Files of an outbox that are not as they were written, by path in it, with what became of each; to be put back beside the new ones."""

    told: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.told)

    def put_back(self, folder: Path) -> None:
        for name, content in self.files.items():
            _put(folder / KEPT / name, content)


def typed_into(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> Aside:
    """Look at a month's outbox before it is written anew: nothing that somebody typed there is lost."""
    aside, place = Aside(), workspace.outbox(month)
    _, written_then = runs.last_run(warehouse, month)
    is_of_that_run = _digest(written_then) == _in_place(workspace, month)  # else it was killed before it put its own there
    for path in files_under(place, garbled=True) if written_then else ():
        name = in_text(path.relative_to(place))
        base = name.rpartition("/")[2]
        if is_litter(path.name) or name.split("/")[0] == RETURN_RECEIPTS:
            continue
        content = path.read_bytes()
        if name.startswith(f"{KEPT}/"):
            aside.files[name.removeprefix(f"{KEPT}/")] = content
        elif hashlib.sha256(content).hexdigest() != written_then.get(name):
            if _has_answers(path):
                _put(workspace.home / "returns" / written(month) / f"outbox里填的_{base}", content)
                aside.told.append((f"{written(month)}/{name}", f"里面填了东西，已当作发回的收下（returns/{written(month)}/outbox里填的_{base}）"))
            elif (is_of_that_run and not name.startswith(RECEIPTS)) or (written(month) not in base and base not in MACHINES):  # nothing of ours bears another name
                aside.files[name] = content
                aside.told.append((f"{written(month)}/{name}", f"原样留在 outbox/{written(month)}/{KEPT}/ 里"))
    return aside


def note_in_place(workspace: Workspace, month: dt.date, outputs: Mapping[str, str]) -> None:
    """The outbox that lies there is that of the run whose files have these hashes; what is otherwise from now on somebody changed."""
    path = workspace.home / IN_PLACE / written(month)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, _digest(outputs).encode())


def _in_place(workspace: Workspace, month: dt.date) -> str:
    path = workspace.home / IN_PLACE / written(month)
    return path.read_text("utf-8") if path.is_file() else ""


def _digest(outputs: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(outputs.items())).encode()).hexdigest()


def _has_answers(path: Path) -> bool:
    """A list with a row filled in, a case judged, a decision on a file, a 对照表."""
    try:
        looked: Looked = read_apart(look_at, path).result()
    except (NotRead, OSError):
        return False
    if looked.kind == LIST:
        return any((~sheet.rows["is_blank"]).any() for sheet in looked.content)
    return looked.kind != REFUSED and bool(looked.content)


def _put(path: Path, content: bytes) -> None:
    """Under its name, or beside another content of that name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, to = 1, path
    while to.exists() and to.read_bytes() != content:
        number += 1
        to = path.with_name(f"{path.stem}({number}){path.suffix}")
    if not to.exists():
        to.write_bytes(content)
