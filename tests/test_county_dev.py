"""The practice county beside the project, if it is there: its signals, and nobody taken for somebody else."""

import csv
import os
from pathlib import Path

import duckdb
import pytest

from flows.month import run_month
from flows.workspace import Workspace, create
from schemas.months import parse_month

COUNTY = Path(__file__).resolve().parents[2] / "shared" / "county-dev"
MONTHS = ("2024-05", "2024-06")

pytestmark = pytest.mark.skipif(not COUNTY.is_dir(), reason="the practice county is not beside the project")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("county-dev")
    os.symlink(COUNTY / "inbox", home / "inbox")
    create(home)
    for month in MONTHS:
        run_month(Workspace.at(home), parse_month(month))
    return home


def signals(path: Path) -> set[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row.get("household_id") or row["town"] + row["village"], row["indicator"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("month", MONTHS)
def test_gives_the_signals_of_the_true_facts(home, month):
    assert signals(home / "outbox" / month / "signals.csv") == signals(COUNTY / "expected" / f"{month}.csv")


def test_every_sheet_adds_up(home):
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as db:
        wrong = db.execute(
            "SELECT name, sheet FROM intake.part WHERE rows_read <> stored + duplicates + quarantined + not_data OR not_data < 0"
        ).fetchall()
    assert wrong == []


TRUTH = """
    WITH truth AS (
        SELECT written.person_id, min(member.pid) AS pid
        FROM linked.roster_row AS written
        JOIN '{clean}/membership.parquet' AS member ON member.household_id = written.household_id
        JOIN '{clean}/person.parquet' AS person ON person.pid = member.pid AND person.id_number = written.number
        GROUP BY written.person_id
    )
"""
JOINED = TRUTH + """
    SELECT count(*), count(CASE WHEN bill.pid <> truth.pid THEN 1 END)
    FROM intake.settlement AS stored
    JOIN linked.identity_person AS found ON found.identity_id = stored.identity_id
    JOIN truth ON truth.person_id = found.person_id
    JOIN '{clean}/settlement.parquet' AS bill ON bill.sid = stored.settlement_id
"""
WAGES = TRUTH + """
    SELECT count(*), count(CASE WHEN NOT EXISTS (
        SELECT 1 FROM '{clean}/employment.parquet' AS work
        WHERE work.pid = truth.pid AND work.month = strftime(stored.month, '%Y-%m') AND CAST(work.wage AS DECIMAL(14,2)) = stored.wage
    ) THEN 1 END)
    FROM linked.employment AS stored
    JOIN truth ON truth.person_id = stored.person_id
"""


@pytest.mark.parametrize("query", [JOINED, WAGES], ids=["bills", "wages"])
def test_no_row_is_joined_to_the_wrong_person(home, query):
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as db:
        rows, wrong = db.execute(query.format(clean=COUNTY / "clean")).fetchone()
    assert rows > 10_000
    assert wrong == 0
