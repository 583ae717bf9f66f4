"""No book asks after a large part of ordinary households by one indicator: a lead that wastes a visit costs trust."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from matchers.months.comparing import compare
from matchers.months.measuring import Month
from matchers.rules.policy import Policy, load_policy
from tests.county.example import invent_example
from tests.county.invent import Size, deliver, invent_county
from tests.matchers.rules.filling import fill, first_of
from tests.policies import walk
from tests.twin.county_dev import read_facts
from tests.twin.facts import month_number

COUNTY_DEV = Path(__file__).resolve().parents[4] / "shared" / "county-dev"
MOST = 0.15
BOOKS = ("default", *(name for name, _ in walk.books()))


def generated(seed: int):
    newest = month_number("2026-03")
    county = invent_county("510904", Size(400, 4, 12, range(newest - 25, newest + 1), 2, 8), seed)
    deliver(county, set(), set(), set(), 0.05, seed)
    return county.facts, newest


COUNTIES = {
    "the practice county": lambda: (read_facts(COUNTY_DEV), month_number("2024-06")), "the example": lambda: (invent_example().facts, month_number("2024-06")),
    "generated 1": lambda: generated(1), "generated 2": lambda: generated(2),
}


@pytest.fixture(scope="module", params=COUNTIES)
def county(request, warehouse):
    """Ordinary households, and a function that tells how many of them each indicator of a book names."""
    if request.param == "the practice county" and not COUNTY_DEV.is_dir():
        pytest.skip("the practice county is not here")
    facts, month = COUNTIES[request.param]()
    fill(warehouse, facts, month)
    newest = facts.rosters[max(version for version in facts.rosters if version <= month)]
    ordinary = {key for key, home in newest.items() if home.household_type == "一般农户"}

    def named(policy: Policy) -> Counter[str]:
        with warehouse.transaction():
            signals = compare(Month(warehouse, policy, first_of(month))).signals
        return Counter(signal.indicator for signal in signals if signal.household_id in ordinary)

    return ordinary, first_of(month), named


def in_force(name: str, month: dt.date) -> Policy:
    """A book whose first values are of a later month as if they had been in force before."""
    policy = load_policy(name)
    since = min(value.since for value in policy.parameters["general", "line_yuan"])
    if since <= month:
        return policy
    return replace(policy, parameters={key: tuple(replace(value, since=min(value.since, month)) for value in values) for key, values in policy.parameters.items()})


@pytest.mark.parametrize("name", BOOKS)
def test_no_indicator_names_a_large_part_of_ordinary_households(county, name):
    ordinary, month, named = county
    shares = {indicator: count / len(ordinary) for indicator, count in named(in_force(name, month)).items()}
    assert shares and {indicator: share for indicator, share in shares.items() if share > MOST} == {}
