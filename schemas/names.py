"""How two written names can be one: homophone, variant or traditional character, spaces, middle dot, a remark in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from math import prod
from typing import TypeVar

import numpy as np
import opencc
import pyarrow as pa
import pypinyin

from schemas.columns import woven

T = TypeVar("T")

DOTS = "丶ーꞏ"  # letters that stand for the dot between the parts of a name
REMARK = re.compile(r"[(\[{〔【<《（].*?([)\]}〕】>》）]|\Z)|曾用名.*")
NUMBER = re.compile(r"\d(?:[\s-]?[\dXxＸ*]){4,}")  # an ID or phone number that slid into the name's cell
BEFORE = re.compile(r"\A(?:\d{1,4}\s*[、.,:)]?\s*|(?:姓名|户主|本人|患者|学生)\s*:\s*)+(?=\D)")  # 1、王桂英, 户主：王桂英
AFTER = re.compile(r"(?<=[一-鿿]{2})\s+(?:户主|本人|[男女])\Z")  # 王桂英 女; 王桂英2 may be the second of two
AND = re.compile("[和与及跟]")  # also in names: 王和平
BETWEEN = re.compile(r"[、,;/\\\n]")  # two names in one cell
UNKNOWN = "?"
ORDINARY = re.compile("[一-丵丷-鿿]+")  # all but 丶, a dot to many keyboards
PLAINLY = "^[一-丵丷-鿿]{2,4}$"  # of three bytes a character
LIVING_SHARE = 0.02  # of the words with a character: a reading that fewer have is not looked for (红 as gong)
MOST_SOUNDS = 32
# Characters that sound otherwise as a surname than in any other word.
SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "盖": "ge", "区": "ou", "任": "ren", "朴": "piao", "缪": "miao",
    "翟": "zhai", "覃": "qin", "员": "yun", "种": "chong", "黑": "he", "洗": "xian", "折": "she", "句": "gou", "秘": "bi", "繁": "po",
}
# The hundred that some 85 of 100 people bear (Ministry of Public Security, 全国姓名报告 2020).
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
FEWEST_NAMES, NAMES_SHARE, DISTINCT_SHARE = 3, 0.7, 0.5


class _Table(dict[int | str, T]):
    """A table that is filled as its characters come up."""

    def __init__(self, entry: Callable[[str], T]) -> None:
        super().__init__()
        self._entry = entry

    def __missing__(self, char: int | str) -> T:
        self[char] = self._entry(chr(char) if isinstance(char, int) else char)
        return self[char]


def clean(text: str) -> str:
    """The name alone, in simplified characters; a character that did not survive the way here is `?`."""
    if ORDINARY.fullmatch(text):  # most names by far
        return text.translate(SIMPLIFIED)
    name = without_number(REMARK.sub("", unicodedata.normalize("NFKC", text)))
    name = AFTER.sub("", BEFORE.sub("", name)) or name
    return name.translate(SIMPLIFIED).upper()


def are_names(cells: Sequence[str]) -> bool:
    """Whether what stands in a column is people's names: of two to four characters, mostly with a common surname, mostly each another."""
    named = [cell for cell in cells if 2 <= len(cell) <= 4 and ORDINARY.fullmatch(cell)]
    common = sum(cell[0] in COMMON_SURNAMES for cell in named)
    return len(cells) >= FEWEST_NAMES and len(named) >= 0.95 * len(cells) and common >= NAMES_SHARE * len(cells) and len(set(named)) >= DISTINCT_SHARE * len(cells)


def parted(text: str) -> list[str]:
    """The people whom a cell names: with a mark between, or a blank and a common surname each; 王 小明 and 古丽 买买提 are one."""
    written = REMARK.sub("", unicodedata.normalize("NFKC", text))
    marked = [part for part in map(str.strip, BETWEEN.split(written)) if part]
    if len(marked) > 1:
        is_dot = set(BETWEEN.findall(written)) == {"、"} and not any(part[0] in COMMON_SURNAMES for part in marked)  # 阿卜杜拉、买买提
        return marked if not is_dot and all(len(part) > 1 and ORDINARY.fullmatch(part) for part in marked) else [text]
    for parts in (written.split(), AND.split(written)):
        if len(parts) > 1 and all(2 <= len(part) <= 3 and part[0] in COMMON_SURNAMES and ORDINARY.fullmatch(part) for part in parts):
            return parts
    return [text]


def without_number(text: str) -> str:
    """A name as it may be shown: as written, but for a number that stands in it."""
    return NUMBER.sub("", text).strip()


def key(cleaned: str) -> str:
    """The name's likeliest sound without tones, one reading a character."""
    return " ".join(_likeliest(cleaned))


