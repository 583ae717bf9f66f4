"""A server or share that ends, hangs or refuses in the middle: given up in seconds, nothing half taken, the rest comes the next time."""

from __future__ import annotations

import gc
import os
import signal
import warnings
from dataclasses import replace

import pytest

from flows.wires import pulling
from flows.wires.origins import Source
from flows.wires.remote import Folder, Sftp
from tests.flows.wires.servers import BIG, QUICK, pull


@pytest.mark.parametrize("by", [signal.SIGSTOP, signal.SIGKILL])
def test_a_dead_server_is_given_up_in_seconds(server, tmp_path, monkeypatch, by):
    process, source = server
    monkeypatch.setenv("BIDUI_SECRET_MINZHENG", "mima")
    process.send_signal(by)
    done = pull(tmp_path, source, tmp_path / "inbox", QUICK)
    assert "试了3次" in done.failure and "127.0.0.1" not in done.failure and not (tmp_path / "inbox").exists()


@pytest.mark.parametrize("by", [signal.SIGSTOP, signal.SIGKILL])
def test_what_ends_in_the_middle_comes_whole_the_next_time(dying, shelf, tmp_path, monkeypatch, by):
    monkeypatch.setenv("BIDUI_SECRET_MINZHENG", "mima")
    source = Source("民政局", dying.address, dying.key, "minzheng", "大*")
    dying.end_at("read", by, BIG // 2)
    done = pull(tmp_path, source, tmp_path / "inbox", QUICK)
    assert "试了3次" in done.failure and not (tmp_path / "inbox").exists()
    assert not list(tmp_path.rglob(".scratch")), "no half of it stays"
    dying.end()
    dying.begin()
    assert pull(tmp_path, source, tmp_path / "inbox", QUICK).landed[0].size == BIG
    assert (tmp_path / "inbox/民政局/大.csv").read_bytes() == (shelf / "大.csv").read_bytes()
    assert pull(tmp_path, source, tmp_path / "inbox", QUICK).landed == ()


def test_a_line_that_breaks_after_some_files_leaves_none(dying, shelf, tmp_path, monkeypatch):
    """Half of a department's files, evaluated, would tell of whoever stands in the others that he is gone."""
    monkeypatch.setenv("BIDUI_SECRET_MINZHENG", "mima")
    source, fetched, was = Source("民政局", dying.address, dying.key, "minzheng"), [], Sftp.fetch
    monkeypatch.setattr(Sftp, "fetch", lambda self, seen, to: (was(self, seen, to), fetched.append(seen.name)))
    dying.end_at("read", signal.SIGKILL, BIG // 2)
    done = pull(tmp_path, source, tmp_path / "inbox", QUICK)
    assert len(fetched) == 3 and done.landed == () and "试了3次" in done.failure and not (tmp_path / "inbox").exists()
    dying.end()
    dying.begin()
    assert len(pull(tmp_path, source, tmp_path / "inbox", QUICK).landed) == 3


def test_what_one_try_fetched_the_next_need_not(shelf, tmp_path, monkeypatch):
    """A line that drops at every second file gets all of them in one pulling, one of which nothing comes is given up."""
    asked, was = [], Folder.fetch

    def dropping(self, seen, to):
        asked.append(seen.name)
        if len(asked) % 2 == 0 or "丢" in seen.name:
            raise ConnectionResetError
        was(self, seen, to)

    monkeypatch.setattr(Folder, "fetch", dropping)
    for number in range(6):
        (shelf / f"低保{number}.csv").write_text(str(number))
    assert len(pull(tmp_path, Source("民政局", str(shelf), names="低保*.csv"), tmp_path / "inbox", QUICK).landed) == 7
    assert len(asked) == 13
    (shelf / "低保丢.csv").write_text("x")
    assert "试了3次" in pull(tmp_path, Source("民政局", str(shelf), names="低保丢*"), tmp_path / "inbox", QUICK).failure and len(asked) == 16


@pytest.mark.parametrize("after", [1, 2])
def test_a_share_that_hangs_is_given_up(shelf, tmp_path, monkeypatch, after):
    """Whoever looks there is held in the kernel, as one is that is stopped: here as it lists again, or as it reads."""
    was, looks = Folder.listed, []

    def hanging(self, under=""):
        found = was(self, under)
        looks.append(found)
        if len(looks) == after:
            self.looker.process.send_signal(signal.SIGSTOP)
        return found

    monkeypatch.setattr(Folder, "listed", hanging)
    monkeypatch.setattr(pulling, "TRIES", 1)
    done = pull(tmp_path, Source("民政局", str(shelf), names="*.csv"), tmp_path / "inbox", replace(QUICK, transfer=0.5))
    assert "一直没有回应" in done.failure and done.landed == () and not (tmp_path / "inbox").exists()


@pytest.mark.parametrize("by", [signal.SIGSTOP, signal.SIGKILL])
def test_what_is_put_there_when_it_ends_is_no_half(dying, shelf, tmp_path, by):
    (tmp_path / "list").write_bytes(os.urandom(BIG))
    dying.end_at("write", by, BIG // 4)
    with pytest.raises(Exception, match=r"^"):
        Sftp(Source("水阳镇", dying.address, dying.key), "mima", QUICK).put(tmp_path / "list", "清单.xlsx")
    assert not (shelf / "清单.xlsx").exists()
    dying.end()
    dying.begin()
    Sftp(Source("水阳镇", dying.address, dying.key), "mima", QUICK).put(tmp_path / "list", "清单.xlsx")
    assert (shelf / "清单.xlsx").read_bytes() == (tmp_path / "list").read_bytes() and not (shelf / "清单.xlsx.part").exists()


def test_one_file_that_may_not_be_read_or_is_gone_keeps_no_other(shelf, tmp_path, monkeypatch):
    was, asked = Folder.fetch, []

    def closed(self, seen, to):
        asked.append(seen.name)
        if "低保" in seen.name:
            raise PermissionError(13, "closed")
        if "乙" in seen.name:
            (shelf / seen.name).unlink()
        return was(self, seen, to)

    monkeypatch.setattr(Folder, "fetch", closed)
    for name in ("甲.csv", "乙.csv", "丙.csv"):
        (shelf / name).write_text(name)
    done = pull(tmp_path, Source("民政局", str(shelf), names="[低甲乙丙]*"), tmp_path / "inbox", QUICK)
    assert {file.name for file in done.landed} == {"甲.csv", "丙.csv"} and set(done.waiting) == {"低保#1 50%?.csv", "乙.csv"}
    assert not done.failure and len(asked) == 4, "once each"


def test_a_dead_server_leaves_nothing_behind_that_speaks_later(dying, tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("BIDUI_SECRET_MINZHENG", "mima")
    dying.end_at("read", signal.SIGKILL, BIG // 2)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        pull(tmp_path, Source("民政局", dying.address, dying.key, "minzheng"), tmp_path / "inbox", QUICK)
        gc.collect()
    assert [record.getMessage() for record in caplog.records if record.name == "asyncio"] == []
    assert [str(each.message) for each in told if issubclass(each.category, (pytest.PytestUnraisableExceptionWarning, RuntimeWarning))] == []
