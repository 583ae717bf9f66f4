"""The answers of a 对照表 → the description of a layout, as TOML. What they leave open or contradictory is a `Mistake`, in a clerk's words."""

import json
import re
from collections import Counter
from collections.abc import Sequence

from schemas.dataset import Column, Dataset
from schemas.fields import Unreadable, plain
from schemas.layouts.description import NOTES
from schemas.layouts.nearest import ADDRESS
from schemas.mistakes import Mistake
from schemas.returned.asked import (
    ADDS_UP,
    AGAIN,
    ALL_ARE,
    BOTH,
    BY_LIMITS,
    CARD,
    EVERYBODY,
    GROUP,
    HOUSEHOLDS,
    IN_QUARTER,
    ITEM,
    LEFT_OUT,
    MADE_OF,
    MEANS,
    MEMBER,
    MEMBERS,
    MEMBERS_NUMBER,
    MEMBERS_NUMBERS,
    MEMBERS_RELATION,
    NAMED,
    NOT_READ,
    OF_QUARTER,
    OTHER_WORDS,
    ROWS_MONTH,
    SAME,
    SCOPE,
    SHEET,
    SINCE_JANUARY,
    SPAN,
    UNKNOWN,
    UNUSED,
    WHOSE,
    items_of,
    meanings,
)  # fmt: skip
from schemas.returned.filled import folded
from schemas.returned.taught import Chosen, Filled, Said

LIST_MARKS = "；;、，,\n"
OF_A_MONTH = re.compile(r"(?<!\d)0?(1[0-2]|[1-9])(?=月)")
DAY = re.compile(r"(20\d\d|19\d\d)[-/.年]?\d{1,2}([-/.月]?\d{1,2})?.*")
LAST_OF_ALL = 9
FEWEST_FINGERPRINTS = 3


def description(filled: Filled) -> str:
    if filled.dataset is None:
        return _lines(filled, [f"dataset = {_text(NOTES)}"], [])
    return _Describing(filled, filled.dataset).text()


def _lines(filled: Filled, head: list[str], rest: list[str]) -> str:
    source = f"# 由对照表写成：{filled.marks.get('file', '')}，{filled.marks.get('day', '')}"
    named = [f"file = {_text(f'*{named}*')}"] if (named := filled.answer(NAMED)) else []
    return "\n".join([source, head[0], f"title = {_text(filled.title)}", *named, f"headings = {_texts(_fingerprint(filled))}", *head[1:], *rest]) + "\n"


def _fingerprint(filled: Filled) -> list[str]:
    """Headings that next month's file has too: none with a number in it, none of members, of whom there are more or fewer."""
    counted = Counter(chosen.heading for chosen in filled.headings)
    own = [c.heading for c in filled.headings if c.heading and len(c.place) <= 2 and filled.marks.get("who_sheet") != c.place]
    lasting = [h for h in dict.fromkeys(own) if not re.search(r"\d", h) and counted[h] == 1]
    return lasting if len(lasting) >= FEWEST_FINGERPRINTS else list(dict.fromkeys(own))


