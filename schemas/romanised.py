"""Headers written in letters: the initials of a listed spelling (XM, SFZH, JSRQ) or its whole pinyin (xingming)."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import product

import pypinyin

from schemas.dataset import Column, Dataset

LETTERS = re.compile(r"[A-Za-z][A-Za-z_\s]*\d?")
LETTERED_WORD = re.compile("(?<![A-Za-z])[A-Z]{4,}(?![A-Za-z])")
HAN = re.compile("[\u4e00-\u9fff]+")
MOST_READINGS = 16  # of one spelling with characters of several


def is_romanised(header: str) -> bool:
    return bool(LETTERS.fullmatch(header.strip()))


def romanised(dataset: Dataset, header: str) -> tuple[Column, ...]:
    """The dataset's columns that a header in letters may be, the one whose template title it is first."""
    return _spellings(dataset).get(re.sub(r"[_\s\d]", "", header).lower(), ())


def is_in_initials(phrase: str, text: str) -> bool:
    """Whether a text has the initials of a phrase as a word of its own: CBXX for 参保信息."""
    words = LETTERED_WORD.findall(text)
    return bool(words) and any(word.lower() in _initials(phrase) for word in words)


@cache
def _initials(phrase: str) -> frozenset[str]:
    return frozenset(_readings(phrase, pypinyin.Style.FIRST_LETTER)) if HAN.fullmatch(phrase) else frozenset()


@cache
def _spellings(dataset: Dataset) -> dict[str, tuple[Column, ...]]:
    found: dict[str, dict[str, Column]] = defaultdict(dict)
    for is_title in (True, False):
        for column in dataset.columns:
            for text in (column.title,) if is_title else column.also:
                if HAN.fullmatch(text) and len(text) > 1:
                    for spelling in (*_readings(text, pypinyin.Style.FIRST_LETTER), *_readings(text, pypinyin.Style.NORMAL)):
                        found[spelling].setdefault(column.name, column)
    return {spelling: tuple(columns.values()) for spelling, columns in found.items()}


def _readings(text: str, style: pypinyin.Style) -> list[str]:
    """With every reading of its characters, as long as they are few."""
    each = [dict.fromkeys(readings) for readings in pypinyin.pinyin(text, style=style, heteronym=True)]
    ways = list(product(*each))
    return ["".join(way) for way in ways[:MOST_READINGS]]
