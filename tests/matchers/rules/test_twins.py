"""The rules and their slow plain-Python twin (tests/twin) name the same households, of drawn tables and of random histories."""

import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchers.months.comparing import compare
from matchers.months.measuring import Month
from matchers.rules import all_rules
from tests.matchers.rules.drawn import DEFAULT, UNKNOWN, Fires
from tests.matchers.rules.filling import fill, first_of
from tests.matchers.rules.histories import JUDGED, homes
from tests.matchers.rules.homes import Settled
from tests.twin.facts import Facts, month_number
from tests.twin.indicators import OF_HOUSEHOLD, OF_VILLAGE, signals
from tests.twin.whole import AFTER

TABLES = [f"test_{name}" for name in all_rules()]
INDICATORS = {name.replace(".", "_"): name for name in (*OF_HOUSEHOLD, *OF_VILLAGE, *AFTER)}


def by_rules(warehouse, facts: Facts, month: int, run_month: int) -> set[tuple[int, str, str]]:
    """What the warehouse signals of a month, as the twin says it."""
    fill(warehouse, facts, run_month)
    with warehouse.transaction():
        found = compare(Month(warehouse, DEFAULT, first_of(month))).signals
    return {(month, signal.household_id or signal.town + signal.village, signal.indicator) for signal in found}


@pytest.mark.parametrize("table", TABLES)
def test_twin_of_a_drawn_table(table):
    cases = [c for c in importlib.import_module(f"tests.matchers.rules.{table}").CASES if c.policy is DEFAULT]
    for case in cases:
        settled = Settled()
        settled.settle(case.home, month_number(case.month))
        fired = {name for _, _, name in signals(settled.facts, month_number(case.month))}
        assert (INDICATORS[table.removeprefix("test_")] in fired) == isinstance(case.expected, Fires), case.words
        assert case.expected != UNKNOWN or case.home.missing or case.home.since < 2, case.words


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(homes(), min_size=1, max_size=8), judged_later=st.sampled_from((0, 0, 1, 2)))
def test_twin_of_random_histories(warehouse, drawn, judged_later):
    settled = Settled()
    for one in drawn:
        settled.settle(one, JUDGED)
    run_month, month = JUDGED, JUDGED - judged_later
    assert by_rules(warehouse, settled.facts, month, run_month) == signals(settled.facts, month, run_month)