class _Describing:
    def __init__(self, filled: Filled, dataset: Dataset) -> None:
        self.filled, self.dataset = filled, dataset
        self.titles = {column.title: column for column in dataset.columns}
        self.columns: dict[str, str] = {}
        self.members: dict[str, str] = {}
        self.also: list[str] = []
        self.constants: dict[str, str] = {}
        self.head: list[str] = []
        self.used = [chosen for chosen in filled.headings if chosen.means != UNUSED]
        self.keys = self._keys()

    def _keys(self) -> dict[Chosen, str]:
        """What a description calls each heading: `标题#2` the second of its name, a position where there is none."""
        counted = Counter(chosen.heading for chosen in self.filled.headings)
        seen: Counter[str] = Counter()
        keys = {}
        for chosen in self.filled.headings:
            seen[chosen.heading] += 1
            keys[chosen] = f"={chosen.place}" if not chosen.heading else f"{chosen.heading}#{seen[chosen.heading]}" if counted[chosen.heading] > 1 else chosen.heading
        return keys

    def text(self) -> str:
        known = {*meanings(self.dataset), UNUSED}
        if wrong := sorted({chosen.means for chosen in self.used} - known):
            raise Mistake(f"对照表里的 {'、'.join(wrong)} 不是《{self.dataset.title}》的列；可以选：{'、'.join(self.titles)}")
        self._persons()
        self._repeated()
        for title, column in self.titles.items():
            chosen = [each for each in self.used if each.means == title]
            if column.name not in self.columns and (source := self._source(column, chosen)):
                self.columns[column.name] = source
        self._made_keys()
        said = [column for column in self.dataset.columns if column.name not in self.columns and column.name not in self.constants]
        self.constants |= {column.name: answer for column in said if (answer := self.filled.answer(ALL_ARE.format(column.title))) not in ("", UNKNOWN, BY_LIMITS)}
        return self._written()

    def _written(self) -> str:
        filled, dataset = self.filled, self.dataset
        told = {*self.columns, *self.constants, *({"town", "village"} if "where" in self.columns else ())}
        absent = [c.name for c in dataset.required if c.name not in told and not (c.name == "id_number" and dataset.has_person)]
        head = [f"dataset = {_text(dataset.name)}", f"department = {_text(dataset.department)}", f"header = {{ rows = {filled.marks.get('rows', '1')}, skip = {filled.marks.get('skip', '0')} }}"]
        if dataset.has_person:
            head += ['number = "none"'] if "id_number" not in told else ['number = "masked"'] if filled.marks.get("masked") else []
        span = filled.answer(SPAN)
        head += ['period = "quarter"'] if span in (OF_QUARTER, IN_QUARTER) else ['since = "january"'] if span == SINCE_JANUARY else []
        head += [f"scope = {_text(scope)}"] if (scope := filled.answer(SCOPE)) not in ("", EVERYBODY) else []
        head += [f"absent = {_texts(absent)}"] if absent else []
        left = [c.heading for c in filled.headings if c.means == UNUSED and c.heading and self.keys[c] == c.heading]
        head += [f"leave = {_texts(left)}"] if left else []
        head += self._rows_kept() + self._sheets()
        rest = ["", "[columns]", *(f"{name} = {source}" for name, source in self.columns.items())]
        rest += ["", "[constants]", *(f"{name} = {_text(word)}" for name, word in self.constants.items())] if self.constants else []
        rest += ["", "[members]", *(f"{name} = {source}" for name, source in self.members.items())] if self.members else []
        rest += ["", "[who]", f"sheet = {_text(sheet)}", f"by = {_text(filled.marks['who_by'])}"] if (sheet := filled.marks.get("who_sheet")) else []
        return _lines(filled, head, [*rest, *self.also])

    def _rows_kept(self) -> list[str]:
        left: dict[str, list[str]] = {}
        kept: dict[str, list[str]] = {}
        for said in self.filled.words:
            if said.means == LEFT_OUT and said.word == OTHER_WORDS:
                kept[said.heading] = [each.word for each in self.filled.words if each.heading == said.heading and each.means != LEFT_OUT]
            elif said.means == LEFT_OUT:
                left.setdefault(said.heading, []).append(said.word)
        return [
            f"{key} = {{ {', '.join(f'{_text(heading)} = {_texts(words)}' for heading, words in table.items())} }}"
            for key, table in (("only", kept), ("except", {h: words for h, words in left.items() if h not in kept})) if table
        ]

    def _sheets(self) -> list[str]:
        names = [name for name in self.filled.marks.get("sheets", "").split("\n") if name]
        told = []
        for name in names:
            answer = self.filled.answer(SHEET.format(name)) or SAME
            column = next((c for c in self.dataset.required if answer in c.kind.choices and c.name not in self.columns), None)
            if column:
                self.constants.pop(column.name, None)
            told.append(f"{_text(name)} = " + (_text(NOTES) if answer == NOT_READ else f"{{ {column.name} = {_text(answer)} }}" if column else "{}"))
        return [f"sheets = {{ {', '.join(told)} }}"] if told else []

    def _persons(self) -> None:
        """Whoever the row is about and others on it, and where they live."""
        for chosen in self.used:
            key = _text(self.keys[chosen])
            if chosen.means == BOTH:
                self.columns |= {"name": key, "id_number": key}
            elif chosen.means == CARD:
                self.columns["id_number"] = f"{{ from = {key}, first = 18 }}"
            elif chosen.means == ADDRESS:
                self.columns.setdefault("where", f"{{ path = {key} }}")
            elif chosen.means == ROWS_MONTH:
                self.columns["month"] = key
            elif chosen.means in (MEMBERS, MEMBERS_NUMBERS):
                self.members["name" if chosen.means == MEMBERS else "id_number"] = f"{{ list = {key}, by = {_text(LIST_MARKS)} }}"
        for means, name in ((MEMBER, "name"), (MEMBERS_NUMBER, "id_number"), (MEMBERS_RELATION, "relation")):
            if keys := [self.keys[chosen] for chosen in self.used if chosen.means == means]:
                self.members[name] = _text(_pattern(keys, means))

    def _repeated(self) -> None:
        """Headings that are values, and groups that are a row each."""
        for column in items_of(self.dataset):
            if each := [self.keys[chosen] for chosen in self.used if chosen.means == ITEM.format(column.title)]:
                self.columns[column.name] = f"{{ each = {_texts(each)}{self._heading_words(column, each, '')} }}"
                yuan = [c for c in self.dataset.columns if c.kind.name == "yuan" and not any(h.means == c.title for h in self.used)]
                amount = next((c for c in yuan if c.required), None) or next((c for c in yuan if c.name in ("paid", "amount")), None) or next(iter(yuan), None)
                if amount:
                    self.columns[amount.name] = f'{{ of = "{column.name}" }}'
                for other in (c for c in self.dataset.required if c is not column and c.kind.choices and not any(h.means == c.title for h in self.used)):
                    if words := self._heading_words(other, each, self.filled.answer(ALL_ARE.format(other.title))):
                        self.columns[other.name] = f'{{ of = "{column.name}"{words} }}'
        groups = [group for group in self.filled.marks.get("groups", "").split("\n") if group]
        repeated = [title for title, count in Counter(chosen.means for chosen in self.used if chosen.heading.rpartition("/")[0] in groups).items() if count > 1]
        own = [group for group in groups if repeated and any(c.means in repeated and c.heading.startswith(f"{group}/") for c in self.used) and self.filled.answer(GROUP.format(group)) != UNUSED]
        for which, group in enumerate(own):
            columns = {}
            for chosen in (c for c in self.used if c.heading.rpartition("/")[0] == group and c.means in self.titles):
                column = self.titles[chosen.means]
                is_key = column.name in self.dataset.key and column.kind.name == "text"
                columns[column.name] = f"{{ made = {_texts([self.keys[chosen]])} }}" if is_key else self._source(column, [chosen])
            word = self.filled.answer(GROUP.format(group))
            kind = next((c for c in self.dataset.required if word in c.kind.choices), None)
            if which == 0:
                self.columns |= columns
                self.constants |= {kind.name: word} if kind else {}
            else:
                self.also += ["", "[[also]]", f"columns = {{ {', '.join(f'{name} = {source}' for name, source in columns.items())} }}", *([f"constants = {{ {kind.name} = {_text(word)} }}"] if kind else [])]
        if own:
            self.used = [c for c in self.used if c.heading.rpartition("/")[0] not in groups]

    def _heading_words(self, column: Column, headings: Sequence[str], otherwise: str) -> str:
        """Which value of a choice each heading names, as a map; empty where none does."""
        words = {heading: word for heading in headings if (word := column.kind.said_in([heading]))} if column.kind.choices else {}
        words |= {"*": otherwise} if otherwise not in ("", UNKNOWN, BY_LIMITS) and words else {}
        return f", map = {_table(words)}" if words else ""

    def _source(self, column: Column, chosen: Sequence[Chosen]) -> str:
        """Where a column stands, as TOML; empty where nothing says it."""
        if column.kind.choices or any(said.too.startswith(f"{column.title}：") for said in self.filled.words):
            return self._choice(column, chosen)
        if not chosen:
            return self._computed(column)
        keys = [self.keys[each] for each in chosen]
        if len(chosen) > 1 or OF_A_MONTH.search(keys[0]):
            if len(months := {OF_A_MONTH.sub("{month}", key) for key in keys}) == 1 and "{month}" in (pattern := months.pop()):
                return f"{{ each = {_text(pattern)}{self._money(column)} }}"
            if len(chosen) > 1 and column.kind.name == "text":
                return f"{{ made = {_texts(keys)} }}"
        if len(chosen) > 1:
            raise Mistake(f"对照表里有几列都认作 {column.title}，只能留一列，其余选“{UNUSED}”")
        key, words = _text(keys[0]), self._map(column, chosen[0])
        if column.kind.name == "count" and any(DAY.fullmatch(cell) for cell in chosen[0].examples):
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
        minus = f", minus = {_texts(parts['-'])}" if parts["-"] else ""
        return f"{{ sum = {_texts(parts['+'])}{minus}{self._money(column)} }}"

    def _choice(self, column: Column, chosen: Sequence[Chosen]) -> str:
        """By the words under its own heading, or by what words under several say: those ranked first, then headings of which some words say nothing."""
        own = {each.heading for each in chosen}
        rules: list[tuple[int, bool, int, Said, str]] = []
        for said in self.filled.words:
            meant = said.too.removeprefix(f"{column.title}：") if said.too.startswith(f"{column.title}：") else said.means if said.heading in own and len(own) > 1 else ""
            if meant and meant != LEFT_OUT and said.word != OTHER_WORDS:
                rules.append((int(said.first) if said.first.isdigit() else LAST_OF_ALL, not self._is_partial(said.heading, column, own), len(rules), said, self._value(column, meant)))
        first = [f"{{ when = {{ {_text(said.heading)} = {_texts([said.word])} }}, is = {_text(meant)} }}" for *_, said, meant in sorted(rules, key=lambda rule: rule[:3])]
        constant = self.filled.answer(ALL_ARE.format(column.title))
        if len(chosen) == 1:
            words = self._map(column, chosen[0])
            rest = f"{{ from = {_text(self.keys[chosen[0]])}{words} }}"
            return f"{{ first = [{', '.join([*first, rest])}] }}" if first else rest if words else _text(self.keys[chosen[0]])
        if constant == BY_LIMITS:
            return f"{{ within = {_text(self.filled.marks.get('limits', ''))} }}"
        rest = f"{{ is = {_text(constant)} }}" if constant not in ("", UNKNOWN) else f"{{ from = {_texts([self.keys[each] for each in chosen])} }}" if chosen else ""
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
        return f", map = {_table(told)}" if any(_reads(column, word) != meaning for word, meaning in told.items()) else ""

    def _value(self, column: Column, word: str) -> str:
        if column.kind.name == "choice" and _reads(column, word) is None:
            raise Mistake(f"“{column.title}”没有“{word}”这一种；可以是：{'、'.join(column.kind.choices)}")
        return word

    def _made_keys(self) -> None:
        """Numbers of rows, and of households, that the file has not."""
        dataset = self.dataset
        if dataset.is_roster and "household_id" not in self.columns and (relation := next((c for c in self.used if c.means == dataset.column("relation").title), None)):
            heads = [said.word for said in self.filled.words if said.heading == relation.heading and said.means == "户主"] or ["户主"]
            self.columns["household_id"] = f"{{ begins = {{ {_text(self.keys[relation])} = {_texts(heads)} }} }}"
            return
        for name in dataset.key_without_person:
            if dataset.has(name) and (column := dataset.column(name)).required and column.kind.name == "text" and not column.household and name not in self.columns:
                person = [c for c in self.used if c.means in (dataset.column("id_number").title, dataset.column("name").title)] if dataset.has_person else []
                days = [c for c in self.used if c.means in self.titles and self.titles[c.means].kind.name == "day"]
                if made := [self.keys[c] for c in (*person[-1:], *days)]:
                    self.columns[name] = f'{{ made = {_texts([*made, "#"])} }}'


def _reads(column: Column, word: str) -> str | None:
    try:
        return str(column.kind.read(plain(word)))
    except Unreadable:
        return None


def _pattern(keys: Sequence[str], means: str) -> str:
    """成员1, 成员2 … or 身份证号#2, 身份证号#3 … with {n} for the number."""
    if len(keys) == 1:
        return keys[0]
    if (bare := keys[0].partition("#")[0]) and keys[1] == f"{bare}#2" and "#" not in keys[0]:
        keys = [f"{bare}#1", *keys[1:]]
    for found in re.finditer(r"\d+", keys[0]):
        start = int(found[0])
        if all(key == f"{keys[0][: found.start()]}{start + at}{keys[0][found.end() :]}" for at, key in enumerate(keys)):
            mark = "{n}" if start == 1 else f"{{n+{start - 1}}}"
            return keys[0][: found.start()] + mark + keys[0][found.end() :]
    raise Mistake(f"认作“{means}”的几列（{'、'.join(keys)}）列名看不出规律，请把列名改成 成员1、成员2 这样再出一份对照表")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _texts(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _table(words: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{_text(word)} = {_text(meaning)}" for word, meaning in words.items()) + " }"

