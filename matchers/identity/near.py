"""Numbers that are one slip apart, of namesakes and of people whose names differ in one character."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from matchers.identity.joins import OTHER_CHARACTER, SEVERAL, Joins
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas import citizen_id, names

SQL = statements(__file__)


def slips(frame: pd.DataFrame, other: str) -> pd.DataFrame:
    """Pairs whose numbers are one slip apart, whichever side slipped."""
    return frame[citizen_id.are_one_slip_apart(frame["number"].tolist(), frame[other].tolist())]


def other_names(warehouse: Warehouse, is_valid: bool) -> dict[int, list[tuple[int, bool]]]:
    """(person, lives near) whose number is one slip away and whose name has one character that is plainly another."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    near = slips(warehouse.frame(SQL["near_other_name"], is_valid=is_valid), "person_number")[["identity_id", "name", "person_id", "person_name", "is_near"]]
    for identity, name, person, person_name, is_near in near.itertuples(index=False, name=None):
        if sum(not names.agree(one, other) for one, other in zip(name, person_name, strict=True)) == 1:
            found[identity].append((person, is_near))
    return found


def settle_other_name(identity: int, pairs: list[tuple[int, bool]], namesakes: list[tuple[int, bool]], found: Joins) -> bool:
    """One slip in the number and one in the name are one person's in the same town; elsewhere, or where somebody of the village bears the
    very name, somebody must say so.
    """
    people = {person for person, _ in pairs}
    bearers = {person for person, _ in namesakes} if people else set()
    if len(people) == 1 and not bearers and all(is_near for _, is_near in pairs):
        found.join(identity, people.pop(), "repaired")
    elif people:
        found.ask(identity, SEVERAL if len(people | bearers) > 1 else OTHER_CHARACTER, people | bearers)
    return bool(people)
