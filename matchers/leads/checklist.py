"""A month's data, line by line: who sent what when, how good it is, what the evaluation had of it, and what is awaited."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from matchers.months.awaited import due_of, said_so_far
from matchers.records.reporting import Delivered, Quality
from matchers.rules.policy import Policy
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets

SQL = statements(__file__)
EPOCH = dt.datetime(1970, 1, 1, 8)  # as it was in China


def checklist(policy: Policy, warehouse: Warehouse, month: dt.date, quality: Sequence[Quality]) -> tuple[Delivered, ...]:
    """A line for each dataset of `quality`, in its order; `came_on` is the day on which its newest file was last saved."""
    came: dict[str, int] = dict(warehouse.rows(SQL["came"], month=month))
    signals: dict[str, int] = dict(warehouse.rows(SQL["signals"], month=month))
    named = {dataset.title: dataset for dataset in all_datasets().values()}
    said = said_so_far(warehouse, month)
    lines = []
    for row in quality:
        name = named[row.dataset].name
        resting = [rule for rule in policy.rules if name in {of for of, *_ in (*rule.needed, *rule.evidence)}]
        lines.append(Delivered(
            row.department, row.dataset, row.state, due_of(policy, name, month) if named[row.dataset].is_monthly else None,
            (EPOCH + dt.timedelta(seconds=came[name] // 10**9)).date() if name in came else None,
            1 - Decimal(row.quarantined) / (row.rows_read - row.not_data) if row.rows_read > row.not_data else None, row.joined_share,
            tuple(rule.title for rule in resting if row.is_missing and name in rule.needs), len(resting), sum(signals.get(rule.indicator, 0) for rule in resting),
            tuple(f"{day.month}月{day.day}日催过（{stage}）" for department, dataset, stage, day in said if (department, dataset) == (row.department, row.dataset)),
        ))
    return tuple(lines)
