"""Taking in what towns sent may be killed at any moment: nothing is half taken in, and the next call ends as if nothing had happened."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

import pytest

from flows.taking_in import returns_month
from flows.workspace import Workspace
from matchers.leads.answers import Returned, read_answers
from matchers.leads.ledger import FAR
from matchers.leads.receiving import returned_files
from matchers.warehouse import Warehouse
from schemas.months import parse_month
from tests.flows import small
from tests.flows.dying import DEAD, RETURN_STAGES, take_in_and_die
from tests.flows.look import contents
from tests.flows.small import County
from tests.towns.clerk import Clerk, Entry
from tests.towns.issued import read_lists
from tests.towns.sayings import say
from tests.towns.ways import as_it_is, late, twice

JULY = "2024-07"


@pytest.fixture(scope="module")
def answered(finished, tmp_path_factory) -> County:
    """The small county whose towns have answered, some of it too late for June: nothing is taken in yet."""
    county = finished.copied(tmp_path_factory.mktemp("answered") / "county")
    random, day = Random(1), dt.date(2024, 7, 9)
    for town_list, ways in zip(read_lists(county.outbox()), ((as_it_is, late), (twice,)), strict=True):
        for way, outcome in zip(ways, ("无法核实", "不属实"), strict=False):
            entries = [Entry.of(row, say(random, outcome, day)) for row in town_list.rows]
            way(Clerk(county.home / "returns", town_list, parse_month(small.MONTH), random), entries)
    return county


def on_record(county: County) -> tuple[Returned, list[tuple]]:
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        return read_answers(warehouse, FAR), returned_files(warehouse)


def receipts(county: County) -> dict[str, bytes]:
    return {f"{month}/{path}": data for month in (small.MONTH, JULY) for path, data in contents(county.outbox(month) / "returns").items()}


def take_in(county: County) -> int:
    return returns_month(Workspace.at(county.home), parse_month(JULY)).new_files


@pytest.fixture(scope="module")
def undisturbed(answered, tmp_path_factory) -> County:
    county = answered.copied(tmp_path_factory.mktemp("undisturbed") / "county")
    assert take_in(county) == 5
    assert len(receipts(county)) == 3 and len(on_record(county)[0].answers) >= 4
    return county


@pytest.mark.parametrize("stage", [stage for stage in RETURN_STAGES if stage != "after all is on the record"])
def test_killed_nothing_is_half_taken_in_and_the_next_call_is_as_undisturbed(answered, undisturbed, tmp_path, stage):
    county = answered.copied(tmp_path / "county")
    assert take_in_and_die(county.home, stage, JULY) == DEAD
    assert on_record(county) == (Returned(), [])
    assert receipts(county).items() <= receipts(undisturbed).items(), "what is there is whole, and will be the same"
    assert take_in(county) == 5
    assert (on_record(county), receipts(county)) == (on_record(undisturbed), receipts(undisturbed))
    assert not _half_made(county.home)


def test_killed_when_all_is_on_the_record_all_is_on_receipts(answered, undisturbed, tmp_path):
    county = answered.copied(tmp_path / "county")
    assert take_in_and_die(county.home, "after all is on the record", JULY) == DEAD
    assert (on_record(county), receipts(county)) == (on_record(undisturbed), receipts(undisturbed))
    assert take_in(county) == 0


def test_lists_that_a_run_takes_in_get_their_receipts_too(answered, undisturbed, tmp_path):
    """June's lists lay there unread when July was run: their towns are told all the same."""
    county = answered.copied(tmp_path / "county")
    county.drop("settlement", small.bill("8", "孙玉兰", small.SUN, "10", 结算日期="2024-07-30"), folder=JULY)
    county.run(JULY)
    assert receipts(county).keys() == receipts(undisturbed).keys()
    of_june = {path: data for path, data in receipts(undisturbed).items() if path.startswith(small.MONTH)}
    assert of_june.items() <= receipts(county).items()


def _half_made(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.name.endswith((".unfinished", ".new", ".old"))]
