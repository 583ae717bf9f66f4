"""Which extracts are not whole, so that absence from them proves nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd

from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets

SQL = statements(__file__)


def note_shrunk(warehouse: Warehouse, first_counted: dt.date, whole_share: Decimal) -> None:
    """linked.shrunk of extracts since `first_counted`: the county's, with less than `whole_share` of its usual rows; a town's, that names fewer than half
    of those who usually stand in it. Needs rows linked, and who waits noted."""
    counted = [dataset.name for dataset in all_datasets().values() if dataset.absence_counts]
    warehouse.replace("linked.counted_dataset", pd.DataFrame({"dataset": counted}, dtype="str"))
    warehouse.run(SQL["shrunk"], first_counted=first_counted, whole_share=whole_share)
    warehouse.run(SQL["shrunk_towns"], first_counted=first_counted)
