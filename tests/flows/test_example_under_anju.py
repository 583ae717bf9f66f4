"""The example county under the book that asks for all 81: what is planted fires for its group, and nothing else does."""

from __future__ import annotations

import pytest

from matchers.rules import all_rules
from matchers.rules.policy import load_policy
from tests.county.example import invent_example
from tests.flows.look import rows
from tests.twin.book import book
from tests.twin.indicators import signals

MONTH = "2024-06"


@pytest.fixture(scope="module")
def home(tmp_path_factory, bidui):
    home = tmp_path_factory.mktemp("anju") / "demo"
    assert bidui("demo", home, "--policy", "anju-2020").exit_code == 0
    return home


def test_what_is_planted_fires_for_its_group_and_nothing_else_does(home):
    county, listed = invent_example(), load_policy("anju-2020").settings["indicators"]
    kinds = {key: household.household_type for key, household in county.households().items()}
    not_for = {True: set(listed["on_listed"]), False: set(listed["on_ordinary"])}
    wanted = {(place, name) for _, place, name in signals(county.facts, county.months[-1], book=book("anju-2020"))}
    given = {(row["household_id"] or row["town"] + row["village"], row["indicator"]) for row in rows(home / "outbox" / MONTH / "signals.csv")}
    assert given == wanted
    # a village's signal is of whichever group its indicator is for
    both = {(name, group) for place, name in given for group in ((kinds[place] == "一般农户",) if place in kinds else [group for group in not_for if name not in not_for[group]])}
    of_81 = {rule.indicator for rule in all_rules().values() if rule.numbers}
    assert {each for each in both if each[0] in of_81} == {(name, group) for name in of_81 for group in (False, True) if name not in not_for[group]}
