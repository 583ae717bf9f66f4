"""Where one column stands, as TOML: out of what a filled-in 对照表 says of headings and words."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas.dataset import Column
from schemas.fields import Unreadable, plain
from schemas.layouts.words_seen import LEFT_OUT
from schemas.mistakes import Mistake
from schemas.returned.asked import (
    ADDS_UP,
    AGAIN,
    ALL_ARE,
    BY_LIMITS,
    HOUSEHOLDS,
    MADE_OF,
    MEANS,
    OF_QUARTER,
    OTHER_WORDS,
    SPAN,
    UNKNOWN,
    UNUSED,
    WHOSE,
    Chosen,
    Filled,
    WordSaid,
)
from schemas.returned.filled import folded

OF_A_MONTH = re.compile(r"(?<!\d)0?(1[0-2]|[1-9])(?=月)")
DAY = re.compile(r"(20\d\d|19\d\d)[-/.年]?\d{1,2}([-/.月]?\d{1,2})?.*")
DAYS_NAME = re.compile("时间|日期|日\\Z")
LAST_OF_ALL = 9


@dataclass(frozen=True)
class Sources:
    """`keys` is what a description calls each heading."""

    filled: Filled
    keys: Mapping[Chosen, str]

    def of(self, column: Column, chosen: Sequence[Chosen]) -> str:
        """Where a column stands, as TOML; empty where nothing says it."""
        if column.kind.choices or any(said.too.startswith(f"{column.title}：") for said in self.filled.words):
            return self._choice(column, chosen)
        if not chosen:
            return self._computed(column)
        keys = [self.keys[each] for each in chosen]
        if len(chosen) > 1 or OF_A_MONTH.search(keys[0]):
            if len(months := {OF_A_MONTH.sub("{month}", key) for key in keys}) == 1 and "{month}" in (pattern := months.pop()):
                return f"{{ each = {text_of(pattern)}{self._money(column)} }}"
            if len(chosen) > 1 and column.kind.name == "text":
                return f"{{ made = {texts_of(keys)} }}"
        if len(chosen) > 1:
            raise Mistake(f"对照表里有几列都认作 {column.title}，只能留一列，其余选“{UNUSED}”")
        key, words = text_of(keys[0]), self._map(column, chosen[0])
        if column.kind.name == "count" and (any(DAY.fullmatch(cell) for cell in chosen[0].examples) or DAYS_NAME.search(chosen[0].heading)):
            return f"{{ since = {key} }}"
        more = words + (self._money(column) if column.kind.name == "yuan" and not column.household else "")
        return f"{{ from = {key}{more} }}" if more else key

    def _money(self, column: Column) -> str:
        if column.kind.name != "yuan":
            return ""
        told = ', of = "household"' if self.filled.answer(WHOSE) == HOUSEHOLDS else ', of = "quarter"' if self.filled.answer(SPAN) == OF_QUARTER else ""
        return told + (", add = true" if self.filled.answer(AGAIN) == ADDS_UP else "")

    def _computed(self, column: Column) -> str:
        """总费用－统筹支付 as a sum of headings."""
        answer = self.filled.answer(MADE_OF.format(column.title))
        if not answer:
            return ""
        headings = sorted({chosen.heading for chosen in self.filled.headings if chosen.heading}, key=len, reverse=True)
        parts: dict[str, list[str]] = {"+": [], "-": []}
        rest, sign = answer, "+"
        while rest:
            if rest[0] in "+-－—−–＋":
                sign, rest = ("+" if rest[0] in "+＋" else "-"), rest[1:]
                continue
            heading = next((h for h in headings if rest.startswith(folded(h))), None)
            if heading is None:
                raise Mistake(f"“{MADE_OF.format(column.title)}”里的“{rest}”不是表里的列名；请照“{MEANS}”那一页的列名写，中间用＋、－")
            parts[sign].append(heading)
            rest = rest[len(folded(heading)) :]
        minus = f", minus = {texts_of(parts['-'])}" if parts["-"] else ""
        return f"{{ sum = {texts_of(parts['+'])}{minus}{self._money(column)} }}"

    def _choice(self, column: Column, chosen: Sequence[Chosen]) -> str:
        """By the words under its own heading, or by what words under several say: those ranked first, then headings of which some words say nothing."""
        own = {each.heading for each in chosen}
        rules: list[tuple[int, bool, int, WordSaid, str]] = []
        for said in self.filled.words:
            meant = said.too.removeprefix(f"{column.title}：") if said.too.startswith(f"{column.title}：") else said.means if said.heading in own and (len(own) > 1 or said.first) else ""
            if meant and meant != LEFT_OUT and said.word != OTHER_WORDS:
                rules.append((int(said.first) if said.first.isdigit() else LAST_OF_ALL, not self._is_partial(said.heading, column, own), len(rules), said, self._value(column, meant)))
        first = [f"{{ when = {{ {text_of(said.heading)} = {texts_of([said.word])} }}, is = {text_of(meant)} }}" for *_, said, meant in sorted(rules, key=lambda rule: rule[:3])]
        constant = self.filled.answer(ALL_ARE.format(column.title))
        if len(chosen) == 1:
            words = self._map(column, chosen[0])
            rest = f"{{ from = {text_of(self.keys[chosen[0]])}{words} }}"
            return f"{{ first = [{', '.join([*first, rest])}] }}" if first else rest if words else text_of(self.keys[chosen[0]])
        if constant == BY_LIMITS:
            return f"{{ within = {text_of(self.filled.marks.get('limits', ''))} }}"
        rest = f"{{ is = {text_of(constant)} }}" if constant not in ("", UNKNOWN) else f"{{ from = {texts_of([self.keys[each] for each in chosen])} }}" if chosen else ""
        return f"{{ first = [{', '.join(filter(None, [*first, rest]))}] }}" if first else rest if chosen else ""

    def _is_partial(self, heading: str, column: Column, own: set[str]) -> bool:
        words = [said for said in self.filled.words if said.heading == heading and said.word != OTHER_WORDS]
        return any(not (said.means if heading in own else said.too.startswith(f"{column.title}：")) for said in words)

    def _map(self, column: Column, chosen: Chosen) -> str:
        """Words of a heading that mean something else than they say; empty where none does."""
        said = [each for each in self.filled.words if each.heading == chosen.heading and each.means and each.means != LEFT_OUT]
        told = {"*" if each.word == OTHER_WORDS else each.word: self._value(column, each.means) for each in said}
        if not column.kind.choices and column.kind.name != "text":
            return ""
        return f", map = {table_of(told)}" if any(reads(column, word) != meaning for word, meaning in told.items()) else ""

    def _value(self, column: Column, word: str) -> str:
        if column.kind.name == "choice" and reads(column, word) is None:
            raise Mistake(f"“{column.title}”没有“{word}”这一种；可以是：{'、'.join(column.kind.choices)}")
        return word


def reads(column: Column, word: str) -> str | None:
    try:
        return str(column.kind.read(plain(word)))
    except Unreadable:
        return None


def text_of(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def texts_of(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(text_of, texts))}]"


def table_of(words: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{text_of(word)} = {text_of(meaning)}" for word, meaning in words.items()) + " }"

