"""What a killed command leaves is swept by the next; what is written is its owner's; a stop is one sentence."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from flows import month as monthly
from flows.failures import NO_MEMORY, STOPPED
from flows.workspace import Workspace, create
from schemas.mistakes import Mistake
from tests.flows.small import MONTH

OURS = {".lock", ".console"}


def modes(home: Path) -> set[tuple[str, int]]:
    made = [path for name in ("outbox", "backup", "warehouse.duckdb") for path in (home / name, *(home / name).rglob("*"))]
    return {(path.name, path.stat().st_mode & 0o077) for path in made if path.stat().st_mode & 0o077}


def test_leftovers_are_swept_by_any_command(county, bidui):
    for name in (".scratch/x/now.duckdb", ".spill/a.tmp", "outbox/.2024-06.new/towns/a.xlsx", "backup/.unfinished"):
        (county.home / name).parent.mkdir(parents=True, exist_ok=True)
        (county.home / name).write_text("王桂英")
    assert bidui("status", MONTH, "--home", county.home).exit_code == 0
    assert [path.name for path in county.home.rglob(".*") if path.name not in OURS] == []
    assert bidui("explain", "2024-06-王桂英家", "--home", county.home).exit_code == 0
    assert bidui("replay", MONTH, "--home", county.home).exit_code == 0
    assert [path.name for path in county.home.rglob(".*") if path.name not in OURS] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_nobody_else_reads_what_is_written(county):
    before = os.umask(0o022)
    try:
        county.drop("death", {"姓名": "李国强", "证件号码": ""}, name="死亡登记_补报")
        county.run()
        assert os.umask(0o022) == 0o022, "the user's own again"
    finally:
        os.umask(before)
    assert {name for name, _ in modes(county.home)} <= {"outbox", "warehouse.duckdb", "backup"}, "but what was there before the test's run"


@pytest.mark.parametrize(
    ("failure", "code", "words"), [(KeyboardInterrupt(), 130, STOPPED), (MemoryError(), 2, NO_MEMORY), (BrokenProcessPool("a child died"), 2, NO_MEMORY)]
)
def test_a_stop_is_one_sentence(county, bidui, monkeypatch, failure, code, words):
    def stopped(*_, **__):
        raise failure

    monkeypatch.setattr(monthly, "_run_month", stopped)
    ran = bidui("run", MONTH, "--home", county.home)
    assert (ran.exit_code, words in ran.stderr, "Traceback" in ran.stderr) == (code, True, False)


def test_a_clock_before_1980(county, monkeypatch):
    county.drop("house", {"姓名": "孙玉兰", "证件号码": "", "鉴定等级": "C"}, name="住房安全_补报")
    long_ago = time.gmtime(0)
    monkeypatch.setattr(time, "localtime", lambda *_: long_ago)
    assert county.run().changed


@pytest.mark.parametrize(
    "text", ["[" * 5000, "due = " + "9" * 5000, 'name = "' + "县" * 200 + '"', 'name = "a\\nb"', "places = 3", "[places]\na = [1]", "\x00"]
)
def test_a_hostile_county_toml_is_one_sentence(tmp_path, text):
    create(tmp_path)
    (tmp_path / "county.toml").write_text(text, "utf-8")
    with pytest.raises(Mistake):
        Workspace.at(tmp_path)


def test_a_folder_for_a_county_toml(tmp_path):
    (tmp_path / "county.toml").mkdir()
    with pytest.raises(Mistake):
        Workspace.at(tmp_path)
