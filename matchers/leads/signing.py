"""The secret of check signs: made once, of what only the bureau has, so that a database made again signs alike."""

import datetime as dt
import hashlib
from typing import NamedTuple

from matchers.leads.runs import run_numbers
from matchers.records.lead_numbers import check_sign
from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


class Secret(NamedTuple):
    """Lists of runs up to `after_run` were signed without the key."""

    key: str = ""
    after_run: int = 0

    def signed(self, sign: str, lead_id: str, of_run: int | None) -> bool:
        """Whether a sign is the lead's: by the key, or as it was made before on the list of a run `of_run` whose marks tell its town."""
        if sign == check_sign(lead_id, self.key):
            return True
        return of_run is not None and of_run <= self.after_run and sign == check_sign(lead_id)


def secret_of(warehouse: Warehouse) -> Secret:
    """Without a key before the first run."""
    return next((Secret(*row) for row in warehouse.rows(SQL["secret"])), Secret())


def make_secret(warehouse: Warehouse) -> None:
    """Before the first lists are signed; needs the roster taken in."""
    if not secret_of(warehouse).key:
        contents = "\n".join(sha for (sha,) in warehouse.rows(SQL["rosters"]))
        last, _ = run_numbers(warehouse, dt.date.max)
        warehouse.append("leads.secret", [(hashlib.sha256(f"check sign\n{contents}".encode()).hexdigest(), last)])
