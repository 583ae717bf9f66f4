"""Whose data of a month did not come, or is much less than usual, county by county; kept by month, as a county's own file stands as of the one that it ran last."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from matchers.province.each_linked import each_linked
from matchers.records.provincial import DataState
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.months import written

SQL = statements(__file__)


def data_of(warehouse: Warehouse, counties: Mapping[str, Path], month: dt.date) -> tuple[DataState, ...]:
    """Of the counties (by code) that were ever linked as of the month, as they last were."""
    warehouse.run(SQL["received_table"])
    warehouse.run(SQL["doubted_table"])
    for code, as_of in each_linked(warehouse, counties):
        if as_of == written(month):
            with warehouse.transaction():
                for statement in ("forget_received", "received", "forget_doubted", "doubted"):
                    warehouse.run(SQL[statement], code=code, month=as_of)
    came: dict[str, set[str]] = defaultdict(set)
    for county, dataset in warehouse.rows(SQL["all_received"], month=written(month)):
        came[county].add(dataset)
    due = [dataset for dataset in all_datasets().values() if dataset.is_monthly and not dataset.is_optional and not dataset.is_roster]
    doubts: dict[str, list[str]] = defaultdict(list)
    for county, name, town, rows, usual in warehouse.rows(SQL["all_doubted"], month=written(month)):
        doubts[county].append(f"{town}{all_datasets()[name].title}只有{rows}行，往常约{usual}行")
    return tuple(
        DataState(county, tuple(dataset.title for dataset in due if dataset.name not in datasets), tuple(doubts[county])) for county, datasets in sorted(came.items())
    )
