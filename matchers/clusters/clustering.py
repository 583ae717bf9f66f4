"""A month's newly struck households by village and town → places where there are far more than is likely, for the bureau."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matchers.clusters.chance import LEAST_MONTHS, LEAST_STRUCK, Counted, chances, interval, told
from matchers.months.measuring import Month
from matchers.records.clusters import Clusters, PlaceCount
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import written

SQL = statements(__file__)
KINDS = ("就业", "灾害", "产业")
Place = tuple[str, str]  # town, village; '' for the whole town


@dataclass(frozen=True)
class Struck:
    """What a county's month holds: households newly struck by kind, place and months back; the months known by kind and town; households by place."""

    struck: Mapping[tuple[str, Place, int], set[str]]
    known: Mapping[tuple[str, str], set[int]]
    households: Mapping[Place, int]

    def judged(self, kind: str) -> set[str]:
        """Towns of which this month and enough before it are known."""
        return {town for of, town in self.known if of == kind and 0 in self.known[of, town] and len(self.known[of, town]) > LEAST_MONTHS}


def struck_of(warehouse: Warehouse) -> Struck:
    """Needs linked.* measured for the month."""
    struck: dict[tuple[str, Place, int], set[str]] = defaultdict(set)
    for kind, town, village, household_id, back in warehouse.rows(SQL["cases"]):
        for place in ((town, village), (town, "")):
            struck[kind, place, back].add(household_id)
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for kind, town, back in warehouse.rows(SQL["known"]):
        known[kind, town].add(back)
    households: dict[Place, int] = defaultdict(int)
    for town, village, count in warehouse.rows(SQL["places"]):
        households[town, village] += count
        households[town, ""] += count
    return Struck(struck, known, households)


def clusters(at: Month) -> Clusters:
    """Needs linked.* measured for the month. Villages and towns are tested together, each kind against the months known of it."""
    of = struck_of(at.warehouse)
    found, not_judged = [], []
    for kind in KINDS:
        if judged := of.judged(kind):
            found += _of_kind(kind, {place: count for place, count in of.households.items() if place[0] in judged}, of.known, of.struck)
        elif any(known == kind and len(months) > LEAST_MONTHS for (known, _), months in of.known.items()):
            not_judged.append(f"{written(at.month)} 规模性返贫（{kind}）：没有收到当月（或上月）的数据，没有判断")
    ordered = in_order(found)
    return Clusters(at.month, tuple(ordered), len(found), tuple(not_judged))


def in_order(found: Sequence[PlaceCount]) -> list[PlaceCount]:
    """Those with enough struck, clusters first; of all that were tested one in twenty of those told may be false."""
    stands = told([place.chance for place in found])
    places = [replace(place, is_cluster=is_told) for place, is_told in zip(found, stands, strict=True) if place.struck >= LEAST_STRUCK]
    return sorted(places, key=lambda place: (not place.is_cluster, place.chance, place.kind, place.town, place.village))


def _of_kind(
    kind: str, households: Mapping[Place, int], known: Mapping[tuple[str, str], set[int]], struck: Mapping[tuple[str, Place, int], set[str]]
) -> list[PlaceCount]:
    made = []
    for is_town in (False, True):
        places = sorted(place for place in households if (place[1] == "") == is_town)
        counted = [
            Counted(
                households[place], len(struck.get((kind, place, 0), ())),
                tuple(len(struck.get((kind, place, back), ())) for back in sorted(known[kind, place[0]] - {0})),
            )
            for place in places
        ]
        for place, mine, (chance, expected) in zip(places, counted, chances(counted), strict=True):
            ids = tuple(sorted(struck.get((kind, place, 0), ())))
            made.append(PlaceCount(kind, *place, mine.households, mine.now, expected, *interval(mine.now), chance, len(mine.before), False, ids))
    return made
