"""What stands of linked.* from an earlier run: what was made of just the same by the same program is what making it anew gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from matchers.statements import program, statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def unless_it_stands(warehouse: Warehouse, made: str, of: object, make: Callable[[], None]) -> bool:
    """Make something (`made` is its name), unless it was made last of just this; whether it was made. `of` says in its repr all that it rests on.

    Should making it end in the middle, it is made anew the next time.
    """
    digest = hashlib.sha256(f"{program()} {of!r}".encode()).hexdigest()
    if warehouse.rows(SQL["made_of"], made=made) == [(digest,)]:
        return False
    forget(warehouse, made)
    make()
    warehouse.append("linked.made_of", [(made, digest)])
    return True


def forget(warehouse: Warehouse, made: str) -> None:
    """It is made anew the next time."""
    warehouse.run(SQL["forget"], made=made)


def digest_of(warehouse: Warehouse, made: str) -> list[tuple[str]]:
    """Of what it was made, for what rests on it in turn; empty where nobody made it."""
    return warehouse.rows(SQL["made_of"], made=made)
