"""A month's newly struck households by village and town → places where there are far more than is likely, for the bureau."""

from collections import defaultdict
from collections.abc import Mapping

from matchers.clusters.chance import LEAST_MONTHS, LEAST_STRUCK, Counted, chances, interval, told
from matchers.months.measuring import Month
from matchers.records.clusters import Clusters, PlaceCount
from matchers.statements import statements
from schemas.months import written

SQL = statements(__file__)
KINDS = ("就业", "灾害", "产业")
Place = tuple[str, str]  # town, village; '' for the whole town


def clusters(at: Month) -> Clusters:
    """Needs linked.* measured for the month. Villages and towns are tested together, each kind against the months known of it."""
    struck: dict[tuple[str, Place, int], set[str]] = defaultdict(set)
    for kind, town, village, household_id, back in at.warehouse.rows(SQL["cases"]):
        for place in ((town, village), (town, "")):
            struck[kind, place, back].add(household_id)
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for kind, town, back in at.warehouse.rows(SQL["known"]):
        known[kind, town].add(back)
    households: dict[Place, int] = defaultdict(int)
    for town, village, count in at.warehouse.rows(SQL["places"]):
        households[town, village] += count
        households[town, ""] += count
    found, not_judged = [], []
    for kind in KINDS:
        judged = {town for of, town in known if of == kind and 0 in known[of, town] and len(known[of, town]) > LEAST_MONTHS}
        if judged:
            found += _of_kind(kind, {place: count for place, count in households.items() if place[0] in judged}, known, struck)
        elif any(of == kind and len(months) > LEAST_MONTHS for (of, _), months in known.items()):
            not_judged.append(f"{written(at.month)} 规模性返贫（{kind}）：没有收到当月（或上月）的数据，没有判断")
    stands = told([place.chance for place in found])
    places = [_settled(place, is_told) for place, is_told in zip(found, stands, strict=True) if place.struck >= LEAST_STRUCK]
    ordered = sorted(places, key=lambda place: (not place.is_cluster, place.chance, place.kind, place.town, place.village))
    return Clusters(at.month, tuple(ordered), len(found), tuple(not_judged))


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


def _settled(place: PlaceCount, is_told: bool) -> PlaceCount:
    return PlaceCount(**{**place.__dict__, "is_cluster": is_told})
