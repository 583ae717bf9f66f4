"""Files come from a folder and from a real SFTP server; what is torn or growing is not taken."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from flows.arrivals import not_yet_read
from flows.county import opened
from flows.leftovers import private
from flows.wires.looking import look
from flows.wires.origins import Source
from flows.wires.remote import Folder, Sftp, readable
from flows.workspace import Workspace
from schemas.months import parse_month
from tests.flows.wires.servers import QUICK, names, pull


@pytest.mark.parametrize("name", ["水.csv", "民政局低保（6月）.xlsx", "a.csv", "学籍.csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_are_read_as_they_were_written(name, encoding):
    assert readable(os.fsdecode(name.encode(encoding))) == name


def test_whole_files_land_once(shelf, tmp_path):
    inbox = tmp_path / "inbox"
    done = pull(tmp_path, Source("民政局", str(shelf)), inbox, QUICK)
    assert names(inbox) == {"低保#1 50%?.csv", "医保.csv"} and set(done.waiting) == {"半截.xlsx", "空.csv"} and not done.failure
    assert pull(tmp_path, Source("民政局", str(shelf)), inbox, QUICK).landed == ()
    (shelf / "低保#1 50%?.csv").write_text("姓名\n乙\n", "utf-8")
    assert pull(tmp_path, Source("民政局", str(shelf)), inbox, QUICK).landed[0].name == "低保#1 50%?_第02次改写.csv"
    assert "低保#1 50%?_第02次改写.csv" in names(inbox) and (shelf / "学籍.csv.part").exists()


@pytest.mark.parametrize("when", ["listed", "fetch"])
def test_what_grows_waits(shelf, tmp_path, monkeypatch, when):
    was = getattr(Folder, when)

    def growing(self, *args):
        found = was(self, *args)
        with (shelf / "低保#1 50%?.csv").open("a") as file:
            file.write("more\n")
        return found

    monkeypatch.setattr(Folder, when, growing)
    done = pull(tmp_path, Source("民政局", str(shelf), names="低保*"), tmp_path / "inbox", QUICK)
    assert done.landed == () and "还在往里放文件（低保#1 50%?.csv）" in done.failure and not (tmp_path / "inbox").exists()


def test_sftp_with_its_key_pinned(server, tmp_path, monkeypatch):
    _, source = server
    monkeypatch.setenv("BIDUI_SECRET_MINZHENG", "mima")
    assert len(pull(tmp_path, source, tmp_path / "inbox", QUICK).landed) == 2
    assert names(tmp_path / "inbox") == {"低保#1 50%?.csv", "医保.csv"}
    import asyncssh

    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode().strip()
    assert "host_key" in pull(tmp_path, Source("x", source.place, other, "minzheng"), tmp_path / "other", QUICK).failure
    monkeypatch.setenv("BIDUI_SECRET_MINZHENG", "cuo")
    assert "密码" in pull(tmp_path, source, tmp_path / "other", QUICK).failure
    assert not (tmp_path / "other").exists()


def test_what_is_put_there_is_whole_and_over_nothing(server, shelf, tmp_path):
    place = Sftp(server[1], "mima", QUICK)
    (tmp_path / "list").write_text("whole")
    place.put(tmp_path / "list", "清单.xlsx")
    assert (shelf / "清单.xlsx").read_text() == "whole"
    (tmp_path / "list").write_text("another")
    with pytest.raises(Exception, match=r"."):
        place.put(tmp_path / "list", "清单.xlsx")
    assert (shelf / "清单.xlsx").read_text() == "whole"


def test_without_a_pinned_key_nobody_is_believed(server, tmp_path):
    _, source = server
    bare = Source("民政局", source.place)
    assert "host_key" in pull(tmp_path, bare, tmp_path / "inbox", QUICK).failure
    assert look(tmp_path, bare, QUICK).key == source.host_key


def test_a_file_left_there_is_not_the_next_months_too(shelf, tmp_path):
    source = Source("民政局", str(shelf), names="低保*")
    assert len(pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).landed) == 1
    assert pull(tmp_path, source, tmp_path / "inbox/2024-07", QUICK).landed == ()
    os.utime(shelf / "低保#1 50%?.csv", (1_720_000_000, 1_720_000_000))  # written again, the same: July's list is as June's was
    assert len(pull(tmp_path, source, tmp_path / "inbox/2024-07", QUICK).landed) == 1


def test_what_is_put_into_a_share_its_readers_may_read(shelf, tmp_path):
    (tmp_path / "list").write_text("whole")
    shelf.chmod(0o750)
    with private():
        Folder(str(shelf), QUICK).put(tmp_path / "list", "清单.xlsx")
    assert (shelf / "清单.xlsx").stat().st_mode & 0o777 == 0o640 and not (shelf / "清单.xlsx.part").exists()


def test_a_file_that_was_written_anew_is_read_after_what_it_was(shelf, tmp_path, county):
    """Of two in a folder the later by name wins, whenever they are taken in: after a restore both are taken in at once."""
    for number in range(1, 12):
        (shelf / "学籍.csv").write_text(f"{number}\n")
        pull(tmp_path, Source("教育局", str(shelf), names="学籍*"), county.inbox / "2024-07", QUICK)
    workspace = Workspace.at(county.home)
    with opened(workspace) as warehouse:
        read = [path.read_text().strip() for _, path, _ in not_yet_read(workspace, warehouse, parse_month("2024-07"))]
    assert read == [str(number) for number in range(1, 12)]


@pytest.mark.parametrize("is_town", [False, True])
def test_of_a_delivery_that_is_still_being_put_there_nothing_is_taken(shelf, tmp_path, monkeypatch, is_town):
    """Whoever stands in the other half would be missed. A town's answers are each whole by themselves."""
    was = Folder.listed

    def growing(self, under=""):
        found = was(self, under)
        (shelf / f"新{len(found)}.csv").write_text(str(len(found)))
        return found

    monkeypatch.setattr(Folder, "listed", growing)
    source = Source("民政局", str(shelf), names="*.csv", is_town=is_town)
    done = pull(tmp_path, source, tmp_path / "inbox", QUICK)
    came = {"低保#1 50%?.csv", "医保.csv"} if is_town else set()
    assert {file.name for file in done.landed} == names(tmp_path / "inbox") == came
    assert any(name.startswith("新") for name in done.waiting) if is_town else "还在往里放文件（新" in done.failure
    monkeypatch.undo()
    pull(tmp_path, source, tmp_path / "inbox", QUICK)
    assert names(tmp_path / "inbox") >= {path.name for path in shelf.glob("新*")}, "all of it once it stands still"


