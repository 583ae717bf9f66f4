"""The database is copied after each run, put back when it is lost, and made again where there is no copy."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from flows import month as monthly
from flows.backups import backups
from flows.leftovers import SCRATCH
from flows.workspace import Workspace
from matchers.warehouse import Warehouse
from tests.flows.look import contents
from tests.flows.small import MONTH, WANG, County, bill, later_drop
from tests.signs import sign_of

JULY = "2024-07"


def keep(county: County, number: object) -> None:
    (county.home / "county.toml").write_text(f"[backup]\nkeep = {number}\n", "utf-8")


def test_as_many_copies_as_the_county_says(county, bidui):
    keep(county, 2)
    for _ in range(3):
        assert bidui("backup", "--home", county.home).exit_code == 0
    assert len(backups(Workspace.at(county.home))) <= 2
    for number in ("0", '"3"', "1000", "true"):
        keep(county, number)
        assert bidui("backup", "--home", county.home).exit_code == 2


@pytest.mark.parametrize("clock", [dt.datetime(1979, 12, 31), dt.datetime(2099, 1, 1)])
def test_a_clock_that_is_wrong_for_a_while_does_not_make_a_copy_an_old_one(county, bidui, monkeypatch, clock):
    keep(county, 2)
    for time in (dt.datetime(2024, 7, 1), clock, dt.datetime(2024, 7, 2)):
        monkeypatch.setattr("flows.backups.now", lambda time=time: time)
        said = bidui("backup", "--home", county.home).output
        newest = backups(Workspace.at(county.home))[-1]
        assert newest.name in said.replace("\n", "")
        assert newest.is_file()


def test_nothing_to_back_up(tmp_path, bidui):
    assert bidui("init", tmp_path).exit_code == 0
    assert bidui("backup", "--home", tmp_path).exit_code == 2


def test_a_copy_that_fails_does_not_undo_the_month(county, monkeypatch):
    later_drop(county)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(monthly, "back_up", full)
    outcome = county.run()
    assert outcome.changed
    assert any("没能备份" in line for line in outcome.notices)
    assert not county.run().changed


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"nothing"), lambda path: path.write_bytes(path.read_bytes()[:5000])])
def test_a_lost_database_is_put_back(county, bidui, damage):
    assert bidui("backup", "--home", county.home).exit_code == 0
    damage(county.home / "warehouse.duckdb")
    assert bidui("run", MONTH, "--home", county.home).exit_code == 2
    assert bidui("restore", "--home", county.home).exit_code == 0
    assert not county.run().changed


def of_somebody_else(path: Path) -> None:
    path.unlink()
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE mine AS SELECT 1 AS cell")


def empty(path: Path) -> None:
    path.unlink()
    Warehouse(path).close()


@pytest.mark.parametrize("another", [of_somebody_else, empty])
def test_another_database_in_its_place_begins_nothing_anew(county, bidui, another):
    another(county.home / "warehouse.duckdb")
    before = (county.home / "warehouse.duckdb").read_bytes()
    ran = bidui("run", MONTH, "--home", county.home)
    assert ran.exit_code == 2 and "bidui restore" in ran.output and (county.home / "warehouse.duckdb").read_bytes() == before


def test_a_copy_with_a_bad_block_is_not_put_back(county, bidui):
    assert bidui("backup", "--home", county.home).exit_code == 0
    copies = backups(Workspace.at(county.home))
    with Warehouse(copies[0]) as warehouse:
        warehouse.run("CREATE TABLE leads.much AS SELECT hash(n) AS cell FROM range(400000) AS numbers(n)")
    shutil.copy(copies[0], copies[-1])
    whole = bytearray(copies[-1].read_bytes())
    whole[-300_000:-200_000] = bytes(100_000)
    copies[-1].write_bytes(whole)
    (county.home / "warehouse.duckdb").unlink()
    ran = bidui("restore", "--home", county.home)
    assert copies[-1].name not in ran.output and ran.exit_code == 0


@pytest.fixture
def answered(county) -> County:
    """Two months, an answer between them."""
    number = "2024-06-王桂英家"
    path = county.home / "returns" / MONTH / "水阳镇.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"线索编号,校验码,是否属实,拟采取措施,是否纳入监测,情况\n{number},{sign_of(county.home, number)},否,,,看过了\n", "utf-8")
    county.drop("employment", {"姓名": "孙玉兰", "证件号码": ""}, folder=JULY)
    county.run(JULY)
    shutil.rmtree(county.home / "backup", ignore_errors=True)
    return county


def ledger(county: County) -> list[tuple]:
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        return warehouse.rows("SELECT * EXCLUDE (run_no) FROM leads.event ORDER BY ALL")


def test_without_a_copy_it_is_made_again_to_the_same_ledger(answered, bidui):
    before, outbox = ledger(answered), contents(answered.home / "outbox")
    (answered.home / "warehouse.duckdb").unlink()
    ran = bidui("restore", "--home", answered.home)
    assert ran.exit_code == 0, ran.output
    assert "2 个月的完全一样" in ran.output
    assert ledger(answered) == before
    assert contents(answered.home / "outbox") == outbox
    assert not (answered.home / SCRATCH).exists()
    assert not answered.run(JULY).changed


def test_months_that_went_out_after_the_copy_are_made_again(county, bidui):
    """Also where answers to them have come meanwhile, which were not known when they went out."""
    copies = backups(Workspace.at(county.home))
    county.drop("settlement", bill("8", "王桂英", WANG, "13000", 结算日期="2024-07-10"), folder=JULY)
    county.run(JULY)
    number = f"{MONTH}-王桂英家"
    path = county.home / "returns" / JULY / "水阳镇.csv"
    path.parent.mkdir(parents=True)
    path.write_text(f"线索编号,校验码,是否属实,拟采取措施,是否纳入监测,情况\n{number},{sign_of(county.home, number)},是,临时救助,否,看过了\n", "utf-8")
    before, outbox = ledger(county), contents(county.home / "outbox")
    for copy in {*backups(Workspace.at(county.home))} - {*copies}:
        copy.unlink()
    shutil.copyfile(copies[-1], county.home / "warehouse.duckdb")
    assert f"{JULY} 的清单下发过" in bidui("collect", MONTH, "--home", county.home).output
    ran = bidui("restore", "--home", county.home)
    assert ran.exit_code == 0 and "1 个月的完全一样" in ran.output, ran.output
    assert (ledger(county), contents(county.home / "outbox")) == (before, outbox)
    assert not county.run(JULY).changed


def test_what_cannot_be_made_again_is_said(answered, bidui):
    shutil.rmtree(answered.home / "returns" / MONTH)
    (answered.home / "warehouse.duckdb").unlink()
    ran = bidui("restore", "--home", answered.home)
    assert ran.exit_code == 0
    assert "2024-07有1条线索" in ran.output


def test_without_room_for_a_copy_none_is_begun_and_the_month_stands(county, bidui, monkeypatch):
    later_drop(county)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    outcome = county.run()
    assert outcome.changed and any("磁盘剩下的地方不够" in line for line in outcome.notices)
    said = bidui("backup", "--home", county.home)
    assert said.exit_code == 2 and "腾出地方" in said.output
    assert not list((county.home / "backup").glob(".*"))
