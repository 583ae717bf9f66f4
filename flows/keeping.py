"""A month run again: of its towns' papers those are made anew of which something is another; the others are what lies in its outbox."""

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
from decimal import Decimal
from functools import cache, partial
from importlib.metadata import version
from operator import attrgetter, methodcaller
from pathlib import Path
from typing import Any

from flows.workspace import Workspace
from matchers.warehouse import HERE
from reports.saving import write_whole
from schemas.months import written

PROGRAM = ("flows", "matchers", "reports", "schemas")
SIMPLE = {str, int, float, bool, type(None), Decimal, dt.date}
LAID_OUT_BY = ("openpyxl", "jinja2", "markupsafe", "zxing-cpp", "numpy")


class Papers:
    """Papers of a month in the making: what each is made of and the hash of the file that came of it stand in `.in-place`.

    A paper is a function of what it is handed, the program and the libraries that lay it out: it may be written in a process of its own.
    What lies in the outbox is taken only with the very bytes that were made of the same; what somebody typed into is made anew.
    """

    def __init__(self, workspace: Workspace, month: dt.date, submit: Callable[..., Future[Any]]) -> None:
        self._building, self._lying, self._submit = workspace.building(month), workspace.outbox(month), submit
        self._record = _record(workspace, month)
        self._known, self._made = _read(self._record), dict[str, list[str]]()
        self._begun: list[tuple[str, Path, Future[Any], Callable[[], object]]] = []
        self._marks: dict[int, tuple[object, str]] = {}

    def make(self, write: Callable[..., None], path: Path, *of: object) -> None:
        """`write(path, *of)`, into the folder that is being built, unless what it would write lies there already."""
        name, mark = path.relative_to(self._building).as_posix(), _mark(_laid_out_by(), write, *map(self._mark_of, of))
        with suppress(OSError):
            content = (self._lying / name).read_bytes()
            if self._known.get(name) == [mark, hashlib.sha256(content).hexdigest()]:
                write_whole(path, content)
                self._made[name] = self._known[name]
                return
        self._begin(mark, write, path, *of)

    def make_anew(self, write: Callable[..., None], path: Path, *of: object) -> None:
        """What is made of all the county: whatever changes, changes it, and to tell that it did not takes half as long as to write it."""
        self._begin("", write, path, *of)

    def _begin(self, mark: str, write: Callable[..., None], path: Path, *of: object) -> None:
        self._begun.append((mark, path, self._submit(write, path, *of), partial(write, path, *of)))

    def finish(self) -> None:
        """All are written, here what the process beside has not begun; a paper that was not to be written is none."""
        for _, _, done, write in reversed(self._begun):
            if done.cancel():
                write()
        for mark, path, done, _ in self._begun:
            if not done.cancelled():
                done.result()
            if mark and path.exists():
                self._made[path.relative_to(self._building).as_posix()] = [mark, hashlib.sha256(path.read_bytes()).hexdigest()]
        write_whole(self._record, json.dumps(self._made, ensure_ascii=False, sort_keys=True).encode())

    def _mark_of(self, each: object) -> str:
        """Of what several papers are made of, once: it stands here, so that nothing else gets its id."""
        if id(each) not in self._marks:
            self._marks[id(each)] = each, _mark(each)
        return self._marks[id(each)][1]


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


class _Ways(dict[type, Callable[[Any], Any]]):
    """How a value of a kind is told, found once a kind: of a record its fields, and what a set in them holds in order."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
        values_of = attrgetter("__class__", *names)

        def told(each: Any) -> Any:
            values = values_of(each)[1:]
            if SIMPLE.issuperset(map(type, values)):
                return str, (f"{kind.__qualname__}{values!r}",)  # most are: a third of what each day and amount by itself takes
            return kind, tuple([sorted(value, key=repr) if isinstance(value, frozenset) else value for value in values])

        self[kind] = told if is_dataclass(kind) else methodcaller("__reduce_ex__", 5)
        return self[kind]


class _Plain(pickle.Pickler):
    """Equal values give equal bytes, whether or not they are one in memory, and in whatever order a record's set holds its members."""

    dispatch_table = _Ways()

    def __init__(self, to: io.BytesIO) -> None:
        super().__init__(to, protocol=5)
        self.fast = True


def _mark(*of: object) -> str:
    told = io.BytesIO()
    _Plain(told).dump(of)
    return hashlib.sha256(told.getbuffer()).hexdigest()


@cache
def program() -> str:
    """A digest of its sources: what was made by another program is not taken for what this one would make."""
    sources = sorted(path for folder in PROGRAM for kind in ("*.py", "*.sql", "*.toml", "*.j2") for path in (HERE.parent / folder).rglob(kind))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


@cache
def _laid_out_by() -> tuple[str, ...]:
    return program(), sys.version, zlib.ZLIB_RUNTIME_VERSION, *map(version, LAID_OUT_BY)
