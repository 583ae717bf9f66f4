"""Made-up counties' extracts, whole and cut off: how often one that is whole is called doubtful, and how often what was lost is found.

`python -m tests.benchmarks.wholeness [COUNTIES]`: per kind of list, months 4 to 30 of counties of 3 to 15 towns. People leave and join every month, many in
January (insurance is paid anew, some come back in March), a twelfth or more of pupils in September, workers around the Spring Festival. One dataset-month is
wrong if any of its towns is.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass

import numpy as np

from matchers.months.presence import People
from matchers.months.wholeness import billed, here_again

MONTHS = 30
FIRST_JUDGED = 4


@dataclass(frozen=True)
class Kind:
    """Shares of a town's people who leave in an ordinary month, and in months (1-12) of many; of the latter who is back after two months."""

    monthly: tuple[float, float]
    many: dict[int, tuple[float, float]]
    back: float = 0.0


KINDS = {
    "enrolment": Kind((0.001, 0.012), {1: (0.03, 0.18)}, back=0.5),
    "student": Kind((0.0, 0.01), {9: (0.07, 0.14), 3: (0.0, 0.03)}),
    "employment": Kind((0.005, 0.04), {2: (0.05, 0.15)}, back=0.7),
    "assistance": Kind((0.002, 0.015), {1: (0.02, 0.12)}),
}


def town(random: np.random.Generator, kind: Kind, calm: float, size: int) -> np.ndarray:
    """Who is in which month's extract, (people, months); who leaves is replaced."""
    rows: list[np.ndarray] = []
    of_year = {month: random.uniform(*share) for month, share in kind.many.items()}  # alike each year, within a tenth
    here = list(range(size))
    rows = [np.zeros(MONTHS, bool) for _ in range(size)]
    returning: list[tuple[int, int]] = []
    for at in range(MONTHS):
        share = of_year[at % 12 + 1] * random.uniform(0.9, 1.1) if at % 12 + 1 in of_year else calm
        gone = [each for each in here if at and random.random() < share]
        here = [each for each in here if each not in set(gone)] + [each for each, when in returning if when == at]
        if share is not calm:
            returning += [(each, at + 2) for each in gone if random.random() < kind.back]
        for _ in range(len(gone)):
            rows.append(np.zeros(MONTHS, bool))
            here.append(len(rows) - 1)
        for each in here:
            rows[each][at] = random.random() < 0.998  # or left out by a slip
    return np.array(rows)


def people(matrix: np.ndarray) -> People:
    bits = (matrix @ (1 << np.arange(MONTHS, dtype=np.int64))).astype(np.int64)
    return People(list(zip(*map(np.ndarray.tolist, np.unique(bits[bits > 0], return_counts=True)), strict=True)))


def doubted(towns: list[np.ndarray], at: int, judge=here_again) -> list[bool]:
    """Of each town, whether the month is called doubtful; months before are taken as whole."""
    return [any(each.at == at and each.is_doubtful for each in judge(people(matrix), range(at + 1), lambda month, at=at: month != at)) for matrix in towns]


def lost(towns: list[np.ndarray], at: int, which: set[int]) -> list[np.ndarray]:
    cut = [matrix.copy() for matrix in towns]
    for place in which:
        cut[place][:, at] = False
    return cut


def main(counties: int) -> None:
    random = np.random.default_rng(20261127)
    print(f"{'':12}{'months':>8}{'false alarms':>14}{'a town lost':>18}{'half lost':>18}")
    for name, kind in KINDS.items():
        told: Counter[str] = Counter()
        for _ in range(counties):
            calm = random.uniform(*kind.monthly)
            towns = [town(random, kind, calm, int(size)) for size in np.exp(random.uniform(np.log(15), np.log(400), random.integers(3, 16)))]
            for at in range(FIRST_JUDGED, MONTHS):
                told["months"] += 1
                told["false"] += any(doubted(towns, at))
                one = int(random.integers(len(towns)))
                half = set(random.choice(len(towns), len(towns) // 2 + len(towns) % 2, replace=False).tolist())
                told["one"] += doubted(lost(towns, at, {one}), at)[one]
                found = doubted(lost(towns, at, half), at)
                told["half"] += all(found[each] for each in half)
        print(f"{name:12}{told['months']:8}{told['false']:14}{told['one']:18}{told['half']:18}")
    told = Counter()
    for _ in range(counties * 4):
        usual = np.exp(random.uniform(np.log(15), np.log(300)))
        season = random.uniform(0.75, 1.25, 12)
        bills = [int(random.poisson(usual * season[at % 12] * random.gamma(20, 1 / 20))) for at in range(MONTHS)]  # waves: wider than Poisson
        for at in range(FIRST_JUDGED, MONTHS):
            of = [(1 << month, count) for month, count in enumerate(bills)]
            whole = [each for each in billed(People(of), range(at + 1), lambda month, at=at: month != at) if each.at == at]
            cut = [each for each in billed(People([each for each in of if each[0] != 1 << at]), range(at + 1), lambda month, at=at: month != at) if each.at == at]
            told["months"] += len(whole)
            told["false"] += sum(each.is_doubtful for each in whole)
            told["one"] += sum(each.is_doubtful for each in cut)
    print(f"{'settlement':12}{told['months']:8}{told['false']:14}{told['one']:18}   (a town's months)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
