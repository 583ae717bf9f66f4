"""How many people of each town were in all of some months' extracts; of months of which nothing is another it was counted by the last run."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple, Protocol

import numpy as np

from matchers.identity.persons import PERSONS
from matchers.kept import digest_of, unless_it_stands
from matchers.months.resting import Resting
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import months_between, parse_month, shifted, written

SQL = statements(__file__)
Months = tuple[dt.date, ...]
Counts = Mapping[str | None, int]  # people by town, None of all
COUNTY = None


class Headcount(Protocol):
    """A place's people."""

    def in_all(self, *at: int) -> int:
        """How many were in the extracts of all these months, each told by its place among those looked at."""


class People:
    """How many of a place's people were in just which of a dataset's extracts: (months as bits, people)."""

    def __init__(self, groups: Sequence[tuple[int, int]]) -> None:
        self.months, self.people = np.array(groups, dtype=np.int64).reshape(-1, 2).T

    def in_all(self, *at: int) -> int:
        mask = sum(1 << month for month in at)
        return int(self.people[(self.months & mask) == mask].sum())


class Presence:
    """In a dataset's extracts of the months `first` to `last`. `kept` are counts that stand."""

    def __init__(self, warehouse: Warehouse, dataset: str, first: dt.date, last: dt.date, kept: Mapping[Months, Counts]) -> None:
        self._warehouse, self._dataset, self._first, self._last, self._kept = warehouse, dataset, first, last, kept
        self._known: dict[str | None, People] = {}
        self._since = dt.date.max  # from which month on they are known
        self.asked: dict[Months, Counts] = {}

    def by_town(self, towns: Sequence[str]) -> dict[str | None, Headcount]:
        return {town: _Place(self, town) for town in (*towns, COUNTY)}

    def in_all(self, town: str | None, *at: int) -> int:
        months = tuple(shifted(self._first, month) for month in at)
        if months not in self.asked:
            self.asked[months] = self._kept[months] if months in self._kept else self._count(months)
        return self.asked[months].get(town, 0)

    def _count(self, months: Months) -> Counts:
        if min(months) < self._since:
            self._since = min(months)
            groups: dict[str | None, list[tuple[int, int]]] = {COUNTY: []}
            for town, among, people in self._warehouse.rows(SQL["people"], dataset=self._dataset, first=self._since, last=self._last):
                groups.setdefault(town, []).append((among, people))
                groups[COUNTY].append((among, people))
            self._known = {town: People(mine) for town, mine in groups.items()}
        at = [months_between(self._since, month) for month in months]
        return {town: people.in_all(*at) for town, people in self._known.items()}


class _Place(NamedTuple):
    present: Presence
    town: str | None

    def in_all(self, *at: int) -> int:
        return self.present.in_all(self.town, *at)


@contextmanager
def presence(warehouse: Warehouse, datasets: Collection[str], first: dt.date, last: dt.date, rests: Resting) -> Iterator[Mapping[str, Presence]]:
    """By dataset, of the months `first` to `last`; what was asked is kept for the next run. Needs rows linked, and who waits noted."""
    unless_it_stands(warehouse, "counted", digest_of(warehouse, PERSONS), partial(_nobody, warehouse))
    marks = _marks(warehouse, datasets, first, last, rests)
    stand = {(dataset, month) for dataset, month, mark in warehouse.rows(SQL["counted_of"]) if marks.get((dataset, month)) == mark and month not in rests.touched[dataset]}
    kept: dict[str, dict[Months, dict[str | None, int]]] = defaultdict(lambda: defaultdict(dict))
    for dataset, among, town, people in warehouse.rows(SQL["counted"]):
        months = tuple(map(parse_month, among.split()))
        if all((dataset, month) in stand for month in months):
            kept[dataset][months][town] = people
    found = {dataset: Presence(warehouse, dataset, first, last, kept[dataset]) for dataset in datasets}
    yield found
    _nobody(warehouse)
    warehouse.append("linked.counted_of", [(*of, mark) for of, mark in marks.items()])
    warehouse.append("linked.counted", [
        (dataset, " ".join(map(written, months)), town, people)
        for dataset, mine in found.items() for months, counts in mine.asked.items() for town, people in counts.items() if people or town is COUNTY
    ])


def towns_of_people(warehouse: Warehouse) -> list[str]:
    """Of all rosters in force."""
    return [town for (town,) in warehouse.rows(SQL["towns"])]


def _marks(warehouse: Warehouse, datasets: Collection[str], first: dt.date, last: dt.date, rests: Resting) -> dict[tuple[str, dt.date], str]:
    """What counts of a dataset's month rest on: its sheets, what was replaced of them, and whose rows wait."""
    waiting = defaultdict(list)
    for dataset, month, person in warehouse.rows(SQL["waiting"]):
        waiting[dataset, month].append(person)
    months = [shifted(first, after) for after in range(months_between(first, last) + 1)]
    of = {(dataset, month): (rests.marks[dataset].get(month), waiting.get((dataset, month))) for dataset in datasets for month in months}
    return {key: hashlib.sha256(repr(mine).encode()).hexdigest() for key, mine in of.items()}


def _nobody(warehouse: Warehouse) -> None:
    for table in ("none_counted", "none_counted_of"):
        warehouse.run(SQL[table])
