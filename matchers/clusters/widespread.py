"""Counties beside each other, and all of them together: what strikes many towns a little, on whichever side of a border, stands out in no town.

What a month left in each county is kept in the province's file: a county's own stands as of the month that it ran last.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from matchers.clusters.chance import LEAST_MONTHS, Counted, chances, interval
from matchers.clusters.clustering import KINDS, Struck, in_order
from matchers.records.clusters import PlaceCount
from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


@dataclass(frozen=True)
class Whole:
    """A county's judged towns together: their households, and how many were newly struck, by months back, of the months known of all of them."""

    households: int
    struck: Mapping[int, int]

    def counted(self) -> Counted:
        return Counted(self.households, self.struck[0], tuple(count for back, count in sorted(self.struck.items()) if back))


def wholes(of: Struck) -> dict[str, Whole]:
    """By kind; one of which too few months are known is not there."""
    found = {}
    for kind in KINDS:
        judged = of.judged(kind)
        months = set[int]().union(*(of.known[kind, town] for town in judged)).intersection(*(of.known[kind, town] for town in judged))
        if len(months) > LEAST_MONTHS:
            struck = {back: sum(len(of.struck.get((kind, (town, ""), back), ())) for town in judged) for back in months}
            found[kind] = Whole(sum(of.households[town, ""] for town in judged), struck)
    return found


def keep(warehouse: Warehouse, month: dt.date, counties: Mapping[str, Struck]) -> None:
    """What the month left in counties (by code), in place of what was kept of them."""
    warehouse.run(SQL["table"])
    with warehouse.transaction():
        for code, of in counties.items():
            warehouse.run(SQL["forget"], month=month, code=code)
            for kind, whole in wholes(of).items():
                warehouse.append("province.struck", [(month, code, kind, whole.households, back, count) for back, count in sorted(whole.struck.items())])


def kept(warehouse: Warehouse, month: dt.date) -> dict[str, dict[str, Whole]]:
    """Of each county (by code), by kind."""
    households: dict[tuple[str, str], int] = {}
    struck: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for code, kind, size, back, count in warehouse.rows(SQL["kept"], month=month):
        households[code, kind], struck[code, kind][back] = size, count
    found: dict[str, dict[str, Whole]] = defaultdict(dict)
    for (code, kind), size in households.items():
        found[code][kind] = Whole(size, struck[code, kind])
    return found


def clusters_of_counties(counties: Mapping[str, Mapping[str, Whole]]) -> tuple[PlaceCount, ...]:
    """Counties (by code, as `town`) beside each other, and all together (without one) beside their own past."""
    found = []
    for kind in KINDS:
        mine = {code: of[kind] for code, of in sorted(counties.items()) if kind in of}
        if shared := set[int]().union(*(each.struck for each in mine.values())).intersection(*(each.struck for each in mine.values())):
            total = Counter[int]()
            for each in mine.values():
                total.update({back: each.struck[back] for back in shared})
            whole = Whole(sum(each.households for each in mine.values()), {back: total[back] for back in shared})
            groups = [([*mine], [each.counted() for each in mine.values()]), *([([""], [whole.counted()])] if len(mine) > 1 and len(shared) > LEAST_MONTHS else [])]
            for codes, places in groups:
                for code, place, (chance, expected) in zip(codes, places, chances(places), strict=True):
                    found.append(PlaceCount(kind, code, "", place.households, place.now, expected, *interval(place.now), chance, len(place.before), False))
    return tuple(in_order(found))
