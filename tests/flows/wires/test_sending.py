"""Papers reach a folder and a real mail server once; what may or may not have arrived is sent again by a person's word only."""

from __future__ import annotations

import email
import email.policy
import hashlib
import io

import openpyxl
import pytest

from flows.county import opened
from flows.wires.locking import locked, unlocked
from flows.wires.remote import Waits
from flows.wires.sending import send_month, unsent
from flows.workspace import Workspace
from matchers.leads.dispatched import TRYING, note_sending
from schemas.mistakes import Mistake
from schemas.months import parse_month
from tests.flows.wires.servers import HANGS

QUICK = Waits(settle=0.05, connect=1, answer=1, transfer=5)
MONTH = parse_month("2024-06")
LIST = "水阳镇_核实清单_2024-06.xlsx"


def workbook(text: str, rows: int = 300) -> bytes:
    made, book = io.BytesIO(), openpyxl.Workbook()
    for at in range(rows):
        book.active.append([text, hashlib.sha256(f"{text}{at}".encode()).hexdigest()])
    book.save(made)
    return made.getvalue()


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "county"
    (home / "outbox/2024-06/towns").mkdir(parents=True)
    (home / "outbox/2024-06/towns" / LIST).write_bytes(workbook("甲"))
    (home / "outbox/2024-06/towns" / LIST.replace("水阳", "狸桥")).write_bytes(workbook("乙"))
    return home


def told(home, to: str, port: int = 1, more: str = "") -> Workspace:
    (home / "county.toml").write_text(
        f'[send."水阳镇"]\nto = "{to}"\npassword = "shuiyang"\n{more}[mail]\nserver = "smtp://u@127.0.0.1:{port}"\nsender = "a@example.cn"\nsecret = "youxiang"\n', "utf-8"
    )
    return Workspace.at(home)


def states(done) -> list[str]:
    return [each.state for each in done]


def test_a_letter_arrives_once_locked_and_named(box, home):
    workspace = told(home, "mailto:b@example.cn", box.port)
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["sent"]
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["sent"] and len(box.letters) == 1
    letter = email.message_from_bytes(box.letters[0], policy=email.policy.default)
    attached = next(letter.iter_attachments())
    assert attached.get_filename() == LIST and letter["Date"] and letter["Message-ID"]
    assert b"filename*0" not in box.letters[0] and b"kouling" not in box.letters[0]
    assert "kouling" not in letter.get_body().get_content()
    assert unlocked(attached.get_content(), "kouling") == (home / "outbox/2024-06/towns" / LIST).read_bytes()
    (home / "outbox/2024-06/towns" / LIST).write_bytes(workbook("丙"))
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["sent"] and len(box.letters) == 2


@pytest.mark.parametrize("says", ["", HANGS])
def test_a_line_that_drops_or_hangs_after_the_letter_is_uncertain(box, home, says):
    workspace = told(home, "mailto:b@example.cn", box.port)
    box.says = says
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["uncertain"]
    box.says = "250 OK"
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["uncertain"] and len(box.letters) == 1
    with opened(workspace) as warehouse:
        assert "可能到了也可能没到" in unsent(workspace, warehouse, MONTH)[0]
    assert states(send_month(workspace, MONTH, "水阳镇", QUICK)) == ["sent"] and len(box.letters) == 2
    ids = {email.message_from_bytes(each)["Message-ID"] for each in box.letters}
    assert len(ids) == 1


def test_a_sender_that_was_killed_is_uncertain(box, home):
    workspace = told(home, "mailto:b@example.cn", box.port)
    send_month(workspace, MONTH, waits=QUICK)
    (home / "outbox/2024-06/towns" / LIST).write_bytes(workbook("丁"))
    sha = hashlib.sha256((home / "outbox/2024-06/towns" / LIST).read_bytes()).hexdigest()
    with opened(workspace) as warehouse, warehouse.transaction():
        note_sending(warehouse, MONTH, "水阳镇", LIST, sha, MONTH, TRYING)
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["uncertain"] and len(box.letters) == 1


