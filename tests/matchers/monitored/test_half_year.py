"""The six annual incomes and their slow plain-Python twin, exact in fractions, agree on random histories with gaps."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.matchers.monitored.drawn import DEFAULT, JUNE, REACH, monitored, of_june
from tests.matchers.rules.filling import fill, first_of
from tests.matchers.rules.homes import Member, Settled, gets, works
from tests.twin.facts import Household, Known
from tests.twin.measures import INCOME, income

LINE, LEAST_PAIRS, MONTHS, YEAR = 6000, 6, 6, 12
wages = st.sampled_from((0, 1999, 2000, 2000, 2000.01, 2500, 3000, 14000))
gaps = st.one_of(
    st.frozensets(st.tuples(st.sampled_from(INCOME), st.integers(0, 28)), max_size=6),
    st.frozensets(st.tuples(st.sampled_from(INCOME), st.integers(12, 28)), min_size=6, max_size=14),
)


@st.composite
def members(draw) -> Member:
    usual = draw(wages)
    jobs = dict.fromkeys(REACH, usual) | draw(st.dictionaries(st.integers(0, 28), wages, max_size=5))
    benefits = draw(st.dictionaries(st.integers(0, 28), st.sampled_from((100, 450.5)), max_size=4))
    paid = st.sampled_from(("享受", "享受", "停发"))
    return Member(jobs={back: works(yuan) for back, yuan in jobs.items()}, benefits={back: gets(yuan, status=draw(paid)) for back, yuan in benefits.items()})


@st.composite
def homes(draw):
    income_per_capita = draw(st.sampled_from((5000, 5999.99, 6000, 6000.01, 6500, 9000)))
    since = draw(st.sampled_from((40, 28, 28, 27, 20, 17, 11, 0)))
    return monitored(*draw(st.lists(members(), min_size=1, max_size=3)), income=income_per_capita, since=since, missing=draw(gaps))


def annual_income(known: Known, home: Household, month: int) -> Fraction:
    """As the contract says it, as of any month, of the people and the income of the household of June."""
    changes = [
        Fraction(income(known, home, each)) - Fraction(income(known, home, each - YEAR))
        for each in range(month - YEAR + 1, month + 1)
        if known.has(each, home.town, *INCOME) and known.has(each - YEAR, home.town, *INCOME)
    ]
    last_year = Fraction(home.income_per_capita)
    if len(changes) < LEAST_PAIRS:
        return last_year
    return last_year + YEAR * sum(changes) / len(changes) / len(home.members)


def half_year(known: Known, home: Household) -> list[tuple[dt.date, bool]]:
    months = range(JUNE - MONTHS + 1, JUNE + 1)
    return [(first_of(month), annual_income(known, home, month) < LINE) for month in months]


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(homes(), min_size=1, max_size=8))
def test_twin_of_random_histories(warehouse, drawn):
    settled = Settled()
    for one in drawn:
        settled.settle(one, JUNE)
    fill(warehouse, settled.facts, JUNE)
    known = Known(settled.facts, JUNE)
    expected = {key: half_year(known, home) for key, home in known.households(JUNE).items()}
    found = of_june(warehouse, DEFAULT).monitored
    assert {file.household.household_id: [(year.month, year.is_under) for year in file.figures.half_year] for file in found} == expected
    for file in found:
        assert file.figures.half_year[-1].income == file.figures.income, "June's is the month's annual income"
