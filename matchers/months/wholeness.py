"""Which extracts are not whole, so that absence from them proves nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal

import pandas as pd

from matchers.identity.joins import IS_WHOLE, CaseAnswers, extract_id
from matchers.records.receipts import DoubtedExtract
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.months import shifted

SQL = statements(__file__)
COUNTED = 10  # months before one that is told from which a county's usual size is
USUAL = 6  # and from which it is told who of a town usually stands in it


def note_shrunk(warehouse: Warehouse, first: dt.date, whole_share: Decimal, answers: CaseAnswers) -> None:
    """linked.shrunk of extracts from the month `first` on: the county's, with less than `whole_share` of its usual rows; a town's, that names fewer than half
    of those who usually stand in it; and which of them the bureau knows to be whole. Needs rows linked, and who waits noted."""
    counted = [dataset.name for dataset in all_datasets().values() if dataset.absence_counts]
    warehouse.replace("linked.counted_dataset", pd.DataFrame({"dataset": counted}, dtype="str"))
    warehouse.run(SQL["shrunk"], first_counted=shifted(first, -COUNTED), whole_share=whole_share)
    warehouse.run(SQL["shrunk_towns"], first_counted=shifted(first, -USUAL), first_told=first)
    contents: dict[tuple[str, dt.date, str], list[str]] = defaultdict(list)
    for dataset, month, town, content in warehouse.rows(SQL["contents"]):
        contents[dataset, month, town].append(content)
    asked = [(*extract, extract_id(*extract, held)) for extract, held in contents.items()]
    doubted = pd.DataFrame([(*each, answers.get(each[-1]) == IS_WHOLE) for each in asked], columns=["dataset", "month", "town", "case_id", "is_accepted"])
    warehouse.replace("linked.doubted", doubted.astype({"dataset": "str", "month": "datetime64[us]", "town": "str", "case_id": "str", "is_accepted": "bool"}))


def doubted(warehouse: Warehouse) -> list[DoubtedExtract]:
    """Extracts of the month measured and the two before it that shrank, by dataset, month and town."""
    return [DoubtedExtract(all_datasets()[dataset].department, all_datasets()[dataset].title, *row) for dataset, *row in warehouse.rows(SQL["doubted"])]
