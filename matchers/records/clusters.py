"""Places where far more is struck than is likely: plain values, nobody named."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceCount:
    """A village's (or, without a village, a town's) households newly struck in a month, beside what its history and its peers make likely.

    `low` and `high` are the exact 95 % interval of what a month like this one would bring, were it looked at again; `chance` is that of so many or
    more by chance, and `is_cluster` whether it stands when one in twenty of those told may be false.
    """

    kind: str
    town: str
    village: str
    households: int
    struck: int
    expected: float
    low: float
    high: float
    chance: float
    months: int
    is_cluster: bool
    struck_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clusters:
    """`places` are those with enough struck to be looked at, clusters first; `looked_at` counts all that were tested, `not_judged` are Chinese lines."""

    month: dt.date
    places: tuple[PlaceCount, ...]
    looked_at: int
    not_judged: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[PlaceCount, ...]:
        return tuple(place for place in self.places if place.is_cluster)