@pytest.mark.parametrize(("what", "state"), [("550 no such user", "refused"), ("451 later", "failed")])
def test_what_a_server_does_not_take_has_not_gone(box, home, what, state):
    workspace = told(home, "mailto:b@example.cn", box.port)
    box.rcpt = what
    assert states(send_month(workspace, MONTH, waits=QUICK)) == [state]
    box.rcpt, box.says = "250 OK", what
    assert states(send_month(workspace, MONTH, waits=QUICK)) == [state]
    box.says = "250 OK"
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["sent"]


def test_whom_nobody_vouches_for_gets_nothing(box, home, monkeypatch):
    workspace = told(home, "mailto:b@example.cn", box.port)
    monkeypatch.setenv("BIDUI_SECRET_YOUXIANG", "cuo")
    assert "密码不对" in send_month(workspace, MONTH, waits=QUICK)[0].why
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "证书" in send_month(workspace, MONTH, waits=QUICK)[0].why and not box.letters


def test_a_folder_gets_it_beside_what_lies_there(home, tmp_path, monkeypatch):
    monkeypatch.setenv("BIDUI_SECRET_SHUIYANG", "kouling")
    share = tmp_path / "share"
    share.mkdir()
    (share / LIST).write_bytes(b"being filled in")
    workspace = told(home, str(share))
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["sent"]
    assert (share / LIST).read_bytes() == b"being filled in"
    assert sorted(path.name for path in share.iterdir()) == sorted([LIST, LIST.replace(".xlsx", "_第02次.xlsx")])
    (home / "outbox/2024-06/网格表").mkdir()  # which some rule books ask for
    for town in ("水阳镇", "狸桥镇"):
        (home / "outbox/2024-06/网格表" / f"{town}_网格表_2024-06.xlsx").write_bytes(workbook(town))
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["sent", "sent"]
    assert [unlocked(path.read_bytes(), "kouling") for path in share.glob("*网格表*")] == [(home / "outbox/2024-06/网格表/水阳镇_网格表_2024-06.xlsx").read_bytes()], "another town's is not its"
    (home / "outbox/2024-06/部门分办单").mkdir()
    (home / "outbox/2024-06/部门分办单/医保局_部门分办单_2024-06.xlsx").write_bytes(workbook("医保局"))
    with (home / "county.toml").open("a", encoding="utf-8") as file:
        file.write(f'[send."医保局"]\nto = "{tmp_path}"\n')
    assert states(send_month(Workspace.at(home), MONTH, waits=QUICK)) == ["sent"] * 3 and (tmp_path / "医保局_部门分办单_2024-06.xlsx").exists()
    (home / "warehouse.duckdb").unlink()  # the ledger is gone: what lies there is looked at
    assert states(send_month(workspace, MONTH, waits=QUICK)) == ["sent", "sent"] and len(list(share.iterdir())) == 3


def test_what_cannot_be_locked_is_not_sent():
    with pytest.raises(Mistake):
        locked(b"PK\x03\x04 small", "kouling")
    assert unlocked(workbook("甲"), "kouling") is None and unlocked(locked(workbook("甲"), "a"), "b") is None


