"""Who or where today is what a record of some month names: households go on under new numbers, places under new names."""

import datetime as dt
from collections import defaultdict

from matchers.identity.places import moved_places
from matchers.identity.renumbering import joined_later, renumbered
from matchers.records.signals import Owner, owner_of
from matchers.warehouse import Row, Warehouse

Place = tuple[str, str]
Steps = dict[str, list[tuple[dt.date, dt.date, str]]]


class Successors:
    """As of the last linking; `at` is the month in which something was recorded."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._steps, self._joined = _by_number(renumbered(warehouse)), _by_number(joined_later(warehouse))
        self._places = moved_places(warehouse)

    def household(self, household_id: str, at: dt.date) -> str:
        """The number that the household bears now."""
        return _of(self._steps, household_id, at)

    def joined(self, household_id: str, at: dt.date) -> str:
        """The same of what was judged anew of an earlier month: all but households that became one since bear their number of now there."""
        return _of(self._joined, household_id, at)

    def place(self, town: str, village: str) -> Place:
        return self._places.get((town, village)) or (self._places.get((town, ""), (town, ""))[0], village)

    def owner(self, town: str, village: str, household_id: str, at: dt.date) -> Owner:
        return owner_of(*self.place(town, village), self.household(household_id, at))


def _by_number(rows: list[Row]) -> Steps:
    steps: Steps = defaultdict(list)
    for household_id, after, until, becomes in rows:
        steps[household_id].append((after, until, becomes))
    return steps


def _of(steps: Steps, household_id: str, at: dt.date) -> str:
    return next((becomes for after, until, becomes in steps.get(household_id, ()) if after < at <= until), household_id)
