"""Roster rows → persons: the same across roster drops by number, else by household and name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from matchers.identity.renumbering import store_renumbered
from matchers.kept import digest_of, unless_it_stands
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas import names
from schemas.citizen_id import is_valid, kept_by_excel, may_be_one, shown_birth

SQL = statements(__file__)
PERSONS = "persons"
KEPT = (
    "person_id", "part_id", "row", "month", "order_no", "household_id", "home", "written_id", "is_head", "name", "name_key", "number", "number_state",
    "town", "village",
)


def store_persons(warehouse: Warehouse) -> None:
    """linked.roster_row, and under which numbers and names, and where, it knows each person. Most months have the rosters of the month before, and then its people are who they were."""
    unless_it_stands(warehouse, PERSONS, [warehouse.rows(SQL[each]) for each in ("rosters", "roster_places")], partial(_find_persons, warehouse))


def _find_persons(warehouse: Warehouse) -> None:
    roster = warehouse.frame(SQL["roster_rows"])
    roster["is_head"] = roster["relation"].eq("户主")
    roster["written_id"] = roster["household_id"]
    _store_rows(warehouse, roster)
    rewritten = store_renumbered(warehouse)
    if rewritten is not None and len(rewritten):
        known = roster.merge(rewritten, how="left", on=["household_id", "month"])["becomes"]
        roster["household_id"] = known.fillna(roster["household_id"])
        _store_rows(warehouse, roster)
    note_other_sounds(warehouse, SQL["names"])
    for step in ("sounded", "person_number", "person_place", "shared_number", "person_home"):
        warehouse.run(SQL[step])


def _store_rows(warehouse: Warehouse, roster: pd.DataFrame) -> None:
    roster["person_id"] = persons_of(roster)
    roster["home"] = pd.factorize(roster["household_id"])[0]  # millions of rows a month are added up by it, faster than by text
    warehouse.replace("linked.roster_row", roster[list(KEPT)])


def note_other_sounds(warehouse: Warehouse, asked: str) -> None:
    """linked.other_sound of the names asked for: who bears a character of several readings stands under each, so namesakes are found by plain equality."""
    others = list(names.other_sounds(warehouse.frame(asked)["name"].tolist()))
    warehouse.replace("linked.other_sound", pd.DataFrame(others, columns=["name", "name_key"], dtype="str"))


def store_births(warehouse: Warehouse, healed: Mapping[int, str]) -> None:
    """linked.person with the birth date from the number in force, one that fails the check may still show it."""
    unless_it_stands(warehouse, "births", (digest_of(warehouse, PERSONS), sorted(healed.items())), partial(_find_births, warehouse))


def _find_births(warehouse: Warehouse) -> None:
    warehouse.run(SQL["latest_numbers"])
    shown = [(person, birth_of(number, "bad")) for person, number in warehouse.rows(SQL["unusable_numbers"])]
    frame = pd.DataFrame(shown, columns=["person_id", "birth"])
    frame["birth"] = pd.to_datetime(frame["birth"]).astype("datetime64[us]")
    warehouse.replace("linked.shown_birth", frame.astype({"person_id": "int64"}))
    warehouse.run(SQL["person"])


def persons_of(roster: pd.DataFrame) -> np.ndarray:
    """A person number from 1 for every roster row, in the rows' order (household, name, number).

    `roster` has household_id, name, name_key, number, number_state, part_id; one row a stored roster row.
    Rows are one person if they bear one valid number and names that agree (or, from drop to drop, one household),
    or one household and name; a name that stands twice in a household of one drop is two people, whom only numbers
    tell apart.
    """
    number, household, name = (_codes(roster[column]) for column in ("number", "household_id", "name"))
    by_number = _paired(number, _codes(_one_key_where_names_agree(roster)))
    renamed = _paired(number, household)
    by_name = _paired(household, name)
    part = roster["part_id"].to_numpy()
    ok = roster["number_state"].eq("ok").to_numpy()
    shared = _stand_twice(part, renamed)
    namesakes = _stand_twice(part[once := _first_of(part, by_name, number)], by_name[once])
    groups = ((by_number, ok), (renamed, ok & ~np.isin(renamed, shared)), (by_name, ~np.isin(by_name, namesakes)))
    label = np.arange(len(roster))
    while True:
        before = label
        for group, which in groups:
            label = _least_of_group(label, group, which)
        if (label == before).all():
            return np.unique(label, return_inverse=True)[1] + 1


def _codes(texts: pd.Series) -> np.ndarray:
    """A number for each distinct text: a county's roster is compared as numbers, not as a million strings."""
    return pd.factorize(texts)[0].astype(np.int64)


