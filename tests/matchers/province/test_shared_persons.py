"""Whoever stands on two counties' rosters counts once in what all come to."""

import datetime as dt

import pytest

from matchers.province import claiming, households_moved, shared_persons, totals
from matchers.province.data_state import data_of
from matchers.warehouse import Warehouse

JUNE, JULY = dt.date(2024, 6, 1), dt.date(2024, 7, 1)
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


def test_an_older_month_stays_as_it_was_found_once_counties_went_on(tmp_path):
    with Warehouse(tmp_path / "warehouse.duckdb") as warehouse:
        counted_in(warehouse, [(A, "1", "a", NEW), (B, "1", "b", NEW)])
        found = shared_persons.two_rosters(warehouse, JUNE)
        warehouse.run(shared_persons.SQL["no_members"])
        shared_persons.keep(warehouse, JUNE, is_past=True)
        shared_persons.keep(warehouse, JULY)
        assert found and (shared_persons.two_rosters(warehouse, JUNE), shared_persons.two_rosters(warehouse, JULY)) == (found, ())


def test_a_county_that_was_never_compared_or_is_damaged_stops_nobody(tmp_path):
    Warehouse(tmp_path / "new.duckdb").close()
    (tmp_path / "damaged.duckdb").write_bytes(b"no database")
    counties = {A: tmp_path / "new.duckdb", B: tmp_path / "damaged.duckdb"}
    with Warehouse(tmp_path / "warehouse.duckdb") as warehouse:
        assert claiming.gather(warehouse, counties, JUNE) == [B]
        shared_persons.gather(warehouse, counties, JUNE)
        assert data_of(warehouse, counties, JUNE) == () and households_moved.moved(warehouse, counties, JUNE) == []
