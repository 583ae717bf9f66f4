"""Runs that end in the middle, in a process of their own: what power cuts, `kill -9` and a closed lid leave behind."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

from flows import file_reader, swapping, taking_in
from flows import month as monthly
from flows import returning as returns
from flows.workspace import Workspace
from matchers.leads import judging
from matchers.months import linking
from reports import receipt, return_receipt
from schemas.months import parse_month
from tests.flows.small import MONTH

DEAD = 9
FILES_READ = 2


def run_and_die(home: Path, stage: str, month: str = MONTH) -> int:
    """The exit code of a run that dies at a stage."""
    return _exit_code(_run, home, stage, month)


def take_in_and_die(home: Path, stage: str, month: str) -> int:
    """The same of a call that takes in what towns sent back."""
    return _exit_code(_take_in, home, stage, month)


def _exit_code(target: Callable[[Path, str, str], None], home: Path, stage: str, month: str) -> int:
    context = multiprocessing.get_context("forkserver")  # forks from a process without threads, libraries loaded once
    context.set_forkserver_preload([__name__])
    process = context.Process(target=target, args=(home, stage, month))
    process.start()
    process.join(120)
    return process.exitcode


def _run(home: Path, stage: str, month: str) -> None:
    STAGES[stage]()
    monthly.run_month(Workspace.at(home), parse_month(month))


def _take_in(home: Path, stage: str, month: str) -> None:
    RETURN_STAGES[stage]()
    taking_in.returns_month(Workspace.at(home), parse_month(month))


def _die(*_: object, **__: object) -> None:
    os._exit(DEAD)


def _die_after(owner: object, name: str, calls: int = 1) -> Callable[[], None]:
    """Let a function do its work so many times, then die."""

    def set_up() -> None:
        true, done = getattr(owner, name), []

        def last(*args: object, **named: object) -> object:
            result = true(*args, **named)
            done.append(1)
            return _die() if len(done) == calls else result

        setattr(owner, name, last)

    return set_up


def _die_before(owner: object, name: str) -> Callable[[], None]:
    return lambda: setattr(owner, name, _die)


STAGES: dict[str, Callable[[], None]] = {
    "while reading": _die_after(file_reader, "take_in", FILES_READ),
    "after linking": _die_after(linking, "link"),
    "after judging": _die_after(judging, "judge"),
    "while writing the outbox": _die_after(receipt, "write_receipt", 3),
    "before swapping": _die_before(swapping, "swap_in"),
    "in the middle of swapping": _die_after(os, "rename"),
    "after swapping": _die_after(os, "rename", 2),
}
# Receipts are written before what they tell of is on the record for good: a call that dies in between writes the same ones again.
RETURN_STAGES: dict[str, Callable[[], None]] = {
    "after the first list": _die_after(returns, "store_list"),
    "after all lists": _die_after(taking_in, "take_in_returns"),
    "after the first receipt": _die_after(return_receipt, "write_return_receipt"),
    "after the last receipt": _die_after(taking_in, "write_return_receipts", 2),
    "after all is on the record": _die_before(taking_in, "ReturnsOutcome"),
}
