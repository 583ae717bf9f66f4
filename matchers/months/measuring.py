"""A month measured: members, households, what each spent and got in two years; rules stand on it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from matchers.records.signals import Household
from matchers.rules.policy import Policy
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import shifted, written

SQL = statements(__file__)
TWO_YEARS = 24
STEPS = ("member", "household", "received_month", "household_month", "usual", "annual_income", "living")


class Households(Mapping[str, Household]):
    """A month's households by number. A county has many and a run looks at few: each is made when it is asked for."""

    def __init__(self, rows: Iterable[tuple]) -> None:
        self._rows = {row[0]: row for row in rows}

    def __getitem__(self, household_id: str) -> Household:
        return Household(*self._rows[household_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True)
class Ground:
    """A month measured, which rules stand on: towns, datasets received by (town, months back), households, extracts that shrank."""

    month: dt.date
    towns: set[str]
    received: dict[tuple[str, int], set[str]]
    households: Mapping[str, Household]
    shrunk: set[tuple[str, dt.date]]


def measure(warehouse: Warehouse, policy: Policy, month: dt.date) -> Ground:
    """Fill the measures' tables for a month. Of the policy it takes `least_pairs` and no rule's parameter."""
    _fill_measures(warehouse, policy, month)
    filled = (written(month), str(policy.number("least_pairs", month)))
    warehouse.replace("linked.measured", pd.DataFrame([filled], columns=["month", "least_pairs"]))
    return _ground(warehouse, month)


def measured(warehouse: Warehouse, policy: Policy, month: dt.date) -> Ground:
    """As `measure`, without filling tables that hold just this month since they were last filled."""
    if warehouse.rows(SQL["measured"]) == [(written(month), str(policy.number("least_pairs", month)))]:
        return _ground(warehouse, month)
    return measure(warehouse, policy, month)


def _ground(warehouse: Warehouse, month: dt.date) -> Ground:
    households = Households(warehouse.rows(SQL["households"]))
    received: dict[tuple[str, int], set[str]] = defaultdict(set)
    for town, back, dataset in warehouse.rows(SQL["received"]):
        received[town, back].add(dataset)
    return Ground(month, towns_of(warehouse), received, households, {(dataset, m) for dataset, m, _, _ in shrunk(warehouse)})


def _fill_measures(warehouse: Warehouse, policy: Policy, month: dt.date) -> None:
    span = [(shifted(month, -back), back) for back in range(TWO_YEARS)]
    frame = pd.DataFrame(span, columns=["month", "back"])
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[us]")
    warehouse.replace("linked.span", frame)
    school_year = month.year if month.month >= 9 else month.year - 1
    parameters = {
        "month": month,
        "month_end": shifted(month, 1) - dt.timedelta(days=1),
        "school_start": dt.date(school_year, 9, 1),
        "least_pairs": policy.number("least_pairs", month),
    }
    for step in STEPS:
        warehouse.run_using(SQL[step], parameters)


def shrunk(warehouse: Warehouse) -> list[tuple[str, dt.date, int, int]]:
    """(dataset, month, rows, usual rows) of extracts of the last months that shrank."""
    return warehouse.rows(SQL["shrunk"])


def towns_of(warehouse: Warehouse) -> set[str]:
    """Towns of the month's roster."""
    return {town for (town,) in warehouse.rows(SQL["towns"])}
