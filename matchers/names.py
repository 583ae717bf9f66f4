"""How two written names can be one: homophone, variant or traditional character, spaces, middle dot, a remark in brackets."""

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC
from pypinyin import Style, pinyin

DOTS = re.compile(r"[·•．‧・･∙●⋅・.。\s\u200b-\u200f\ufeff]")
REMARK = re.compile(r"[(\[{〔【<《（].*?([)\]}〕】>》）]|\Z)")
UNKNOWN = "?"


@lru_cache(maxsize=200_000)
def clean(text: str) -> str:
    """The name alone, in simplified characters; a character that did not survive the way here is `?`."""
    name = REMARK.sub("", unicodedata.normalize("NFKC", text))
    name = DOTS.sub("", name)
    return "".join(map(_simplified, name)).upper()


@lru_cache(maxsize=200_000)
def key(cleaned: str) -> str:
    """The name's sound without tones: names with one key may be one name."""
    return " ".join(map(_sound, cleaned))


def agree(one: str, other: str) -> bool:
    """Whether two cleaned names differ at most as names do; a lost character agrees with any, if another is known."""
    if one == other:
        return bool(one)
    if len(one) != len(other) or not one:
        return False
    known = 0
    for a, b in zip(one, other, strict=True):
        if UNKNOWN in (a, b):
            continue
        if a != b and not _sounds(a) & _sounds(b):
            return False
        known += 1
    return known > 0


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _simplified(char: str) -> str:
    if char in "?？□■○〇◇*＊�" or unicodedata.category(char) in ("Co", "Cn", "Cs"):
        return UNKNOWN
    return char if char.isascii() else _converter().convert(char)


@cache
def _sounds(char: str) -> frozenset[str]:
    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


@cache
def _sound(char: str) -> str:
    return pinyin(char, style=Style.NORMAL)[0][0]
