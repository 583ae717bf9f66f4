"""Tails and intervals are those of scipy.stats, which a month does not wait for."""

from random import Random

import pytest
from scipy import stats

from matchers.months import tails


def test_as_scipy_has_them():
    draw = Random(3)
    for count in (0, 1, 2, 7, 40, 900):
        expected, tries, sure = draw.choice((0.01, 3, 800)) * draw.random(), count + draw.randrange(1, 100), draw.random()
        assert tails.poisson_or_fewer(count, expected) == stats.poisson.cdf(count, expected)
        assert tails.beta_binomial_or_fewer(count, tries, 40 * sure, 40 - 40 * sure) == pytest.approx(stats.betabinom.cdf(count, tries, 40 * sure, 40 - 40 * sure), rel=1e-9)
        assert tails.wilson(count, tries) == tuple(stats.binomtest(count, tries).proportion_ci(0.95, "wilson"))
