"""As of a folder month: what counts, where it is, who it is. Makes linked.* what intake.* gives; what rests on what it rested on stands."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import pandas as pd

from matchers import tables
from matchers.identity import identities, persons, places
from matchers.identity.joins import CaseAnswers
from matchers.identity.places import NO_MOVES, Moves
from matchers.intake import taken
from matchers.kept import changed
from matchers.months import since_january
from matchers.months.measuring import REACH, note_linked_anew
from matchers.months.renewing import forget as forget_months
from matchers.months.renewing import renew
from matchers.months.resting import Resting, note_found, resting
from matchers.months.waiting import store_pending
from matchers.months.wholeness import note_shrunk
from matchers.statements import program, statements
from matchers.warehouse import Warehouse
from schemas.dataset import Dataset, all_datasets
from schemas.months import parse_month, shifted, written

SQL = statements(__file__)
BACK = 2  # months before the run's that are looked at again
KNOWN = 11  # months before a month judged of which somebody's having no row may count
ALWAYS = dt.date(1900, 1, 1)


def link(
    warehouse: Warehouse, known: dt.date, answers: CaseAnswers, progress: Callable[[str], None], back: int = BACK, moves: Moves = NO_MOVES,
) -> None:
    """Link everything dropped up to the folder month `known`, so that it and `back` months before it can be judged.

    `answers` are the bureau's decisions on review cases and doubted extracts, `moves` places that have another name now.
    """
    note_linked_anew(warehouse, shifted(known, -back), known)
    with changed(warehouse, "rows") as stood:
        _link(warehouse, known, answers, progress, back, moves, stood)
    as_of = (written(known), back, _inputs(warehouse, known, answers, moves))
    warehouse.replace("linked.as_of", pd.DataFrame([as_of], columns=["month", "back", "inputs"]))


def _link(warehouse: Warehouse, known: dt.date, answers: CaseAnswers, progress: Callable[[str], None], back: int, moves: Moves, stood: bool) -> None:
    note_parts(warehouse, known)
    places.store_places(warehouse, known, moves)
    warehouse.run(tables.view("linked.repeated", [SQL["repeated"].format(dataset=each.name) for each in all_datasets().values() if each.repeats == "never"]))
    for step in ("part_town", "replaced", "received"):
        warehouse.run(SQL[step])
    progress("辨认花名册上的人")
    persons.store_persons(warehouse)
    progress("辨认各部门数据里的人")
    identities.link(warehouse, known, answers)
    progress("按户归集")
    note_found(warehouse, stood)
    rests = resting(warehouse, [dataset for dataset in _joined_datasets() if dataset.has_person])
    _link_datasets(warehouse, known, back, rests)
    store_pending(warehouse, first_absent=shifted(known, -back - KNOWN))
    note_shrunk(warehouse, shifted(known, -back - REACH), known, answers, rests)


def note_parts(warehouse: Warehouse, known: dt.date) -> None:
    """Which sheets count, as of the folder month `known`."""
    since_january.note_running(warehouse, known)
    warehouse.run(SQL["part"], known=known)


def stands(warehouse: Warehouse, known: dt.date, answers: CaseAnswers, back: int = BACK, moves: Moves = NO_MOVES) -> bool:
    """Whether linked.* is what `link` would make of it now."""
    last = warehouse.rows(SQL["as_of"])
    if not last or last[0][0] != written(known) or last[0][1] < back:
        return False
    return bool(last[0][2] == _inputs(warehouse, known, answers, moves))


def linked_month(warehouse: Warehouse) -> dt.date | None:
    """The folder month as of which linked.* stands; None before the first linking."""
    return next((parse_month(month) for month, _, _ in warehouse.rows(SQL["as_of"])), None)


def _inputs(warehouse: Warehouse, known: dt.date, answers: CaseAnswers, moves: Moves) -> str:
    """A hash of all that linking depends on, the program included."""
    digest = hashlib.sha256(repr((sorted(answers.items()), *sorted(moves.items()))).encode())
    for row in taken.inputs(warehouse, known):
        digest.update(repr(row).encode())
    return digest.hexdigest() + program()


def _link_datasets(warehouse: Warehouse, known: dt.date, back: int, rests: Resting) -> None:
    """linked.<dataset> of each: of every key the latest row."""
    stored = since_january.months_own(warehouse)
    for dataset in _joined_datasets():
        first = ALWAYS if dataset.reach is None else shifted(known, -back - dataset.reach)
        words = _words(dataset)
        is_of_month = dataset.month_from is None
        if dataset.has_person and (is_of_month or "person" not in dataset.key) and dataset.name not in stored:
            marks = {month: mark for month, mark in rests.marks[dataset.name].items() if month >= first}
            rows = SQL["renewed_rows" if is_of_month else "renewed_keys"].format(**words)
            renew(
                warehouse, dataset.name, marks, partial(_make_months, warehouse, words, first, rows), rests.touched[dataset.name],
                tuple if is_of_month else partial(_months_of, warehouse, rows),
            )
        else:
            forget_months(warehouse, dataset.name)
            latest = SQL["latest_of_person" if dataset.has_person else "latest_of_village"]
            warehouse.run(latest.format(**words, stored=stored.get(dataset.name, f"intake.{dataset.name}"), table=dataset.name), first=first)
    _views(warehouse)


def _make_months(warehouse: Warehouse, words: Mapping[str, str], first: dt.date, rows: str, table: str) -> None:
    warehouse.run(rows)
    warehouse.run(SQL["latest_of_person"].format(**words, stored="linked.renewed_row", table=table), first=first)
    warehouse.run(SQL["not_renewed"].format(table=table))


def _months_of(warehouse: Warehouse, rows: str) -> list[dt.date]:
    """Of a key that has a row in one of the months the latest may be of another."""
    warehouse.run(rows)
    return [month for (month,) in warehouse.rows(SQL["renewed_months"])]


@contextmanager
def given_to_candidates(warehouse: Warehouse, names: Iterable[str]) -> Iterator[None]:
    """As if every row of the month measured that waits in review were each of its candidates', in these datasets."""
    named = [all_datasets()[name] for name in names]
    for dataset in named:
        warehouse.run(SQL["give"].format(**_words(dataset)))
    yield
    for dataset in named:
        warehouse.run(SQL["take_back"].format(**_words(dataset)))


