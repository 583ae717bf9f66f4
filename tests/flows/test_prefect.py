"""The same month under Prefect: its counts, its retries, its schedule, and nothing personal in what Prefect keeps."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.flows import load_flow_from_entrypoint
from prefect.logging.handlers import APILogWorker
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, get_current_settings, temporary_settings
from prefect.states import Pending, Running
from prefect.testing.utilities import prefect_test_harness

from flows import clock, dead_runs, file_reader, ordering, scheduled, turning
from flows.workspace import Workspace
from matchers.leads import judging
from schemas.mistakes import Mistake
from schemas.months import written
from tests.flows import small
from tests.flows.conftest import ROOT
from tests.flows.look import contents
from tests.flows.marked import MARKS, NAME, NUMBER, deliver

SECRET = "mi-ma-zhen-mi"
DEPLOYMENTS = {each["name"]: each for each in yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]}
CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="session", autouse=True)
def server():
    """One for all tests: it takes a quarter of a minute to start. Gives the path of its database."""
    with prefect_test_harness(server_startup_timeout=120):
        yield Path(get_current_settings().server.database.connection_url.get_secret_value().partition("///")[2])


@pytest.fixture
def asked(server):
    """Rows of the server's own tables."""

    def ask(statement: str, *values: object) -> list[tuple]:
        with sqlite3.connect(server) as database:
            return database.execute(statement, values).fetchall()

    return ask


def run(flow, **parameters):
    state = flow(**{name: str(value) for name, value in parameters.items()}, return_state=True)
    return state, str(state.state_details.flow_run_id)


def test_a_month_gives_the_counts_and_papers_of_the_command(county, finished, tmp_path, asked):
    elsewhere = finished.copied(tmp_path / "elsewhere")
    for each in (county, elsewhere):
        small.later_drop(each)
    elsewhere.run()
    state, run_id = run(scheduled.month_flow, home=county.home, month=small.MONTH)
    assert state.is_completed()
    assert state.result() == {"changed": 1, "red": 4, "green": 1}
    assert contents(county.outbox()) == contents(elsewhere.outbox())
    assert asked("SELECT name FROM flow_run WHERE id = ?", run_id) == [("2024-06 月度比对（county）",)]
    artifacts = dict(asked("SELECT key, data FROM artifact WHERE flow_run_id = ?", run_id))
    assert set(artifacts) == {"collecting", "comparing", "leads", "datasets"}
    assert {float(artifacts[key]) for key in ("collecting", "comparing")} == {100.0}
    assert [name for (name,) in asked("SELECT name FROM task_run WHERE flow_run_id = ? ORDER BY start_time", run_id)] == [
        "collect 2024-06 读取各部门文件", "compare 2024-06 比对并下发", "report 2024-06 登记数据到位情况",
    ]
    assert run(scheduled.month_flow, home=county.home, month=small.MONTH)[0].result() == {"changed": 0}


def test_collecting_gives_counts(county):
    small.later_drop(county)
    state, _ = run(scheduled.collect_flow, home=county.home, month=small.MONTH)
    assert state.result() == {"new_files": 1, "refused_files": 0}


@pytest.mark.parametrize(
    ("flow", "folder", "month", "said"),
    [(scheduled.month_flow, ".", "2024-13", "2024-06 的样子"), (scheduled.collect_flow, "nowhere", small.MONTH, "找不到工作区")],
)
def test_a_mistake_is_the_runs_one_sentence_and_is_not_tried_again(tmp_path, asked, flow, folder, month, said):
    state, run_id = run(flow, home=tmp_path / folder, month=month)
    assert state.is_failed() and said in state.message and "\n" not in state.message
    assert asked("SELECT run_count FROM task_run WHERE flow_run_id = ?", run_id) == [(1,)]


@pytest.mark.parametrize(("refusals", "read"), [(2, 1), (9, 0)])
def test_a_file_in_use_is_tried_three_times_then_left(county, monkeypatch, refusals, read):
    small.later_drop(county)
    tries = []

    def read_file(path, *contents):
        tries.append(path)
        if len(tries) <= refusals:
            raise PermissionError(13, "in use", str(path))
        return true_read_file(path, *contents)

    true_read_file = file_reader.read_file
    monkeypatch.setattr(file_reader, "read_file", read_file)
    monkeypatch.setattr(scheduled, "collect_task", scheduled.collect_task.with_options(retry_delay_seconds=0))
    state, _ = run(scheduled.collect_flow, home=county.home, month=small.MONTH)
    assert state.is_completed()
    assert (state.result()["new_files"], len(tries)) == (read, 3)


def test_months_that_were_missed_are_made_up_for_first_each_for_itself(county, monkeypatch):
    """The run due in September finds July's files lying there, which nobody compared."""
    for month in ("2024-07", "2024-08"):
        county.drop("death", {"姓名": "李国强", "证件号码": ""}, folder=month)
    monkeypatch.setattr(scheduled, "last_month", lambda: "2024-08")
    compared = []
    true_run = scheduled.run_month
    monkeypatch.setattr(scheduled, "run_month", lambda workspace, month, *more: (compared.append(written(month)), true_run(workspace, month, *more))[1])
    assert run(scheduled.month_flow, home=county.home)[0].is_completed()
    assert compared == ["2024-07", "2024-08"]
    assert (county.home / "outbox" / "2024-07" / "leads.csv").exists()


