"""Which extracts are not whole, so that absence from them proves nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from statistics import median
from typing import NamedTuple

import numpy as np
import pandas as pd

from matchers.identity.joins import CaseAnswer, CaseAnswers, extract_id
from matchers.months.measuring import REACH
from matchers.months.presence import Headcount, presence, towns_of_people
from matchers.months.resting import Resting
from matchers.months.tails import beta_binomial_or_fewer, poisson_or_fewer
from matchers.records.receipts import DoubtedExtract
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.months import months_between, shifted

SQL = statements(__file__)
COUNTY = ""
USUAL = 6  # months from which it is told how many usually are here again
LEAST = 2  # of them, at least: two steps are three extracts
YEAR = 12
WEIGHT = 40  # how many people's worth of evidence the usual share is
LEAST_EXPECTED, LEAST_BILLED = 8, 12  # people; fewer tell nothing
CHANCE = 1e-4  # of so few being here, were the extract whole
CHANCE_OF_BILLS = 1e-5  # bills come in waves that a Poisson does not know
SHARE, SHARE_OF_BILLS = 0.8, 0.3  # and at least so far below the usual
SHARE_UNTOLD = 0.6  # where the same month last year cannot say what January or graduation do
SUREST = 0.99


class Verdict(NamedTuple):
    """On a place's extract of a month (counted from the first looked at): `usual` of its people should be in it, `kept` are."""

    at: int
    kept: int
    usual: int
    is_doubtful: bool


class Arrivals:
    """Of which months (counted from `start`) extracts of a dataset came, for which towns, made of which contents; and which the bureau knows to be whole."""

    def __init__(self, dataset: str, start: dt.date, answers: CaseAnswers) -> None:
        self.dataset, self.start, self.answers = dataset, start, answers
        self.contents: dict[tuple[int, str], set[str]] = defaultdict(set)

    def months(self, town: str) -> list[int]:
        return sorted({at for at, of in self.contents if of in (COUNTY, town)})

    def case(self, town: str, at: int) -> str:
        held = {sha for (month, _), contents in self.contents.items() if month == at for sha in contents}
        return extract_id(self.dataset, shifted(self.start, at), town, held)

    def decision(self, town: str, at: int) -> CaseAnswer | None:
        """What the bureau said: that it is whole, by itself or with all of the county; None where it has not."""
        return self.answers.get(self.case(town, at)) or self.answers.get(self.case(COUNTY, at))

    def is_known(self, town: str, at: int) -> bool:
        return self.decision(town, at) is not None

    def has_own_answer(self, town: str, at: int) -> bool:
        """A town that has its own answer keeps it, should all others be doubtful too."""
        return self.case(town, at) in self.answers


def note_shrunk(warehouse: Warehouse, first: dt.date, last: dt.date, answers: CaseAnswers, rests: Resting) -> None:
    """linked.shrunk of extracts of the months `first` to `last`, by town, or for the county where all towns that can be judged have shrunk, and where fewer rows
    came than were stated; linked.doubted: which of them the bureau knows to be whole. Needs rows linked, and who waits noted.
    """
    counted = {dataset.name: dataset.repeats == "never" for dataset in all_datasets().values() if dataset.absence_counts or dataset.repeats == "never"}
    warehouse.replace("linked.counted_dataset", pd.DataFrame({"dataset": list(counted)}, dtype="str"))
    start = shifted(first, -YEAR - 2)
    came = {dataset: Arrivals(dataset, start, answers) for dataset in counted}
    for dataset, month, town, sha in warehouse.rows(SQL["came"], first=start, last=last):
        came[dataset].contents[months_between(start, month), town].add(sha)
    towns = towns_of_people(warehouse)
    with presence(warehouse, counted, start, last, rests) as present:
        told = {dataset: of_dataset(present[dataset].by_town(towns), came[dataset], billed if is_flow else here_again) for dataset, is_flow in counted.items()}
    stated = warehouse.rows(SQL["stated"], first=first, last=last)
    shrunk, asked = [], []
    for dataset, mine in came.items():
        counts = {(at, town): (*few, False) for at, town, *few in told[dataset]}
        counts |= {(months_between(start, month), town): (*few, True) for of, month, town, *few in stated if of == dataset}
        for (at, town), few in sorted(counts.items()):
            if first <= (month := shifted(start, at)):
                shrunk.append((dataset, month, town, *few))
                said = mine.decision(town, at)
                asked.append((dataset, month, town, mine.case(town, at), said is not None, *(said or CaseAnswer())[2:]))
    for table, found in (("shrunk", shrunk), ("doubted", asked)):
        warehouse.run(SQL[f"no_{table}"])
        warehouse.append(f"linked.{table}", found)


