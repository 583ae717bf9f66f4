"""Whoever stands on two counties' rosters counts once in what all come to."""

import datetime as dt

import pytest

from matchers.province import shared_persons, totals
from matchers.warehouse import Warehouse

JUNE = dt.date(2024, 6, 1)
A, B = "341802", "510904"
OLD, NEW = dt.date(2023, 1, 1), dt.date(2024, 1, 1)


Member = tuple[str, str, str, dt.date]  # county, number, household, the roster's month


def counted_in(warehouse: Warehouse, members: list[Member]) -> tuple[dict[str, list[str]], dict[str, int]]:
    """The numbers that count by county, and the leads that sums leave out, of one lead a household."""
    warehouse.run("CREATE SCHEMA IF NOT EXISTS province")
    shared_persons.gather(warehouse, {}, JUNE)
    totals.gather(warehouse, {}, JUNE)
    warehouse.append("province.member", members)
    shared_persons.keep(warehouse, JUNE)
    homes = sorted({(county, home) for county, _, home, _ in members})
    warehouse.append("province.lead", [(county, "水阳镇", home, "red", "2024-06", "待核实", "") for county, home in homes])
    twice = {each.county: each.red for each in totals.counted_twice(warehouse, JUNE)}
    return {code: [each.number for each in shared_persons.two_rosters(warehouse, JUNE) if each.counts_here and each.county == code] for code in (A, B)}, twice


@pytest.mark.parametrize(
    ("members", "counts", "twice"),
    [
        pytest.param([(A, "1", "a", NEW), (B, "2", "b", NEW)], {A: [], B: []}, {}, id="nobody"),
        pytest.param([(A, "1", "a", NEW), (B, "1", "b", NEW)], {A: ["1"], B: []}, {B: 1}, id="equally new: the smaller code"),
        pytest.param([(A, "1", "a", OLD), (B, "1", "b", NEW)], {A: [], B: ["1"]}, {A: 1}, id="the newer roster"),
        pytest.param([(A, "1", "a", NEW), (B, "1", "b", NEW), (B, "2", "b", NEW)], {A: ["1"], B: []}, {}, id="somebody else is in it"),
        pytest.param([(A, "1", "a", NEW), (B, "1", "b", NEW), (B, "", "b", NEW)], {A: ["1"], B: []}, {}, id="somebody without a number too"),
        pytest.param([(A, "", "a", NEW), (B, "", "b", NEW)], {A: [], B: []}, {}, id="no number is nobody's"),
    ],
)
def test_where_somebody_counts(tmp_path, members, counts, twice):
    with Warehouse(tmp_path / "warehouse.duckdb") as warehouse:
        assert counted_in(warehouse, members) == (counts, twice)
