"""What households spent and got, month by month, and by the year; what rests on what it rested on stands from the last run."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from matchers.kept import digest_of, forget, unless_it_stands
from matchers.months.members import MEMBERS
from matchers.months.renewing import renew
from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def store_spent(warehouse: Warehouse) -> None:
    """linked.spent_month, of the months of linked.reach."""
    marks: dict[dt.date, str] = dict(warehouse.rows(SQL["marks"]))
    renew(warehouse, "spent_month", marks, lambda table: warehouse.run(SQL["spent_month"].format(table=table)))


def store_usual(warehouse: Warehouse, month: dt.date, least_pairs: Decimal) -> None:
    """linked.usual_of and linked.annual_income_of as of the month of linked.span: those looked at again are mostly what they were."""

    def make() -> None:
        _forget_usual(warehouse, month)
        warehouse.run(SQL["usual_of"], month=month)
        warehouse.run(SQL["annual_income_of"], month=month, least_pairs=least_pairs)

    unless_it_stands(warehouse, _name(month), (digest_of(warehouse, MEMBERS), warehouse.rows(SQL["marks_of_span"]), least_pairs), make)


def keep_usual(warehouse: Warehouse, first: dt.date, last: dt.date) -> None:
    """Only what a run of months from `first` to `last` may look at."""
    for (month,) in warehouse.rows(SQL["other_months"], first=first, last=last):
        _forget_usual(warehouse, month)
        forget(warehouse, _name(month))


def _forget_usual(warehouse: Warehouse, month: dt.date) -> None:
    warehouse.run(SQL["no_usual"], month=month)
    warehouse.run(SQL["no_annual_income"], month=month)


def _name(month: dt.date) -> str:
    return f"usual of {month}"