Known = Callable[[int], bool]
Judge = Callable[[Headcount, Sequence[int], Known], Iterator[Verdict]]


def of_dataset(people: Mapping[str | None, Headcount], came: Arrivals, judge: Judge) -> list[tuple[int, str, int, int]]:
    """(month, town, kept, usual) of what is not whole, by the people of each town and (None) of all; small towns, that nothing can be said of, go with all others."""
    by_month: dict[int, list[tuple[str, Verdict]]] = defaultdict(list)
    for town in (town for town in people if town is not None):
        for verdict in judge(people[town], came.months(town), partial(came.is_known, town)):
            by_month[verdict.at].append((town, verdict))
    for verdict in judge(people[None], came.months(COUNTY), partial(came.is_known, COUNTY)):
        if verdict.at not in by_month:
            by_month[verdict.at].append((COUNTY, verdict))
    told = []
    for at, judged in sorted(by_month.items()):
        doubtful = [(at, town, each.kept, each.usual) for town, each in judged if each.is_doubtful]
        is_all = len(doubtful) == len(judged) > 1 and not any(came.has_own_answer(town, at) for town, _ in judged)
        told += [(at, COUNTY, sum(each[2] for each in doubtful), sum(each[3] for each in doubtful))] if is_all else doubtful
    return told


def here_again(people: Headcount, came: Sequence[int], is_known: Known) -> Iterator[Verdict]:
    """Of those who were in the last whole extract, the share that is in the next, against what it usually is and was in the same month last year."""
    shares: dict[int, float] = {}  # a month's step, by the month it leads to
    last = None
    for at in came:
        if last is None:
            last = at
            continue
        before, kept = people.in_all(last), people.in_all(last, at)
        is_doubtful = False
        if len(shares) >= LEAST:
            step = min(median([shares[month] for month in sorted(shares)[-USUAL:]]), shares.get(at - YEAR, 1), SUREST)
            usual = max(step, 1 - SUREST) ** (at - last)
            if before * usual >= LEAST_EXPECTED:
                is_few = kept < (SHARE if at - YEAR in shares else SHARE_UNTOLD) * usual * before  # first: hardly any is, and a chance takes long
                is_doubtful = is_few and beta_binomial_or_fewer(kept, before, WEIGHT * usual, WEIGHT * (1 - usual)) < CHANCE
                yield Verdict(at, kept, round(usual * before), is_doubtful)
        if not is_doubtful or is_known(at):
            if before:
                shares[at] = float((kept / before) ** (1 / (at - last)))
            last = at


def billed(people: Headcount, came: Sequence[int], is_known: Known) -> Iterator[Verdict]:
    """How many people have something in an extract that never repeats, against what is usual and was in the same month last year."""
    whole: dict[int, int] = {}
    for at in came:
        kept = people.in_all(at)
        is_doubtful = False
        if len(whole) > LEAST:
            usual = min(median([whole[month] for month in sorted(whole)[-USUAL:]]), whole.get(at - YEAR, np.inf))
            if usual >= LEAST_BILLED:
                is_doubtful = kept < SHARE_OF_BILLS * usual and poisson_or_fewer(kept, usual) < CHANCE_OF_BILLS
                yield Verdict(at, kept, round(usual), is_doubtful)
        if not is_doubtful or is_known(at):
            whole[at] = kept


def doubted(warehouse: Warehouse) -> list[DoubtedExtract]:
    """Extracts of the month measured and of those before it that it may rest on that shrank, by dataset, month and town."""
    return [DoubtedExtract(all_datasets()[dataset].department, all_datasets()[dataset].title, *row) for dataset, *row in warehouse.rows(SQL["doubted"], back=REACH)]
