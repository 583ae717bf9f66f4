"""Files come from a folder and from a real SFTP server; what is torn, growing or stalled is not taken."""

from __future__ import annotations

import gc
import os
import signal
import warnings
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from flows.arrivals import not_yet_read
from flows.county import opened
from flows.leftovers import private
from flows.wires import pulling
from flows.wires.looking import look
from flows.wires.origins import Source, sources_of
from flows.wires.pulling import pull_month
from flows.wires.remote import Folder, Seen, Sftp, Waits, readable
from flows.workspace import Workspace
from schemas.mistakes import Mistake
from schemas.months import parse_month
from tests.flows.wires.servers import SftpServer, pull

QUICK = Waits(settle=0.05, connect=0.6, answer=0.6, transfer=5)
BIG = 20_000_000  # several blocks
@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "低保#1 50%?.csv").write_text("姓名\n甲\n", "utf-8")
    (folder / "半截.xlsx").write_bytes(b"PK\x03\x04half")
    (folder / "学籍.csv.part").write_text("x")
    (folder / "空.csv").touch()
    with open(os.fsencode(folder) + "/医保.csv".encode("gb18030"), "w") as file:
        file.write("gbk")
    return folder


@pytest.fixture
def server(shelf):
    made = SftpServer(shelf)
    yield made.process, Source("民政局", made.address, made.key, "minzheng")
    made.end()


@pytest.fixture
def dying(shelf):
    (shelf / "大.csv").write_bytes(os.urandom(BIG))
    made = SftpServer(shelf)
    yield made
    made.end()