def see_last(scratch: Warehouse) -> None:
    """In a warehouse beside a workspace's: what that one's last run linked, instead of linking again."""
    scratch.see_linked()
    _views(scratch)


def _joined_datasets() -> list[Dataset]:
    return [dataset for dataset in all_datasets().values() if not dataset.is_roster]


def _views(warehouse: Warehouse) -> None:
    """All joined rows under one name, and what they add."""
    for view, of_persons in (("source", True), ("village_source", False)):
        selects = [SQL[view].format(**_words(dataset)) for dataset in _joined_datasets() if dataset.has_person == of_persons]
        warehouse.run(tables.view(f"linked.{view}", selects))
    warehouse.run(SQL["amount"])


def _words(dataset: Dataset) -> dict[str, str]:
    """What the templates say of a dataset, by its declaration alone."""
    who = {"person": "found.person_id"} | {name: f"found.{'written_' * dataset.has_person}{name}" for name in ("town", "village")}
    key = [who.get(name) or _plain(dataset, name) for name in dataset.key]
    return {
        "dataset": dataset.name,
        "first_of_key": key[0],
        "same_of_key": key[0].replace("stored.", "same."),
        "key": ", ".join([*(["stored.month"] if dataset.month_from is None else []), *key]),
        "join": "JOIN" if "person" in dataset.key else "LEFT JOIN",
        "tells": ", ".join(f'stored."{name}"' for name in dataset.tells),
        "told": ", ".join(f'"{name}"' for name in dataset.tells),
        "cells": ", ".join(f'CAST("{name}" AS VARCHAR)' for name in dataset.cited),
        "ground": dataset.ground or "true",
    }


def _plain(dataset: Dataset, name: str) -> str:
    is_always_there = not dataset.has(name) or dataset.column(name).required
    return f'stored."{name}"' if is_always_there else f"coalesce(stored.\"{name}\", '')"
