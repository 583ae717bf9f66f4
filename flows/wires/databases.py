"""A department's tables and views: one read-only snapshot, the same rows as the same bytes."""

import csv
import datetime as dt
import io
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from flows.clock import CHINA
from flows.wires.origins import Source
from flows.wires.remote import Waits
from schemas.mistakes import Mistake
from schemas.readers import as_text

DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "dm": "dm+dmPython"}
# Said first: times are China's, whatever the server's clock says, else 1 June is 31 May; and all is read as of one moment.
FIRST = {"postgresql": ("SET LOCAL TIME ZONE 'Asia/Shanghai'",), "mysql": ("SET time_zone = '+08:00'", "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")}
AT_ONCE = 5_000  # rows


def read_view(source: Source, password: str | None, view: str, to: Path, waits: Waits) -> int:
    """All rows of a view ('schema.view' too) as CSV in the order of their text; how many: as many as the snapshot counts."""
    asked = _table(view)
    with _connected(source, password, waits) as (connection, awake):
        count = connection.scalar(sa.select(sa.func.count()).select_from(asked))
        awake()
        found: sa.CursorResult[Any] = connection.execution_options(stream_results=True).execute(sa.select(sa.literal_column("*")).select_from(asked))
        lines = []
        for rows in found.partitions(AT_ONCE):
            lines += [_line(map(_as_text, row)) for row in rows]
            awake()
        if len(lines) != count:
            raise Mistake(f"{view} 里有 {count} 行，只读到 {len(lines)} 行，没有用；下次再取")
        headings = _line(found.keys())
    to.write_text(headings + "".join(sorted(lines)), "utf-8")
    return len(lines)


def rows_in(source: Source, password: str | None, view: str, waits: Waits) -> int:
    """How many there are, nothing read."""
    with _connected(source, password, waits) as (connection, _):
        return int(connection.scalar(sa.select(sa.func.count()).select_from(_table(view))) or 0)


def _table(view: str) -> sa.TableClause:
    schema, _, name = view.rpartition(".")
    return sa.table(name, schema=schema or None)


@contextmanager
def _connected(source: Source, password: str | None, waits: Waits) -> Iterator[tuple[sa.Connection, Callable[[], None]]]:
    """(connection in a read-only snapshot, what tells that the server still answers); one that does not is hung up on."""
    kind = urlsplit(source.place).scheme
    url = sa.make_url(source.place).set(drivername=DRIVERS[kind], password=password)
    patience = max(2, round(waits.connect))
    told: dict[str, Any] = {"postgresql": {"connect_timeout": patience}, "mysql": {"connect_timeout": patience, "read_timeout": max(1, round(waits.answer))}}.get(kind, {})
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=told, hide_parameters=True)
    if kind == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    watched: list[Timer] = []
    with engine.connect() as connection:
        def awake() -> None:
            for timer in watched:
                timer.cancel()
            watched[:] = [Timer(waits.answer, _hang_up, [connection.connection.driver_connection])]
            watched[0].daemon = True
            watched[0].start()

        awake()
        try:
            for words in FIRST.get(kind, ()):
                connection.exec_driver_sql(words)
            yield connection, awake
        finally:
            watched[0].cancel()


def _hang_up(connection: Any) -> None:
    """A driver waits for a stopped server without end, unless its line is cut."""
    with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)


def _line(cells: Any) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells)  # \r alone is not quoted
    return written.getvalue()


def _as_text(value: object) -> str:
    """As a cell of Excel reads, but for whole numbers, which a database keeps to the last digit."""
    if isinstance(value, bytes):
        return _decoded(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dt.datetime) and value.tzinfo:
        value = value.astimezone(CHINA).replace(tzinfo=None)
    return as_text(value)


def _decoded(value: bytes) -> str:
    """Text of a database that knows no encoding, or a BIT that says yes or no; of a picture nothing is told."""
    if value in (b"\0", b"\1"):
        return as_text(value == b"\1")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            if (text := value.decode(encoding)).isprintable():
                return text
    return "（不是文字）"
