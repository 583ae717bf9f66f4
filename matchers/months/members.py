"""Who lives with whom as of a month: members and households by the rosters in force."""

from __future__ import annotations

import datetime as dt

from matchers.identity.persons import PERSONS
from matchers.kept import digest_of, unless_it_stands
from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)
MEMBERS = "members"


def store_members(warehouse: Warehouse, month: dt.date) -> bool:
    """linked.member and linked.household; False where they stand already, as most months have the roster of the month before."""

    def make() -> None:
        warehouse.run(SQL["member"], month=month)
        warehouse.run(SQL["household"])

    rosters, healed = warehouse.rows(SQL["rosters"], month=month), warehouse.rows(SQL["healed"])
    return unless_it_stands(warehouse, MEMBERS, (digest_of(warehouse, PERSONS), rosters, healed), make)
