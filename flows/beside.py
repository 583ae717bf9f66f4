"""The second core: work that is long enough to be worth a process of its own, done while this one goes on."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait


@contextmanager
def working_beside(is_worth_it: bool) -> Iterator[Callable[..., Future]]:
    """A `submit(function, *arguments)`; at the end all that was submitted is done, and what failed there is raised here.

    Where it is not worth a process, it is done at once.
    """
    if not is_worth_it:
        yield _at_once
        return
    submitted: list[Future] = []
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _leave_with_parent) as pool:

        def submit(function: Callable, *arguments: object) -> Future:
            submitted.append(pool.submit(function, *arguments))
            return submitted[-1]

        yield submit
        for each in submitted:
            each.result()


def _at_once(function: Callable, *arguments: object) -> Future:
    done: Future = Future()
    done.set_result(function(*arguments))
    return done


def _leave_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
