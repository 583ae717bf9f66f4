"""A file of returns/ looked at: a town's list first; else one of the bureau's own workbooks; else nothing that we sent out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.returned.answered import read_returned
from schemas.returned.decided import read_monitored_decisions
from schemas.returned.kinds import DECISIONS, LAYOUT, LIST, REFUSED, REVIEW, Looked
from schemas.returned.reviewed import read_choices
from schemas.returned.taught import read_taught


def look_at(path: Path) -> Looked:
    """Raises `OSError` if the file cannot be opened just now."""
    returned = read_returned(path)
    if returned.sheets:
        return Looked(LIST, returned.sheets, returned.note)
    if (choices := _reads(read_choices, path)) is not None:
        return Looked(REVIEW, [choice for choice in choices if not choice.fault], "；".join(choice.fault for choice in choices if choice.fault))
    if (decisions := _reads(read_monitored_decisions, path)) is not None:
        return Looked(DECISIONS, decisions)
    if taught := _reads(read_taught, path):
        return Looked(LAYOUT, taught) if taught.text else Looked(REFUSED, None, taught.fault)
    return Looked(REFUSED, None, returned.note)


def _reads(read: Callable[[Path], Any], path: Path) -> Any:
    try:
        return read(path)
    except (OSError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # no workbook of that kind, or none at all: calamine may panic, which is no Exception
        return None