def test_two_never_overlap_and_the_later_waits(county, monkeypatch):
    monkeypatch.setattr(scheduled, "collect_task", scheduled.collect_task.with_options(retry_delay_seconds=0))
    tries = []
    true_collect = scheduled.collect_month

    def collect(workspace, *more, **named):
        tries.append(1)
        if len(tries) < 3:
            with workspace.locked():
                return true_collect(workspace, *more, **named)
        return true_collect(workspace, *more, **named)

    monkeypatch.setattr(scheduled, "collect_month", collect)
    assert run(scheduled.collect_flow, home=county.home, month=small.MONTH)[0].is_completed()
    assert len(tries) == 3


def test_prefect_keeps_nothing_personal(county, monkeypatch, server, asked):
    deliver(county)
    assert run(scheduled.month_flow, home=county.home, month=small.MONTH)[0].is_completed()

    def quoting(*_):
        raise ValueError(f"could not convert {NAME} {NUMBER}")

    monkeypatch.setattr(judging, "judge", quoting)
    (county.outbox() / "leads.csv").unlink()
    state, run_id = run(scheduled.month_flow, home=county.home, month=small.MONTH)
    assert state.is_failed() and "ValueError: could not convert …" in state.message
    APILogWorker.drain_all(timeout=10)
    logged = "".join(message for (message,) in asked("SELECT message FROM log WHERE flow_run_id = ?", run_id))
    assert "in quoting" in logged, "where the bug is, the log says"
    kept = b"".join(path.read_bytes() for path in server.parent.glob(f"{server.name}*"))
    assert [mark for mark in MARKS if mark.encode() in kept or mark.encode("unicode_escape") in kept] == []


@pytest.mark.parametrize(
    ("name", "flow", "begins"),
    [
        ("month", "月度比对", ["2026-12-05T08:00:00+08:00", "2027-01-05T08:00:00+08:00"]),
        ("collect", "每日收件", ["2026-12-01T06:00:00+08:00", "2026-12-02T06:00:00+08:00"]),
    ],
)
def test_a_deployment_is_run_by_its_schedule(name, flow, begins):
    """Asks the server itself: with SQLAlchemy 2.1 Prefect 3.8.8 schedules nothing; the cure is sqlalchemy<2.1."""
    declared = DEPLOYMENTS[name]
    (schedule,) = declared["schedules"]
    loaded = load_flow_from_entrypoint(str(ROOT / declared["entrypoint"]))
    assert (loaded.name, declared["work_pool"]["name"]) == (flow, "bidui")
    deployment_id = loaded.to_deployment(name, schedule=Cron(schedule["cron"], timezone=schedule["timezone"])).apply()
    with temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}), get_client(sync_client=True) as client:
        client._client.post(f"/deployments/{deployment_id}/schedule", json={"start_time": "2026-12-01T00:00:00+08:00"})
        runs = client.read_flow_runs(flow_run_filter=FlowRunFilter(deployment_id={"any_": [deployment_id]}))
    assert sorted(each.expected_start_time.astimezone(CHINA).isoformat() for each in runs)[:2] == begins


def test_a_run_whose_worker_was_killed_is_ended_in_a_sentence_by_the_next_and_a_living_one_is_not(county, monkeypatch):
    loaded = load_flow_from_entrypoint(str(ROOT / DEPLOYMENTS["month"]["entrypoint"]))
    of = loaded.to_deployment("dead").apply()
    with get_client(sync_client=True) as client:
        dead = client.create_flow_run_from_deployment(of, state=Running())
        mine = client.create_flow_run_from_deployment(of, state=Running())
        begins = client.create_flow_run_from_deployment(of, state=Pending())
        monkeypatch.setattr(dead_runs, "deployment", SimpleNamespace(id=str(of)))
        monkeypatch.setattr(dead_runs, "flow_run", SimpleNamespace(id=str(mine.id)))
        with Workspace.at(county.home).locked():
            assert dead_runs.end_dead_runs(Workspace.at(county.home)) == 0, "somebody is at the workspace"
        assert dead_runs.end_dead_runs(Workspace.at(county.home)) == 1
        assert client.read_flow_run(begins.id).state.is_pending(), "its process may come yet"
        monkeypatch.setattr(dead_runs, "BEGINS", dt.timedelta(0))
        assert dead_runs.end_dead_runs(Workspace.at(county.home)) == 1
        states = [client.read_flow_run(each.id).state for each in (dead, begins, mine)]
    assert all(state.is_crashed() and "没有做完就断了" in state.message for state in states[:2]) and states[2].is_running()


