"""The table of a dataset, as its file declares it: which columns are kept, of what type, and how a parsed value is put there."""

import hashlib
from collections.abc import Iterable
from functools import cache

from matchers.statements import statements
from schemas.dataset import Dataset, all_datasets

SQL = statements(__file__)

SQL_TYPES = {"yuan": "DECIMAL(14,2)", "day": "DATE", "count": "INTEGER"}
IN_IDENTITY = ("name", "id_number", "town", "village")  # kept once, in intake.identity, and so is a second number


def columns_of(dataset: Dataset) -> dict[str, str]:
    """Columns kept on a row itself, by name, with their types; who it names is kept once, in intake.identity."""
    return {name: _type(dataset, name) for name in _kept(dataset)}


def select_list(dataset: Dataset) -> dict[str, str]:
    """Those columns, and the values that parsed rows (money in fen) have for them."""
    names = _kept(dataset)
    return {"columns": ", ".join(f'"{name}"' for name in names), "values": ", ".join(_value(dataset, name) for name in names)}


def catching_up(columns: Iterable[tuple[str, str, str]]) -> list[str]:
    """Statements by which a file that has these (table, column, type) in intake.* gets all that datasets declare."""
    types = {(table, name): kind for table, name, kind in columns}
    tables = {table for table, _ in types}
    steps = []
    for dataset in all_datasets().values():
        if dataset.name not in tables:
            steps.append(_table(dataset))
            continue
        for name, kind in columns_of(dataset).items():
            if (had := types.get((dataset.name, name))) != kind:
                change = SQL["retyped"] if had else SQL["column"]
                steps.append(change.format(dataset=dataset.name, name=name, kind=kind))
    return steps


def named_rows() -> str:
    """The statement that makes linked.named_row: all rows that name people, under one name."""
    named = [d for d in all_datasets().values() if d.names_persons]
    return view("linked.named_row", [SQL["named_row"].format(dataset=d.name, at_place=_at_place(d), met_at=_met_at(d)) for d in named])


@cache
def digest() -> str:
    """Of all that datasets declare of their tables."""
    return hashlib.sha256("\n".join([*map(_table, all_datasets().values()), named_rows()]).encode()).hexdigest()


def view(name: str, selects: Iterable[str]) -> str:
    """What the selects of several datasets have in common, under one name."""
    return SQL["view"].format(view=name, selects="\nUNION ALL\n".join(selects))


def _table(dataset: Dataset) -> str:
    who = {"identity_id": "INTEGER"} if dataset.names_persons else {}
    columns = ", ".join(f'"{name}" {kind}' for name, kind in (who | columns_of(dataset)).items())
    return SQL["table"].format(dataset=dataset.name, columns=columns)


def _at_place(dataset: Dataset) -> str:
    """What beside the person makes the row: the school, the employer, the kind of benefit."""
    return _joined(name for name in dataset.key if name not in ("person", "town", "village"))


def _met_at(dataset: Dataset) -> str:
    """Where the same people are met month after month, '' where the dataset does not say."""
    return _joined(column.name for column in dataset.columns if column.met_at)


def _joined(names: Iterable[str]) -> str:
    return " || '|' || ".join(f"coalesce(CAST(\"{name}\" AS VARCHAR), '')" for name in names) or "''"


def identity_of(dataset: Dataset) -> dict[str, str]:
    """What of an incoming row says, beside number and name, who it is; '' where the dataset has none such."""
    places = {name: f"coalesce({name}, '')" if dataset.has(name) else "''" for name in ("town", "village")}
    return places | {"second_number": _joined(filter(None, [dataset.second_number]))}


def _kept(dataset: Dataset) -> list[str]:
    if dataset.is_roster:
        own = [c.name for c in dataset.columns if c.name != "id_number"]
        return [*own, "written_name", "number", "number_state", "name_key"]
    if not dataset.has_person:
        return [c.name for c in dataset.columns]
    return [c.name for c in dataset.columns if c.name not in IN_IDENTITY and not c.second_number] + list(dataset.made)


def _type(dataset: Dataset, name: str) -> str:
    if name in dataset.made:
        return "BOOLEAN"
    return SQL_TYPES.get(dataset.column(name).kind.name, "VARCHAR") if dataset.has(name) else "VARCHAR"


def _value(dataset: Dataset, name: str) -> str:
    kind = dataset.column(name).kind.name if dataset.has(name) else ""
    if kind == "yuan":
        return f"CAST({name} * 0.01 AS DECIMAL(14,2))"
    return f'CAST("{name}" AS {SQL_TYPES[kind]})' if kind in SQL_TYPES else f'"{name}"'
