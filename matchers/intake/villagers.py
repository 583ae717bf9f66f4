"""Whom rosters name, as a witness for files that cannot be read without: those that had come by a file's own month, so that it is read as it was then; before the
first roster, that one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from matchers.statements import statements
from matchers.warehouse import Warehouse

if TYPE_CHECKING:
    from schemas.witnesses import Villagers

SQL = statements(__file__)
HELD_AGAINST_NONE = "-"


class Rosters:
    """Those taken in so far."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse, self._rows = warehouse, warehouse.rows(SQL["rosters"])

    def known(self, folder: dt.date) -> dt.date | None:
        """Up to which folder rosters speak for a file in `folder`; None where no roster has come."""
        return max(folder, self._rows[0][0]) if self._rows else None

    def digest(self, folder: dt.date) -> str:
        """'' where no roster has come."""
        known = self.known(folder)
        return hashlib.sha256(repr([row[1:] for row in self._rows if row[0] <= known]).encode()).hexdigest() if known else ""

    def villagers(self, folder: dt.date) -> Villagers | None:
        """None where no roster has come."""
        if (known := self.known(folder)) is None:
            return None
        from schemas.witnesses import Villagers  # which loads what reads files

        people, places = (self._warehouse.rows(SQL[name], known=known) for name in ("people", "places"))
        return Villagers(dict(people), {name: frozenset(row[at] for row in places) for at, name in enumerate(("town", "village"))})


def not_held(warehouse: Warehouse) -> set[tuple[str, str]]:
    """(path, sha256) of files with a sheet that nothing was made of, and that were not held against the rosters of now."""
    rosters = Rosters(warehouse)
    return {(path, sha) for path, sha, folder, beside in warehouse.rows(SQL["not_told"]) if rosters.digest(folder) not in ("", beside)}
