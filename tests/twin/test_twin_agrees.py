"""The twin, on the practice county's true facts, names exactly what the county expects."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.twin.county_dev import read_expected, read_facts
from tests.twin.facts import month_number
from tests.twin.indicators import CORE, late_signals, signals

COUNTY = Path(__file__).resolve().parents[3] / "shared" / "county-dev"
pytestmark = pytest.mark.skipif(not COUNTY.exists(), reason="the practice county is not here")

MONTHS = ("2023-09", "2023-11", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06")
RUN_IN_ORDER = MONTHS[-4:]


@pytest.fixture(scope="module")
def facts():
    return read_facts(COUNTY)


@pytest.mark.parametrize("month", MONTHS)
def test_signals_of_a_month(facts, month):
    assert signals(facts, month_number(month), names=CORE) == read_expected(COUNTY, month)


def test_late_signals_of_runs_in_order(facts):
    added = late_signals(facts, [month_number(month) for month in RUN_IN_ORDER], names=CORE)
    for month in RUN_IN_ORDER[1:]:
        assert added[month_number(month)] == read_expected(COUNTY, f"late-{month}")
