"""A whole month by wire: six departments by four ways, lists out by mail and SFTP under passwords, answers back by wire, closed."""

from __future__ import annotations

import csv
import email
import email.policy
import shutil
import signal

import pytest
import sqlalchemy as sa

from flows.county import opened, policy_of
from flows.month import run_month
from flows.status import status_of
from flows.taking_in import returns_month
from flows.wires.locking import locked, unlocked
from flows.wires.pulling import pull_month
from flows.wires.remote import Waits
from flows.wires.sending import send_month
from flows.workspace import Workspace
from matchers.leads.ledger import ledger_now
from reports.filling import fill_in
from schemas.months import parse_month
from tests.flows import small
from tests.flows.wires.servers import WEBDAV, SftpServer, ended, started
from tests.towns.issued import NUMBER, read_lists

QUICK = Waits(settle=0.05, connect=1, answer=1, transfer=5)
MONTH = parse_month(small.MONTH)
SECRETS = {"dav": "mima", "sftp": "mima", "youxiang": "mima", "shuiyang": "kouling", "liqiao": "口令二"}


@pytest.fixture
def shelves(finished, tmp_path, postgres, authority, monkeypatch):
    """(workspace told of its places, SFTP server of the education bureau and of 狸桥镇): June's files lie where departments keep them."""
    home = finished.copied(tmp_path / "county").home
    for made in ("warehouse.duckdb", "outbox"):
        shutil.rmtree(home / made) if (home / made).is_dir() else (home / made).unlink()
    (home / "outbox").mkdir()

    def june(title):
        return home / "inbox" / small.MONTH / f"{title}_{small.MONTH}.csv"

    places = {name: tmp_path / name for name in ("rs", "mz", "jy", "zj", "sl", "reply")}
    for folder in places.values():
        folder.mkdir()
    for title, where in {"就业务工": "rs", "社会救助": "mz", "学籍": "jy", "住房安全": "zj", "供水": "sl"}.items():
        june(title).rename(places[where] / june(title).name)
    (places["rs"] / "就业务工（还在写）.csv.part").write_text("姓名")
    with sa.create_engine(postgres[1].replace("://", "+psycopg://")).begin() as connection:
        for view, title in (("v_参保", "医保参保"), ("v_结算", "医保结算")):
            with june(title).open(encoding="utf-8-sig", newline="") as file:
                head, *rows = csv.reader(file)
            table = sa.Table(f"t{view}", sa.MetaData(), *(sa.Column(name, sa.Text) for name in head))
            table.drop(connection, checkfirst=True)
            table.create(connection)
            connection.execute(table.insert(), [dict(zip(head, row, strict=True)) for row in rows])
            june(title).unlink()
    schools, liqiao = SftpServer(places["jy"]), SftpServer(places["reply"])
    houses, port = started(WEBDAV, places["zj"], authority / "server.pem")
    water, other = started(WEBDAV, places["sl"], authority / "server.pem")
    for name, secret in SECRETS.items():
        monkeypatch.setenv(f"BIDUI_SECRET_{name.upper()}", secret)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "ca.pem"))
    (home / "county.toml").write_text(f'''
[sources."人社局"]
from = "{places["rs"]}"
[sources."民政局"]
from = "{places["mz"]}"
names = "社会救助*"
[sources."教育局"]
from = "{schools.address}"
host_key = "{schools.key}"
secret = "sftp"
[sources."住建局"]
from = "https://u@127.0.0.1:{port}"
secret = "dav"
[sources."水利局"]
from = "https://u@127.0.0.1:{other}"
secret = "dav"
[sources."医保局"]
from = "{postgres[1]}"
views = {{ enrolment = "tv_参保", settlement = "tv_结算" }}
[returns."水阳镇"]
from = "{places["mz"]}"
names = "水阳镇*"
[returns."狸桥镇"]
from = "{liqiao.address}"
host_key = "{liqiao.key}"
secret = "sftp"
''', "utf-8")
    yield home, schools, liqiao
    for process in (schools.process, liqiao.process, houses, water):
        ended(process)


