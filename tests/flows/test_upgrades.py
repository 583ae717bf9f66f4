"""A workspace of an older version opens and goes on: whatever was told, asked and answered stays; a newer one is left alone."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from flows.county import policy_of
from flows.workspace import Workspace
from matchers import tables, warehouse
from matchers.leads.ledger import ledger_now
from matchers.warehouse import Warehouse
from schemas.dataset import Column, all_datasets
from tests.flows.look import rows, table
from tests.flows.small import CHILD, LI, LIQIAO, SUN, WANG, ZHANG, County, place
from tests.flows.test_mistakes import refused

JUNE, JULY = "2024-06", "2024-07"
HOUSE, WATER, JOB, BILL, VISIT = "2024-05-张德明家", "2024-05-狸桥镇-东云村", "2024-06-李家", "2024-06-王桂英家", "2024-06-孙玉兰家"
AS_IT_WAS = {HOUSE: "属实拟纳入", WATER: "", JOB: "", BILL: "不属实", VISIT: ""}
DIES = "import os, sys; from pathlib import Path; from matchers.warehouse import Warehouse\nWarehouse.{step} = lambda *_: os._exit(9)\nWarehouse(Path(sys.argv[1]))"


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> County:
    """As 0.2.1 left it; to be read, not opened."""
    home = tmp_path_factory.mktemp("kept") / "county"
    with zipfile.ZipFile(Path(__file__).parent / "kept/0.2.1/workspace.zip") as archive:
        archive.extractall(home)
    return County(home)


@pytest.fixture
def old(kept, tmp_path) -> County:
    return kept.copied(tmp_path / "old")


def outcomes(county: County) -> dict[str, str]:
    """What is known of every lead."""
    with Warehouse(county.home / "warehouse.duckdb") as opened:
        return {lead_id: lead.outcome for lead_id, lead in ledger_now(opened, policy_of(Workspace.at(county.home), None)).leads.items()}


def layout(opened: Warehouse) -> dict[str, list[tuple[str, str]]]:
    """Columns of every table that is kept from run to run; those of datasets go by name, the others by place."""
    found: dict[str, list[tuple[str, str]]] = {}
    for schema, name, column, kind in opened.rows(
        "SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() "
        "AND schema_name IN ('intake', 'leads') ORDER BY table_oid, column_index"
    ):
        found.setdefault(f"{schema}.{name}", []).append((column, kind))
    return {name: sorted(columns) if name.removeprefix("intake.") in all_datasets() else columns for name, columns in found.items()}


def test_what_was_told_asked_and_answered_stays(old, bidui, tmp_path):
    status = bidui("status", JUNE, "--home", old.home)
    assert status.exit_code == 0 and "已下发线索：红3、绿2" in status.output
    assert outcomes(old) == AS_IT_WAS
    for lead, said in ((HOUSE, "同意纳入监测"), (BILL, "12,000元"), (WATER, "还没有答复")):
        story = bidui("explain", lead, "--home", old.home)
        assert story.exit_code == 0 and said in story.output
    for question in (["whatif", JUNE, "--set", "medical.self_pay_month.floor_yuan=20000"], ["propose"], ["replay", JUNE, "--to", tmp_path / "again"]):
        assert bidui(*question, "--home", old.home).exit_code == 0
    assert rows(tmp_path / "again/signals.csv") == rows(old.outbox() / "signals.csv")
    assert outcomes(old) == AS_IT_WAS, "asking changed nothing"


def test_the_next_month_goes_on_from_there(old, bidui):
    (late,) = (old.home / "late").iterdir()
    late.rename(old.home / "returns" / JUNE / late.name)
    assert "采用答复 3 条" in bidui("returns", JUNE, "--home", old.home).output, "one of before, two of a list that 0.2.1 sent out"
    assert outcomes(old) == AS_IT_WAS | {WATER: "属实无风险", JOB: "属实无风险"}
    everyone = {"王桂英": WANG, "李国强": LI, "李小雨": CHILD, "张德明": ZHANG}  # nobody has seen to 孙玉兰
    old.drop("enrolment", *({"姓名": name, "证件号码": written} for name, written in everyone.items()), folder=JULY)
    old.drop("water", place("水阳镇", "大桥村"), {**LIQIAO, "停水天数": "9"}, folder=JULY)
    old.drop("settlement", {"结算编号": "9", "姓名": "王桂英", "证件号码": WANG, "结算日期": "2024-07-10"}, folder=JULY)
    old.drop("visit", {"姓名": "李国强", "证件号码": LI, "排查日期": "2024-07-18", "是否发现风险": ""}, folder=JULY)
    assert bidui("run", JULY, "--home", old.home).exit_code == 0
    issued = {row["lead_id"]: row["indicators"] for row in rows(old.outbox(JULY) / "leads.csv")}
    assert issued == {VISIT: "insurance.lapsed", "2024-07-李家": "visit.found", "2024-07-狸桥镇-东云村": "water.unsafe"}
    silenced = table(old.outbox(JULY) / f"towns/水阳镇_核实清单_{JULY}.xlsx", "暂不用核实", "村")
    assert [row["依据的答复"] for row in silenced] == [BILL], "found untrue in June, not asked again"
    assert outcomes(old) == AS_IT_WAS | {WATER: "属实无风险", JOB: "属实无风险", "2024-07-李家": "", "2024-07-狸桥镇-东云村": ""}


def test_an_old_month_is_run_again_as_it_was(old, bidui):
    before = rows(old.outbox() / "signals.csv")
    assert bidui("run", JUNE, "--home", old.home).exit_code == 0
    assert rows(old.outbox() / "signals.csv") == before
    assert outcomes(old) == AS_IT_WAS


@pytest.mark.parametrize("done", range(len(warehouse.MIGRATIONS) + 1))
def test_one_step_older_than_each_change(old, bidui, monkeypatch, tmp_path, done):
    path = old.home / "warehouse.duckdb"
    with monkeypatch.context() as patch:
        patch.setattr(warehouse, "MIGRATIONS", dict(list(warehouse.MIGRATIONS.items())[:done]))
        if done:
            Warehouse(path).__exit__()
    with Warehouse(path) as opened, Warehouse(tmp_path / "new.duckdb") as new:
        assert layout(opened) == layout(new)
        assert opened.rows("FROM intake.migration ORDER BY number") == [(number, file.stem) for number, file in warehouse.MIGRATIONS.items()]
        assert opened.rows("SELECT has_found FROM intake.visit ORDER BY row") == [(True,), (False,)]
    assert outcomes(old) == AS_IT_WAS
    assert bidui("status", JUNE, "--home", old.home).exit_code == 0


def test_every_change_has_a_number_of_its_own():
    numbers = [file.name[:3] for file in sorted((warehouse.HERE / "migrations").glob("*.sql"))]
    assert numbers == [f"{at:03d}" for at in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("step", ["_run_all", "append", "run"])
def test_killed_while_upgrading_the_old_file_is_whole(old, step):
    path = old.home / "warehouse.duckdb"
    assert subprocess.run([sys.executable, "-c", DIES.format(step=step), path], check=False).returncode == 9
    assert "migration" not in tables_left(path), "nothing was done, or all"
    assert outcomes(old) == AS_IT_WAS


def tables_left(path: Path) -> set[str]:
    """By another connection than the program's, which would upgrade."""
    names = "import duckdb, sys; print(*(name for name, in duckdb.connect(sys.argv[1], read_only=True).sql('SELECT table_name FROM duckdb_tables()').fetchall()))"
    return set(subprocess.run([sys.executable, "-c", names, path], check=True, capture_output=True, text=True).stdout.split())


