"""Which extracts are not whole, so that absence from them proves nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd

from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.months import shifted

SQL = statements(__file__)
COUNTED = 10  # months before one that is told from which a county's usual size is
USUAL = 6  # and from which it is told who of a town usually stands in it


def note_shrunk(warehouse: Warehouse, first: dt.date, whole_share: Decimal) -> None:
    """linked.shrunk of extracts from the month `first` on: the county's, with less than `whole_share` of its usual rows; a town's, that names fewer than half
    of those who usually stand in it. Needs rows linked, and who waits noted."""
    counted = [dataset.name for dataset in all_datasets().values() if dataset.absence_counts]
    warehouse.replace("linked.counted_dataset", pd.DataFrame({"dataset": counted}, dtype="str"))
    warehouse.run(SQL["shrunk"], first_counted=shifted(first, -COUNTED), whole_share=whole_share)
    warehouse.run(SQL["shrunk_towns"], first_counted=shifted(first, -USUAL), first_told=first)
