"""Persons of the roster are found anew only where the roster, or what is known of places, is another, and people in departments' data only where
somebody is written otherwise; they are the same as found afresh.
"""

import pytest

from matchers.identity import persons, search
from tests.matchers.desk import County
from tests.matchers.people import lives, number

FOLK = [lives("王桂英", number("1961-01-01", 11), household="1"), lives("李国强", number("1962-01-01", 12), household="2")]
NEWCOMER = lives("李小宝", number("1963-01-01", 13), household="2")
HELD = "SELECT COLUMNS(lambda name: name NOT IN ('part_id', 'order_no')) FROM linked.{table}"  # sheets are numbered as they come
TABLES = ("roster_row", "person_number", "person_place", "person", "renumbered", "member", "household", "identity_person", "candidate", "asked", "healed")


@pytest.mark.parametrize(("what", "dropped", "is_found_anew"), [
    ("nothing of the roster", lambda county: county.drop("death", folder="2024-02"), False),
    ("a new roster", lambda county: county.drop("roster", *FOLK, NEWCOMER, folder="2024-02"), True),
    ("a late roster of an earlier month", lambda county: county.drop("roster", *FOLK[:1], folder="2023-06"), True),
])
def test_persons_are_found_again_only_where_rosters_changed(tmp_path, monkeypatch, what, dropped, is_found_anew):
    county = County(tmp_path / "county")
    county.drop("roster", *FOLK, folder="2024-01")
    with county.judged():
        pass
    dropped(county)
    found = []
    ever = persons.persons_of
    monkeypatch.setattr(persons, "persons_of", lambda roster: found.append(len(roster)) or ever(roster))
    with county.judged() as (warehouse, _):
        then = held(warehouse)
    assert bool(found) == is_found_anew
    for left in county.workspace.home.glob("warehouse.duckdb*"):
        left.unlink()
    with county.judged() as (warehouse, _):
        assert then == held(warehouse)


def held(warehouse):
    return {table: sorted(map(repr, warehouse.rows(HELD.format(table=table)))) for table in TABLES}


WRITTEN = {"姓名": "王桂英", "证件号码": number("1961-01-01", 11)}
SLIPPED = {"姓名": "李国强", "证件号码": number("1962-01-01", 12)[:-1] + "?"}


@pytest.mark.parametrize(("what", "dropped", "is_looked_for"), [
    ("the same people in another file", {"dataset": "employment", "rows": [WRITTEN, SLIPPED]}, False),
    ("a number written otherwise", {"dataset": "enrolment", "rows": [WRITTEN | {"证件号码": ""}]}, True),
    ("a new roster", {"dataset": "roster", "rows": [*FOLK, NEWCOMER]}, True),
])
def test_people_are_looked_for_again_only_where_somebody_is_written_otherwise(tmp_path, monkeypatch, what, dropped, is_looked_for):
    county = County(tmp_path / "county")
    county.drop("roster", *FOLK, folder="2024-01")
    county.drop("enrolment", WRITTEN, SLIPPED, folder="2024-01")
    with county.judged():
        pass
    county.drop(dropped["dataset"], *dropped["rows"], folder="2024-02")
    found = []
    ever = search.find
    monkeypatch.setattr(search, "find", lambda *of: found.append(what) or ever(*of))
    with county.judged() as (warehouse, _):
        then = held(warehouse)
    assert bool(found) == is_looked_for and then["identity_person"]
    for left in county.workspace.home.glob("warehouse.duckdb*"):
        left.unlink()
    with county.judged() as (warehouse, _):
        assert then == held(warehouse)