def test_a_file_half_uploaded_holds_the_delivery_while_it_grows(shelf, tmp_path, monkeypatch):
    was = Folder.listed

    def growing(self, under=""):
        with (shelf / "学籍.csv.part").open("a") as file:
            file.write("more")
        return was(self, under)

    monkeypatch.setattr(Folder, "listed", growing)
    assert "学籍.csv.part" in pull(tmp_path, Source("民政局", str(shelf), names="[低学]*.csv"), tmp_path / "inbox", QUICK).failure
    monkeypatch.undo()  # left there and forgotten it holds nothing
    assert len(pull(tmp_path, Source("民政局", str(shelf), names="[低学]*.csv"), tmp_path / "inbox", QUICK).landed) == 1


def test_two_departments_may_call_their_files_alike(tmp_path):
    for department in ("民政局", "人社局"):
        (tmp_path / department).mkdir()
        (tmp_path / department / "数据.csv").write_text(department)
        assert len(pull(tmp_path, Source(department, str(tmp_path / department)), tmp_path / "inbox/2024-06", QUICK).landed) == 1
    assert [(tmp_path / "inbox/2024-06" / department / "数据.csv").read_text() for department in ("民政局", "人社局")] == ["民政局", "人社局"]


@pytest.mark.parametrize("by_wire", [False, True])
def test_folders_are_told_and_links_are_what_they_lead_to(server, shelf, tmp_path, monkeypatch, by_wire):
    monkeypatch.setenv("BIDUI_SECRET_MINZHENG", "mima")
    (shelf / "六月").mkdir()
    (shelf / "六月" / "里面.csv").write_text("x")
    (shelf / "链接.csv").symlink_to("六月/里面.csv")
    (shelf / "断的.csv").symlink_to("没有.csv")
    source = server[1] if by_wire else Source("民政局", str(shelf))
    done = pull(tmp_path, source, tmp_path / "inbox", QUICK)
    assert "链接.csv" in names(tmp_path / "inbox") and "断的.csv" not in names(tmp_path / "inbox") and "里面.csv" not in names(tmp_path / "inbox")
    assert "（六月）" in done.notes[0] and not done.failure and "文件夹" in look(tmp_path, source, QUICK).things
    assert pull(tmp_path, replace(source, names="*.csv"), tmp_path / "inbox", QUICK).notes == (), "whoever names files has no folders in mind"
    inside = replace(source, names="{month:m}月/*.csv").of_month(parse_month("2024-06"))
    (shelf / "6月").mkdir()
    (shelf / "6月" / "里面.csv").write_text("y")
    assert [file.name for file in pull(tmp_path, inside, tmp_path / "inbox", QUICK).landed] == ["6月/里面.csv"]
    (shelf / "6月" / "里面.csv").write_text("written anew")
    assert [file.name for file in pull(tmp_path, inside, tmp_path / "inbox", QUICK).landed] == ["6月/里面_第02次改写.csv"]
    assert (tmp_path / "inbox/民政局/6月/里面.csv").read_text() == "y" and look(tmp_path, inside, QUICK).things == "1 个文件"
