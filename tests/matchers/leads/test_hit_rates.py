"""How often indicators, departments and towns were right; small numbers held back so that nobody subtracts them out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers.leads.held_back import HIDDEN, SMALL, publish
from matchers.leads.hit_rates import departments_of, hit_rates
from matchers.leads.verdicts import Asked
from matchers.months.tails import wilson
from matchers.records.said import TRUE_OUTCOMES, UNTRUE, UNVERIFIED

SURGE, HOUSE, WATER = "expenditure.surge", "housing.unsafe", "water.unsafe"


def leads(town: str, *indicators: str, true: int = 0, untrue: int = 0, unknown: int = 0, silent: int = 0, enrolled: int = 0) -> list[Asked]:
    """So many leads of a town with each outcome; of the true ones the first are enrolled."""
    outcomes = [TRUE_OUTCOMES[at % 3] for at in range(true)] + [UNTRUE] * untrue + [UNVERIFIED] * unknown + [None] * silent
    return [Asked(f"{town}-{indicators}-{at}", town, indicators, outcome, at < enrolled) for at, outcome in enumerate(outcomes)]


def figures(line) -> tuple:
    return line.key, line.issued, line.answered, line.true, line.enrolled


def test_what_counts_as_answered_and_as_true():
    rates = hit_rates(leads("水阳镇", HOUSE, true=12, untrue=8, unknown=5, silent=6, enrolled=6))
    (line,) = rates.by_indicator
    assert figures(line) == ((HOUSE,), 31, 25, 12, 6)
    assert line.true_share == pytest.approx(12 / 20), "what could not be found out counts for neither"
    assert (line.visits_a_true, line.visits_an_enrolled) == (pytest.approx(25 / 12), pytest.approx(25 / 6))
    assert line.low < line.true_share < line.high


def test_every_view_of_the_same_leads():
    rates = hit_rates([*leads("水阳镇", SURGE, HOUSE, true=6, untrue=6), *leads("狸桥镇", SURGE, true=7, untrue=5, silent=8)])
    assert [figures(line) for line in rates.by_indicator] == [((SURGE,), 32, 24, 13, 0), ((HOUSE,), 12, 12, 6, 0)]
    assert [figures(line) for line in rates.by_department] == [
        (("住建局",), 12, 12, 6, 0), (("医保局",), 32, 24, 13, 0), (("教育局",), 32, 24, 13, 0),
    ], "a surge rests on two departments and counts for each"
    assert [figures(line) for line in rates.by_town] == [
        (("水阳镇",), 12, 12, 6, 0), (("狸桥镇",), 20, 12, 7, 0), (("合计",), 32, 24, 13, 0),
    ], "a lead with two indicators is one visit"
    assert [line.key for line in rates.by_all] == [
        (SURGE, "医保局", "水阳镇"), (SURGE, "医保局", "狸桥镇"), (SURGE, "教育局", "水阳镇"), (SURGE, "教育局", "狸桥镇"),
        (HOUSE, "住建局", "水阳镇"),
    ], "only where anything was issued"


def test_departments_are_those_whose_data_the_rule_rests_on():
    assert departments_of(SURGE) == ("医保局", "教育局")
    assert departments_of("income.below_line") == ("乡村振兴局", "人社局", "民政局")
    assert departments_of("something.withdrawn") == ("其他",)


# true, tries, low, high: the interval as worked out by hand from Wilson's formula with z = 1.959964
WILSON = ((0, 10, 0.0, 0.277533), (5, 10, 0.236593, 0.763407), (12, 20, 0.386582, 0.781193), (10, 10, 0.722467, 1.0))


@pytest.mark.parametrize(("true", "tries", "low", "high"), WILSON)
def test_wilson_interval(true, tries, low, high):
    assert wilson(true, tries) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


def test_rates_that_rest_on_few_answers_or_would_tell_a_small_number_are_not_given():
    few = hit_rates(leads("水阳镇", HOUSE, true=0, untrue=4, silent=20)).by_indicator[0]
    assert (few.issued, few.answered, few.true_share, few.visits_a_true) == (24, SMALL, None, None)
    one_true = hit_rates(leads("水阳镇", HOUSE, true=1, untrue=39)).by_indicator[0]
    assert (one_true.answered, one_true.true, one_true.true_share, one_true.visits_a_true) == (40, SMALL, None, None)
    none_true = hit_rates(leads("水阳镇", HOUSE, untrue=40)).by_indicator[0]
    assert (none_true.true, none_true.true_share, none_true.visits_a_true) == (0, 0.0, None)


def test_nothing_issued():
    assert hit_rates([]).by_town == hit_rates([]).by_all == ()


HELD_BACK = (
    # the parts, their total, what is shown of them, what of it
    ((7, 12, 30), 49, [7, 12, 30], 49),
    ((0, 9), 9, [0, 9], 9),
    ((3, 12, 30), 45, [SMALL, HIDDEN, 30], 45),
    ((3, 2, 30), 35, [SMALL, SMALL, 30], 35),
    ((4, 4, 30, 9), 47, [SMALL, SMALL, 30, HIDDEN], 47),
    ((1, 1), 2, [SMALL, SMALL], SMALL),
    ((4, 4), 8, [SMALL, SMALL], HIDDEN),
    ((1, 5), 6, [SMALL, HIDDEN], HIDDEN),
    ((4, 5, 5), 14, [SMALL, HIDDEN, HIDDEN], 14),
    ((0, 3), 3, [0, SMALL], SMALL),
    ((), 3, [], SMALL),
)


@pytest.mark.parametrize(("parts", "total", "shown", "of_total"), HELD_BACK)
def test_held_back(parts, total, shown, of_total):
    assert publish(parts, total) == (shown, of_total)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=5))
def test_no_small_number_follows_from_what_is_shown(parts):
    """By trying everything that the table leaves open."""
    shown, of_total = publish(parts, sum(parts))
    assert all(each in (SMALL, HIDDEN, part) and not (0 < part < 5 and each != SMALL) for part, each in zip(parts, shown, strict=True))
    if not isinstance(of_total, int):
        return
    open_to = [range(1, 5) if each == SMALL else range(5, 30) if each == HIDDEN else (each,) for each in shown]
    possible = [worlds for worlds in product(*open_to) if sum(worlds) == of_total]
    for at, each in enumerate(shown):
        if each == SMALL:
            assert len({world[at] for world in possible}) > 1


def test_towns_do_not_give_each_other_away():
    small, hidden, plain = leads("水阳镇", HOUSE, true=3, untrue=9), leads("狸桥镇", HOUSE, true=8, untrue=9), leads("沈村镇", HOUSE, true=20)
    rates = hit_rates([*small, *hidden, *plain])
    for lines in (rates.by_town, [*rates.by_all, *rates.by_indicator]):
        true = {line.key[-1]: line.true for line in lines}
        assert (true["水阳镇"], true["狸桥镇"], true["沈村镇"]) == (SMALL, HIDDEN, 20)
        assert next(reversed(true.values())) == 31


def test_the_same_leads_under_another_name_are_held_back_too():
    """A department with one indicator, a town with one: what is hidden in one table stands in no other."""
    houses = [*leads("水阳镇", HOUSE, true=4, silent=9), *leads("狸桥镇", HOUSE, true=4, silent=9)]
    rates = hit_rates([*houses, *leads("狸桥镇", WATER, true=9)])
    assert [(line.key, line.true) for line in rates.by_indicator] == [((HOUSE,), HIDDEN), ((WATER,), 9)]
    assert [(line.key, line.true) for line in rates.by_department] == [(("住建局",), HIDDEN), (("水务局",), 9)]
