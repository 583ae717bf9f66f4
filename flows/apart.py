"""Foreign files are read in processes of their own: one that takes too much memory or time ends alone, and everything else goes on."""

import contextlib
import gc
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from flows.beside import at_once, collect_seldom, leave_with_parent
from flows.failures import told

READERS = 2
MEMORY = 2 << 30  # bytes that reading one file may take
SECONDS = 300
SMALL = 30_000_000  # bytes, up to which plain text is read in this process: it grows by no more than what stands in it
TINY = 500_000  # and where much waits
TEXT = (".csv", ".txt", ".tsv", ".prn")
DIED = "读这个文件时读取程序中断了：文件可能已损坏，或展开后大得放不下（超过2GB内存）；请在原电脑上打开，另存为 .xlsx 后重新报送，行数很多的拆成几个文件"
TOO_LONG = "5分钟没有读完，没有采用：文件可能已损坏，或行列多得异常；请删除数据区以外的空行空列，或拆成几个文件重新报送"
OURS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class NotRead(Exception):
    """A file's reader ended before it had read it; the message is the sentence for the receipt."""


def read_apart(function: Callable[..., Any], path: Path, *arguments: object, much: bool = False, always: bool = False) -> Future[Any]:
    """`function(path, *arguments)` by a reader; of what is plain text and small at once, here, but where `much` waits only the smallest, as
    readers work side by side; `always` by a reader. The future may raise `NotRead`.
    """
    return at_once(function, path, *arguments) if not always and _is_tame(path, TINY if much else SMALL) else _POOL.submit(function, path, *arguments)


def _is_tame(path: Path, most: int) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(2000).lstrip(b"\xff\xfe\xef\xbb\xbf \r\n\t\0").lower()
        size = path.stat().st_size
    except OSError:
        return True  # it fails here as it would there
    return path.suffix.lower() in TEXT and size < most and not start.startswith(OURS) and b"<" not in start and b"mime-version" not in start


class _Apart:
    """One process, asked for one file at a time."""

    def __init__(self) -> None:
        there = multiprocessing.get_context("spawn")
        self._asked, answering = there.Pipe()
        self._process = there.Process(target=_serve, args=(answering, MEMORY), daemon=True)
        self._process.start()
        answering.close()

    def ask(self, function: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
        self._asked.send((function, arguments))
        try:
            if not self._asked.poll(SECONDS):
                raise NotRead(TOO_LONG)
            told, count = self._asked.recv()
            is_read, answer = pickle.loads(told, buffers=[bytearray(self._asked.recv_bytes()) for _ in range(count)])
        except (EOFError, OSError) as end:
            raise NotRead(DIED) from end
        if is_read:
            return answer
        raise answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._asked.close()


class _Pool:
    """Readers that are begun when there is something to read, and begun anew after one has ended."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[tuple[Future[Any], Callable[..., Any], tuple[object, ...]] | None] = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads = 0

    def submit(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.put((future, function, arguments))
        if not self._idle.acquire(blocking=False) and self._threads < READERS:
            self._threads += 1
            threading.Thread(target=self._work, daemon=True).start()
        return future

    def _work(self) -> None:
        reader: _Apart | None = None
        while True:
            if (asked := self._waiting.get()) is None:
                if reader:
                    reader.end()
                reader = None
                continue
            future, function, arguments = asked
            tell: Callable[[], None]
            try:
                reader = reader or _Apart()
                tell = partial(future.set_result, reader.ask(function, arguments))
            except NotRead as ended:
                if reader:
                    reader.end()
                reader = None
                tell = partial(future.set_exception, ended)
            except BaseException as failure:  # the caller's, when it asks for the result
                tell = partial(future.set_exception, failure)
            self._idle.release()  # before the caller hears: what it asks for next needs no other reader
            tell()

    def rest(self) -> None:
        for _ in range(self._threads):
            self._waiting.put(None)


_POOL = _Pool()


def let_readers_go() -> None:
    """After much reading: what follows wants the memory, and the next file begins readers anew."""
    _POOL.rest()


def _serve(asked: Connection, memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    collect_seldom()
    leave_with_parent()
    _limit(memory)
    with open(os.devnull, "w") as nowhere:  # what a library says as it aborts may quote the file
        os.dup2(nowhere.fileno(), 2)
    while True:
        try:
            function, arguments = asked.recv()
        except EOFError:
            return
        try:
            answer = True, function(*arguments)
        except MemoryError:
            answer = False, NotRead(DIED)
        except BaseException as failure:
            failure.add_note(told(failure))
            answer = False, failure
        try:
            _tell(asked, answer)
        except MemoryError:
            _tell(asked, (False, NotRead(DIED)))
        if isinstance(answer[1], NotRead):
            return
        was_large = _is_large(arguments)
        del function, arguments, answer
        if was_large:
            _give_back()


def _tell(to: Connection, answer: tuple[bool, Any]) -> None:
    """Columns of frames follow as they lie in memory: pickled among the rest they would be copied on both sides."""
    columns: list[pickle.PickleBuffer] = []
    to.send((pickle.dumps(answer, pickle.HIGHEST_PROTOCOL, buffer_callback=columns.append), len(columns)))
    for column in columns:
        to.send_bytes(column.raw())


def _is_large(arguments: tuple[Any, ...]) -> bool:
    try:
        return arguments[0].stat().st_size > TINY  # type: ignore[no-any-return]
    except OSError:
        return True


def _give_back() -> None:
    """What a large file took is the machine's again while its reader waits for the next."""
    gc.collect()
    gc.freeze()  # modules and tables of characters, which stay: looking through them again took as long as reading some files
    if arrow := sys.modules.get("pyarrow"):
        arrow.default_memory_pool().release_unused()


def _limit(memory: int) -> None:
    """Linux and macOS; on Windows a reader has as much as there is, and ends alone all the same."""
    if sys.platform != "win32":
        import resource

        for what, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))
