"""The example county under the book that asks for all 81: what is planted in the lists fires for its group, and nothing else of theirs does."""

from __future__ import annotations

import pytest

from tests.county.example import invent_example
from tests.flows.look import rows
from tests.twin.indicators import signals
from tests.twin.lists import OF_LISTS

MONTH = "2024-06"
FOR_LISTED = {"disability.allowance_missing", "disability.several", "disaster.not_rehoused", "industry.dividend_overdue", "business.closed", "loan.overdue"}


@pytest.fixture(scope="module")
def home(tmp_path_factory, bidui):
    home = tmp_path_factory.mktemp("anju") / "demo"
    assert bidui("demo", home, "--policy", "anju-2020").exit_code == 0
    return home


def test_what_is_planted_in_the_lists_fires_for_its_group_and_nothing_else_does(home):
    county = invent_example()
    kinds = {key: household.household_type for key, household in county.households().items()}
    wanted = {
        (place, name) for _, place, name in signals(county.facts, county.months[-1])
        if name in OF_LISTS and not (name in FOR_LISTED and kinds[place] == "一般农户")
    }
    given = {(row["household_id"], row["indicator"]) for row in rows(home / "outbox" / MONTH / "signals.csv") if row["indicator"] in OF_LISTS}
    assert given == wanted
    assert {(name, kinds[place] == "一般农户") for place, name in given} >= {(name, group) for name in OF_LISTS for group in (False, True) if not (group and name in FOR_LISTED)}
