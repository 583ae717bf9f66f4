"""The second core: work that is long enough to be worth a process of its own, done while this one goes on."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any


@contextmanager
def working_beside(processes: int) -> Iterator[Callable[..., Future[Any]]]:
    """A `submit(function, *arguments)` whose futures are worked on beside this process; with no processes, at once."""
    if not processes:
        yield at_once
        return
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin) as pool:
        yield pool.submit


def at_once(function: Callable[..., Any], *arguments: object) -> Future[Any]:
    """Done already, or failed already."""
    done: Future[Any] = Future()
    try:
        done.set_result(function(*arguments))
    except Exception as failure:  # the caller's, when it asks for the result
        done.set_exception(failure)
    return done


def collect_seldom() -> None:
    """A month makes millions of rows and cells that all stay in use: looking through them for garbage every 700 takes a tenth of it."""
    gc.set_threshold(100_000, 20, 20)


def _begin() -> None:
    collect_seldom()
    leave_with_parent()


def leave_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
