"""A drop of every dataset that the county's own facts do not tell of, made from what its file declares: a few members, plausible cells."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from random import Random

from schemas.dataset import Column, Dataset, all_datasets
from tests.county.headings import DEPARTMENTS
from tests.county.invent import County

PERSONS = 12


def write_declared(county: County, inbox: Path, month: int, seed: int) -> int:
    """One csv a dataset, for a month's folder; returns how many. Same seed, same files."""
    first = dt.date(month // 12, month % 12 + 1, 1)
    datasets = [dataset for dataset in all_datasets().values() if dataset.name not in DEPARTMENTS]
    for dataset in datasets:
        path = inbox / f"{first:%Y-%m}" / f"{dataset.department}_{dataset.title}_{first:%Y%m}.csv"
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.title for column in dataset.columns])
            writer.writerows(_rows(county, dataset, first, Random(f"{seed} {dataset.name}")))
    return len(datasets)


def _rows(county: County, dataset: Dataset, month: dt.date, random: Random) -> list[list[str]]:
    chosen = sorted(random.sample(sorted(county.homes), PERSONS))
    return [[_cell(county, who, column, month, random) for column in dataset.columns] for who in chosen]


def _cell(county: County, who: int, column: Column, month: dt.date, random: Random) -> str:
    person, (town, village) = county.facts.persons[who], county.homes[who]
    told = {"name": person.name, "id_number": person.id_number, "town": town, "village": village}
    kinds = {
        "yuan": lambda: str(random.randrange(0, 8000, 50)), "count": lambda: str(random.randrange(0, 20)),
        "day": lambda: month.replace(day=random.randrange(1, 28)).isoformat(),
    }
    if column.name in told:
        return told[column.name]
    if column.kind.choices:
        return random.choice(column.kind.choices)
    return kinds.get(column.kind.name, lambda: f"{column.title}{random.randrange(100, 1000)}")()
