"""The counties' own files one after another, and which month each stands as of."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)
COUNTY = "county"


def each_linked(warehouse: Warehouse, counties: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    """Code and month (YYYY-MM) of each county that was ever compared and can be opened; statements can read its tables as `county` meanwhile."""
    for code in warehouse.each_read(counties, COUNTY):
        for (month,) in warehouse.rows(SQL["stands_as_of"]):
            yield code, month
