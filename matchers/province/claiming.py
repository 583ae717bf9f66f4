"""Provincial extracts → whose rows they are: by number on a county's roster, by place, by a number a slip away, by the number's own code.

Whoever has no county is nobody's; whoever may stop a false repair in a county comes along to it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from matchers.identity.joins import CaseAnswers, case_id
from matchers.identity.near import slips
from matchers.identity.places import Gazetteer
from matchers.records.provincial import ClaimedBySeveral
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas import citizen_id
from schemas.dataset import all_datasets

SQL = statements(__file__)
NO_ANSWERS: CaseAnswers = {}
OF_A_SHARE, MOST_SHARES = 2_000_000, 10


def gather(warehouse: Warehouse, counties: Mapping[str, Path], month: dt.date) -> list[str]:
    """province.roster: who stands on the rosters in the counties' own warehouses (by code), as known in the folder `month`.

    The codes of those that could not be opened: their people are nobody else's all the same, by the rosters gathered last.
    """
    warehouse.run(SQL["stage"])
    warehouse.run(SQL["rosters"])
    read = []
    for code in warehouse.each_read(counties, "county"):
        with warehouse.transaction():
            warehouse.run(SQL["forget_roster"], code=code)
            warehouse.run(SQL["gather"], code=code, month=month)
        read.append(code)
    with warehouse.incoming(pd.DataFrame({"county": sorted(counties)}, dtype="str")):
        warehouse.run(SQL["others"])
    return sorted(counties.keys() - set(read))


def claim(warehouse: Warehouse, month: dt.date, answers: CaseAnswers = NO_ANSWERS) -> None:
    """province.claim: which county each person as written of the provincial drops in folders up to `month` belongs to, and how that was told.

    `answers` say of which one of several.
    """
    warehouse.run(SQL["known"], month=month)
    _note_places(warehouse)
    _note_second_numbers(warehouse)
    for how in ("by_number", "by_place", "by_anothers_place"):
        warehouse.run(SQL[how])
    _note_slips(warehouse, "near")
    for how in ("claimed_near", "by_own_code", "by_own_code_too"):
        warehouse.run(SQL[how])
    _decide(warehouse, answers)
    _note_slips(warehouse, "rivals")
    warehouse.run(SQL["brought_along"])


def _note_second_numbers(warehouse: Warehouse) -> None:
    """province.second_number: of the valid ones what they are."""
    warehouse.run(SQL["no_second_numbers"])
    for share in _shares(warehouse):
        read = [(text, *citizen_id.normalise(text)) for (text,) in warehouse.rows(SQL["second_numbers"], **share)]
        warehouse.append("province.second_number", [(text, number) for text, number, state in read if state == "ok"])


def _note_slips(warehouse: Warehouse, pairs: str) -> None:
    """province.one_slip: of pairs of numbers those that are a slip apart."""
    warehouse.run(SQL["no_slips"])
    for share in _shares(warehouse):
        with warehouse.incoming(slips(warehouse.frame(SQL[pairs], **share), "other")):
            warehouse.run(SQL["one_slip"])


def _shares(warehouse: Warehouse) -> list[dict[str, int]]:
    """What is looked at outside the database is fetched in so many shares, told by a number's last sign: all of a province would fill the memory."""
    shares = min(MOST_SHARES, 1 + int(warehouse.value(SQL["identity_count"])) // OF_A_SHARE)
    return [{"share": share, "shares": shares} for share in range(shares)]


def _decide(warehouse: Warehouse, answers: CaseAnswers) -> None:
    """Of several counties the one that the answer names stays; none where it is nobody of a roster."""
    cases = {each[:4] for each in warehouse.rows(SQL["claimed_by_several"])}
    told = [(*case, answer.household_id if (answer := answers[number]) else "") for case in sorted(cases) if (number := case_id(*case)) in answers]
    with warehouse.incoming(pd.DataFrame(told, columns=["number", "name", "town", "village", "county"], dtype="str")):
        warehouse.run(SQL["decided_otherwise"])


def _note_places(warehouse: Warehouse) -> None:
    """province.place: towns and villages as provincial rows write them, where one county alone has such."""
    rosters: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for county, town, village in warehouse.rows(SQL["roster_places"]):
        rosters[county].append((town, village))
    having = {county: _Places(places) for county, places in sorted(rosters.items())}
    written = set(warehouse.rows(SQL["places"]))
    for dataset in all_datasets().values():
        if not dataset.has_person:
            written |= set(warehouse.rows(SQL["places_of"].format(dataset=dataset.name)))
    found = [(town, village, county) for town, village in sorted(written) if (county := _county_of(town, village, having))]
    warehouse.replace("province.place", pd.DataFrame(found, columns=["town", "village", "county"], dtype="str"))


class _Places:
    """A county's towns and villages, by every spelling."""

    def __init__(self, roster: list[tuple[str, str]]) -> None:
        self.spelled = Gazetteer.of(roster, [])
        self.villages = {(town, village) for (town, _), village in self.spelled.villages.items()}


def _county_of(town: str, village: str, counties: Mapping[str, _Places]) -> str:
    """Of several counties that have such a town the one that has the village there; '' where that leaves none or several."""
    having = [county for county, places in counties.items() if places.spelled.town(town)]
    if len(having) > 1:
        having = [county for county in having if counties[county].spelled.place(town, village) in counties[county].villages]
    return having[0] if len(having) == 1 else ""


def claimed_by_several(warehouse: Warehouse) -> tuple[ClaimedBySeveral, ...]:
    """Whom several counties claim though nobody's roster bears the number, and of whom nobody said yet whose he is, once for each county."""
    return tuple(
        ClaimedBySeveral(number, name, town, village, county, told_by, case_id(number, name, town, village))
        for number, name, town, village, county, told_by in warehouse.rows(SQL["claimed_by_several"])
    )
