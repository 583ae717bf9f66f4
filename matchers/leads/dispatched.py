"""Documents on their way to towns and departments: trying, then sent, refused, failed, or uncertain."""

import datetime as dt

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)
TRYING, SENT, REFUSED, FAILED, UNCERTAIN = "trying", "sent", "refused", "failed", "uncertain"


def note_sending(warehouse: Warehouse, month: dt.date, recipient: str, document: str, sha256: str, at: dt.datetime, state: str, why: str = "") -> None:
    """Another row; for a transaction of its own, so that a killed sender is seen to have tried."""
    step = warehouse.value(SQL["last_step"]) + 1
    warehouse.append("wire.sending", [(month, recipient, document, sha256, at, step, state, why)])


def tallied(warehouse: Warehouse) -> dict[str, dict[str, int]]:
    """Recipient → state → documents, of all months."""
    found: dict[str, dict[str, int]] = {}
    for recipient, state, count in warehouse.rows(SQL["tallied"]):
        found.setdefault(recipient, {})[state] = count
    return found


def contents_sent(warehouse: Warehouse) -> set[str]:
    """The sha256 of all documents that may have gone to anybody, in any month."""
    return {sha for (sha,) in warehouse.rows(SQL["contents_sent"])}


def sendings(warehouse: Warehouse, month: dt.date) -> dict[tuple[str, str, str], tuple[str, str]]:
    """(recipient, document, sha256) → (state, why), the newest."""
    return {(recipient, document, sha): (state, why) for recipient, document, sha, state, why in warehouse.rows(SQL["sendings"], month=month)}
