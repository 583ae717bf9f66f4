"""How likely so many struck households are: exact Poisson tests against a place's own months and against its peers, told at 5 % false."""

from collections.abc import Sequence
from dataclasses import dataclass

import scipy  # whose parts load when first used

FALSE_SHARE = 0.05
LEAST_MONTHS = 3  # the test is exact however few they are; from fewer nothing can stand out
LEAST_STRUCK = 3  # fewer are no matter for a county, however unlikely


@dataclass(frozen=True)
class Counted:
    """A place's newly struck households this month and in the months before that are known, and how many households it has."""

    households: int
    now: int
    before: tuple[int, ...]


def chances(places: Sequence[Counted]) -> list[tuple[float, float]]:
    """(chance of so many or more, expected) of each place of one level, by its own history and by its peers, whichever speaks less against chance.

    The county's trend raises what is expected: this month's struck among the others over their own usual month. Places that stand out without it are no part of it,
    unless so many stand out that the trend is what they have in common.
    """
    alone = [_own(place, 1.0) for place in places]
    outstanding = {at for at, is_told in enumerate(told([p for p, _ in alone])) if is_told}
    if 3 * sum(places[at].households for at in outstanding) > sum(place.households for place in places):
        outstanding = set()
    return [_both(place, [other for other_at, other in enumerate(places) if other_at != at and other_at not in outstanding]) for at, place in enumerate(places)]


def told(chance: Sequence[float]) -> list[bool]:
    """Which of many tests may be told so that at most one in twenty of those told is false (Benjamini and Hochberg)."""
    return [bool(adjusted <= FALSE_SHARE) for adjusted in scipy.stats.false_discovery_control(chance)] if chance else []


def interval(struck: int) -> tuple[float, float]:
    """The exact 95 % interval of a Poisson count (Garwood)."""
    low = float(scipy.stats.chi2.ppf(0.025, 2 * struck) / 2) if struck else 0.0
    return low, float(scipy.stats.chi2.ppf(0.975, 2 * struck + 2) / 2)


def _both(place: Counted, peers: Sequence[Counted]) -> tuple[float, float]:
    trend = _trend(peers)
    own, usual = _own(place, trend)
    if not peers:
        return own, usual
    struck, months = sum(sum(peer.before) for peer in peers), sum(peer.households * len(peer.before) for peer in peers)
    likely = place.households * trend * (struck + 1) / max(months, 1)  # one more: peers that were never struck are not safe
    by_peers = float(scipy.stats.poisson.sf(place.now - 1, likely))
    return max(own, by_peers), max(usual, likely)


def _own(place: Counted, trend: float) -> tuple[float, float]:
    """Given all that its months hold, how many of them fall into this one: exact however few they are, the past's own chance counted."""
    months = len(place.before)
    total = place.now + sum(place.before)
    chance = float(scipy.stats.binom.sf(place.now - 1, total, trend / (trend + months))) if place.now else 1.0
    return chance, trend * sum(place.before) / months


def _trend(peers: Sequence[Counted]) -> float:
    """This month's struck among peers over their usual month; never below one: a quiet month elsewhere makes nobody's usual one unlikely."""
    now = sum(peer.now for peer in peers)
    usual = sum(sum(peer.before) / len(peer.before) for peer in peers)
    return max(1.0, (now + 1) / (usual + 1))