def _paired(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    codes: np.ndarray = pd.factorize(one * (other.max(initial=0) + 1) + other)[0]
    return codes


def _first_of(*columns: np.ndarray) -> np.ndarray:
    """The places at which a combination stands for the first time."""
    return np.flatnonzero(~pd.DataFrame(dict(enumerate(columns))).duplicated().to_numpy())


def _stand_twice(part: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Groups that stand more than once in one drop."""
    return np.unique(group[pd.DataFrame({"part": part, "group": group}).duplicated().to_numpy()])


def _least_of_group(label: np.ndarray, group: np.ndarray, which: np.ndarray) -> np.ndarray:
    merged, least = label.copy(), np.full(group.max(initial=0) + 1, len(label))
    np.minimum.at(least, group[which], label[which])
    merged[which] = least[group[which]]
    return merged


def _one_key_where_names_agree(roster: pd.DataFrame) -> pd.Series:
    """The names' sounds; of those that agree under one number, though they may sound otherwise too (长生 and 常生), the first's."""
    written = roster.loc[roster["number_state"].eq("ok"), ["number", "name", "name_key"]].drop_duplicates()
    differing = written.drop_duplicates(["number", "name_key"])
    shared = set(differing["number"][differing["number"].duplicated()])
    spelled: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, name, sound in written[written["number"].isin(shared)].itertuples(index=False, name=None):
        spelled[number].append((name, sound))
    keys = roster["name_key"].copy()
    alike = roster.loc[roster["number"].isin(shared), ["number", "name", "name_key"]]
    keys[alike.index] = [
        next((sound for other, sound in spelled[number] if names.agree(other, name)), key) for number, name, key in alike.itertuples(index=False, name=None)
    ]
    return keys


def birth_of(number: str, state: str) -> dt.date | None:
    """The birth date that a roster number proves: a valid one's, or one's of which only the tail is lost."""
    if state == "ok" or kept_by_excel(number) or 14 <= len(number) < 17:
        return shown_birth(number)
    return None


class RosterPersons:
    """What the roster's numbers tell of a person; dates are read only of those who are asked about."""

    def __init__(self, warehouse: Warehouse, doubted: set[int]) -> None:
        rows = warehouse.frame(SQL["person_numbers"])  # ordered by person
        self._persons, self._written = rows["person_id"].to_numpy(), (rows["number"].tolist(), rows["number_state"].tolist())
        self._doubted = doubted
        self._asked: dict[int, list[tuple[str, str]]] = {}

    def _numbers(self, person: int) -> list[tuple[str, str]]:
        """(number, state) of a person; of a county few are ever asked about."""
        if person not in self._asked:
            first, end = np.searchsorted(self._persons, (person, person if person in self._doubted else person + 1))
            self._asked[person] = [each for each in zip(*(column[first:end] for column in self._written), strict=True) if each[0]]
        return self._asked[person]

    def learn(self, person: int, healed: str) -> None:
        """Departments agree on this number; it goes before the roster's own."""
        self._numbers(person).append((healed, "ok"))

    def has_valid(self, person: int) -> bool:
        return any(state == "ok" for _, state in self._numbers(person))

    def may_be_excels(self, person: int) -> bool:
        """Whether a number that passes the check still ends as Excel would leave it."""
        return any(state == "ok" and kept_by_excel(number) for number, state in self._numbers(person))

    def born(self, person: int) -> dt.date | None:
        births = [birth for number, state in self._numbers(person) if (birth := birth_of(number, state))]
        return births[-1] if births else None

    def shows(self, person: int) -> dt.date | None:
        """The birth date that the number shows, though it may fail the check."""
        return next(filter(None, (shown_birth(number) for number, _ in self._numbers(person))), None)

    def told_by(self, people: set[int], number: str) -> set[int]:
        """Of several those of whose number the written one may be. What is left of a number tells nothing of one whom the roster gives a wrong one."""
        fitting = {person for person in people if number and self._numbers(person) and not self.contradicted_by(person, number)}
        return fitting if is_valid(number) or all(map(self.has_valid, people - fitting)) else set()

    def contradicted_by(self, person: int, number: str) -> bool:
        """Whether a number can be none of the person's: by no slip or loss is it made of the valid one, nor are both made of one."""
        known = self._numbers(person)
        told = [each for each, state in known if state == "ok"] or [each for each, _ in known]
        return bool(number and told) and not any(may_be_one(number, each) for each in told)


def roster_towns(warehouse: Warehouse) -> list[str]:
    """Towns of all rosters in force."""
    return [town for (town,) in warehouse.rows(SQL["roster_towns"])]