def test_beside_a_file_that_nobody_opened_yet(old, tmp_path):
    with Warehouse.beside(tmp_path / "beside.duckdb", old.home / "warehouse.duckdb") as scratch:
        assert scratch.rows("SELECT has_found FROM intake.visit ORDER BY row") == [(True,), (False,)]


@pytest.mark.parametrize("command", [["status"], ["run", JULY], ["explain", HOUSE], ["returns", JUNE]])
def test_a_newer_file_is_left_alone(old, bidui, command):
    path = old.home / "warehouse.duckdb"
    with Warehouse(path) as opened:
        opened.append("intake.migration", [(999, "999_of_a_later_version")])
    (old.inbox / JULY).mkdir()
    before = path.read_bytes()
    assert "更新版本的程序" in refused(bidui, *command, "--home", old.home)
    assert path.read_bytes() == before
    assert "migration" in tables_left(path), "and it is closed"


@pytest.fixture
def declared(monkeypatch):
    """Declare a dataset for a test; what was read of the declarations before is forgotten, then and after."""

    def declare(dataset):
        monkeypatch.setitem(all_datasets(), dataset.name, dataset)
        tables.digest.cache_clear()

    yield declare
    monkeypatch.undo()
    tables.digest.cache_clear()


def test_a_column_declared_since(old, bidui, declared):
    water = all_datasets()["water"]
    declared(replace(water, columns=(*water.columns, Column("depth", "井深"))))
    old.drop("water", place("水阳镇", "大桥村") | {"井深": "12"}, folder=JULY)
    old.drop("enrolment", {"姓名": "王桂英", "证件号码": WANG}, folder=JULY)
    assert bidui("run", JULY, "--home", old.home).exit_code == 0
    with Warehouse(old.home / "warehouse.duckdb") as opened:
        assert opened.rows("SELECT month >= DATE '2024-07-01', depth FROM intake.water ORDER BY month, depth") == [(False, None)] * 4 + [(True, "12")]


def test_a_column_that_is_kept_otherwise_since(old, declared):
    path = old.home / "warehouse.duckdb"
    water = all_datasets()["water"]
    with Warehouse(path) as opened:
        before = opened.rows("SELECT CAST(outage_days AS VARCHAR) FROM intake.water ORDER BY part_id, row")
    declared(replace(water, columns=tuple(replace(c, kind=Column("", "").kind) if c.name == "outage_days" else c for c in water.columns)))
    with Warehouse(path) as opened:
        assert opened.rows("SELECT outage_days FROM intake.water ORDER BY part_id, row") == before


def test_a_dataset_declared_since(old, bidui, declared):
    enrolment = all_datasets()["enrolment"]
    declared(replace(enrolment, name="pension", title="养老参保", known_by=("养老参保",), absence_counts=False))
    old.drop("enrolment", {"姓名": "孙玉兰", "证件号码": SUN}, folder=JULY, name="养老参保_2024-07")
    assert bidui("status", JUNE, "--home", old.home).exit_code == 0
    assert bidui("run", JULY, "--home", old.home).exit_code == 0
    with Warehouse(old.home / "warehouse.duckdb") as opened:
        assert opened.rows("SELECT count(*) FROM intake.pension") == [(1,)]
    assert re.search("养老参保 +已收到", bidui("status", JULY, "--home", old.home).output)
