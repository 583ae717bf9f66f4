"""A finished outbox → towns and departments; what is known to have gone is not sent again, what may have gone only by a person's word."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.clock import now
from flows.county import opened
from flows.leftovers import private, scratch
from flows.typed_in import changed
from flows.wires.locking import locked, unlocked
from flows.wires.mailing import letter, mail
from flows.wires.origins import secret_of
from flows.wires.pulling import in_plain_words
from flows.wires.recipients import Recipient
from flows.wires.remote import Folder, Sftp, Waits, numbered
from flows.workspace import Workspace
from matchers.leads import runs
from matchers.leads.dispatched import FAILED, SENT, TRYING, UNCERTAIN, note_sending, sendings
from matchers.rules.sections import CARDS, DEPARTMENTS, GRIDS
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.mistakes import Mistake
from schemas.months import written

FOLDERS = ("towns", GRIDS, CARDS, "departments", DEPARTMENTS, "returns")
ALTERED, TYPED_INTO = "altered", "在 outbox 里改动过，没有发；再运行一次 bidui run，会按原样重做"
ABSENT, NO_PAPERS = "absent", "outbox 里没有给它的清单；[send] 里的名字要和清单、回执文件名开头的一样（乡镇改了名的写新名）"
LOCKABLE = (".xlsx", ".docx")


@dataclass(frozen=True)
class Sending:
    """What became of a document: `state` is one of the ledger's, `why` Chinese words ('' when sent)."""

    recipient: str
    document: str
    state: str
    why: str


def send_month(workspace: Workspace, month: dt.date, again: str = "", waits: Waits | None = None) -> tuple[Sending, ...]:
    """Send what has not gone yet; of the recipient `again` also what is uncertain."""
    waits = waits or Waits()
    with workspace.locked(), opened(workspace) as warehouse:
        altered = _altered(workspace, warehouse, month)
        done = [
            Sending(recipient.name, path.name, ALTERED, TYPED_INTO) if path in altered else _sent(workspace, warehouse, month, recipient, path, again, waits)
            for recipient in workspace.recipients for path in _papers(workspace, month, recipient)
        ]
    return (*done, *(Sending(each.name, each.name, ABSENT, NO_PAPERS) for each in workspace.recipients if _is_nobody(workspace, month, each)))


def unsent(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> tuple[str, ...]:
    """A line of each paper in the outbox that its recipient is not known to have."""
    known, altered = sendings(warehouse, month), _altered(workspace, warehouse, month)
    lines = []
    for recipient in workspace.recipients:
        if _is_nobody(workspace, month, recipient):
            lines.append(f"{recipient.name}：{NO_PAPERS}")
        for path in _papers(workspace, month, recipient):
            state, why = (ALTERED, TYPED_INTO) if path in altered else known.get((recipient.name, path.name, _digest(path)), ("", "还没有发，运行 bidui send"))
            if state != SENT:
                lines.append(f"{path.name}：{why or '发到一半停了，运行 bidui send'}")
    return tuple(lines)


def _altered(workspace: Workspace, warehouse: Warehouse, month: dt.date) -> set[Path]:
    """Papers that do not lie there as the last run made them: saved again by Excel they would go twice, filled in they are somebody's answers."""
    made = runs.last_run(warehouse, month)[1]
    return {path for path, _, _ in changed(workspace, month, made)} if made else set()


def _is_nobody(workspace: Workspace, month: dt.date, recipient: Recipient) -> bool:
    """Every town has a list once the month is compared; a department that sent nothing has no receipt."""
    is_department = any(recipient.name == dataset.department for dataset in all_datasets().values())
    lists = workspace.outbox(month) / "towns"
    return not is_department and lists.is_dir() and not any(path.parent == lists for path in _papers(workspace, month, recipient))


def _papers(workspace: Workspace, month: dt.date, recipient: Recipient) -> Iterator[Path]:
    folders = (*(workspace.outbox(month) / folder for folder in FOLDERS), workspace.reminders(month))
    others = {each.name for each in workspace.recipients} - {recipient.name}
    names = tuple(f"{name}_" for name in workspace.names_of(recipient.name) if name not in others)  # what its town was called before, too
    return (path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()) if path.name.startswith(names))


def _sent(workspace: Workspace, warehouse: Warehouse, month: dt.date, recipient: Recipient, path: Path, again: str, waits: Waits) -> Sending:
    sha = _digest(path)
    state, why = sendings(warehouse, month).get((recipient.name, path.name, sha), ("", ""))
    if state == TRYING and recipient.address:  # killed while it was being handed over
        state, why = UNCERTAIN, "上次发到一半停了，可能到了也可能没到；问过对方没收到，再加 --again 重发"
        _note(warehouse, month, recipient, path, sha, state, why)
    if state == SENT or (state == UNCERTAIN and recipient.name != again):
        return Sending(recipient.name, path.name, state, why)
    _note(warehouse, month, recipient, path, sha, TRYING, "")
    try:
        state, why = _tried(workspace, month, recipient, path, sha, waits)
    except Mistake as mistake:
        state, why = FAILED, str(mistake)
    except Exception as fault:  # a library's words may carry host and user
        state, why = FAILED, in_plain_words(fault)
    _note(warehouse, month, recipient, path, sha, state, why)
    return Sending(recipient.name, path.name, state, why)


def _note(warehouse: Warehouse, month: dt.date, recipient: Recipient, path: Path, sha: str, state: str, why: str) -> None:
    with warehouse.transaction():
        note_sending(warehouse, month, recipient.name, path.name, sha, now(), state, why)


def _tried(workspace: Workspace, month: dt.date, recipient: Recipient, path: Path, sha: str, waits: Waits) -> tuple[str, str]:
    plain, key = path.read_bytes(), secret_of(workspace.home, recipient.password) if recipient.password else ""
    if key and path.suffix not in LOCKABLE:
        raise Mistake("这种文件加不上打开口令，没有发")
    data = locked(plain, key) if key else plain
    if recipient.address:
        server = workspace.mail
        body = f"{recipient.name}：\n\n附件是 {written(month)} 的 1 个文件，请打开看里面的说明。{'打开口令不在邮件里，请打电话问。' if key else ''}\n\n{workspace.settings['name']}\n"
        message = letter(server, recipient.address, path.stem, body, path.name, data, sha)
        return mail(server, secret_of(workspace.home, server.secret) if server.secret else None, recipient.address, message, waits)
    password = secret_of(workspace.home, recipient.secret) if recipient.secret else None
    place = Sftp(recipient.place, password, waits) if "://" in recipient.to else Folder(recipient.to, waits)
    with private(), scratch(workspace.home) as folder:
        _placed(place, path.name, plain, data, key, folder)
    return SENT, ""


def _placed(place: Folder | Sftp, name: str, plain: bytes, data: bytes, key: str, folder: Path) -> None:
    """Beside whatever else has the name: somebody may be filling it in. The same content there is the document arrived."""
    there = {seen.name: seen for seen in place.listed()}
    to, number = name, 1
    while to in there:
        place.fetch(there[to], folder / "there")
        lying = (folder / "there").read_bytes()
        if (unlocked(lying, key) if key else lying) == plain:
            return
        number += 1
        to = numbered(name, number)
    (folder / "out").write_bytes(data)
    place.put(folder / "out", to)
    if not any((seen.name, seen.size) == (to, len(data)) for seen in place.listed()):
        raise Mistake("放过去以后再看，大小对不上；下次再放")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
