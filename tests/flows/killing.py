"""A month's work ended by signals at random moments, and done again: `python -m tests.flows.killing 300 [seed]`, some 10 s each.

Collecting, comparing, taking in what towns sent, the next month and a backup, in a process of their own; after it was ended by SIGKILL,
SIGTERM, SIGINT or SIGHUP the same is done undisturbed. Outbox, ledger and what was taken in must be as without the end, nothing half-made may
lie about, and no process go on.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from flows.backups import back_up_now
from flows.month import run_month
from flows.taking_in import collect_month, returns_month
from flows.workspace import Workspace
from matchers.published.reading import published_file
from matchers.warehouse import Warehouse
from schemas.months import parse_month
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


def work(home: Path) -> None:
    """All phases, in order."""
    workspace, june, july = Workspace.at(home), parse_month(small.MONTH), parse_month(JULY)
    collect_month(workspace, june)
    run_month(workspace, june)
    returns_month(workspace, june)
    run_month(workspace, july)
    back_up_now(workspace)


def state_of(home: Path) -> tuple[dict[str, bytes], dict[str, list[tuple]]]:
    with Warehouse(home / "warehouse.duckdb") as warehouse:
        kept = {}
        for table in TAKEN_IN:
            records = warehouse.records(f"SELECT * FROM {table}")
            kept[table] = sorted(repr({name: value for name, value in record.items() if name not in UNLIKE}) for record in records)
    return contents(home / "outbox"), kept


def end_at(home: Path, moment: float, by: signal.Signals) -> bool:
    """Whether the work was still going on then. Nothing of it may live on."""
    process = subprocess.Popen([sys.executable, "-m", "tests.flows.killing", "--do", str(home)], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(by)
        process.wait(60)
        for _ in range(600):  # a reader that is just loading sees only then that its parent is gone
            if not (alive := _of_session(process.pid)):
                return True
            time.sleep(0.1)
        raise AssertionError(f"{len(alive)} processes live on") from None
    assert process.returncode == 0
    return False


def _of_session(session: int) -> list[str]:
    """Processes of a session that are no zombies, where the system tells of them."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(stat.parent.name)
    return found


def check(prepared: Path, undisturbed: tuple, moment: float, by: signal.Signals) -> bool:
    """One end and the work done again; whether anything was cut short."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "county"
        shutil.copytree(prepared, home)
        was_cut = end_at(home, moment, by)
        work(home)
        assert state_of(home) == undisturbed, f"after {by.name} at {moment:.2f} s"
        left = [path.relative_to(home).as_posix() for path in home.rglob(".*") if path.name not in (".lock", ".console", ".in-place", ".contents")]
        copies = set(home.glob(".console/published/pages_*"))
        assert published_file(home) in copies and len(copies) <= 2, "the newest and the one before"
        left += [path.name for path in home.glob(".console/published/*") if path not in copies | {home / ".console/published/current"}]
        assert left == [], f"after {by.name} at {moment:.2f} s there lie {left}"
    return was_cut


def main(kills: int, seed: int = 1) -> int:
    """How many of the kills cut something short."""
    random, cut = Random(seed), 0
    with TemporaryDirectory() as folder:
        prepared, whole = Path(folder) / "prepared", Path(folder) / "whole"
        prepare(prepared)
        shutil.copytree(prepared, whole)
        began = time.monotonic()
        assert not end_at(whole, 600, signal.SIGKILL)
        lasts = time.monotonic() - began
        undisturbed = state_of(whole)
        for _ in range(kills):
            cut += check(prepared, undisturbed, random.uniform(0, lasts), random.choice(SIGNALS))
    return cut


if __name__ == "__main__":
    if sys.argv[1] == "--do":
        os.umask(0o077)
        work(Path(sys.argv[2]))
    else:
        print(f"{main(*map(int, sys.argv[1:]))} of {sys.argv[1]} ends cut something short; each time all was as undisturbed")
