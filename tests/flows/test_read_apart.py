"""A file that takes its reader down is a line on a receipt; everything else goes on."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from flows import apart
from flows.apart import DIED, TOO_LONG, NotRead, read_apart
from flows.lying import files_under, unusable_under
from flows.workspace import Workspace
from matchers.warehouse import Warehouse
from tests.flows.small import MONTH, later_drop
from tests.schemas.files import workbook

DAMAGED = Path(__file__).resolve().parents[3] / "shared" / "cases" / "attack" / "damaged.xls"


def gone(path: Path) -> None:
    os._exit(9)


def greedy(path: Path) -> int:
    return len(bytearray(3 << 30))


def slow(path: Path) -> None:
    time.sleep(30)


def wrong(path: Path) -> None:
    raise ValueError("张" * 3)


def size(path: Path) -> tuple[int, int]:
    return path.stat().st_size, os.getpid()


@pytest.fixture
def book(tmp_path) -> Path:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0 of sorts")
    return tmp_path / "a.xls"


@pytest.mark.parametrize("function", [gone, greedy])
def test_a_reader_that_ends_is_told_and_another_goes_on(function, book, monkeypatch):
    monkeypatch.setattr(apart, "_POOL", apart._Pool())  # nobody else's two
    with pytest.raises(NotRead, match=DIED[:20]):
        read_apart(function, book).result()
    first, second = (read_apart(size, book).result() for _ in range(2))
    assert first == second, "one reader for both"
    assert first[0] == 13
    assert first[1] != os.getpid()


def test_a_reader_that_does_not_end_is_ended(book, monkeypatch):
    read_apart(size, book).result()
    monkeypatch.setattr(apart, "SECONDS", 0.5)
    with pytest.raises(NotRead, match=TOO_LONG[:5]):
        read_apart(slow, book).result()


def test_a_failure_is_the_callers_and_tells_where_it_came_about_without_what(book):
    with pytest.raises(ValueError, match="张张张") as failed:
        read_apart(wrong, book).result()
    assert "in wrong" in failed.value.__notes__[0]
    assert "张张张" not in failed.value.__notes__[0]


def test_plain_text_needs_no_reader(tmp_path):
    (tmp_path / "a.csv").write_text("姓名,证件号码\n", "utf-8")
    assert read_apart(size, tmp_path / "a.csv").result()[1] == os.getpid()


@pytest.mark.parametrize("where", ["inbox", "returns"])
def test_a_file_that_ends_its_reader_is_refused_with_the_reason(county, where, monkeypatch):
    """The damaged .xls asks for 20 GB; to take less than is given takes less time."""
    if not DAMAGED.exists():
        pytest.skip("needs ../shared")
    monkeypatch.setattr(apart, "MEMORY", 600 << 20)
    monkeypatch.setattr(apart, "_POOL", apart._Pool())
    there = county.home / where / MONTH / "医保结算_补.xls"
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_bytes(DAMAGED.read_bytes())
    assert county.run().changed
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        table = "intake.file" if where == "inbox" else "leads.returned_file"
        kind = "state" if where == "inbox" else "kind"
        noted = warehouse.rows(f"SELECT {kind} FROM {table} WHERE path LIKE '%医保结算_补.xls'")
    assert noted == [("refused",)]
    assert not county.run().changed


def test_a_file_still_being_copied_is_read_by_the_next_run(county, monkeypatch):
    """Its second half comes while the first is read."""
    path = county.home / "inbox" / MONTH / "医保参保_补报.xlsx"
    whole = workbook("xlsx", {"参保": [["姓名", "证件号码", "参保状态"], *([f"人{n}", "", "正常参保"] for n in range(50))]})
    path.write_bytes(whole[:200])
    from flows import collecting

    read = collecting.read_apart
    monkeypatch.setattr(collecting, "read_apart", lambda function, at, *more, **how: (path.write_bytes(whole), read(function, at, *more, **how))[1])
    outcome = county.run()
    assert outcome.in_use_files == 1
    monkeypatch.undo()
    assert county.run().in_use_files == 0


@pytest.mark.parametrize("seconds", [13_569_465_600, -11_644_473_600], ids=["2400", "1601"])
def test_a_file_saved_by_a_clock_that_was_wrong_is_read(county, seconds, monkeypatch):
    """What NTFS keeps of no time is 1601, which other disks do not; the database counts from 1677 to 2262."""
    back = county.home / "returns" / MONTH / "水阳镇.csv"
    back.parent.mkdir(parents=True)
    back.write_text("线索编号,是否属实\n", "utf-8")
    stat = Path.stat

    def wrong(path, **how):
        real = stat(path, **how)
        return real if path not in (back, drop) else SimpleNamespace(**{name: getattr(real, name) for name in dir(real) if name.startswith("st_")} | {"st_mtime_ns": seconds * 10**9})

    drop = later_drop(county)
    monkeypatch.setattr(Path, "stat", wrong)
    outcome = county.run()
    assert (outcome.new_files, outcome.in_use_files) == (1, 0)
    assert not county.run().changed


def test_what_is_no_file_is_told(tmp_path):
    folder = tmp_path / "inbox" / MONTH
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("x")
    os.mkfifo(folder / "b.csv")
    (folder / "c.csv").symlink_to(folder / "gone.csv")
    (folder / "d").symlink_to(tmp_path)
    (folder / "e").mkdir()
    assert [path.name for path in files_under(folder)] == ["a.csv"]
    assert unusable_under(folder) == [
        f"inbox/{MONTH}/b.csv 是管道，不是文件，没有读", f"inbox/{MONTH}/c.csv 是失效的链接，没有读", f"inbox/{MONTH}/d 是指向别处的文件夹链接，没有读",
    ]
    assert any("b.csv 是管道" in line for line in Workspace(tmp_path).beside())


def test_a_month_inside_another_months_folder_is_told(tmp_path):
    for name in ("2024-06/2024-05", "2024-06/2024年6月", "2024-06/医保局", "2024-05"):
        (tmp_path / "inbox" / name).mkdir(parents=True, exist_ok=True)
    assert Workspace(tmp_path).beside() == ["inbox/2024-06/2024-05 里的按 2024-06 的读了；如果是 2024-05 的，请移到 inbox/2024-05/ 里"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_a_name_that_is_no_text_is_told_wherever_it_lies_and_nothing_of_it_is_lost(county, bidui):
    for at, name in (("inbox/2024-06", "医保参保.csv".encode("gb18030")), ("returns/2024-06", b"\xff.xlsx"), ("outbox/2024-06/towns", b"\xff.xlsx")):
        (county.home / at).mkdir(parents=True, exist_ok=True)
        Path(os.fsdecode(os.path.join(os.fsencode(county.home / at), name))).write_bytes(b"mine")
    ran = bidui("run", MONTH, "--home", county.home)
    assert ran.exit_code == 0 and "inbox/2024-06/医保参保.csv 的名字是乱码" in ran.output and "改动过的" in ran.output
    assert (county.outbox() / "改动过的" / "towns" / "\\xff.xlsx").read_bytes() == b"mine"
    again = bidui("run", MONTH, "--home", county.home)
    assert "什么都没有改动" in again.output and "returns/2024-06/\\xff.xlsx 的名字是乱码" in again.output


@pytest.mark.parametrize(
    ("name", "is_june"),
    [
        ("202406", True), ("2024年6月份", True), ("二〇二四年六月", True), ("2024-06（民政局补报）", True), ("补报2024-06", True), ("医保局2024年6月数据", True),
        ("6月", False), ("24-06", False), ("2024-06备份", False), ("2024-06-30", False), ("2024年第二季度", False),
    ],
)
def test_a_folder_that_can_only_mean_a_month_is_its_folder_and_any_other_is_told(tmp_path, name, is_june):
    (tmp_path / "inbox" / name).mkdir(parents=True)
    workspace = Workspace(tmp_path)
    assert [month for month, _ in workspace.drops(dt.date(2030, 1, 1))] == [dt.date(2024, 6, 1)] * is_june
    assert any(name in line and ("读了" in line) == is_june for line in workspace.beside())
