"""How likely so many struck households are: exact Poisson tests against a place's own months and against its peers, told at 5 % false."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import scipy  # whose parts load when first used: of .stats, which asks .special the same, that takes a second

FALSE_SHARE = 0.05
LEAST_MONTHS = 3  # the test is exact however few they are; from fewer nothing can stand out
LEAST_STRUCK = 3  # fewer are no matter for a county, however unlikely


@dataclass(frozen=True)
class Counted:
    """A place's newly struck households this month and in the months before that are known, and how many households it has."""

    households: int
    now: int
    before: tuple[int, ...]

    @cached_property
    def struck_before(self) -> int:
        return sum(self.before)

    @cached_property
    def usual(self) -> float:
        return self.struck_before / len(self.before)


def chances(places: Sequence[Counted]) -> list[tuple[float, float]]:
    """(chance of so many or more, expected) of each place of one level, by its own history and by its peers, whichever speaks less against chance.

    The county's trend raises what is expected: this month's struck among the others over their own usual month. Places that stand out without it are no part of it,
    unless so many stand out that the trend is what they have in common.
    """
    outstanding = {at for at, is_told in enumerate(told(_own(places, [1.0] * len(places)))) if is_told}
    if 3 * sum(places[at].households for at in outstanding) > sum(place.households for place in places):
        outstanding = set()
    peers = [[other for other_at, other in enumerate(places) if other_at != at and other_at not in outstanding] for at in range(len(places))]
    trends = [_trend(others) for others in peers]
    likely = [_likely(place, others, trend) for place, others, trend in zip(places, peers, trends, strict=True)]
    by_peers = scipy.special.gammainc([place.now for place in places], likely).tolist()  # a Poisson count of so many or more
    return [
        (max(own, others) if expected else own, max(trend * place.struck_before / len(place.before), expected))
        for place, own, others, trend, expected in zip(places, _own(places, trends), by_peers, trends, likely, strict=True)
    ]


def told(chance: Sequence[float]) -> list[bool]:
    """Which of many tests may be told so that at most one in twenty of those told is false (Benjamini and Hochberg)."""
    most = max((each for place, each in enumerate(sorted(chance), 1) if each * len(chance) / place <= FALSE_SHARE), default=-1.0)
    return [each <= most for each in chance]


@cache
def interval(struck: int) -> tuple[float, float]:
    """The exact 95 % interval of a Poisson count (Garwood)."""
    low = float(scipy.special.gammaincinv(struck, 0.025)) if struck else 0.0
    return low, float(scipy.special.gammaincinv(struck + 1, 0.975))


def _likely(place: Counted, peers: Sequence[Counted], trend: float) -> float:
    """How many its peers' past makes of it; nought where it has none."""
    struck, months = sum(peer.struck_before for peer in peers), sum(peer.households * len(peer.before) for peer in peers)
    return place.households * trend * (struck + 1) / max(months, 1) if peers else 0.0  # one more: peers that were never struck are not safe


def _own(places: Sequence[Counted], trends: Sequence[float]) -> list[float]:
    """Given all that its months hold, how many of them fall into this one: exact however few they are, the past's own chance counted."""
    now, others = [place.now for place in places], [place.struck_before + 1 for place in places]
    shares = [trend / (trend + len(place.before)) for place, trend in zip(places, trends, strict=True)]
    chance: list[float] = scipy.special.betainc(now, others, shares).tolist()  # of a binomial
    return chance


def _trend(peers: Sequence[Counted]) -> float:
    """This month's struck among peers over their usual month; never below one: a quiet month elsewhere makes nobody's usual one unlikely."""
    now = sum(peer.now for peer in peers)
    usual = sum(peer.usual for peer in peers)
    return max(1.0, (now + 1) / (usual + 1))
