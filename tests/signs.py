"""Check signs as a county's own lists bear them."""

from __future__ import annotations

from pathlib import Path

from matchers.leads.signing import secret_of
from matchers.records.lead_numbers import check_sign
from matchers.warehouse import Warehouse


def sign_of(home: Path, number: str) -> str:
    with Warehouse(home / "warehouse.duckdb") as warehouse:
        return check_sign(number, secret_of(warehouse).key)
