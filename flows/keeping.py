"""A month run again: of its papers those are made anew of which something is another; the others are what lies in its outbox."""

import datetime as dt
import hashlib
import io
import json
import pickle
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flows.workspace import Workspace
from matchers.warehouse import HERE
from reports.saving import write_whole
from schemas.months import written

PROGRAM = ("flows", "matchers", "reports", "schemas")
LAID_OUT_BY = ("openpyxl", "jinja2", "markupsafe", "zxing-cpp", "numpy")


class Papers:
    """Papers of a month in the making: what each is made of and the hash of the file that came of it stand in `.in-place`.

    A paper is a function of what it is handed, the program and the libraries that lay it out: it may be written in a process of its own.
    What lies in the outbox is taken only with the very bytes that were made of the same; what somebody typed into is made anew.
    """

    def __init__(self, workspace: Workspace, month: dt.date, submit: Callable[..., Future[Any]]) -> None:
        self._building, self._lying, self._submit = workspace.building(month), workspace.outbox(month), submit
        self._record = _record(workspace, month)
        self._known = _read(self._record)
        self._begun: dict[str, Future[list[str] | None]] = {}

    def make(self, write: Callable[..., None], path: Path, *of: object) -> None:
        """`write(path, *of)`, into the folder that is being built, unless what it would write lies there already."""
        name = path.relative_to(self._building).as_posix()
        self._begun[name] = self._submit(_kept_or_written, self._lying / name, self._known.get(name), write, path, *of)

    def finish(self) -> None:
        """All are written; a paper that was not to be written is none."""
        made = {name: each.result() for name, each in self._begun.items()}
        write_whole(self._record, json.dumps({name: each for name, each in made.items() if each}, ensure_ascii=False).encode())


def _kept_or_written(lying: Path, known: list[str] | None, write: Callable[..., None], path: Path, *of: object) -> list[str] | None:
    """What the paper is made of and the hash of its file; None where there is none."""
    mark = _mark(write, *of)
    with suppress(OSError):
        content = lying.read_bytes()
        if known == [mark, hashlib.sha256(content).hexdigest()]:
            write_whole(path, content)
            return known
    write(path, *of)
    return [mark, hashlib.sha256(path.read_bytes()).hexdigest()] if path.exists() else None


def forget_papers(workspace: Workspace, month: dt.date) -> None:
    """All are made anew."""
    _record(workspace, month).unlink(missing_ok=True)


def _record(workspace: Workspace, month: dt.date) -> Path:
    return workspace.home / ".in-place" / f"{written(month)}.papers"


def _read(record: Path) -> dict[str, list[str]]:
    """Without it, or where it is damaged, all is made anew."""
    with suppress(OSError, ValueError):
        known = json.loads(record.read_bytes())
        return known if isinstance(known, dict) else {}
    return {}


class _Plain(pickle.Pickler):
    """Equal values give equal bytes, whether or not they are one in memory, and in whatever order a record's set holds its members."""

    def __init__(self, to: io.BytesIO) -> None:
        super().__init__(to, protocol=5)
        self.fast = True

    def reducer_override(self, each: Any) -> Any:
        if not is_dataclass(each) or isinstance(each, type):
            return NotImplemented
        values = (getattr(each, field.name) for field in fields(each))
        return type(each), tuple(sorted(value, key=repr) if isinstance(value, frozenset) else value for value in values)


def _mark(*of: object) -> str:
    told = io.BytesIO()
    _Plain(told).dump((_laid_out_by(), of))
    return hashlib.sha256(told.getbuffer()).hexdigest()


@cache
def program() -> str:
    """A digest of its sources: what was made by another program is not taken for what this one would make."""
    sources = sorted(path for folder in PROGRAM for kind in ("*.py", "*.sql", "*.toml", "*.j2") for path in (HERE.parent / folder).rglob(kind))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


@cache
def _laid_out_by() -> tuple[str, ...]:
    return program(), sys.version, zlib.ZLIB_RUNTIME_VERSION, *map(version, LAID_OUT_BY)
