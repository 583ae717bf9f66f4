"""Every query of a month gives on Spark (on Sail, which speaks its SQL and comes by pip alone) the rows that it gives on DuckDB."""

from __future__ import annotations

import csv
import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

pytest.importorskip("pyspark.sql")

from flows.month import run_month
from flows.questions.why import explain
from flows.workspace import Workspace, create
from matchers import warehouse
from matchers.province import claiming, households_moved, totals
from tests.matchers.people import number, slipped
from tests.matchers.province.test_claiming import A, B, claimed_in
from tests.matchers.province.test_shared_persons import counted_in
from tests.spark.beside import Beside, called, connecting, spark_session

ROOT = Path(__file__).parents[2]
EXAMPLE, RULES = ROOT / "data" / "example", ROOT / "matchers" / "rules"
MONTH = dt.date(2024, 6, 1)


@pytest.fixture(scope="session")
def spark():
    if not os.environ.get("BIDUI_SPARK"):
        pytest.importorskip("pysail.spark")
    with spark_session() as session:
        yield session


@pytest.fixture
def watched(spark, tmp_path, monkeypatch) -> list[Beside]:
    """The connections that are made from now on, Spark beside each."""
    made: list[Beside] = []
    monkeypatch.setattr(warehouse, "_connected", connecting(warehouse._connected, spark, tmp_path, made))
    return made


def test_a_month_and_a_story_under_the_book_with_all_indicators(watched, tmp_path):
    home = tmp_path / "county"
    shutil.copytree(EXAMPLE, home, ignore=shutil.ignore_patterns("expected"))
    create(home)
    workspace = Workspace.at(home)
    run_month(workspace, MONTH, "anju-2020", keeps_copy=False)
    with (workspace.outbox(MONTH) / "leads.csv").open(encoding="utf-8", newline="") as file:
        lead = next(row["lead_id"] for row in csv.DictReader(file) if "expenditure.surge" in row["indicators"])
    explain(workspace, lead, dt.date(2024, 7, 1))
    different = {title: why for each in watched for title, why in each.different.items()}
    assert not different, "\n".join(f"{title}\n    {why}" for title, why in different.items())
    asked = {title for each in watched for title in each.compared}
    assert {rule.stem for rule in sorted(RULES.glob("*.sql")) if called(rule.read_text("utf-8")) not in asked} == set()
    assert len(asked) > 150
    assert {title: why for each in watched for title, why in each.not_lifted.items()} == {}
    assert asked == {title for each in watched for title in each.lifted}
    assert len({title for each in watched for title, rows in each.lifted.items() if rows}) > 190


def test_what_crosses_counties(watched, tmp_path):
    """Whose a provincial row is, who is on two rosters, what all come to, who moved: on drawn rows of each kind."""
    wang, li, sun = number("1980-03-05", 11), number("1975-07-01", 21), number("1990-02-02", 31, B)
    rosters = [(A, wang, "王大柱", "水阳镇", "大桥村"), (B, wang, "王大柱", "龙泉镇", "龙王村"), (A, li, "李小满", "城关镇", "东街村"), (B, sun, "孙二梅", "城关镇", "西街村")]
    written = [
        (slipped(wang), "王大柱", "", ""), (wang, "王大柱", "", ""), (sun, "孙二梅", "水阳镇", "大桥村"), ("", "孙二梅", "水阳镇", "大桥村"), (number("1966-06-06", 7, "110101"), "外来人", "龙泉镇", "龙王村"),
        (number("1966-06-06", 7, "110101"), "外来人", "", ""), (number("1988-08-08", 5, B), "外来人", "", ""), (slipped(li), "李小满", "", ""),
    ]
    with warehouse.Warehouse(tmp_path / "warehouse.duckdb") as province:
        claimed_in(province, written, rosters, A)
        claiming.claimed_by_several(province)
        counted_in(province, [(A, wang, "a", MONTH), (B, wang, "b", MONTH), (B, sun, "c", MONTH)])
        totals.by_county(province, MONTH), totals.by_town(province), totals.by_class(province)
        households_moved.moved(province, {}, MONTH)
        province.append("province.gone", [(A, "a", wang), (A, "a", li), (A, "d", sun)])
        province.append("province.here", [(B, "b", "龙泉镇", "龙王村", wang), (B, "c", "城关镇", "西街村", sun)])
        assert len(province.rows(households_moved.SQL["moved"])) == 2
    assert {title: why for each in watched for title, why in each.different.items()} == {}
    assert len({title for each in watched for title in each.compared}) > 18