def send_to(home, liqiao, mail_port):
    with (home / "county.toml").open("a", encoding="utf-8") as file:
        file.write(f'''
[send."水阳镇"]
to = "mailto:shuiyang@example.cn"
password = "shuiyang"
[send."狸桥镇"]
to = "{liqiao.address}"
host_key = "{liqiao.key}"
secret = "sftp"
password = "liqiao"
[mail]
server = "smtp://u@127.0.0.1:{mail_port}"
sender = "xczx@example.cn"
secret = "youxiang"
''')


def answered(lying: bytes, password: str, tmp_path) -> bytes:
    """A list under its password, filled in by the town (none of it is true) and saved under the same."""
    plain, filled = tmp_path / "towns/plain.xlsx", tmp_path / "filled.xlsx"
    plain.parent.mkdir(exist_ok=True)
    plain.write_bytes(unlocked(lying, password))
    (issued,) = read_lists(tmp_path)
    said = {"是否属实": "否", "核实人": "王干部", "核实日期": "2024-07-10"}
    assert fill_in(plain, filled, NUMBER, {(row.sheet, row.lead_id): said for row in issued.rows}) == len(issued.rows) > 0
    return locked(filled.read_bytes(), password)


def came(done) -> dict[str, int]:
    return {each.department: len(each.landed) for each in done}


def test_a_month_by_wire(shelves, finished, box, tmp_path):
    home, schools, liqiao = shelves
    schools.end_at("read", signal.SIGSTOP)
    first = pull_month(Workspace.at(home), MONTH, QUICK)
    assert came(first) == {"人社局": 1, "民政局": 1, "教育局": 0, "住建局": 1, "水利局": 1, "医保局": 2, "水阳镇": 0, "狸桥镇": 0}
    assert [each.department for each in first if each.failure] == ["教育局"]
    assert any("教育局" in line for line in status_of(Workspace.at(home), MONTH).not_fetched)
    schools.end()
    schools.begin()
    nothing = dict.fromkeys(came(first), 0)
    assert came(pull_month(Workspace.at(home), MONTH, QUICK)) == nothing | {"教育局": 1}, "nothing twice"

    run_month(Workspace.at(home), MONTH)
    by_hand, by_wire = (where / "outbox" / small.MONTH / "leads.csv" for where in (finished.home, home))
    assert by_wire.read_bytes() == by_hand.read_bytes()

    send_to(home, liqiao, box.port)
    liqiao.end_at("write", signal.SIGKILL)
    states = {(each.recipient, each.state) for each in send_month(Workspace.at(home), MONTH, waits=QUICK)}
    assert states == {("水阳镇", "sent"), ("狸桥镇", "failed")}
    liqiao.end()
    liqiao.begin()
    letters = len(box.letters)
    for _ in range(2):
        send_month(Workspace.at(home), MONTH, waits=QUICK)
    assert len(box.letters) == letters
    lists = [name for name in (path.name for path in liqiao.shelf.iterdir()) if "核实清单" in name]
    assert lists == ["狸桥镇_核实清单_2024-06.xlsx"]
    assert came(pull_month(Workspace.at(home), MONTH, QUICK)) == nothing, "a list that lies there as it went is no answer"

    mailed = {part.get_filename(): part.get_content() for letter in box.letters for part in email.message_from_bytes(letter, policy=email.policy.default).iter_attachments()}
    ours = mailed["水阳镇_核实清单_2024-06.xlsx"]
    (tmp_path / "mz/水阳镇 核实好了.xlsx").write_bytes(answered(ours, SECRETS["shuiyang"], tmp_path))
    (liqiao.shelf / lists[0]).write_bytes(answered((liqiao.shelf / lists[0]).read_bytes(), SECRETS["liqiao"], tmp_path))
    liqiao.end_at("read", signal.SIGKILL)
    assert came(pull_month(Workspace.at(home), MONTH, QUICK)) == nothing | {"水阳镇": 1}
    liqiao.end()
    liqiao.begin()
    assert came(pull_month(Workspace.at(home), MONTH, QUICK))["狸桥镇"] == 1
    assert came(pull_month(Workspace.at(home), MONTH, QUICK)) == nothing

    outcome = returns_month(Workspace.at(home), MONTH)
    assert (outcome.new_files, outcome.refused_files, outcome.unused) == (2, 0, ())
    with opened(Workspace.at(home)) as warehouse:
        states = {lead.state(MONTH.replace(month=7, day=12)) for lead in ledger_now(warehouse, policy_of(Workspace.at(home), None)).leads.values()}
    assert states == {"销号"}
