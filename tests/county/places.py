"""Real towns and villages of four counties (places/<division>.csv: town, village; town centres left out), and invented ones of their neighbours."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "places"
NEIGHBOURS = "东南西北新"


def divisions() -> list[str]:
    """Division codes (GB/T 2260) that have places."""
    return sorted(file.stem for file in FOLDER.glob("*.csv"))


def villages(division: str) -> list[tuple[str, str]]:
    """All (town, village) of a county; one that has no file has those of one of its city under other names, but for a town that many counties have."""
    known = FOLDER / f"{division}.csv"
    if known.exists():
        with known.open(encoding="utf-8", newline="") as file:
            return [(row["town"], row["village"]) for row in csv.DictReader(file)]
    neighbour = next(each for each in divisions() if each[:4] == division[:4])
    mark = NEIGHBOURS[int(division) % len(NEIGHBOURS)]
    told = villages(neighbour)
    return [(town if town == told[0][0] else f"{mark}{town}", f"{mark}{village}") for town, village in told]


def pick_villages(division: str, town_count: int, village_count: int, random: Random) -> list[tuple[str, str]]:
    """Some villages of some towns, spread evenly; all of them where there are no more."""
    by_town: dict[str, list[str]] = {}
    for town, village in villages(division):
        by_town.setdefault(town, []).append(village)
    towns = sorted(random.sample(sorted(by_town), min(town_count, len(by_town))))
    chosen: list[tuple[str, str]] = []
    for turn in range(village_count):
        town = towns[turn % len(towns)]
        left = [village for village in by_town[town] if (town, village) not in chosen]
        if left:
            chosen.append((town, random.choice(left)))
    return sorted(chosen)
