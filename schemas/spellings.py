"""How datasets' columns are called: every listed spelling, and what two spellings of one header have in common."""

import re
from dataclasses import dataclass
from functools import cache

from schemas.dataset import Column, Dataset, all_datasets
from schemas.fields import plain
from schemas.units import AT_END


@dataclass(frozen=True)
class Placed:
    """A dataset's column found at a place; `times` is its unit in yuan, None where the header does not say; a guess is shown on the receipt."""

    column: Column
    at: int
    header: str
    guessed: bool = False
    times: int | None = None


@cache
def bare(header: str) -> str:
    """A header without spaces, line breaks, width, brackets' contents, marks and unit: what two spellings have in common."""
    text = re.sub(r"\s", "", plain(header))
    text = re.sub(r"[(\[【{〔<《].*?[)\]】}〕>》]", "", text)
    text = re.sub(r"[*:：、/_\-·.,，。#★]|^\d+(?![\d年月日季周])", "", text)
    return (re.sub(AT_END, "", text) or text).lower()


@cache
def listed(dataset: Dataset) -> dict[str, tuple[Column, int]]:
    """Every listed spelling, bare, with its column and its rank: the template's own first."""
    spelled: dict[str, tuple[Column, int]] = {}
    for column in dataset.columns:
        for rank, header in enumerate((column.title, *column.also)):
            spelled.setdefault(bare(header), (column, rank))
    return spelled


@cache
def _listed_anywhere() -> dict[str, str]:
    """Every header that some dataset lists, bare, with its column's name."""
    spelled: dict[str, str] = {}
    for dataset in all_datasets().values():
        for column in dataset.columns:
            for header in (column.title, *column.also):
                spelled.setdefault(bare(header), column.name)
    return spelled


def is_listed(header: str) -> bool:
    """By any dataset."""
    return bare(header) in _listed_anywhere()


def meaning_of(header: str) -> str:
    """The name of the column that some dataset lists it as, else the header, bare."""
    return _listed_anywhere().get(bare(header), bare(header))
