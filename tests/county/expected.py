"""What a perfect run signals for a county, by the twin."""

from __future__ import annotations

import csv
from pathlib import Path

from matchers.rules.policy import load_policy
from tests.county.invent import County
from tests.twin.facts import month_name
from tests.twin.indicators import signals


def write_expected(county: County, folder: Path, months: list[int]) -> None:
    """`<month>.csv` with household_id (or town+village) and indicator, as the run of that month under the default rule book signals them."""
    folder.mkdir(parents=True, exist_ok=True)
    judged = {rule.indicator for rule in load_policy("default").rules}
    for month in months:
        with open(folder / f"{month_name(month)}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("household_id", "indicator"))
            writer.writerows(sorted((place, name) for _, place, name in signals(county.facts, month) if name in judged))
