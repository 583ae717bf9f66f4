"""Whether a source answers, and which key its server shows; nothing is fetched."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flows.wires.origins import Source, secret_of
from flows.wires.pulling import in_plain_words, reached
from flows.wires.remote import Sftp, Waits
from schemas.mistakes import Mistake


@dataclass(frozen=True)
class Look:
    """`things` counts what lies there, `key` is the server's public key ('' where there is none), `failure` in words ('' if it answers)."""

    things: str = ""
    key: str = ""
    failure: str = ""


def look(home: Path, source: Source, waits: Waits | None = None) -> Look:
    """Raises nothing: what is wrong is `failure`."""
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
        return Look(f"{len(reached(source, password, waits).listed())} 个文件", key)
    except Mistake as mistake:
        return Look("", key, str(mistake))
    except Exception as fault:
        return Look("", key, in_plain_words(fault))
