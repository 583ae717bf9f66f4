"""Text that may stand in a cell, and the room it takes there."""

import math
import re
import unicodedata
from functools import lru_cache

LONGEST_CELL = 32_000  # Excel holds 32,767 characters
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DIGITS = "零一二三四五六七八九"
ORDINAL = re.compile("第([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?![十百千])")
WIDEST = 2.1  # a Chinese character, in Excel's units of column width, at 11 points
NUMBER_LIKE = re.compile("[0-9.,]+")
TALLEST_ROW = 409  # points; Excel refuses more
MOST_LINES = 25  # of body text in such a row
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "\t", "\n", "\r")
MAY_TURN = {*FORMULA_STARTS, *"0123456789.,"}  # what such a text begins with: hardly any cell does


def cleaned(text: str) -> str:
    """Without what XML cannot hold; line breaks are all of one kind."""
    if text.isprintable() and len(text) <= LONGEST_CELL:
        return text  # nearly all: nothing in it that is not seen
    text = UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"


def may_turn(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula or a number as soon as somebody edits its cell."""
    return text[:1] in MAY_TURN and (text.startswith(FORMULA_STARTS) or bool(NUMBER_LIKE.fullmatch(text)))


class _Wide(dict[str, bool]):
    def __missing__(self, character: str) -> bool:
        self[character] = unicodedata.east_asian_width(character) in "WFA"
        return self[character]


_is_wide = _Wide().__getitem__


def room(text: str, size: float) -> float:
    """How wide one line of text is, in Excel's units of column width (7 pixels), in a Chinese font of `size` points."""
    wide = sum(map(_is_wide, text))
    return (WIDEST * wide + 1.15 * (len(text) - wide)) * size / 11


def lines_needed(text: str, column_width: float, size: float) -> int:
    """Lines after wrapping; a line loses up to a character to words and numbers that do not break."""
    usable = max(column_width - 1.8, 2.0)
    if len(text) * WIDEST * size / 11 <= usable and "\n" not in text:
        return 1  # most cells of most lists: no need to look at each character
    return sum(max(1, math.ceil(room(line, size) / usable)) for line in text.split("\n"))


def height_of(lines: int, size: float) -> float:
    """Of a row of so many lines, in points."""
    return min(TALLEST_ROW, round(lines * size * 1.45 + 6, 1))


def numbered(texts: tuple[str, ...]) -> str:
    """One a line; a single one needs no number."""
    if len(texts) < 2:
        return "".join(texts)
    return "\n".join(f"{place}. {text}" for place, text in enumerate(texts, 1))


@lru_cache(4096)  # places and groups, again and again
def in_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts 第2组 before 第10组, and 第二组 before 第十组."""
    arabic = ORDINAL.sub(lambda found: f"第{_arabic(found[1])}", unicodedata.normalize("NFKC", text))
    parts = re.split(r"([0-9]+)", arabic)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def _arabic(numeral: str) -> int:
    """Up to 九十九: no village has more groups."""
    tens, ten, ones = numeral.rpartition("十")
    return (DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (DIGITS.index(ones) if ones else 0)
