"""What is seen to hold without pandera holds by pandera, too: drawn rows of every dataset, some of which break what it declares."""

import random
from inspect import get_annotations

import pandas as pd
import pytest

from schemas.dataset import all_datasets
from schemas.models import failures, hold

TEXTS, NUMBERS, DAYS = ("甲", "乙", "", None), (0, 1, 500, -1, -(10**12), 10**15), ("2024-06-01", "1890-01-01", None)


def drawn(model, at: random.Random, most: int) -> pd.DataFrame:
    """Three rows of a model's columns; with `most` 1 nothing but what is surely whole."""
    columns = {}
    for name, kind in get_annotations(model, eval_str=True).items():
        dtype = pd.Series(dtype="str" if kind is str else getattr(kind, "name", kind)).dtype
        of = TEXTS if kind is str else DAYS if dtype.kind == "M" else (True, False) if dtype.kind == "b" else (*NUMBERS, *([None] if dtype == "Int64" else []))
        values = pd.Series([of[at.randrange(min(most, len(of)))] for _ in range(3)], dtype=object)
        columns[name] = (pd.to_datetime(values) if of is DAYS else values).astype(dtype)
    return pd.DataFrame(columns)


@pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda dataset: dataset.name)
def test_what_is_seen_to_hold_holds(dataset):
    outcomes = set()
    for seed in range(40):
        rows = drawn(dataset.rows, random.Random(seed), (1, 2, 4, 9)[seed % 4])
        by_pandera = failures(dataset.rows.to_schema(), rows) is None
        if hold(rows, dataset.rows):
            assert by_pandera, rows.to_dict("list")
        outcomes.add(by_pandera)
    assert outcomes == {True, False}
