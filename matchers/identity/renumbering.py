"""A household is its people: under which number it goes on when its old one vanished, or was given to others."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise

import pandas as pd

from matchers.statements import statements
from matchers.warehouse import Row, Warehouse
from schemas.months import shifted

SQL = statements(__file__)
EVER, NEVER = dt.date(1900, 1, 1), dt.date(9999, 12, 1)
COLUMNS = ("household_id", "after", "until", "since", "becomes")
MOST_NAMED = 5


def store_renumbered(warehouse: Warehouse) -> pd.DataFrame | None:
    """Fill linked.renumbered from linked.roster_row; which (household_id, month) of the roster are to be read as `becomes`, or None.

    A number in the months after `after` up to `until` was that of a household that bears the number `becomes` now.
    """
    followed = warehouse.rows(SQL["followed"]) if warehouse.value(SQL["has_moved"]) else []
    frame = pd.DataFrame(_to_the_last(followed), columns=list(COLUMNS))
    days = {column: pd.to_datetime(frame[column]).astype("datetime64[us]") for column in ("after", "until", "since")}
    warehouse.replace("linked.renumbered", frame.assign(**days).astype({"household_id": "str", "becomes": "str"}))
    return warehouse.frame(SQL["rewritten"]) if followed else None


def _to_the_last(followed: list[Row]) -> list[tuple[str, dt.date, dt.date, dt.date, str]]:
    """Each number's step on to the next → to the number that is in force in the end; later steps first, as earlier ones lead to them."""
    steps: dict[str, list[tuple[dt.date, dt.date, dt.date, str]]] = defaultdict(list)
    for household_id, until, again, becomes, since in followed:
        steps[household_id].append((_day(until), shifted(_day(again), -1) if again else NEVER, _day(since), becomes))
    last: dict[tuple[str, dt.date], str] = {}
    for household_id, until, _, since, becomes in sorted(((home, *step) for home, mine in steps.items() for step in mine), key=lambda step: step[3], reverse=True):
        onward = steps.get(becomes, [])
        at = bisect_left(onward, since, key=lambda step: step[0])
        last[household_id, until] = last.get((becomes, onward[at][0]), becomes) if at < len(onward) else becomes
    return [
        (household_id, after, end, since, last[household_id, until])
        for household_id, mine in steps.items()
        for (_, after, *_), (until, end, since, _) in pairwise([(EVER, EVER, EVER, ""), *mine])
        if last[household_id, until] != household_id
    ]


def _day(month: dt.date | dt.datetime) -> dt.date:
    return month.date() if isinstance(month, dt.datetime) else month


def renumbered(warehouse: Warehouse) -> list[Row]:
    """(household_id, after, until, becomes) as of the last linking."""
    return warehouse.rows(SQL["successors"])


def joined_later(warehouse: Warehouse) -> list[Row]:
    """The same of those that linked.* still has under the old number, beside the household that they were to become one with."""
    return warehouse.rows(SQL["joined_later"]) if renumbered(warehouse) else []


def new_numbers(warehouse: Warehouse) -> list[str]:
    """What the roster of the month measured last did to household numbers, in words."""
    changed = warehouse.rows(SQL["new_numbers"])
    if not changed:
        return []
    some = "、".join(f"{old}→{new}" for old, new in changed[:MOST_NAMED])
    return [f"{len(changed)}户换了户编号（按成员认出：{some}{' 等' if len(changed) > MOST_NAMED else ''}）：线索、答复和监测记录都在新编号下接着算，没有另发线索"]
