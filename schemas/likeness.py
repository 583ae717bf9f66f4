"""Which dataset a table is most like, where nothing names it: headings that a dataset lists, and pairs of characters that name, title and headings
share with what it declares, each the weightier the fewer datasets have it (tf-idf); of a name Chinese ones only: Sheet1 and 2024年6月 are nobody's.
A name with a word of what a row may be (低保, 在读) is told by that.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from schemas.dataset import Column, Dataset, all_datasets
from schemas.fields import plain
from schemas.spellings import bare, listed

OF_NAMES, OF_HEADINGS, OF_LISTED, OF_KINDS, OF_MONEY = 3, 1, 0.5, 1, 0.3
MONEY, CHINESE = re.compile("金|费|元|款"), re.compile("[一-鿿]{2}")
ANY_LIST = frozenset(("名单", "名册", "花名", "台账", "明细", "汇总", "统计", "情况", "信息", "数据", "人员", "登记"))  # what a list of anything is called
ANYBODYS = ("name", "id_number", "town", "village", "household_id", "household_type")  # stand in lists of every kind


@cache
def _pairs_of(dataset: Dataset) -> frozenset[str]:
    words = [dataset.title, *dataset.known_by, dataset.name]
    words += [word for column in dataset.columns for word in (column.title, *column.also, *column.kind.choices, *(spelled for spelled, _ in column.kind.words))]
    return frozenset(pair for word in words for pair in _pairs(word))


@cache
def _weights() -> dict[str, float]:
    counted = Counter(pair for dataset in all_datasets().values() for pair in _pairs_of(dataset))
    return {pair: math.log(len(all_datasets()) / count) for pair, count in counted.items()}


@cache
def _kinds() -> dict[str, list[str]]:
    """Names of the datasets by each word that a required column of theirs may say."""
    said: dict[str, list[str]] = {}
    for dataset in all_datasets().values():
        for word in {word for column in dataset.required for word, _ in column.kind.words}:
            said.setdefault(word, []).append(dataset.name)
    return said


def kinds_in(title: str) -> frozenset[str]:
    """Words of what a row may be (低保, 在读) that a title has."""
    return frozenset(word for word in _kinds() if word in title)


@cache
def _rarity(title: str) -> float:
    return math.log(len(all_datasets()) / sum(any(column.title == title for column in dataset.columns) for dataset in all_datasets().values()))


def _pairs(word: str) -> Iterable[str]:
    text = plain(word).lower()
    return (text[at : at + 2] for at in range(len(text) - 1))


def most_like(names: Sequence[str], headings: Sequence[str]) -> Dataset | None:
    """None where not a pair is shared; of equals the first by name."""
    for dataset in all_datasets().values():
        for word in dataset.common:  # of a name such as 低保花名册
            names = [name if dataset.title in name else name.replace(word, " ") for name in names]
    weighed = [(OF_NAMES, {pair for name in names for pair in _pairs(name) if CHINESE.fullmatch(pair)} - ANY_LIST), (OF_HEADINGS, {pair for heading in headings for pair in _pairs(heading)})]
    scores = {
        dataset.name: round(sum(times * _weights()[pair] for times, pairs in weighed for pair in pairs & _pairs_of(dataset)) / math.sqrt(len(_pairs_of(dataset))), 6)
        for dataset in all_datasets().values()
    }
    for dataset in all_datasets().values():
        found = {column.name for heading in headings if (hit := listed(dataset).get(bare(heading))) and (column := hit[0]).name not in ANYBODYS}
        scores[dataset.name] += OF_LISTED * sum(_rarity(dataset.column(name).title) for name in found) / math.sqrt(len(dataset.columns))
    for word, said_by in _kinds().items():
        if any(word in name for name in names):
            for name in said_by:
                scores[name] += OF_KINDS * math.log(len(scores) / len(said_by))
    if any(map(MONEY.search, headings)):
        for dataset in all_datasets().values():
            scores[dataset.name] += OF_MONEY * any(column.kind.name == "yuan" for column in dataset.required) * (scores[dataset.name] > 0)
    best = min(scores, key=lambda name: (-scores[name], name))
    return all_datasets()[best] if scores[best] > 0 else None


def without_names(dataset: Dataset, column: Column, texts: list[str]) -> list[str]:
    """Texts without what any list of the dataset is called: 医保参保 tells nobody's state; 低保发放 is no name of every 社会救助, and tells the kind."""
    any_list = {name for name in dataset.known_by if not column.kind.said_in([name.replace(word, " ") for word, _ in column.kind.words if word in dataset.title] or [name])}
    called = re.compile("|".join(map(re.escape, sorted({dataset.title, *any_list}, key=len, reverse=True))))
    return [called.sub(" ", text) for text in texts]
