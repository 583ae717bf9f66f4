"""A month measured: members, households, what each spent and got in two years; rules stand on it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from matchers.kept import digest_of
from matchers.months.members import MEMBERS, store_members
from matchers.months.spending import keep_usual, store_spent, store_usual
from matchers.records.signals import Household
from matchers.rules.policy import Policy
from matchers.statements import statements
from matchers.warehouse import Row, Warehouse
from schemas.months import parse_month, shifted, written

SQL = statements(__file__)
TWO_YEARS = 24
REACH = 11  # months before a month judged of which somebody's absence may be what fires: so far back it is asked whether an extract is whole
STEPS = ("household_month", "usual", "annual_income", "received_month", "living", "bill", "covered", "severe", "came_before")


class Households(Mapping[str, Household]):
    """A month's households by number. A county has many and a run looks at few: each is made when it is asked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row[0]: row for row in rows}

    def __getitem__(self, household_id: str) -> Household:
        return Household(*self._rows[household_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def place(self, household_id: str) -> tuple[str, str, str]:
        """Town, village and number."""
        number, town, village, *_ = self._rows[household_id]
        return town, village, number

    def listed(self) -> Iterator[tuple[str, str, str]]:
        """(number, kind, whether its risk is said to be gone) of all, none of them made."""
        return ((number, row[7], row[9]) for number, row in self._rows.items())


@dataclass(frozen=True)
class Month:
    """A month under a rule book, by what a warehouse holds: what all judging asks for."""

    warehouse: Warehouse
    policy: Policy
    month: dt.date

    seen: dict[str, Households] = field(default_factory=dict, kw_only=True, compare=False, repr=False)  # by what members rest on: months share them

    def number(self, name: str) -> Decimal:
        """A general parameter in force."""
        return self.policy.number(name, self.month)


@dataclass(frozen=True)
class Ground:
    """A month measured, which rules stand on: towns, datasets received by (town, months back), households, extracts that shrank."""

    month: dt.date
    towns: set[str]
    received: dict[tuple[str, int], set[str]]
    households: Households
    shrunk: set[tuple[str, dt.date, str]]


def measure(at: Month) -> Ground:
    """Fill the measures' tables for a month. Of the policy it takes `least_pairs` and no rule's parameter."""
    _fill_measures(at)
    at.warehouse.replace("linked.measured", pd.DataFrame([_filled(at)], columns=["month", "least_pairs"]))
    return _ground(at)


def measured(at: Month) -> Ground:
    """As `measure`, without filling tables that hold just this month since they were last filled."""
    return _ground(at) if at.warehouse.rows(SQL["measured"]) == [_filled(at)] else measure(at)


def _filled(at: Month) -> tuple[str, str]:
    """What the measures' tables depend on beside linked.*."""
    return written(at.month), str(at.number("least_pairs"))


def _ground(at: Month) -> Ground:
    warehouse, members = at.warehouse, repr(digest_of(at.warehouse, MEMBERS))
    if members not in at.seen:
        at.seen[members] = Households(warehouse.rows(SQL["households"]))
    received: dict[tuple[str, int], set[str]] = defaultdict(set)
    for town, back, dataset in warehouse.rows(SQL["received"]):
        received[town, back].add(dataset)
    return Ground(at.month, towns_of(warehouse), received, at.seen[members], {(dataset, m, town) for dataset, m, town, *_ in shrunk(warehouse)})


def note_linked_anew(warehouse: Warehouse, first: dt.date, last: dt.date) -> None:
    """Nothing that was measured of other rows stands; months from `first` to `last` may be measured."""
    keep_usual(warehouse, first, last)
    warehouse.replace("linked.measured", pd.DataFrame(columns=["month", "least_pairs"], dtype="str"))
    _store_months(warehouse, "linked.reach", [])


def _fill_measures(at: Month) -> None:
    month = at.month
    store_span(at, "linked.span", TWO_YEARS)
    parameters = {
        "month_end": shifted(month, 1) - dt.timedelta(days=1),
        "school_start": dt.date(month.year if month.month >= 9 else month.year - 1, 9, 1),
    }
    are_new = store_members(at.warehouse, month)  # a run judges three months: what they have in common is made once
    first, last = shifted(month, 1 - TWO_YEARS), max([month, *(parse_month(known) for (known,) in at.warehouse.rows(SQL["known"]))])
    reached = at.warehouse.rows(SQL["reached"])[0]
    if are_new or not (reached[0] and reached[0] <= first and month <= reached[1]):
        later = (last.year - month.year) * 12 + last.month - month.month
        _store_months(at.warehouse, "linked.reach", [(shifted(last, -back), back) for back in range(TWO_YEARS + later)])
        store_spent(at.warehouse)
    for step in STEPS:
        at.warehouse.run_using(SQL[step], parameters)
    store_usual(at.warehouse, month, at.number("least_pairs"))


def store_span(at: Month, table: str, months: int) -> None:
    """(month, back) of a month and those before it."""
    _store_months(at.warehouse, table, [(shifted(at.month, -back), back) for back in range(months)])


def _store_months(warehouse: Warehouse, table: str, rows: list[tuple[dt.date, int]]) -> None:
    frame = pd.DataFrame(rows, columns=["month", "back"])
    warehouse.replace(table, frame.assign(month=pd.to_datetime(frame["month"]).astype("datetime64[us]")))


def shrunk(warehouse: Warehouse) -> list[tuple[str, dt.date, str, int, int, bool]]:
    """Extracts of the month measured and of those that it may rest on that shrank: (dataset, month, town or '', people in it, people who should be; or rows that are and that were stated, if the last)."""
    return warehouse.rows(SQL["shrunk"], back=REACH)


def towns_of(warehouse: Warehouse) -> set[str]:
    """Towns of the month's roster."""
    return {town for (town,) in warehouse.rows(SQL["towns"])}
