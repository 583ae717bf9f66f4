"""A folder of this machine, or a share that it sees, looked into by a process of its own.

A share whose server is gone holds whoever asks it, so that not even a kill ends him before it answers. It must not be the command, which
holds the workspace's lock. The child runs this very file, and so nothing of it but the class may need more than Python.
"""

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import weakref
from collections.abc import Callable
from threading import Thread
from typing import IO, Any

CHUNK = 1 << 20
FAREWELL = 1  # second
FAULTS: dict[str, type[OSError]] = {each.__name__: each for each in (FileNotFoundError, PermissionError, NotADirectoryError, FileExistsError)}


def listed(place: str) -> tuple[list[tuple[str, int, int]], list[str]]:
    """(name, bytes, time in whole seconds) of files, and the names of folders."""
    files, folders = [], []
    with os.scandir(place) as each:
        for entry in each:
            if entry.is_dir():
                folders.append(entry.name)
            elif entry.is_file():
                stat = entry.stat()
                files.append((entry.name, stat.st_size, int(stat.st_mtime)))
    return files, folders


def copied(there: str, to: str) -> None:
    shutil.copyfile(there, to)


def put(file: str, place: str, name: str) -> None:
    """In one step: nobody sees half of it; whoever may read the folder may read it."""
    part = os.path.join(place, f"{name}.part")
    shutil.copyfile(file, part)
    with contextlib.suppress(OSError):
        os.chmod(part, os.stat(place).st_mode & 0o666)
    os.rename(part, os.path.join(place, name))


KNOWN: dict[str, Callable[..., Any]] = {each.__name__: each for each in (listed, copied, put)}


class Looker:
    """Asked for one thing at a time; whoever does not answer in time is left behind."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, seconds: float, what: Callable[..., Any], *words: str) -> Any:
        """`what(*words)` done there; `TimeoutError`, or the `OSError` that it met."""
        process = self.process = self.process or self._begun()
        assert process.stdin and process.stdout
        answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        with contextlib.suppress(BrokenPipeError):  # its end is read below
            process.stdin.write(json.dumps([what.__name__, *words]).encode() + b"\n")
        Thread(target=_read_line, args=(process.stdout, answers), daemon=True).start()
        try:
            line = answers.get(timeout=seconds)
        except queue.Empty:
            _end(process)
            self.process = None
            raise TimeoutError from None
        if not line:
            self.process = None
            raise OSError
        fault, answer = json.loads(line)
        if fault:
            raise FAULTS.get(fault, OSError)
        return answer

    def _begun(self) -> "subprocess.Popen[bytes]":
        # Unbuffered: at the end of this process nobody waits for a reader that waits for ever.
        process = subprocess.Popen([sys.executable, "-I", "-S", "-X", f"utf8={sys.flags.utf8_mode}", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        weakref.finalize(self, _end, process)
        return process


def _read_line(pipe: IO[bytes], answers: "queue.SimpleQueue[bytes]") -> None:
    chunks = []
    with contextlib.suppress(OSError, ValueError):  # closed meanwhile
        while chunk := os.read(pipe.fileno(), CHUNK):
            chunks.append(chunk)
            if chunk.endswith(b"\n"):
                break
    answers.put(b"".join(chunks))


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):  # held by the share: it goes when that answers
        process.wait(FAREWELL)
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def _serve() -> None:
    for line in sys.stdin.buffer:
        what, *words = json.loads(line)
        try:
            answer = "", KNOWN[what](*words)
        except OSError as fault:
            answer = type(fault).__name__, None
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