@pytest.mark.parametrize("name", ["水.csv", "民政局低保（6月）.xlsx", "a.csv", "学籍.csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_are_read_as_they_were_written(name, encoding):
    assert readable(os.fsdecode(name.encode(encoding))) == name


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")  if path.is_file()}


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


def test_what_is_put_into_a_share_its_readers_may_read(shelf, tmp_path):
    (tmp_path / "list").write_text("whole")
    shelf.chmod(0o750)
    with private():
        Folder(str(shelf), QUICK).put(tmp_path / "list", "清单.xlsx")
    assert (shelf / "清单.xlsx").stat().st_mode & 0o777 == 0o640 and not (shelf / "清单.xlsx.part").exists()


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


def test_a_file_that_was_written_anew_is_read_after_what_it_was(shelf, tmp_path, county):
    """Of two in a folder the later by name wins, whenever they are taken in: after a restore both are taken in at once."""
    for number in range(1, 12):
        (shelf / "学籍.csv").write_text(f"{number}\n")
        pull(tmp_path, Source("教育局", str(shelf), names="学籍*"), county.inbox / "2024-07", QUICK)
    workspace = Workspace.at(county.home)
    with opened(workspace) as warehouse:
        read = [path.read_text().strip() for _, path, _ in not_yet_read(workspace, warehouse, parse_month("2024-07"))]
    assert read == [str(number) for number in range(1, 12)]


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


def test_names_as_long_as_a_disk_takes_and_longer(tmp_path):
    """A name of GBK has fewer bytes there than here; one that is written anew gets a mark."""
    (tmp_path / "out").mkdir()
    longest = os.fsencode(tmp_path / "out") + b"/" + "学".encode("gb18030") * 125 + b"1\r\n.c"
    inbox = tmp_path / "inbox"
    for text in ("甲", "乙"):
        with open(longest, "w", encoding="utf-8") as file:
            file.write(text)
        done = pull(tmp_path, Source("教育局", str(tmp_path / "out")), inbox, QUICK)
        assert len(done.landed) == 1 and not done.failure
    first, second = sorted(inbox.rglob("*.c"))
    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("甲", "乙") and "第02次改写" in second.name, "of two in a folder the later name wins"
    assert all(len(os.fsencode(name)) <= 255 and name.isprintable() and name.endswith(".c") for name in names(inbox))


class Hostile:
    """A server that lists what leads out of its folder."""

    def __init__(self, *names: str) -> None:
        self.names, self.folders = names, {"..", "../上面"}

    def listed(self, under=""):
        return {Seen(name, 1, 1) for name in self.names}

    def fetch(self, seen, to):
        to.write_text("x")


@pytest.mark.parametrize("pattern", ["*", "*/*"])
def test_names_that_lead_elsewhere_are_not_followed(tmp_path, monkeypatch, pattern):
    monkeypatch.setattr(pulling, "reached", lambda *_: Hostile("../../甲.csv", "/etc/乙.csv", "..", "丙\\丁.csv", ""))
    done = pull(tmp_path, Source("教育局", "sftp://u@h/", names=pattern), tmp_path / "inbox", QUICK)
    assert done.landed == () and done.waiting == (pulling.NO_NAME,) and not (tmp_path / "inbox").exists()


def test_a_listing_of_many_thousands(tmp_path, monkeypatch):
    """Years of files lie there: one look is enough to know which are meant."""
    monkeypatch.setattr(pulling, "reached", lambda *_: Hostile(*(f"低保{number}.csv" for number in range(30_000)), "学籍 2024-06.csv"))
    done = pull(tmp_path, Source("教育局", "sftp://u@h/", names="学籍 2024-06*"), tmp_path / "inbox", QUICK)
    assert [file.name for file in done.landed] == ["学籍 2024-06.csv"]


def test_two_departments_may_call_their_files_alike(tmp_path):
    for department in ("民政局", "人社局"):
        (tmp_path / department).mkdir()
        (tmp_path / department / "数据.csv").write_text(department)
        assert len(pull(tmp_path, Source(department, str(tmp_path / department)), tmp_path / "inbox/2024-06", QUICK).landed) == 1
    assert [(tmp_path / "inbox/2024-06" / department / "数据.csv").read_text() for department in ("民政局", "人社局")] == ["民政局", "人社局"]


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


@pytest.mark.parametrize("place", ["ftp://u@h/x", "sftp://u:mima@h/x", "http://h/x", "postgresql://u@h/x", "s3://x", ""])
def test_unusable_sources_are_refused(place):
    with pytest.raises(Mistake) as told:
        sources_of(Path("county.toml"), {"民政局": {"from": place}}, {})
    assert "mima" not in str(told.value)


def test_secrets_that_others_may_read_are_not_used(server, tmp_path):
    (tmp_path / "secrets.toml").write_text('minzheng = "mima"\n')
    (tmp_path / "secrets.toml").chmod(0o644)
    assert "chmod 600" in pull(tmp_path, server[1], tmp_path / "inbox", QUICK).failure
    (tmp_path / "secrets.toml").chmod(0o600)
    assert len(pull(tmp_path, server[1], tmp_path / "inbox", QUICK).landed) == 2


def test_the_ledger_knows_what_came_even_where_times_are_lost(tmp_path, shelf, bidui, monkeypatch):
    monkeypatch.setattr(pulling, "sleep", lambda seconds: None)
    home = tmp_path / "county"
    bidui("init", home)
    (home / "county.toml").write_text(f'[sources."民政局"]\nfrom = "{shelf}"\nnames = "低保*"\n', "utf-8")
    landed = home / "inbox/2024-05/民政局/低保#1 50%?.csv"
    landed.parent.mkdir(parents=True)
    landed.write_bytes((shelf / landed.name).read_bytes())  # as if killed before the row was written
    assert [file.name for each in pull_month(Workspace.at(home), parse_month("2024-05")) for file in each.landed] == [landed.name]
    assert pull_month(Workspace.at(home), parse_month("2024-05"))[0].landed == () and names(home / "inbox") == {landed.name}
    os.utime(landed, (1, 1))  # the workspace was copied
    assert pull_month(Workspace.at(home), parse_month("2024-06"))[0].landed == (), "May's, and never written anew"
    (shelf / landed.name).rename(shelf / "低保 六月.csv")
    assert pull_month(Workspace.at(home), parse_month("2024-06"))[0].landed == (), "nor under another name"
    os.utime(shelf / "低保 六月.csv", (1_720_000_000, 1_720_000_000))
    assert len(pull_month(Workspace.at(home), parse_month("2024-06"))[0].landed) == 1


def test_what_cannot_be_used_as_it_lies_there_is_named_in_status_and_receipt(tmp_path, shelf, bidui, monkeypatch):
    monkeypatch.setattr(pulling, "sleep", lambda seconds: None)
    home = tmp_path / "county"
    bidui("init", home)
    (home / "county.toml").write_text(f'[sources."民政局"]\nfrom = "{shelf}"\nnames = "[低半]*"\n', "utf-8")
    assert "先不取 半截.xlsx" in bidui("pull", "2024-06", "--home", home).output
    assert bidui("collect", "2024-06", "--home", home).exit_code == 0
    book = openpyxl.load_workbook(home / "outbox/2024-06/departments/民政局_回执_2024-06.xlsx")
    rows = [" ".join(str(cell) for cell in row if cell) for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any("半截.xlsx" in row and "请重新放一次" in row for row in rows)
    assert "有 1 个文件还在写或不完整（半截.xlsx），先没取" in "".join(bidui("status", "2024-06", "--home", home).output.split("\n"))


def test_names_that_nothing_is_called_are_told(tmp_path, shelf, bidui, monkeypatch):
    monkeypatch.setattr(pulling, "sleep", lambda seconds: None)
    home = tmp_path / "county"
    bidui("init", home)
    (home / "county.toml").write_text(f'[sources."民政局"]\nfrom = "{shelf}"\nnames = "*.xls"\n', "utf-8")
    said = "那里有 5 个文件，没有一个叫 *.xls：医保.csv、低保#1 50%?.csv、半截.xlsx等5个"
    for command in (("pull", "2024-06"), ("status", "2024-06"), ("wires",)):
        assert said in "".join(bidui(*command, "--home", home).output.split("\n")), command


def test_the_command_and_what_status_says_of_it(tmp_path, shelf, bidui, monkeypatch):
    monkeypatch.setattr(pulling, "sleep", lambda seconds: None)
    home = tmp_path / "county"
    bidui("init", home)
    assert bidui("pull", "2024-06", "--home", home).exit_code == 2
    told = f'[sources."民政局"]\nfrom = "{shelf}"\nnames = "低保*"\n'
    (home / "county.toml").write_text(f'{told}[sources."医保局"]\nfrom = "{tmp_path}/nowhere"\n', "utf-8")
    assert bidui("pull", "2024-06", "--home", home).exit_code == 2
    assert names(home / "inbox") == {"低保#1 50%?.csv"}
    shown = bidui("status", "2024-06", "--home", home).output
    assert "医保局的文件" in shown and "请核对 county.toml" in shown and "民政局的文件" not in shown
    told_of = bidui("wires", "--home", home).output.splitlines()
    assert "民政局：连上了，有 1 个文件（另有 4 个和 names 对不上，不取）" in told_of[0] and "取来过 1 个文件" in told_of[0] and "请核对" in told_of[1] and "取来过 0 个文件" in told_of[1]
    (home / "county.toml").write_text(told, "utf-8")
    assert bidui("pull", "2024-06", "--home", home).exit_code == 0
    assert "没取全" not in bidui("status", "2024-06", "--home", home).output


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


def test_a_dead_server_leaves_nothing_behind_that_speaks_later(dying, tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("BIDUI_SECRET_MINZHENG", "mima")
    dying.end_at("read", signal.SIGKILL, BIG // 2)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        pull(tmp_path, Source("民政局", dying.address, dying.key, "minzheng"), tmp_path / "inbox", QUICK)
        gc.collect()
    assert [record.getMessage() for record in caplog.records if record.name == "asyncio"] == []
    assert [str(each.message) for each in told if issubclass(each.category, (pytest.PytestUnraisableExceptionWarning, RuntimeWarning))] == []
