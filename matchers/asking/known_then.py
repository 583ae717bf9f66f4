"""A scratch warehouse that holds of a workspace's only what had been taken in by a run, so that its month can be told again."""

from pathlib import Path

from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def known_then(path: Path, of: Path, seen_no: int, files: int, identities: int, returns: int, events: int) -> Warehouse:
    """At `path`, beside the workspace's file `of`; the numbers are those of leads.seen."""
    return Warehouse.beside(path, of, SQL, seen_no=seen_no, files=files, identities=identities, returns=returns, events=events)
