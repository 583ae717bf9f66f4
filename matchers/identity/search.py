"""Identities as written → persons of the roster: exact, repaired, probable, review, outsider.

Valid numbers are settled first: where departments agree on one that the roster has wrong, it stands in for the
roster's from then on, and only then are the wrong and the empty ones looked at.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from matchers.identity import settling
from matchers.identity.joins import NAME_ONLY, OR_OUTSIDER, OTHER_BIRTH, OTHER_NAME, RIVAL_NUMBERS, SEVERAL, Joins
from matchers.identity.near import other_names, settle_other_name, slips
from matchers.identity.persons import RosterPersons, note_other_sounds
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas import citizen_id, names

SQL = statements(__file__)


def find(warehouse: Warehouse, known: object) -> Joins:
    """Whoever can be found, as of the folder month `known`, beside those of linked.identity_person whom number and name alone tell; also linked.healed.

    Needs the roster's persons and linked.place; leaves the others in linked.unsettled.
    """
    found = Joins()
    _note_healed(warehouse, found)
    for step in ("known_number", "none_unsettled"):
        warehouse.run(SQL[step])
    settling.seek(warehouse)
    doubted = {person for (person,) in warehouse.rows(SQL["shared_numbers"], known=known)}  # whose number is also another name's
    _note_unsettled(warehouse)
    persons = RosterPersons(warehouse, doubted)
    by_second = _by_second_number(warehouse)
    near = slips(warehouse.frame(SQL["near_number"]), "person_number")
    settling.settle(warehouse, _slipped(near, by_second), known)
    _settle_valid(warehouse, persons, by_second, near, found)
    _heal(warehouse, persons, found)
    _note_outsiders(warehouse, found)
    settling.seek_restless(warehouse, known)
    _note_unsettled(warehouse)
    _settle_rest(warehouse, persons, by_second, found)
    settling.note_found(warehouse, known)
    return found


def _note_unsettled(warehouse: Warehouse) -> None:
    """Into linked.unsettled whoever is in linked.sought. linked.second_number: what other texts than a number's (G + number, a disability card)
    hold one that passes the check.
    """
    read = [(text, *citizen_id.normalise(text)) for (text,) in warehouse.rows(SQL["second_numbers"])]
    held = [(text, number) for text, number, state in read if state == "ok"]
    warehouse.replace("linked.second_number", pd.DataFrame(held, columns=["written", "number"], dtype="str"))
    note_other_sounds(warehouse, SQL["sought_names"])
    warehouse.run(SQL["unsettled"])


def _by_second_number(warehouse: Warehouse) -> dict[int, int]:
    """The one person whose number a row bears beside the one written, if the name agrees."""
    owners: dict[int, set[int]] = defaultdict(set)
    for identity, name, person, person_name in warehouse.rows(SQL["by_second_number"]):
        if names.agree(name, person_name):
            owners[identity].add(person)
    return {identity: mine.pop() for identity, mine in owners.items() if len(mine) == 1}


def _best_named(pairs: list[tuple[int, bool]]) -> set[int]:
    """Persons of (person, has the very name) pairs: those of the very name, or where there is none, of its sound."""
    same = {person for person, is_same in pairs if is_same}
    return same or {person for person, _ in pairs}


def _pairs(frame: pd.DataFrame) -> dict[int, list[tuple[int, bool]]]:
    """(person, has the very name) by identity; each one's rows stand together."""
    identities = frame["identity_id"].to_numpy()
    pairs = list(zip(frame["person_id"].tolist(), frame["is_same_name"].tolist(), strict=True))
    firsts = np.flatnonzero(np.diff(identities, prepend=-1)).tolist()
    return {identity: pairs[first:end] for identity, first, end in zip(identities[firsts].tolist(), firsts, [*firsts[1:], len(pairs)], strict=False)}


def _slipped(near: pd.DataFrame, by_second: dict[int, int]) -> list[tuple[int, int]]:
    """(identity, person) of wrong numbers one slip away from one namesake's on the roster, whose rows bear no other number that tells."""
    best = {identity: _best_named(pairs) for identity, pairs in _pairs(near[~near["is_valid"]]).items() if identity not in by_second}
    return [(identity, people.pop()) for identity, people in best.items() if len(people) == 1]


def _settle_valid(warehouse: Warehouse, persons: RosterPersons, by_second: dict[int, int], near_number: pd.DataFrame, found: Joins) -> None:
    namesakes_by_village = _pairs(warehouse.frame(SQL["same_village"], is_valid=True))
    of_number: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for identity, name, person, person_name in warehouse.rows(SQL["same_number"]):
        of_number[identity].append((person, names.agree(name, person_name)))
    near = _pairs(near_number[near_number["is_valid"]])
    otherwise_named = other_names(warehouse, is_valid=True)
    for identity, number, state in warehouse.rows(SQL["unsettled_numbers"]):
        if state != "ok":
            continue
        if identity in of_number:
            agreeing = {person for person, agrees in of_number[identity] if agrees}
            if len(agreeing) == 1:
                found.join(identity, agreeing.pop(), "exact")
            elif identity in by_second:
                found.join(identity, by_second[identity], "repaired")
            else:
                owners = {person for person, _ in of_number[identity]}
                found.ask(identity, OTHER_NAME, owners | {p for p, _ in namesakes_by_village.get(identity, [])})
            continue
        # Two numbers that both pass the check are a slip apart only where Excel or a float64 made one of the other.
        slipped = _best_named(near.get(identity, []))
        if len(slipped) == 1:
            found.join(identity, slipped.pop(), "repaired")
        elif slipped:
            found.ask(identity, SEVERAL, slipped)
        elif not settle_other_name(identity, otherwise_named.get(identity, []), namesakes_by_village.get(identity, []), found):
            _settle_by_village(identity, number, namesakes_by_village.get(identity, []), persons, found)


