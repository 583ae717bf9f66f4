"""What somebody can put right ends in one Chinese sentence and exit code 2, and leaves everything as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile

import pytest
from filelock import FileLock

from flows import collecting
from flows.commands.running import EXAMPLE
from tests.flows import small
from tests.flows.look import contents, stamps

HOLDER = "import sys; from matchers.warehouse import Warehouse; from pathlib import Path\nwith Warehouse(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"


def refused(bidui, *words) -> str:
    """The sentence of a command that must end in exit code 2."""
    ran = bidui(*words)
    assert ran.exit_code == 2, ran.output
    said = ran.stderr.strip()
    assert said.startswith("✗ ") and "\n" not in said and "Traceback" not in said, said
    assert ran.stdout == ""
    return said


@pytest.mark.parametrize("month", ["2024-13", "2024", "202406", "2024-6", "六月", "2024-06-01", "２０２４-06", " "])
@pytest.mark.parametrize("command", ["run", "collect", "status"])
def test_a_month_written_wrong(bidui, tmp_path, command, month):
    assert "2024-06" in refused(bidui, command, month, "--home", tmp_path)


@pytest.mark.parametrize("command", ["run", "collect", "status"])
def test_no_workspace_there(bidui, tmp_path, command):
    assert "bidui init" in refused(bidui, command, "2024-06", "--home", tmp_path / "nowhere")


@pytest.mark.parametrize("command", ["run", "collect", "status"])
def test_a_workspace_without_drops(bidui, tmp_path, command):
    assert bidui("init", tmp_path / "county").exit_code == 0
    month = ["2024-06"] if command != "status" else []
    assert "收件箱" in refused(bidui, command, *month, "--home", tmp_path / "county")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (b'name = "', "county.toml"),
        ('name = "宣州区"'.encode("gb18030"), "county.toml"),
        (b'colour = "red"', "colour"),
        (b"division = 341802", "division"),
        (b'policy = "nobody\'s"', "nobody's"),
        (b'policy = "policy.toml"', "policy.toml"),
        ('[places]\n"甲乡" = "乙乡"\n"乙乡" = "甲乡"\n'.encode(), "绕一圈"),
        ('[places]\n"甲乡" = "甲乡"\n'.encode(), "绕一圈"),
    ],
)
def test_settings_that_cannot_be_used(county, bidui, toml, said):
    (county.home / "county.toml").write_bytes(toml)
    assert said in refused(bidui, "run", small.MONTH, "--home", county.home)


@pytest.mark.parametrize("text", [None, "not toml", '[policy]\nname = "x"\n', 'unknown = 1\n'])
def test_a_policy_that_cannot_be_used(county, bidui, tmp_path, text):
    policy = tmp_path / "ours.toml"
    if text is not None:
        policy.write_text(text, "utf-8")
    before = contents(county.home / "outbox")
    assert "ours" in refused(bidui, "run", small.MONTH, "--home", county.home, "--policy", policy)
    assert contents(county.home / "outbox") == before


def test_a_run_without_any_roster(county, bidui, tmp_path):
    alone = small.County(tmp_path / "alone")
    alone.drop("water", {"乡镇": "水阳镇", "行政村": "大桥村"})
    assert "花名册" in refused(bidui, "run", small.MONTH, "--home", alone.home)
    assert bidui("collect", small.MONTH, "--home", alone.home).exit_code == 0


@pytest.mark.parametrize(("content", "said"), [("姓名,证件号码\n甲,\n", "缺少必需的列"), ("", "空文件")])
def test_a_run_whose_roster_was_refused(bidui, tmp_path, content, said):
    alone = small.County(tmp_path / "alone")
    alone.drop("water", {"乡镇": "水阳镇", "行政村": "大桥村"})
    (alone.inbox / small.MONTH / "农户花名册.csv").write_text(content, "utf-8")
    for _ in range(2):
        sentence = refused(bidui, "run", small.MONTH, "--home", alone.home)
        assert "农户花名册.csv" in sentence and said in sentence


def test_a_demo_in_a_folder_with_other_things(bidui, tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"")
    assert str(tmp_path) in refused(bidui, "demo", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]
    assert EXAMPLE.is_dir()


def test_a_dataset_nobody_knows(bidui, tmp_path):
    assert "医保结算" in refused(bidui, "template", "水表", "--to", tmp_path)


def test_while_another_run_has_the_workspace(county, bidui):
    with FileLock(county.home / ".lock"):
        for command in ("run", "collect", "status"):
            assert "正在运行" in refused(bidui, command, small.MONTH, "--home", county.home)


def test_while_another_program_has_the_warehouse(county, bidui):
    words = [sys.executable, "-c", HOLDER, str(county.home / "warehouse.duckdb")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        assert "数据库" in refused(bidui, "run", small.MONTH, "--home", county.home)
        holder.communicate()
    assert bidui("run", small.MONTH, "--home", county.home).exit_code == 0


MULTIPLIER = 0xBF58476D1CE4E5B9  # of DuckDB's checksum of a block: the words of 8 bytes, each times this, by exclusive or


def of_another_storage(whole: bytes, version: int) -> bytes:
    """A database whose header says by which storage version it was written (at byte 12, checksum before it)."""
    changed = whole[:12] + version.to_bytes(8, "little") + whole[20:]
    checksum = int.from_bytes(whole[:8], "little")
    for at in (8, 16):
        for header in (whole, changed):
            checksum ^= int.from_bytes(header[at : at + 8], "little") * MULTIPLIER % 2**64
    return checksum.to_bytes(8, "little") + changed[8:]


SPOILT = (
    ("another file under its name", lambda whole: b"PK\x03\x04" * 1000, "坏了，或被别的文件盖住"),
    ("nothing in it", lambda whole: b"", "坏了，或被别的文件盖住"),
    ("copied in part", lambda whole: whole[:20000], "坏了"),
    ("a bad block", lambda whole: whole[:5000] + b"?" * 8000 + whole[13000:], "坏了"),
    ("of a later DuckDB", lambda whole: of_another_storage(whole, 1000), "更新版本的程序"),
)


@pytest.mark.parametrize(("spoil", "said"), [case for _, *case in SPOILT], ids=[words for words, *_ in SPOILT])
@pytest.mark.parametrize("command", ["run", "status"])
def test_a_warehouse_that_cannot_be_opened_is_not_called_busy(county, bidui, spoil, said, command):
    path = county.home / "warehouse.duckdb"
    path.write_bytes(spoil(path.read_bytes()))
    before = path.read_bytes()
    assert said in refused(bidui, command, small.MONTH, "--home", county.home)
    assert path.read_bytes() == before


def full_disk(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full_database(*_, **__):
    """As DuckDB says it: an error of its own, without a number."""
    raise RuntimeError(f'IO Error: Could not write file "warehouse.duckdb.wal": {os.strerror(errno.ENOSPC)}')


@pytest.mark.parametrize(
    ("owner", "name", "failure"),
    [
        (os, "replace", full_disk),
        (collecting, "store_parts", full_database),
    ],
)
def test_a_full_disk(county, finished, bidui, monkeypatch, owner, name, failure):
    small.later_drop(county)
    before = stamps(county.home / "outbox")
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, failure)
        assert "磁盘满" in refused(bidui, "run", small.MONTH, "--home", county.home)
    assert contents(county.outbox()) == contents(finished.outbox())
    assert {path: at for path, at in stamps(county.home / "outbox").items() if path != "."} == before, "nothing half-made stays"


def test_receipts_that_a_full_disk_cut_short_are_written_by_the_next_collecting(county, bidui, tmp_path, monkeypatch):
    """What was read is stored by then: nothing is new any more."""
    small.later_drop(county)
    undisturbed = county.copied(tmp_path / "undisturbed")
    collecting_words = ("collect", small.MONTH, "--home")
    assert bidui(*collecting_words, undisturbed.home).exit_code == 0
    replace, written = os.replace, []
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda *names: full_disk() if len(written) == 2 else (written.append(names), replace(*names)))
        assert "磁盘满" in refused(bidui, *collecting_words, county.home)
    assert contents(county.outbox() / "departments") != contents(undisturbed.outbox() / "departments")
    assert bidui(*collecting_words, county.home).exit_code == 0
    assert contents(county.outbox() / "departments") == contents(undisturbed.outbox() / "departments")


def test_a_disk_that_is_full_where_temporary_files_lie_leaves_no_half_of_a_workbook(county, finished, bidui, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    (county.outbox() / "leads.csv").unlink()
    assert bidui("run", small.MONTH, "--home", county.home).exit_code == 0
    assert contents(county.outbox()) == contents(finished.outbox())


def test_what_moves_holds_is_not_whole(county, bidui):
    path = county.home / "moves" / f"{small.MONTH}.json"
    path.parent.mkdir()
    for text in ('{"came": {"2024', "[]", '{"came": {}, "went": {"2024-05-H1": 3}}', "\0"):
        path.write_text(text, "utf-8")
        assert str(path) in refused(bidui, "run", small.MONTH, "--home", county.home)


def test_an_outbox_that_somebody_has_open(county, bidui, monkeypatch):
    small.later_drop(county)
    before = contents(county.outbox())

    def in_use(*_):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", in_use)
        assert "请关闭" in refused(bidui, "run", small.MONTH, "--home", county.home)
    assert contents(county.outbox()) == before
    assert bidui("run", small.MONTH, "--home", county.home).exit_code == 0
    assert contents(county.outbox()) != before
