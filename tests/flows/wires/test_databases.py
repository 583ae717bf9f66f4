"""Rows come from a real PostgreSQL's view, the same rows as the same bytes; a stopped or killed server is given up and nothing torn is taken."""

from __future__ import annotations

import datetime as dt
import signal
import time

import pytest
import sqlalchemy as sa

from flows.wires import databases, pulling
from flows.wires.looking import look
from flows.wires.origins import Source
from flows.wires.remote import Waits
from schemas.dataset import all_datasets
from schemas.months import stated_month
from tests.flows.wires.servers import pull, told

QUICK = Waits(settle=0.05, connect=2, answer=1, transfer=5)
VIEW = "v_参保"


@pytest.fixture(scope="module")
def tables(postgres):
    with sa.create_engine(postgres[1].replace("://", "+psycopg://")).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE p (姓名 text, 状态 text, 缴费 numeric(10,2), 是否 boolean, 日期 date)")
        connection.exec_driver_sql("INSERT INTO p SELECT '人' || g, '正常', g / 4.0, mod(g, 2) = 0, '2024-06-01' FROM generate_series(1, 20000) g ORDER BY random()")
        connection.exec_driver_sql(f'CREATE VIEW "{VIEW}" AS SELECT * FROM p')


@pytest.fixture(autouse=True)
def tried_once(monkeypatch):
    """That it is tried again is shown by SFTP."""
    monkeypatch.setattr(pulling, "TRIES", 1)


@pytest.fixture
def source(postgres, tables):
    return Source("医保局", postgres[1], views=(("enrolment", VIEW),))


def test_the_same_rows_are_the_same_bytes(source, postgres, tmp_path):
    done = pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK)
    assert done.failure == "" and done.landed[0].name == f"{all_datasets()['enrolment'].title} {VIEW} 2024-06.csv"
    text = next((tmp_path / "inbox").rglob("*.csv")).read_text("utf-8").splitlines()
    assert text[0] == "姓名,状态,缴费,是否,日期" and len(text) == 20_001 and "人1,正常,0.25,否,2024-06-01" in text
    with sa.create_engine(postgres[1].replace("://", "+psycopg://")).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE q AS SELECT * FROM p ORDER BY random(); TRUNCATE p; INSERT INTO p SELECT * FROM q; DROP TABLE q")
    assert pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).landed == ()
    assert look(tmp_path, source, QUICK).things == f"{VIEW} 20000 行"
    with sa.create_engine(postgres[1].replace("://", "+psycopg://")).begin() as connection:
        connection.exec_driver_sql("DELETE FROM p WHERE 姓名 = '人1'")
    again = pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).landed
    assert [file.name for file in again] == [done.landed[0].name.replace(".csv", "_第02次重报.csv")], "it stands in for the first: who left the view is out"
    assert stated_month(again[0].name, dt.date(2024, 7, 1)) == dt.date(2024, 6, 1)


def test_a_line_break_within_a_cell_ends_no_row():
    assert databases._line(["甲\r乙", "丙\r\n丁", "戊"]) == '"甲\n乙","丙\n丁",戊\n'


def test_a_view_that_is_not_there_istold(postgres, tmp_path):
    failed = pull(tmp_path, Source("医保局", postgres[1], views=(("enrolment", "没有"),)), tmp_path / "inbox/2024-06", QUICK).failure
    assert "views" in failed and "127.0.0.1" not in failed


TYPES = {
    "postgres": ("timestamptz DEFAULT '2024-05-31 16:30:00+00'", "double precision", "bigint", "bytea DEFAULT '\\x01'", "SET TIME ZONE 'UTC'"),
    "mariadb": ("timestamp DEFAULT '2024-05-31 16:30:00'", "double", "bigint", "bit(1) DEFAULT 1", "SET time_zone = '+00:00'"),
}


