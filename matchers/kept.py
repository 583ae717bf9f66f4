"""What stands of linked.* from an earlier run: what was made of just the same by the same program is what making it anew gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from matchers.statements import program, statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def unless_it_stands(warehouse: Warehouse, made: str, of: object, make: Callable[[], None]) -> bool:
    """Make something (`made` is its name), unless it was made last of just this; whether it was made. `of` says in its repr all that it rests on."""
    with changed(warehouse, made, of) as stood:
        if not stood:
            make()
    return not stood


@contextmanager
def changed(warehouse: Warehouse, made: str, of: object = None) -> Iterator[bool]:
    """Something is brought to what it would be, made of this; yields whether it stood. Should that end in the middle, it does not stand the next time."""
    digest = hashlib.sha256(f"{program()} {of!r}".encode()).hexdigest()
    stood = digest_of(warehouse, made) == [(digest,)]
    forget(warehouse, made)
    yield stood
    warehouse.append("linked.made_of", [(made, digest)])


def forget(warehouse: Warehouse, made: str) -> None:
    """It is made anew the next time."""
    warehouse.run(SQL["forget"], made=made)


def digest_of(warehouse: Warehouse, made: str) -> list[tuple[str]]:
    """Of what it was made, for what rests on it in turn; empty where nobody made it."""
    return warehouse.rows(SQL["made_of"], made=made)
