"""The generator keeps its promises: valid numbers, every indicator fired and held back, the same files each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchers.rules import all_rules
from matchers.rules.policy import load_policy
from tests.county import mess
from tests.county.damage import is_valid
from tests.county.drops import write_drops
from tests.county.example import invent_example, write_example
from tests.county.people import check_digit
from tests.county.plain import write_plain_csv
from tests.twin.book import ORDINARY, book
from tests.twin.indicators import signals

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"
# xlsx bytes follow the writer's version, and the encrypted stray has a random salt.
PORTABLE = (".csv", ".txt", ".toml")


@pytest.fixture(scope="module")
def county():
    return invent_example()


@pytest.mark.parametrize(("first_17", "last"), [("11010519491231002", "X"), ("44052418800101001", "4")])
def test_check_digit_of_the_standards_own_examples(first_17, last):
    assert check_digit(first_17) == last


def test_numbers_are_valid_and_nobody_shares_one(county):
    numbers = [person.id_number for person in county.facts.persons.values()]
    assert len(set(numbers)) == len(numbers)
    assert all(is_valid(number) for number in numbers)


def test_events_fire_and_decoys_hold_back(county):
    last = county.months[-1]
    for month in county.months[-6:]:
        fired = signals(county.facts, month, last)
        for event in (event for event in county.events if event.month == month):
            here = {name for _, place, name in fired if place == event.place}
            assert here.isdisjoint(event.indicators) if event.is_decoy else here.issuperset(event.indicators), event


def test_every_indicator_fires_in_the_newest_month_and_holds_back_from_a_decoy(county):
    names = {rule.indicator for rule in all_rules().values()}
    assert names - {name for _, _, name in signals(county.facts, county.months[-1])} == set()
    assert names - {name for event in county.events if event.is_decoy for name in event.indicators} == set()


def test_each_of_the_81_fires_for_its_group_and_holds_back_where_something_near_it_is_planted(county):
    """55 for listed households, 26 for ordinary ones; a village's own is of whoever lives there."""
    policy, month, homes = load_policy("anju-2020"), county.months[-1], county.households()
    fired = {(name, place) for _, place, name in signals(county.facts, month, book=book("anju-2020"))}
    held = {(name, event.place) for event in county.events if event.is_decoy and event.month == month for name in event.indicators} - fired
    for told in (fired, held):
        of = {True: set(), False: set()}
        for name, place in told:
            for group in (homes[place].household_type == ORDINARY,) if place in homes else of:
                of[group].add(name)
        missing = [
            (rule.indicator, kind) for rule in policy.rules if rule.numbers for kind in ("脱贫户", ORDINARY)
            if policy.is_for(rule, kind) and rule.indicator not in of[kind == ORDINARY]
        ]
        assert missing == []
    assert sum(policy.is_for(rule, kind) for rule in policy.rules if rule.numbers for kind in ("脱贫户", ORDINARY)) == 81


def test_same_seed_same_files(county, tmp_path):
    for turn in ("first", "second"):
        write_drops(county, tmp_path / turn, mess.FULL, seed=3)
    assert _contents(tmp_path / "first") == _contents(tmp_path / "second")


def test_data_example_is_what_the_command_writes(tmp_path):
    write_example(tmp_path)
    here = {file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file()}
    assert here == {file.relative_to(EXAMPLE) for file in _of_generator(EXAMPLE)}
    for file in here:
        if file.suffix in PORTABLE:
            assert (tmp_path / file).read_bytes() == (EXAMPLE / file).read_bytes(), file


def test_plain_csv_says_how_many_rows(tmp_path):
    rows = write_plain_csv(500, tmp_path, months=2)
    lines = [len(file.read_text(encoding="utf-8").splitlines()) - 1 for file in tmp_path.rglob("*.csv")]
    assert rows == sum(lines)


def _of_generator(folder: Path) -> list[Path]:
    """The generated files; a run's own output may lie beside them."""
    return [
        folder / "county.toml",
        *(file for part in ("inbox", "expected") for file in (folder / part).rglob("*") if file.is_file()),
    ]


def _contents(folder: Path) -> dict[Path, bytes]:
    return {
        file.relative_to(folder): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "加密" not in file.name
    }