@pytest.mark.parametrize(
    ("utc", "this", "last"),
    [
        ("2024-07-05T00:00", "2024-07", "2024-06"),
        ("2024-06-30T15:59", "2024-06", "2024-05"),
        ("2024-06-30T16:00", "2024-07", "2024-06"),
        ("2024-01-05T00:00", "2024-01", "2023-12"),
    ],
)
def test_months_turn_at_midnight_in_china(monkeypatch, utc, this, last):
    now = dt.datetime.fromisoformat(f"{utc}+00:00")
    monkeypatch.setattr(clock, "dt", SimpleNamespace(datetime=SimpleNamespace(now=now.astimezone)))
    assert (turning.this_month(), turning.last_month()) == (this, last)


def test_a_server_that_does_not_run_or_knows_nothing_is_one_sentence(county, monkeypatch):
    monkeypatch.setattr(ordering, "DEPLOYED", "月度比对/nothing")
    with pytest.raises(Mistake, match="deploy --all"):
        ordering.order(county.home, "2024-06")
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api", PREFECT_CLIENT_MAX_RETRIES: 0}), pytest.raises(Mistake, match="没有开着"):
        ordering.order(county.home, "2024-06")
    with temporary_settings({PREFECT_API_URL: None}), pytest.raises(Mistake, match="PREFECT_API_URL"):
        ordering.order(county.home, "2024-06")


def test_what_departments_keep_elsewhere_is_fetched_first(county, tmp_path, asked, monkeypatch, server):
    monkeypatch.setattr("flows.wires.pulling.sleep", lambda seconds: None)
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "说明.csv").write_text("说明\n无\n", "utf-8")
    monkeypatch.setenv("BIDUI_SECRET_S", SECRET)
    sources = f'\n[sources."民政局"]\nfrom = "{shelf}"\n[sources."医保局"]\nfrom = "{tmp_path}/nowhere"\n'
    for department, place in (("教育局", "sftp://qianzhiji@127.0.0.1:9/"), ("住建局", "postgresql://qianzhiji@127.0.0.1:9/qz"), ("水利局", "https://qianzhiji@127.0.0.1:9/")):
        sources += f'[sources."{department}"]\nfrom = "{place}"\nhost_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGqgT7TAB4WrmUQ1cS0cYGvWWKmFiLoRDRkqGxgq6ZGq"\nsecret = "s"\nviews = {{ house = "v" }}\n'
    with (county.home / "county.toml").open("a", encoding="utf-8") as file:
        file.write(sources)
    state, run_id = run(scheduled.collect_flow, home=county.home, month=small.MONTH)
    assert state.is_completed() and (county.home / "inbox" / small.MONTH / "民政局" / "说明.csv").exists()
    names = [name for (name,) in asked("SELECT name FROM task_run WHERE flow_run_id = ? ORDER BY start_time", run_id)]
    said = asked("SELECT state.message FROM task_run_state AS state JOIN task_run ON task_run.id = state.task_run_id WHERE flow_run_id = ? AND state.message LIKE '没取到%'", run_id)
    assert said == [("没取到：医保局、教育局、住建局、水利局",)]
    assert names == ["pull 2024-06 取各部门的文件", "collect 2024-06 读取各部门文件", "remind 催报", "report 2024-06 登记数据到位情况"]
    APILogWorker.drain_all(timeout=10)
    kept = b"".join(path.read_bytes() for path in server.parent.glob(f"{server.name}*"))
    assert not [mark for mark in (SECRET, "qianzhiji") if mark.encode() in kept]
    assert not [path for (path,) in asked("SELECT coalesce(parameters, '') || coalesce(state_name, '') FROM flow_run WHERE id = ?", run_id) if str(shelf) in path]


@pytest.mark.parametrize(("day", "month"), [("2024-07-01", "2024-06"), ("2024-07-05", "2024-06"), ("2024-07-06", "2024-07"), ("2024-01-02", "2023-12")])
def test_what_comes_until_the_lists_go_out_is_of_the_month_before(county, monkeypatch, day, month):
    monkeypatch.setattr(turning, "today", lambda: dt.date.fromisoformat(day))
    assert turning.receiving_month(str(county.home)) == month


def test_collecting_sends_receipts_and_reminders_and_tries_again(county, tmp_path, asked, monkeypatch):
    monkeypatch.setattr("flows.urging.today", lambda: dt.date(2024, 7, 4))
    monkeypatch.setattr(scheduled, "send_task", scheduled.send_task.with_options(retry_delay_seconds=0))
    share = tmp_path / "民政股"
    with (county.home / "county.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[send."民政局"]\nto = "{share}"\n')
    tries = []
    true_send = scheduled.send_month

    def send(*place):
        tries.append(1)
        if len(tries) == 2:
            share.mkdir()  # the share is there again
        return true_send(*place)

    monkeypatch.setattr(scheduled, "send_month", send)
    state, run_id = run(scheduled.collect_flow, home=county.home, month=small.MONTH)
    assert state.is_completed() and len(tries) == 2, "again when the place did not answer; of May there is nothing to send"
    assert {path.name for path in share.iterdir()} >= {"民政局_回执_2024-06.xlsx", "民政局_催报单_2024-06_0704.xlsx"}
    kept = [text for (text,) in asked("SELECT coalesce(name, '') || coalesce(state_name, '') FROM task_run WHERE flow_run_id = ?", run_id)]
    assert kept and not [text for text in kept if share.name in text]
