"""The rules and their slow plain-Python twin (tests/twin) name the same households: of drawn tables, of random histories and of a generated county, under any book."""

import importlib
import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from matchers.months.comparing import compare
from matchers.months.measuring import Month
from matchers.rules import SOURCES, all_rules
from matchers.rules.policy import Policy, load_policy
from tests.county.invent import Size, deliver, invent_county
from tests.matchers.rules.drawn import DEFAULT, QUIET, UNKNOWN, Fires
from tests.matchers.rules.filling import fill, first_of
from tests.matchers.rules.histories import JUDGED, homes
from tests.matchers.rules.homes import Settled
from tests.twin.book import POLICIES, book, group_of
from tests.twin.facts import Facts, month_number
from tests.twin.indicators import OF_HOUSEHOLD, OF_VILLAGE, signals
from tests.twin.whole import AFTER

TABLES = [f"test_{name}" for name in all_rules()]
INDICATORS = {name.replace(".", "_"): name for name in (*OF_HOUSEHOLD, *OF_VILLAGE, *AFTER)}


A_SIXTH_COUNTYS = """
title = "第六个县"
based_on = "low-income-2026"
[indicators]
on_listed = ["employment.wage_low", "property.question"]
on_ordinary = ["combined.strained"]
off = ["member.death"]
[general.line_yuan]
unit = "yuan"
values = [
    { from = "2024-05", value = 8000, labour = "有", document = "县" },
    { from = "2020-01", value = 6000, labour = "有", document = "县" },
    { from = "2020-01", value = 9000, kinds = ["脱贫户"], document = "县" },
    { from = "2020-01", value = 7000, document = "县" },
]
[general.dibao_yuan]
unit = "yuan"
values = [{ from = "2020-01", value = 5000, document = "县" }]
[general.rural_income_yuan]
unit = "yuan"
values = [{ from = "2020-01", value = 15000, document = "县" }]
[rules.expenditure_rigid_share]
other_share = { unit = "share", values = [{ from = "2020-01", value = 0.3, kinds = ["边缘易致贫户"], document = "县" }, { from = "2020-01", value = 0.6, document = "县" }] }
ordinary_share = { unit = "share", values = [{ from = "2020-01", value = 0.4, document = "县" }] }
[rules.income_near_line]
times = { unit = "times", values = [{ from = "2020-01", value = 1.5, document = "县" }] }
[rules.medical_self_pay_year]
ordinary_yuan = { unit = "yuan", values = [
    { from = "2020-01", value = 3000, kinds = ["低保对象"], document = "县" },
    { from = "2020-01", value = 4000, kinds = ["低保边缘家庭", "刚性支出困难家庭"], labour = "有", document = "县" },
    { from = "2020-01", value = 12000, document = "县" },
] }
other_yuan = { unit = "yuan", values = [
    { from = "2020-01", value = 3000, kinds = ["低保对象", "防止返贫监测对象"], document = "县" },
    { from = "2020-01", value = 5000, kinds = ["刚性支出困难家庭"], document = "县" },
    { from = "2020-01", value = 10000, document = "县" },
] }
"""


def by_rules(warehouse, facts: Facts, month: int, run_month: int, policy: Policy = DEFAULT) -> set[tuple[int, str, str]]:
    """What the warehouse signals of a month, as the twin says it."""
    fill(warehouse, facts, run_month)
    return judged(warehouse, policy, month)


def judged(warehouse, policy: Policy, month: int) -> set[tuple[int, str, str]]:
    with warehouse.transaction():
        found = compare(Month(warehouse, policy, first_of(month))).signals
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


@pytest.fixture(scope="module")
def sixth(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("books") / "sixth.toml"
    path.write_text(A_SIXTH_COUNTYS, "utf-8")
    return str(path)


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(drawn=st.lists(homes(), min_size=1, max_size=8), judged_later=st.sampled_from((0, 0, 1, 2)))
def test_twin_under_a_book_that_chooses_by_kinds_and_labour(warehouse, sixth, drawn, judged_later):
    settled = Settled()
    for one in drawn:
        settled.settle(one, JUDGED)
    month = JUDGED - judged_later
    found = by_rules(warehouse, settled.facts, month, JUDGED, load_policy(sixth))
    assert found == signals(settled.facts, month, JUDGED, book=book(sixth))


def test_twin_of_a_generated_county_under_each_book(warehouse, sixth):
    newest = month_number("2026-03")
    county = invent_county("441624", Size(120, 4, 10, range(newest - 25, newest + 1), 2, 8), 7)
    deliver(county, set(), set(), set(), 0.05, 7)
    fill(warehouse, county.facts, newest)
    for name in (*sorted(path.stem for path in POLICIES.glob("*.toml")), sixth):
        assert judged(warehouse, load_policy(name), newest) == signals(county.facts, newest, book=book(name)), name


def test_each_of_the_81_fires_and_holds_back_in_its_group(warehouse):
    """Households of the drawn tables, once as one of the listed and once as an ordinary one, under the book that judges 55 of the ones and 26 of the others;
    villages have three of these (an ordinary one's two), whoever lives there.
    """
    june, settled, tried = month_number("2024-06"), Settled(), {}
    rules = [rule for rule in all_rules().values() if rule.scope == "household" and rule.source == SOURCES[0]]
    for rule in rules:
        cases = [case for case in importlib.import_module(f"tests.matchers.rules.test_{rule.name}").CASES if case.policy is DEFAULT and case.month == "2024-06"]
        fires = sorted((case for case in cases if isinstance(case.expected, Fires)), key=lambda case: case.expected.value)
        quiet = [case for case in cases if case.expected is QUIET]
        for case, kind in itertools.product((fires[0], fires[-1], quiet[0], quiet[len(quiet) // 2]), ("一般农户", "边缘易致贫户")):
            household, _ = settled.settle(replace(case.home, kind=kind), june)
            tried[household, rule.indicator] = group_of(kind)
    found = by_rules(warehouse, settled.facts, june, june, load_policy("anju-2020"))
    assert found == signals(settled.facts, june, book=book("anju-2020"))
    fired = {(household, indicator) for _, household, indicator in found}
    does, does_not = ({(group, key[1]) for key, group in tried.items() if (key in fired) == is_firing} for is_firing in (True, False))
    assert does <= does_not and Counter(group for group, _ in does) == {"F": 55 - 3, "Z": 26 - 2}