def _settle_by_village(identity: int, number: str, pairs: list[tuple[int, bool]], persons: RosterPersons, found: Joins) -> None:
    """A valid number that the roster lacks, and a namesake in the village whose own number is empty or beyond repair."""
    numberless = _best_named([pair for pair in pairs if not persons.has_valid(pair[0])])
    if len(numberless) > 1:
        numberless = persons.told_by(numberless, number) or numberless
    if len(numberless) > 1:
        found.ask(identity, SEVERAL, numberless)
    elif numberless:
        person = numberless.pop()
        if persons.contradicted_by(person, number) and persons.shows(person) != citizen_id.shown_birth(number):
            found.ask(identity, OTHER_BIRTH, {person})
        else:
            found.join(identity, person, "probable")


def _heal(warehouse: Warehouse, persons: RosterPersons, found: Joins) -> None:
    """The one valid number that departments' rows give a person whom the roster gives none."""
    given: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    members: dict[tuple[int, str], list[int]] = defaultdict(list)
    for identity, number, state in warehouse.rows(SQL["unsettled_numbers"]):
        if state == "ok" and identity in found.joined and found.joined[identity][1] != "exact":
            person, how = found.joined[identity]
            if persons.has_valid(person) and (not persons.may_be_excels(person) or citizen_id.kept_by_excel(number)):
                continue
            given[person][how].add(number)
            members[person, number].append(identity)
    for person, by_how in given.items():
        numbers = by_how["repaired"] or by_how["probable"]
        if len(numbers) == 1:
            found.healed[person] = next(iter(numbers))
            persons.learn(person, found.healed[person])
        for number in (by_how["repaired"] | by_how["probable"]) - {found.healed.get(person)}:
            for identity in members[person, number]:
                # Beside a repaired number a merely probable one is an outsider's; two alike must be looked at.
                how = found.joined.pop(identity)[1]
                if person not in found.healed or how == "repaired":
                    found.ask(identity, RIVAL_NUMBERS, {person})
    _note_healed(warehouse, found)


def _note_healed(warehouse: Warehouse, found: Joins) -> None:
    warehouse.replace("linked.healed", pd.DataFrame(
        {"person_id": pd.Series(found.healed.keys(), dtype="int64"), "number": pd.Series(found.healed.values(), dtype="str")}
    ))


def _note_outsiders(warehouse: Warehouse, found: Joins) -> None:
    """linked.outsider. A number under which somebody of the roster was found, such as Excel's that happens to pass the check, is no outsider's."""
    written = warehouse.rows(SQL["unsettled_numbers"])
    found_under = {number for identity, number, state in written if state == "ok" and identity in found.joined}
    warehouse.replace("linked.found_under", pd.DataFrame({"number": pd.Series(sorted(found_under), dtype="str")}))
    warehouse.run(SQL["outsiders"])


def _settle_rest(warehouse: Warehouse, persons: RosterPersons, by_second: dict[int, int], found: Joins) -> None:
    """Wrong and empty numbers, against the roster's numbers and the healed ones."""
    near = _pairs(slips(warehouse.frame(SQL["near_number"]), "person_number"))
    outsiders = set(slips(warehouse.frame(SQL["near_outsider"]), "outsider_number")["identity_id"])
    rivals = {identity for (identity,) in warehouse.rows(SQL["same_village_outsider"])}
    by_village = _pairs(warehouse.frame(SQL["same_village"], is_valid=False))
    by_name = _pairs(warehouse.frame(SQL["namesakes"]))
    otherwise_named = other_names(warehouse, is_valid=False)
    for identity, number, state in warehouse.rows(SQL["unsettled_numbers"]):
        if state == "ok":
            continue
        slipped = _best_named(near.get(identity, []))
        if identity in by_second:
            found.join(identity, by_second[identity], "repaired")
        elif slipped and (len(slipped) > 1 or identity in outsiders):
            found.ask(identity, SEVERAL if len(slipped) > 1 else OR_OUTSIDER, slipped)
        elif slipped:
            found.join(identity, slipped.pop(), "repaired")
        elif identity in outsiders:
            continue
        elif not settle_other_name(identity, otherwise_named.get(identity, []), by_village.get(identity, []), found):
            _settle_without_number(identity, number, by_village.get(identity, []), by_name.get(identity, []), identity in rivals, persons, found)


def _settle_without_number(
    identity: int, number: str, villagers: list[tuple[int, bool]], namesakes: list[tuple[int, bool]], has_rival: bool, persons: RosterPersons, found: Joins
) -> None:
    """Name and village, or name and the birth date that a wrong number still shows, pointing to exactly one person."""
    birth = citizen_id.shown_birth(number)
    same_birth = [pair for pair in namesakes if birth and persons.born(pair[0]) == birth and not persons.contradicted_by(pair[0], number)]
    nearby = _best_named(villagers)
    if len(nearby) > 1:
        nearby = persons.told_by(nearby, number) or nearby
    if len(nearby) == 1:
        person = next(iter(nearby))
        if number and persons.contradicted_by(person, number):
            found.ask(identity, OTHER_BIRTH, nearby)
        elif has_rival:
            found.ask(identity, OR_OUTSIDER, nearby)
        else:
            found.join(identity, person, "probable")
    elif nearby:
        found.ask(identity, SEVERAL, nearby)
    elif len(_best_named(same_birth)) == 1:
        found.join(identity, _best_named(same_birth).pop(), "probable")
    elif left := [pair for pair in namesakes if not (number and persons.contradicted_by(pair[0], number))]:
        found.ask(identity, NAME_ONLY, _best_named(left))
