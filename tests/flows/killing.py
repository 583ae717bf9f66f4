"""A month's work ended by signals at random moments, and done again: `python -m tests.flows.killing 300 [seed]`, some 5 s each.

Collecting, comparing, taking in what towns sent, the next month and a backup, in a process of their own; after it was ended by SIGKILL,
SIGTERM, SIGINT or SIGHUP the same is done undisturbed. Outbox, ledger and what was taken in must be as without the end, nothing half-made may
lie about, and no process go on. A line each; a county that came out otherwise is kept, and the line says where.

The process that is ended is forked from one that has loaded the program and done nothing (a fork server), as loading takes longer than the
work: what reads files is begun by it as by any command.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from flows.backups import back_up_now
from flows.month import run_month
from flows.taking_in import collect_month, returns_month
from flows.workspace import Workspace
from matchers.published.reading import published_file
from matchers.warehouse import Warehouse
from schemas.months import parse_month
from tests.benchmarks.cpu import group_of
from tests.flows import small
from tests.flows.look import contents
from tests.flows.small import County
from tests.schemas.files import workbook
from tests.signs import sign_of

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
JULY = "2024-07"
LEAD = "2024-06-王桂英家"
TAKEN_IN = ("intake.file", "intake.part", "intake.settlement", "intake.house", "leads.event", "leads.issued", "leads.returned_row")
UNLIKE = {"run_no", "mtime"}
OURS = ("flows", "matchers", "reports", "schemas")
STAY = (".lock", ".console", ".in-place", ".contents")


def prepare(home: Path) -> County:
    """A county after its June, with more that waits: drops of text and workbooks, a list that came back."""
    county = small.build(home)
    county.run()
    small.later_drop(county)
    rows = [["姓名", "证件号码", "鉴定等级"], ["孙玉兰", small.SUN, "C"]]
    (county.inbox / small.MONTH / "住房安全_202406（补报）.xlsx").write_bytes(workbook("xlsx", {"房": rows}))
    county.drop("death", {"姓名": "李国强", "证件号码": small.LI}, folder=JULY)
    path = county.home / "returns" / small.MONTH / "水阳镇.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"线索编号,校验码,是否属实,情况\n{LEAD},{sign_of(county.home, LEAD)},否,看过了\n", "utf-8")
    return county


def steps(home: Path) -> dict[str, Callable[[], object]]:
    """All phases, in order."""
    workspace, june, july = Workspace.at(home), parse_month(small.MONTH), parse_month(JULY)
    return {
        "collect": partial(collect_month, workspace, june),
        "run": partial(run_month, workspace, june),
        "returns": partial(returns_month, workspace, june),
        "the next month": partial(run_month, workspace, july),
        "backup": partial(back_up_now, workspace),
    }


def work(home: Path) -> None:
    for step in steps(home).values():
        step()


def _work_apart(home: Path, told: Connection) -> None:
    """The same in a process group of its own, which tells when a phase begins."""
    os.setpgrp()
    os.umask(0o077)
    with open(os.devnull, "w") as nowhere:  # a Ctrl-C of ours is no news
        os.dup2(nowhere.fileno(), 2)
    for name, step in steps(home).items():
        told.send(name)
        step()


class Ending:
    """Work that can be ended, and how long its phases last here."""

    def __init__(self) -> None:
        """Once the work was done in this process, so that it is known what it loads."""
        self._there = multiprocessing.get_context("forkserver")
        self._there.set_forkserver_preload([name for name in sys.modules if name.split(".")[0] in OURS])
        self.lasts: dict[str, float] = {}

    def undisturbed(self, home: Path) -> None:
        process, told = self._begin(home)
        for name in steps(home):
            assert told.recv() == name
            began = time.monotonic()
            told.poll(None)  # the next phase, or the end
            self.lasts[name] = time.monotonic() - began
        process.join()
        assert process.exitcode == 0

    def end(self, home: Path, phase: str, moment: float, by: signal.Signals) -> bool:
        """Whether the work was still going on so many seconds after the phase began. Nothing of it may live on."""
        process, told = self._begin(home)
        while told.recv() != phase:
            pass
        process.join(moment)
        if was_cut := process.exitcode is None:
            os.kill(process.pid or 0, by)
            process.join(60)
        else:
            assert process.exitcode == 0
        for _ in range(600):  # a reader that is just loading sees only then that its parent is gone
            if not group_of(process.pid or 0):
                return was_cut
            time.sleep(0.1)
        raise AssertionError("a process lives on")

    def _begin(self, home: Path) -> tuple[multiprocessing.process.BaseProcess, Connection]:
        told, telling = self._there.Pipe(duplex=False)
        process = self._there.Process(target=_work_apart, args=(home, telling))
        process.start()
        telling.close()
        return process, told


def state_of(home: Path) -> dict[str, object]:
    """By name each paper of the outbox and each table of what was taken in."""
    state: dict[str, object] = {f"outbox/{name}": data for name, data in contents(home / "outbox").items()}
    with Warehouse(home / "warehouse.duckdb") as warehouse:
        for table in TAKEN_IN:
            records = warehouse.records(f"SELECT * FROM {table}")
            state[table] = sorted(repr({name: value for name, value in record.items() if name not in UNLIKE}) for record in records)
    return state


def wrong_with(home: Path, undisturbed: dict[str, object]) -> list[str]:
    """What is otherwise than it would be undisturbed, and what lies about."""
    state = state_of(home)
    wrong = [f"{name} is another" for name in sorted(state.keys() | undisturbed) if state.get(name) != undisturbed.get(name)]
    wrong += [f"{path.relative_to(home)} lies about" for path in home.rglob(".*") if path.name not in STAY]
    copies = set(home.glob(".console/published/pages_*"))
    if published_file(home) not in copies or len(copies) > 2:  # the newest and the one before
        wrong.append(f"{len(copies)} published copies")
    return wrong + [f"{path.relative_to(home)} lies about" for path in home.glob(".console/published/*") if path not in copies | {home / ".console/published/current"}]


def main(kills: int, seed: int = 1) -> list[str]:
    """What came out otherwise than undisturbed, a line a county, which is kept."""
    random, failures, cut = Random(seed), [], 0
    folder = Path(tempfile.mkdtemp(prefix=f"killed-{seed}-"))
    prepared, whole = folder / "prepared", folder / "whole"
    prepare(prepared)
    shutil.copytree(prepared, whole)
    ending = Ending()
    ending.undisturbed(whole)
    undisturbed = state_of(whole)
    for at in range(1, kills + 1):
        home = folder / f"{at}"
        shutil.copytree(prepared, home)
        phase, by = random.choice(list(ending.lasts)), random.choice(SIGNALS)
        moment = random.uniform(0, ending.lasts[phase])
        try:
            cut += ending.end(home, phase, moment, by)
            work(home)
            wrong = wrong_with(home, undisturbed)
        except Exception as failure:
            wrong = [repr(failure)]
        line = f"{at} of {kills}: {by.name} {moment:.2f} s after {phase} began: "
        if wrong:
            failures.append(line + f"{'; '.join(wrong)} – kept in {home}")
        else:
            shutil.rmtree(home)
        print(failures[-1] if wrong else line + f"as undisturbed; {cut} cut short so far", flush=True)
    if not failures:
        shutil.rmtree(folder)
    return failures


if __name__ == "__main__":
    found = main(*map(int, sys.argv[1:]))
    print(f"{len(found)} of {sys.argv[1]} came out otherwise")
    sys.exit(bool(found))
