"""Whom number and name alone tell, be it one slip away: found once, for as long as the roster is the same, whatever else is written.

What only a run knows – numbers that stand in for the roster's wrong ones, people not on the roster – may come between: those near it are looked for again.
"""

from __future__ import annotations

from functools import partial

import pandas as pd

from matchers.identity.persons import PERSONS
from matchers.kept import digest_of, unless_it_stands
from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def seek(warehouse: Warehouse) -> None:
    """Who agrees to the letter into linked.settled, whoever else is still to be found into linked.sought."""
    unless_it_stands(warehouse, "settled", digest_of(warehouse, PERSONS), partial(_run, warehouse, "none_settled", "none_slipped"))
    _run(warehouse, "sought", "exact", "not_sought")


def settle(warehouse: Warehouse, slipped: list[tuple[int, int]], known: object) -> None:
    """(identity, person) one slip away from one namesake of the roster are settled; linked.unsettled is left with whoever is seen by `known`."""
    with warehouse.incoming(pd.DataFrame(slipped, columns=["identity_id", "person_id"], dtype="int64")):
        _run(warehouse, "slipped", "settle", "not_unsettled")
    warehouse.run(SQL["not_seen"], known=known)


def seek_restless(warehouse: Warehouse, known: object) -> None:
    """Into linked.sought those who slipped and may be nearer to a number of linked.healed or linked.outsider."""
    warehouse.run(SQL["restless"], known=known)


def note_found(warehouse: Warehouse, known: object) -> None:
    """linked.identity_person: all who are settled but those in linked.unsettled."""
    warehouse.run(SQL["found"], known=known)


def _run(warehouse: Warehouse, *steps: str) -> None:
    for step in steps:
        warehouse.run(SQL[step])
