"""Persons as written whom only somebody who knows can place, and roster numbers that departments show to be wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from matchers.identity.joins import OTHER_NAME, case_id
from matchers.records.receipts import Candidate, ReviewCase, RosterFault
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.months import shifted

SQL = statements(__file__)
REVIEWED_MONTHS_BACK = 2


def ask_of_bearers(warehouse: Warehouse, asked: Mapping[int, tuple[str, set[int]]]) -> None:
    """Under another's number may stand whoever bears the name at the same school, employer or village: nothing rests on their absence."""
    misnamed = [identity for identity, (reason, _) in sorted(asked.items()) if reason == OTHER_NAME]
    warehouse.replace("linked.misnamed", pd.DataFrame({"identity_id": misnamed}, dtype="int64"))
    for identity, person in warehouse.rows(SQL["bearers"]) if misnamed else ():
        asked[identity][1].add(person)


def review_cases(warehouse: Warehouse, month: dt.date) -> list[ReviewCase]:
    """Persons as written whose rows of the last three months wait for a decision."""
    candidates: dict[int, list[Candidate]] = defaultdict(list)
    reasons = {}
    for identity, _, reason, household_id, town, village, name, number, relation in warehouse.rows(SQL["candidates"]):
        candidates[identity].append(Candidate(household_id, town, village, name or "", number, relation))
        reasons[identity] = reason
    cases: dict[int, ReviewCase] = {}
    for identity, number, name, town, village, dataset, count, example in warehouse.rows(
        SQL["review_rows"], first=shifted(month, -REVIEWED_MONTHS_BACK)
    ):
        before = cases[identity].rows if identity in cases else ()
        cases[identity] = ReviewCase(
            case_id(number, name, town, village), number, name, town, village, reasons[identity],
            (*before, (all_datasets()[dataset].title, count)), example, tuple(candidates[identity]),
        )
    return list(cases.values())


def roster_faults(warehouse: Warehouse) -> tuple[RosterFault, ...]:
    """Roster numbers in force that departments' rows show to be wrong."""
    return tuple(RosterFault(**row) for row in warehouse.records(SQL["roster_faults"]))
