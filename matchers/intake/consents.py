"""Whose household consents, as far as rosters that have come tell it."""

import hashlib

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def consented_numbers(warehouse: Warehouse) -> set[str]:
    """Numbers of everybody whose household consents on its newest roster that has come so far."""
    return {number for (number,) in warehouse.rows(SQL["consented"])}


def digest_of(numbers: set[str]) -> str:
    return hashlib.sha256(" ".join(sorted(numbers)).encode()).hexdigest()
