"""Which files have been taken in: what a run need not read again, and what its outcome depends on."""

import datetime as dt

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def last_numbers(warehouse: Warehouse) -> tuple[int, int, int]:
    """The last file, sheet and run of intake so far."""
    return warehouse.rows(SQL["last_numbers"])[0]


def inputs(warehouse: Warehouse, until: dt.date) -> list[tuple]:
    """(folder, path, sha256, state) of every file in folders up to a month."""
    return warehouse.rows(SQL["inputs"], month=until)


def known_contents(warehouse: Warehouse) -> set[tuple[str, str]]:
    """(sha256, month that the name states) of what need not be read again."""
    return set(warehouse.rows(SQL["known_contents"]))


def known_files(warehouse: Warehouse) -> set[tuple[str, int, int]]:
    """(path, size, time) of files that were read as they are."""
    return set(warehouse.rows(SQL["known_files"]))


def first_roster(warehouse: Warehouse, known: dt.date) -> dt.date | None:
    """The month of the first roster among what folders up to `known` brought."""
    return warehouse.value(SQL["first_roster"], known=known)
