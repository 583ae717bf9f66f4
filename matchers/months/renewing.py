"""Of a dataset linked month by month those months are linked anew of which something is another; the rest stands from the last linking.

A row of linked.<dataset> rests on rows of its own month alone where the month is part of the key. `marks` digests all that they rest on beside
the program: rows as they were stored (which never change), which count, who is found in them, what was replaced. In what order
sheets count is of their folder, their turn and their name, and the same for two of them whatever else comes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from matchers.statements import program, statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


class Renewal:
    """What stands from the last linking; what stands after this one is noted at its end."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._then: dict[str, dict[dt.date, str]] = defaultdict(dict)
        self._now: list[tuple[str, dt.date, str, str]] = []
        warehouse.run(SQL["begin"])
        for dataset, month, mark in warehouse.rows(SQL["kept"], program=program()):
            self._then[dataset][month] = mark
        warehouse.run(SQL["forget"])

    def link(self, latest: str, words: Mapping[str, str], first: dt.date) -> None:
        """linked.<dataset> from the month `first` on; the statement `latest` links the rows `stored` into a `table`."""
        warehouse, dataset = self._warehouse, words["dataset"]
        now: dict[dt.date, str] = dict(warehouse.rows(SQL["marks"].format(**words), first=first))
        then = self._then[dataset]
        self._now += [(dataset, month, mark, program()) for month, mark in now.items()]
        if not then:
            warehouse.run(latest.format(**words, stored=f"intake.{dataset}", table=dataset), first=first)
        elif others := [month for month in now.keys() | then.keys() if now.get(month) != then.get(month)]:
            warehouse.replace("linked.renewed_month", pd.DataFrame({"month": pd.to_datetime(others).astype("datetime64[us]")}))
            warehouse.run(SQL["renewed"].format(**words))
            warehouse.run(latest.format(**words, stored="linked.renewed", table="renewed_row"), first=first)
            warehouse.run(SQL["leave_out"].format(**words))
            warehouse.run(SQL["put_in"].format(**words))
            warehouse.run(SQL["clear"])

    def note(self) -> None:
        """For the next linking."""
        self._warehouse.append("linked.kept_month", self._now)