@pytest.mark.parametrize("server", TYPES)
def test_a_value_comes_as_the_department_sees_it(server, tmp_path, request, monkeypatch):
    """A day is China's, a number keeps its digits or shows that it lost some, what is NULL is nothing and not nought."""
    at, real, whole, bits, clock = TYPES[server]
    address = request.getfixturevalue(server)[1].replace("mysql://reader", "mysql://root")
    with sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:").replace("mysql:", "mysql+pymysql:")).begin() as connection:
        for words in (clock, f"CREATE TABLE kinds (at {at}, households {real}, card {real}, number {whole}, amount {real}, flag {bits}, aid numeric(9,2), word varchar(9))"):
            connection.exec_driver_sql(words)
        connection.exec_driver_sql("INSERT INTO kinds (households, card, number, amount, aid, word) VALUES (34180200000059, 341802199001011234, 341802199001011234, 0.1, NULL, ''), (1, 2, 3, 4.5, 0, 'a')")
    source = Source("民政局", address, views=(("assistance", "kinds"),))
    assert pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).failure == ""
    head, *rows = next(tmp_path.rglob("*.csv")).read_text("utf-8").splitlines()
    assert head == "at,households,card,number,amount,flag,aid,word"
    assert sorted(rows) == ["2024-06-01 00:30:00,1,2,3,4.5,是,0.00,a", "2024-06-01 00:30:00,34180200000059,341802199001011264,341802199001011234,0.1,是,,"]


def test_a_view_that_is_being_filled_waits(postgres, tmp_path, monkeypatch):
    """A department's nightly job empties a table and fills it anew: what was there last night stays in force."""
    with sa.create_engine(postgres[1].replace("://", "+psycopg://")).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CREATE TABLE filling (word text)")
        source, inbox = Source("民政局", postgres[1], views=(("assistance", "filling"),)), tmp_path / "inbox/2024-06"
        assert len(pull(tmp_path, source, inbox, QUICK).waiting) == 1, "empty"
        monkeypatch.setattr(pulling, "sleep", lambda _: connection.exec_driver_sql("INSERT INTO filling VALUES ('a')"))
        assert len(pull(tmp_path, source, inbox, QUICK).waiting) == 1
        connection.exec_driver_sql("INSERT INTO filling VALUES ('b')")
        assert len(pull(tmp_path, source, inbox, QUICK).waiting) == 1 and not inbox.exists()
        monkeypatch.undo()
        assert len(pull(tmp_path, source, inbox, QUICK).landed) == 1


def told_in_the_middle(monkeypatch, process, name: signal.Signals) -> None:
    """When the first value of its rows is written."""
    line, sent = databases._as_text, []

    def ending(value):
        if not sent:
            sent.append(told(process, name))
        return line(value)

    monkeypatch.setattr(databases, "_as_text", ending)


def test_stopped_and_killed_in_the_middle(source, postgres, tmp_path, monkeypatch):
    process, _ = postgres
    for name in (signal.SIGSTOP, signal.SIGKILL):
        told_in_the_middle(monkeypatch, process, name)
        begun = time.monotonic()
        done = pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK)
        assert "次，" in done.failure and "127.0.0.1" not in done.failure and time.monotonic() - begun < 20
        assert not (tmp_path / "inbox").exists()
        told(process, signal.SIGCONT)


def test_mariadb_gives_the_same_bytes_and_is_given_up(mariadb, tmp_path, monkeypatch):
    """Its tables are GBK, as they are in old offices."""
    process, address = mariadb
    with sa.create_engine(address.replace("mysql://reader", "mysql+pymysql://root")).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE p (姓名 varchar(20), 缴费 decimal(10,2), 日期 date)")
        connection.exec_driver_sql("INSERT INTO p SELECT concat('人', seq), seq / 4, '2024-06-01' FROM seq_1_to_20000 ORDER BY rand()")
        connection.exec_driver_sql(f"CREATE VIEW `{VIEW}` AS SELECT * FROM p")
    source = Source("医保局", address, secret="qz", views=(("enrolment", VIEW),))
    monkeypatch.setenv("BIDUI_SECRET_QZ", "cuo")
    refused = pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).failure
    assert "密码不对" in refused and "127.0.0.1" not in refused and "reader" not in refused
    monkeypatch.setenv("BIDUI_SECRET_QZ", "mima")
    assert pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).failure == ""
    text = next((tmp_path / "inbox").rglob("*.csv")).read_text("utf-8").splitlines()
    assert text[0] == "姓名,缴费,日期" and len(text) == 20_001 and "人1,0.25,2024-06-01" in text
    assert pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).landed == ()
    for name in (signal.SIGSTOP, signal.SIGKILL):
        told_in_the_middle(monkeypatch, process, name)
        done = pull(tmp_path, source, tmp_path / "inbox/2024-07", QUICK)
        assert "次，" in done.failure and "127.0.0.1" not in done.failure and not (tmp_path / "inbox/2024-07").exists()
        told(process, signal.SIGCONT)
