"""How two written names can be one: homophone, variant or traditional character, spaces, middle dot, a remark in brackets."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

DOTS = re.compile(r"[·•．‧・･∙●⋅・.。\s\u200b-\u200f\ufeff]")
REMARK = re.compile(r"[(\[{〔【<《（].*?([)\]}〕】>》）]|\Z)")
UNKNOWN = "?"
ORDINARY = re.compile("[一-鿿]+")
# Characters that sound otherwise as a surname than in any other word.
SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "盖": "ge", "区": "ou", "任": "ren", "朴": "piao", "缪": "miao",
    "翟": "zhai", "覃": "qin", "员": "yun", "种": "chong", "黑": "he", "洗": "xian", "折": "she", "句": "gou", "秘": "bi", "繁": "po",
}


class _Table(dict):
    """A table that is filled as its characters come up."""

    def __init__(self, entry: Callable[[str], str]) -> None:
        super().__init__()
        self._entry = entry

    def __missing__(self, char: int | str) -> str:
        self[char] = self._entry(chr(char) if isinstance(char, int) else char)
        return self[char]


def clean(text: str) -> str:
    """The name alone, in simplified characters; a character that did not survive the way here is `?`."""
    if ORDINARY.fullmatch(text):  # most names by far
        return text.translate(SIMPLIFIED)
    name = REMARK.sub("", unicodedata.normalize("NFKC", text))
    name = DOTS.sub("", name)
    return name.translate(SIMPLIFIED).upper()


def key(cleaned: str) -> str:
    """The name's sound without tones, one reading a character: how namesakes are looked for."""
    sounds = [SOUND[char] for char in cleaned]
    sounds[:1] = [SURNAMES.get(char, sound) for char, sound in zip(cleaned[:1], sounds[:1], strict=True)]
    return " ".join(sounds)


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


def _simplified(char: str) -> str:
    if char in "?？□■○〇◇*＊�" or unicodedata.category(char) in ("Co", "Cn", "Cs"):
        return UNKNOWN
    return char if char.isascii() else _converter().convert(char)


@cache
def _sounds(char: str) -> frozenset[str]:
    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


SIMPLIFIED = _Table(_simplified)
SOUND = _Table(lambda char: pinyin(char, style=Style.NORMAL)[0][0])
