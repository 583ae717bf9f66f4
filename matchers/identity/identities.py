"""Who is whom as of a month: found once, for as long as all that is written of people is the same; decided each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

import pandas as pd

from matchers.identity import search
from matchers.identity.joins import CaseAnswers, case_id
from matchers.identity.persons import PERSONS, store_births
from matchers.identity.review import ask_of_bearers
from matchers.kept import unless_it_stands
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas import names

SQL = statements(__file__)


def link(warehouse: Warehouse, known: object, answers: CaseAnswers) -> None:
    """Fill linked.identity_person, linked.candidate, linked.healed and linked.person as of the folder month `known`.

    Needs linked.roster_row and linked.place. Where nobody is written otherwise than at the last run, nor is the roster another, all are whom
    they were found to be; what the bureau decided, and who else may be meant, is looked at each time.
    """
    unless_it_stands(warehouse, "found", warehouse.rows(SQL["digests"], known=known, persons=PERSONS), partial(_find, warehouse, known))
    warehouse.run(SQL["forget_decided"])
    asked: dict[int, tuple[str, set[int]]] = {}
    for identity, person, reason in warehouse.rows(SQL["asked"]):
        asked.setdefault(identity, (reason, set()))[1].add(person)
    ask_of_bearers(warehouse, asked)
    _store_joined(warehouse, _follow_answers(warehouse, answers, asked))
    _store_asked(warehouse, "linked.candidate", asked)


def _find(warehouse: Warehouse, known: object) -> None:
    found = search.find(warehouse, known)
    _store_joined(warehouse, found.joined)
    _store_asked(warehouse, "linked.asked", found.review)
    store_births(warehouse, found.healed)


def _follow_answers(warehouse: Warehouse, answers: CaseAnswers, asked: dict[int, tuple[str, set[int]]]) -> dict[int, tuple[int, str]]:
    """What the bureau has decided holds for all later months, as long as the person is on a roster."""
    decided: dict[int, tuple[int, str]] = {}
    if not answers:
        return decided
    people: dict[tuple[str, str], int] = {}
    at_home: dict[str, set[int]] = defaultdict(set)
    for person, household, name in warehouse.rows(SQL["person_names"]):
        people[household, name] = person
        at_home[household].add(person)
    for identity, number, name, town, village in warehouse.rows(SQL["as_written"]):
        case = case_id(number, name, town, village)
        if identity in asked and case in answers:
            chosen = answers[case]
            person = people.get((chosen.household_id, names.clean(chosen.name))) if chosen else None
            if chosen and person is None and len(only := at_home[chosen.household_id] & asked[identity][1]) == 1:  # written otherwise than on the roster
                (person,) = only
            if chosen is None or person is not None:
                del asked[identity]
            if person is not None:
                decided[identity] = (person, "review")
    return decided


def _store_joined(warehouse: Warehouse, joined: dict[int, tuple[int, str]]) -> None:
    warehouse.append("linked.identity_person", [(identity, person, how) for identity, (person, how) in sorted(joined.items())])


def _store_asked(warehouse: Warehouse, table: str, asked: Mapping[int, tuple[str, set[int]]]) -> None:
    candidates = [(identity, person, reason) for identity, (reason, people) in sorted(asked.items()) for person in sorted(people)]
    frame = pd.DataFrame(candidates, columns=["identity_id", "person_id", "reason"])
    warehouse.replace(table, frame.astype({"identity_id": "int64", "person_id": "int64", "reason": "str"}))
