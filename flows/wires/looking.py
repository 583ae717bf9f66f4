"""Whether a place answers, and which key its server shows; nothing is fetched or sent."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flows.county import opened
from flows.wires.origins import Source, secret_of
from flows.wires.pulling import in_plain_words, reached, unmatched
from flows.wires.remote import Sftp, Waits, looked
from flows.workspace import Workspace
from matchers.intake.wired import came_from
from matchers.leads.dispatched import FAILED, REFUSED, SENT, TRYING, UNCERTAIN, tallied
from schemas.mistakes import Mistake

STATES = {SENT: "发到了", FAILED: "没发到", REFUSED: "对方不收", UNCERTAIN: "不知道到没到", TRYING: "发到一半停了"}


@dataclass(frozen=True)
class Look:
    """`things` counts what lies there, `key` is the server's public key ('' where there is none), `failure` in words ('' if it answers)."""

    things: str = ""
    key: str = ""
    failure: str = ""


def look(home: Path, source: Source, waits: Waits | None = None) -> Look:
    """Of where something comes from, or goes to (a folder or an SFTP server). Raises nothing: what is wrong is `failure`."""
    waits = waits or Waits()
    key = ""
    if source.place.lower().startswith("sftp:"):
        with suppress(Exception):
            key = Sftp.offered_key(source, waits)
    try:
        password = secret_of(home, source.secret) if source.secret else None
        if source.is_database:
            from flows.wires.databases import rows_in

            return Look("、".join(f"{view} {rows_in(source, password, view, waits)} 行" for _, view in source.views))
        remote = reached(source, password, waits)
        there = looked(remote, source.names)
        others = [f"里面的 {len(there.folders)} 个文件夹不取"] * bool(there.folders)
        others += [unmatched(source.names, there) or f"另有 {len(there.others)} 个和 names 对不上，不取"] * bool(there.others)
        return Look(f"{len(there.wanted)} 个文件" + (f"（{'；'.join(others)}）" if others else ""), key)
    except Mistake as mistake:
        return Look("", key, str(mistake))
    except Exception as fault:
        return Look("", key, in_plain_words(fault))


@dataclass(frozen=True)
class SoFar:
    """In words by name: what has ever come from a source, and gone to a recipient."""

    came: dict[str, str]
    gone: dict[str, str]


def so_far(workspace: Workspace) -> SoFar:
    with workspace.locked(), opened(workspace) as warehouse:
        came = {name: f"取来过 {files} 个文件，最近一次 {at:%m-%d %H:%M}" for name, (files, at) in came_from(warehouse).items()}
        gone = {name: "，".join(f"{STATES[state]} {count} 个" for state, count in states.items()) for name, states in tallied(warehouse).items()}
    return SoFar(came, gone)
