"""Numbers on departments' rows that do not hold, or are another's by name: how many, and what became of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from matchers.records.receipts import NumberTally, UnfoundRow
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets

SQL = statements(__file__)
MOST_LISTED = 5_000  # rows a dataset; the tally tells how many there are
WORDS = {"bad": "号码通不过校验，按姓名和住址也没有找到人", "none": "没有号码，按姓名和住址也没有找到人"}
ROSTER_WORDS = {"bad": "号码通不过校验，也没有部门报来正确的", "none": "没有号码，也没有部门报来"}


def numbers_of(warehouse: Warehouse, month: dt.date, is_linked: bool) -> dict[str, tuple[NumberTally, ...]]:
    """By department, of the rows on the month's receipts, a tally a dataset; before linking nobody has been looked for."""
    if not is_linked:
        return _by_department(NumberTally(**tally) for tally in warehouse.records(SQL["as_written"], month=month))
    warehouse.run(SQL["told"], month=month)
    rows: dict[str, list[UnfoundRow]] = defaultdict(list)
    for dataset, path, sheet, row, name, number, state, outcome, reason in warehouse.rows(SQL["rows"], most=MOST_LISTED):
        words = ROSTER_WORDS if all_datasets()[dataset].is_roster else WORDS
        rows[dataset].append(UnfoundRow(path, sheet, row, name, number, f"{reason}；等县里判断" if outcome == "waiting" else words[state]))
    return _by_department(NumberTally(**tally, rows=tuple(rows[tally["dataset"]])) for tally in warehouse.records(SQL["tallies"]))


def _by_department(tallies: Iterable[NumberTally]) -> dict[str, tuple[NumberTally, ...]]:
    mine: dict[str, list[NumberTally]] = defaultdict(list)
    for tally in tallies:
        dataset = all_datasets()[tally.dataset]
        mine[dataset.department].append(replace(tally, dataset=dataset.title))
    return {department: tuple(each) for department, each in mine.items()}
