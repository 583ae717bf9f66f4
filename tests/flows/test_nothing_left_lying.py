"""What a killed command leaves is swept by the next; what is written is its owner's; a stop is one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from flows import month as monthly
from flows.failures import NO_MEMORY, STOPPED
from flows.wording import SpokenCommand
from flows.workspace import Workspace, create
from schemas.mistakes import Mistake
from tests.flows.small import MONTH

OURS = {".lock", ".console", ".in-place", ".contents"}


def modes(home: Path) -> set[tuple[str, int]]:
    made = [path for name in ("outbox", "backup", "warehouse.duckdb") for path in (home / name, *(home / name).rglob("*"))]
    return {(path.name, path.stat().st_mode & 0o077) for path in made if path.stat().st_mode & 0o077}


def test_leftovers_are_swept_by_any_command(county, bidui):
    for name in (".scratch/x/now.duckdb", ".spill/a.tmp", "outbox/.2024-06.new/towns/a.xlsx", "outbox/.2024-06.old/towns/a.xlsx", "backup/.unfinished"):
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
    ("failure", "code", "words"), [(KeyboardInterrupt(), 130, STOPPED), (MemoryError(), 2, NO_MEMORY), (BrokenProcessPool("a child died"), 2, NO_MEMORY), (BrokenPipeError(), 141, "")]
)
def test_a_stop_is_one_sentence(county, bidui, monkeypatch, failure, code, words):
    def stopped(*_, **__):
        raise failure

    monkeypatch.setattr(monthly, "_run_month", stopped)
    ran = bidui("run", MONTH, "--home", county.home)
    assert (ran.exit_code, words in ran.stderr, "Traceback" in ran.stderr) == (code, True, False)


def test_a_stop_while_commands_load_is_one_sentence_too():
    def stopped() -> None:
        raise KeyboardInterrupt

    app = typer.Typer()
    app.command(cls=SpokenCommand)(stopped)
    ran = CliRunner().invoke(app)
    assert (ran.exit_code, ran.stderr.strip()) == (130, STOPPED)
    loading = subprocess.run([sys.executable, "-c", "import flows.commands; raise KeyboardInterrupt"], capture_output=True, encoding="utf-8", check=False)
    assert loading.returncode and loading.stderr.strip() == STOPPED


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


@pytest.mark.parametrize("name", ["../../x县/区:*?", "=cmd|' /C calc'!A1<script>alert(1)</script>", "CON"])
def test_whatever_a_county_is_called_is_text_on_its_papers_and_in_no_path(county, name):
    (county.home / "county.toml").write_text(f'name = "{name}"\n', "utf-8")
    before = {path.name for path in county.home.parent.iterdir()}
    assert county.run().changed
    assert {path.name for path in county.home.parent.iterdir()} == before
    outbox = county.outbox()
    assert not [path for path in outbox.rglob("*") if name[:4] in path.name]
    for book in outbox.rglob("*.xlsx"):
        with zipfile.ZipFile(book) as packed:
            assert not [part for part in packed.namelist() if part.startswith("xl/worksheets/") and b"<f>" in packed.read(part)], book.name
    assert "<script>alert" not in next(outbox.glob("*.html")).read_text("utf-8")


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2028", "\u0007"])
def test_a_name_that_cannot_be_seen_or_turns_the_line_round_is_refused(county, mark):
    (county.home / "county.toml").write_text(f'name = "某{mark}县"\n' if mark != "\u0007" else 'name = "某\\u0007县"\n', "utf-8")
    with pytest.raises(Mistake, match="一行文字"):
        county.run()


def test_a_folder_that_may_not_be_looked_into_is_told_and_the_rest_is_read(county, monkeypatch):
    """As root nothing is closed: the operating system's answer is put in its place."""
    county.drop("house", {"姓名": "孙玉兰", "证件号码": "", "鉴定等级": "C"}, name="关着/住房安全_补报")
    true_scan, closed = os.scandir, str(county.inbox / MONTH / "关着")

    def scan(path="."):
        if str(path) == closed:
            raise PermissionError(13, "Permission denied", closed)
        return true_scan(path)

    monkeypatch.setattr(os, "scandir", scan)
    county.drop("house", {"姓名": "张德明", "证件号码": "", "鉴定等级": "C"}, name="住房安全_更正")
    outcome = county.run()
    assert outcome.changed and any("关着" in line for line in outcome.notices), outcome.notices
