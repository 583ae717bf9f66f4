"""Totals since January: what is a month's own is its total less that of the month before."""

import datetime as dt

from matchers import tables
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import Dataset, all_datasets

SQL = statements(__file__)
MONTH_MARK = 8  # characters at the end of a running total's key: its month


def note_running(warehouse: Warehouse, known: dt.date) -> None:
    """Which sheets hold such totals, as of the folder month `known`."""
    warehouse.run(SQL["running"], known=known)


def months_own(warehouse: Warehouse) -> dict[str, str]:
    """By dataset with such sheets, the table in which its rows say what is of their month alone."""
    found = {}
    for (name,) in warehouse.rows(SQL["running_datasets"]):
        if (dataset := all_datasets()[name]).names_persons:
            warehouse.run(SQL["monthly"].format(**_words(dataset)))
            found[name] = f"linked.monthly_{name}"
    return found


def _words(dataset: Dataset) -> dict[str, str]:
    """What the template says of a dataset, by its declaration alone."""
    names = [name.strip().strip('"') for name in tables.select_list(dataset)["columns"].split(",")]
    money = {column.name for column in dataset.columns if column.kind.name == "yuan"}
    texts = [name for name in dataset.key_without_person if dataset.has(name) and dataset.column(name).kind.name == "text"]
    same = [f'left(stored."{name}", length(stored."{name}") - {MONTH_MARK})' if name == texts[0] else f"coalesce(CAST(stored.\"{name}\" AS VARCHAR), '')" for name in (*texts[:1], *(n for n in dataset.key_without_person if n not in texts[:1]))]
    less = {name: f'total."{name}" - coalesce(before."{name}", 0)' for name in names if name in money}
    return {
        "dataset": dataset.name, "columns": ", ".join(f'stored."{name}"' for name in names), "plain": ", ".join(f'"{name}"' for name in names),
        "less": ", ".join(f'{less[name]} AS "{name}"' if name in less else f'total."{name}"' for name in names),
        "nothing": " AND ".join(f"coalesce({difference}, 0) = 0" for difference in less.values()) or "false", "same": " || '|' || ".join(same) or "''",
    }