def told_all(written: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array]:
    """(cleaned, as they may be shown, keys) of many names: what `clean`, `without_number` and `key` give, plain ones a character of all at once."""
    import pyarrow.compute as pc

    plainly = pc.fill_null(pc.match_substring_regex(written, PLAINLY), False)
    names = written.filter(plainly)
    starts, chars = _characters(names)
    count = np.bincount(chars, minlength=1)
    seen = np.flatnonzero(count)
    each = [chr(char) for char in seen.tolist()]
    simple = [char.translate(SIMPLIFIED) for char in each]
    sounds_of = [" ".join(SOUND[part] for part in char) for char in simple] + [" ".join(_likeliest(char)) for char in simple]  # within a name, as a surname
    places = (np.cumsum(count > 0) - 1)[chars]

    def spelled(told: list[str], at: np.ndarray, between: str) -> pa.Array:
        return pc.binary_join(pa.LargeListArray.from_arrays(starts, pa.array(told, names.type).take(pa.array(at))), pa.scalar(between, names.type))

    are_simplified = names if simple == each else spelled(simple, places, "")
    places[starts[:-1]] += len(seen)
    made = (are_simplified, names, spelled(sounds_of, places, " "))
    others = written.filter(pc.invert(plainly)).to_pylist()
    told = {text: ("", None, "") if text is None else (clean(text), without_number(text), key(clean(text))) for text in {*others}}
    where = plainly.to_numpy(zero_copy_only=False)
    of_others = [[told[text][which] for text in others] for which in range(3)]
    cleaned, shown, keyed = (woven(where, ones, theirs) for ones, theirs in zip(made, of_others, strict=True))
    return cleaned, shown, keyed


def _characters(names: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """(where each name begins, and the last ends; the characters of all of them) of names of which each character takes three bytes."""
    _, begins, letters = names.buffers()
    starts = np.frombuffer(begins, np.int64 if pa.types.is_large_string(names.type) else np.int32)[names.offset :][: len(names) + 1].astype(np.int64)
    high, middle, low = np.frombuffer(letters or b"", np.uint8)[starts[0] : starts[-1]].reshape(-1, 3).T.astype(np.int32)
    return (starts - starts[0]) // 3, (high & 0x0F) << 12 | (middle & 0x3F) << 6 | low & 0x3F


def sounds(cleaned: str) -> tuple[str, ...]:
    """All the sounds the name may have, the likeliest (`key`) first: how namesakes are looked for.

    长生 is zhang sheng and chang sheng, but a common surname is read as one alone: 陆 is no liu, 贾 no gu. A long name has but one character
    read otherwise at a time.
    """
    first = _likeliest(cleaned)
    readings = [(likeliest, *sorted(LIVING[char] - {likeliest})) for char, likeliest in zip(cleaned, first, strict=True)]
    if cleaned[:1] in COMMON_SURNAMES:
        readings[0] = readings[0][:1]
    if prod(map(len, readings)) <= MOST_SOUNDS:
        return tuple(map(" ".join, product(*readings)))
    others = [" ".join((*first[:at], other, *first[at + 1 :])) for at, each in enumerate(readings) for other in each[1:]]
    return (" ".join(first), *others)


def other_sounds(cleaned: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name, sound) of the sounds that names have beside their likeliest; most have none, which is seen without spelling them out."""
    names = list(cleaned)
    manifold = {char for char in set().union(*names) if len(LIVING[char]) > 1}
    return ((name, sound) for name in names if not manifold.isdisjoint(name) for sound in sounds(name)[1:])


def _likeliest(cleaned: str) -> list[str]:
    likeliest = [SOUND[char] for char in cleaned]
    likeliest[:1] = [SURNAMES.get(char, sound) for char, sound in zip(cleaned[:1], likeliest[:1], strict=True)]
    return likeliest


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
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _simplified(char: str) -> str:
    """Nothing of dots, dashes and spaces between the parts of a name; a rare character that this Python does not list yet stays."""
    kind = unicodedata.category(char)
    if kind == "Cn" and "\U00020000" <= char < "\U00040000":
        return char
    if char in "?□■○〇◇*�" or kind in ("Co", "Cn", "Cs"):
        return UNKNOWN
    if char in DOTS or kind[0] in "PSZC":
        return ""
    return char if char.isascii() else _converter().convert(char)


@cache
def _sounds(char: str) -> frozenset[str]:
    return frozenset(pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True)[0])


def _living(char: str) -> frozenset[str]:
    """The readings of a character that words still have; all of them where it stands in no word but names."""
    readings = _sounds(char)
    if len(readings) == 1 and char not in SURNAMES:
        return readings
    seen = _seen_in_words()[char]
    living = {reading for reading in readings if seen[reading] >= LIVING_SHARE * seen.total()}
    return frozenset(living | {SOUND[char]} | ({SURNAMES[char]} if char in SURNAMES else set()))


@cache
def _seen_in_words() -> dict[str, Counter[str]]:
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.tone_convert import to_normal

    plain = cache(to_normal)
    for word, readings in PHRASES_DICT.items():
        for char, reading in zip(word, readings, strict=False):
            seen[char][plain(reading[0])] += 1
    return seen


SIMPLIFIED = _Table(_simplified)
SOUND = _Table(lambda char: pypinyin.pinyin(char, style=pypinyin.Style.NORMAL)[0][0])
LIVING = _Table(_living)
