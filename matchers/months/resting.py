"""What the linked rows of a month rest on, and of which months that is another than at the last linking."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import Dataset

SQL = statements(__file__)


class Resting(NamedTuple):
    """By dataset: months with rows, and a mark of the sheets that have them; months in whose rows somebody is found otherwise than before."""

    marks: Mapping[str, Mapping[dt.date, str]]
    touched: Mapping[str, AbstractSet[dt.date]]


def note_found(warehouse: Warehouse, stands: bool) -> None:
    """linked.found of linked.identity_person, and in linked.refound who is not there what he was, or is new there; all, unless it `stands`."""
    if not stands:
        warehouse.run(SQL["none_found"])
    for step in ("found_now", "refound", "not_found", "found"):
        warehouse.run(SQL[step])


def resting(warehouse: Warehouse, datasets: Iterable[Dataset]) -> Resting:
    """Of these datasets, whose rows name persons."""
    warehouse.run(SQL["no_part_month"])
    warehouse.run(SQL["gone_parts"])
    for dataset in datasets:
        warehouse.run(SQL["part_month"].format(dataset=dataset.name))
    marks: dict[str, dict[dt.date, str]] = defaultdict(dict)
    for name, month, mark in warehouse.rows(SQL["parts_of_months"]):
        marks[name][month] = mark
    touched: dict[str, set[dt.date]] = defaultdict(set)
    for name, month in warehouse.rows(SQL["touched"]):
        touched[name].add(month)
    return Resting(marks, touched)
