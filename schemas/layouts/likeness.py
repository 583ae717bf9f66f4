"""Which dataset a table is most like, where nothing names it: pairs of characters that its name, title and headings share with what a dataset
declares, each the weightier the fewer datasets have it (tf-idf).
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from schemas.dataset import Dataset, all_datasets
from schemas.fields import plain

OF_NAMES, OF_HEADINGS = 3, 1


@cache
def _pairs_of(dataset: Dataset) -> frozenset[str]:
    words = [dataset.title, *dataset.known_by, dataset.name]
    words += [word for column in dataset.columns for word in (column.title, *column.also, *column.kind.choices)]
    return frozenset(pair for word in words for pair in _pairs(word))


@cache
def _weights() -> dict[str, float]:
    counted = Counter(pair for dataset in all_datasets().values() for pair in _pairs_of(dataset))
    return {pair: math.log(len(all_datasets()) / count) for pair, count in counted.items()}


def _pairs(word: str) -> Iterable[str]:
    text = plain(word).lower()
    return (text[at : at + 2] for at in range(len(text) - 1))


def most_like(names: Sequence[str], headings: Sequence[str]) -> Dataset | None:
    """None where not a pair is shared; of equals the first by name."""
    weighed = [(OF_NAMES, {pair for name in names for pair in _pairs(name)}), (OF_HEADINGS, {pair for heading in headings for pair in _pairs(heading)})]
    scores = {
        dataset.name: round(sum(times * _weights()[pair] for times, pairs in weighed for pair in pairs & _pairs_of(dataset)) / math.sqrt(len(_pairs_of(dataset))), 6)
        for dataset in all_datasets().values()
    }
    best = min(scores, key=lambda name: (-scores[name], name))
    return all_datasets()[best] if scores[best] > 0 else None