def test_a_list_that_comes_back_locked_is_read(county, bidui, monkeypatch):
    monkeypatch.setenv("BIDUI_SECRET_SHUIYANG", "kouling")
    issued = next((county.home / "outbox/2024-06/towns").glob("水阳镇_核实清单*.xlsx"))
    back = county.home / "returns/2024-06" / issued.name
    back.parent.mkdir(parents=True, exist_ok=True)
    back.write_bytes(locked(issued.read_bytes(), "kouling"))
    with (county.home / "county.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[send."水阳镇"]\nto = "{county.home}"\npassword = "shuiyang"\n')
    ran = bidui("returns", "2024-06", "--home", county.home)
    assert ran.exit_code == 0 and "新收 1 个文件" in ran.output and "没能用上" not in ran.output


def test_the_command_and_what_status_says_of_it(county, bidui, tmp_path):
    assert bidui("send", "2024-06", "--home", county.home).exit_code == 2
    share = tmp_path / "share"
    with (county.home / "county.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[send."水阳镇"]\nto = "{share}"\n')
    failed = bidui("send", "2024-06", "--home", county.home)
    assert failed.exit_code == 2 and "没发到" in failed.output
    assert "没发到 水阳镇_核实清单" in bidui("status", "2024-06", "--home", county.home).output
    assert "✗ 水阳镇" in bidui("wires", "--home", county.home).output
    share.mkdir()
    assert bidui("send", "2024-06", "--home", county.home).exit_code == 0
    assert "没发到" not in bidui("status", "2024-06", "--home", county.home).output
    reached = bidui("wires", "--home", county.home).output
    assert "✓ 水阳镇：连上了" in reached and f"发到了 {len(list(share.iterdir()))} 个" in reached
    there = {path.name for path in share.iterdir()}
    assert there == {path.name for path in (county.home / "outbox/2024-06").glob("*/水阳镇_*")}
    issued = next((county.home / "outbox/2024-06/towns").glob("水阳镇_核实清单*.xlsx"))
    openpyxl.load_workbook(issued).save(issued)  # opened and saved again: other bytes, the same list
    again = bidui("send", "2024-06", "--home", county.home)
    assert again.exit_code == 2 and "改动过，没有发" in again.output and {path.name for path in share.iterdir()} == there


def test_no_list_leaves_by_mail_without_a_password(home):
    (home / "county.toml").write_text('[send."水阳镇"]\nto = "mailto:b@example.cn"\n[mail]\nserver = "smtps://u@127.0.0.1"\nsender = "a@example.cn"\n', "utf-8")
    with pytest.raises(Mistake, match="打开口令"):
        Workspace.at(home)


def test_a_renamed_town_gets_what_bears_its_old_name(home, tmp_path):
    receipt = home / "outbox/2024-06/returns/水洋镇_反馈回执_2024-06.xlsx"
    receipt.parent.mkdir()
    receipt.write_bytes(workbook("丙"))
    (tmp_path / "share").mkdir()
    renamed = f'[places]\n"水洋镇" = "水阳镇"\n[send."水阳镇"]\nto = "{tmp_path / "share"}"\n'
    (home / "county.toml").write_text(renamed, "utf-8")
    assert states(send_month(Workspace.at(home), MONTH, waits=QUICK)) == ["sent", "sent"] and {path.name for path in (tmp_path / "share").iterdir()} == {LIST, receipt.name}
    (home / "county.toml").write_text(renamed.replace('[send."水阳镇"]', '[send."水洋镇"]'), "utf-8")
    done = send_month(Workspace.at(home), MONTH, waits=QUICK)
    assert states(done) == ["sent", "absent"] and "乡镇改了名的写新名" in done[-1].why, "its new list may be another office's"


def test_a_name_that_nothing_is_for_is_said(home, tmp_path):
    (home / "county.toml").write_text(f'[send."水洋镇"]\nto = "{tmp_path}"\n', "utf-8")
    with (home / "county.toml").open("a", encoding="utf-8") as file:
        file.write(f'[send."住建局"]\nto = "{tmp_path}"\n')  # has sent nothing: no receipt, and nothing to say
    workspace = Workspace.at(home)
    assert len(send_month(workspace, MONTH, waits=QUICK)) == 1 and "名字要和" in send_month(workspace, MONTH, waits=QUICK)[0].why
    with opened(workspace) as warehouse:
        (said,) = unsent(workspace, warehouse, MONTH)
        assert said.startswith("水洋镇")
    (home / "outbox/2024-06/towns").rename(home / "aside")  # not compared yet: no town has a list
    assert send_month(workspace, MONTH, waits=QUICK) == ()
