"""What all counties' runs of a month come to, out of the files that their outboxes hold for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from matchers.records.leads import OVERDUE
from matchers.records.provincial import ClassFigure, CountyFigures, TownFigures
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import written

SQL = statements(__file__)
FOUND_TRUE = "属实%"


def gather(warehouse: Warehouse, outboxes: Mapping[str, Path], month: dt.date) -> None:
    """province.signal and province.lead, of the counties (by code) that have an outbox of the month."""
    warehouse.run(SQL["no_signals"])
    warehouse.run(SQL["no_leads"])
    for code, folder in sorted(outboxes.items()):
        warehouse.run(SQL["signals"], code=code, path=str(folder / "signals.csv"), month=written(month))
        warehouse.run(SQL["leads"], code=code, path=str(folder / "ledger.csv"))


def by_county(warehouse: Warehouse, month: dt.date) -> tuple[CountyFigures, ...]:
    return _figures(warehouse, month, "province.lead")


def counted_twice(warehouse: Warehouse, month: dt.date) -> tuple[CountyFigures, ...]:
    """What of `by_county` sums over counties leave out; needs `shared_persons` gathered."""
    warehouse.run(SQL["twice"], month=month)
    return _figures(warehouse, month, "province.lead_twice")


def _figures(warehouse: Warehouse, month: dt.date, leads: str) -> tuple[CountyFigures, ...]:
    rows = warehouse.rows(SQL["by_county"].format(leads=leads), month=written(month), overdue=OVERDUE, true=FOUND_TRUE)
    return tuple(CountyFigures(*row) for row in rows)


def by_town(warehouse: Warehouse) -> tuple[TownFigures, ...]:
    return tuple(TownFigures(*row) for row in warehouse.rows(SQL["by_town"], overdue=OVERDUE))


def by_class(warehouse: Warehouse) -> tuple[ClassFigure, ...]:
    return tuple(ClassFigure(*row) for row in warehouse.rows(SQL["by_class"]))
