"""Many places, ordinary years: hardly a false cluster; a planted one is found the same month, whatever else the county goes through."""

import random

import pytest

from matchers.clusters.chance import LEAST_STRUCK, Counted, chances, interval, told

VILLAGES = 60


def history(draw: random.Random, months: int, factor=lambda month: 1.0, rates=None) -> list[list[int]]:
    """Counts by village and month: Poisson by many small chances, villages of 30 to 300 households."""
    rows = []
    for households, rate in rates:
        rows.append([sum(draw.random() < rate * factor(month) for _ in range(households)) for month in range(months)])
    return rows


def settle(draw: random.Random) -> list[tuple[int, float]]:
    return [(draw.randint(30, 300), draw.choice((0.001, 0.004, 0.01))) for _ in range(VILLAGES)]


def found(rates, rows, month) -> list[int]:
    counted = [Counted(households, row[month], tuple(row[month - 12 : month])) for (households, _), row in zip(rates, rows, strict=True)]
    stands = told([chance for chance, _ in chances(counted)])
    return [at for at, is_told in enumerate(stands) if is_told and counted[at].now >= LEAST_STRUCK]


@pytest.mark.parametrize("seed", range(6))
def test_ordinary_years_have_hardly_a_cluster(seed):
    draw = random.Random(seed)
    rates = settle(draw)
    rows = history(draw, 36, rates=rates)
    assert sum(bool(found(rates, rows, month)) for month in range(12, 36)) <= 1


@pytest.mark.parametrize("seed", range(3))
def test_a_season_of_the_whole_county_is_no_cluster(seed):
    draw = random.Random(seed)
    rates = settle(draw)
    rows = history(draw, 36, lambda month: 5.0 if month % 12 == 1 else 1.0, rates)
    assert sum(bool(found(rates, rows, month)) for month in range(12, 36)) <= 1


@pytest.mark.parametrize("seed", range(3))
def test_planted_ones_are_found_the_same_month(seed):
    draw = random.Random(seed)
    rates = settle(draw)
    rows = history(draw, 13, rates=rates)
    for at in (7, 8):  # three in ten of a village; the next one too
        rows[at][12] += rates[at][0] * 3 // 10
    assert {7, 8} <= set(found(rates, rows, 12))


def test_what_never_happened_before_is_found_too():
    places = [Counted(100, 0, (0,) * 12) for _ in range(20)]
    places[3] = places[4] = Counted(100, 25, (0,) * 12)
    stands = told([chance for chance, _ in chances(places)])
    assert [at for at, is_told in enumerate(stands) if is_told] == [3, 4]


def test_a_small_place_is_told_with_its_interval():
    low, high = interval(3)
    assert (round(low, 2), round(high, 2)) == (0.62, 8.77)  # Garwood's table
    assert interval(0)[0] == 0 and told([]) == []
