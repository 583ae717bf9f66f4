"""The answers of a 对照表 → the description of a layout, as TOML. What they leave open or contradictory is a `Mistake`, in a clerk's words."""

import re
from collections import Counter
from collections.abc import Sequence

from schemas.dataset import Column, Dataset, all_datasets
from schemas.layouts.description import NOTES
from schemas.layouts.proposals import ADDRESS, BOTH, LIMITS, LIST_MARKS, MEMBERS, MEMBERS_NUMBERS, is_path
from schemas.layouts.words_seen import LEFT_OUT
from schemas.mistakes import Mistake
from schemas.returned.asked import (
    ALL_ARE,
    BY_LIMITS,
    CARD,
    EVERYBODY,
    GROUP,
    IN_QUARTER,
    ITEM,
    MEMBER,
    MEMBERS_NUMBER,
    MEMBERS_RELATION,
    NAMED,
    NOT_READ,
    OF_MONEY,
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
    WHICH,
    Chosen,
    Filled,
    items_of,
    meanings,
)  # fmt: skip
from schemas.returned.columns_taught import Sources, reads, table_of, text_of, texts_of

FEWEST_FINGERPRINTS = 3
IN_TABLE = re.compile("[A-Z]{1,2}")  # of a place: of the table itself, not of the sheet that says who somebody is


def description(filled: Filled) -> str:
    if filled.dataset is None:
        return _lines(filled, [f"dataset = {text_of(NOTES)}"], [])
    return _Describing(filled, filled.dataset).text()


def _lines(filled: Filled, head: list[str], rest: list[str]) -> str:
    source = f"# 由对照表写成：{filled.marks.get('file', '')}，{filled.marks.get('day', '')}"
    named = [f"file = {text_of(f'*{named}*')}"] if (named := filled.answer(NAMED)) else []
    return "\n".join([source, head[0], f"title = {text_of(filled.title)}", *named, f"headings = {texts_of(_fingerprint(filled))}", *head[1:], *rest]) + "\n"


def _fingerprint(filled: Filled) -> list[str]:
    """Headings that next month's file has too: none with a number in it, none of members, of whom there are more or fewer."""
    counted = Counter(chosen.heading for chosen in filled.headings)
    members = {chosen.heading for chosen in filled.headings if chosen.means in (MEMBER, MEMBERS_NUMBER, MEMBERS_RELATION)}
    told = {said.heading for said in filled.words if said.means or said.too}
    own = [c.heading for c in filled.headings if c.heading and IN_TABLE.fullmatch(c.place)]
    if filled.answer(NAMED):  # the name tells too: a heading that is not used may come and go
        own = [c.heading for c in filled.headings if c.heading in own and (c.means != UNUSED or c.heading in told)]
    lasting = [h for h in dict.fromkeys(own) if h not in members and not re.search(r"\d", h) and counted[h] == 1]
    return lasting if len(lasting) >= FEWEST_FINGERPRINTS else list(dict.fromkeys(c.heading for c in filled.headings if c.heading and IN_TABLE.fullmatch(c.place)))


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
        self.sources = Sources(filled, self.keys)

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
        issued = all_datasets().get(self.filled.marks.get("dataset", ""), self.dataset)
        if (wrong := sorted({chosen.means for chosen in self.used} - known)) and issued is not self.dataset:
            raise Mistake(f"“{WHICH}”改成了《{self.dataset.title}》，每一列还是按《{issued.title}》认的；请运行 bidui layout 文件 --as {self.dataset.title} 重出一份再填")
        if wrong:
            raise Mistake(f"对照表里的 {'、'.join(wrong)} 不是《{self.dataset.title}》的列；可以选：{'、'.join(self.titles)}")
        for question, choices in OF_MONEY.items():
            self.filled.must_be(question, choices)
        for column in self.dataset.columns:
            if column.kind.choices and not reads(column, self.filled.answer(ALL_ARE.format(column.title))):
                self.filled.must_be(ALL_ARE.format(column.title), (*column.kind.choices, BY_LIMITS, UNKNOWN))
        self._persons()
        self._repeated()
        for title, column in self.titles.items():
            chosen = [each for each in self.used if each.means == title and not self._is_path(each)]
            if column.name not in self.columns and (source := self.sources.of(column, chosen)):
                self.columns[column.name] = source
        self._made_keys()
        said = [column for column in self.dataset.columns if column.name not in self.columns and column.name not in self.constants]
        self.constants |= {column.name: answer for column in said if (answer := self.filled.answer(ALL_ARE.format(column.title))) not in ("", UNKNOWN, BY_LIMITS)}
        return self._written()

    def _written(self) -> str:
        filled, dataset = self.filled, self.dataset
        told = {*self.columns, *self.constants, *({"town", "village"} if "where" in self.columns else ())}
        absent = [c.name for c in dataset.required if c.name not in told and not (c.name == "id_number" and dataset.has_person)]
        head = [f"dataset = {text_of(dataset.name)}", f"department = {text_of(dataset.department)}", f"header = {{ rows = {filled.marks.get('rows', '1')}, skip = {filled.marks.get('skip', '0')} }}"]
        if dataset.has_person:
            head += ['number = "none"'] if "id_number" not in told else ['number = "masked"'] if filled.marks.get("masked") else []
        span = filled.answer(SPAN)
        head += ['period = "quarter"'] if span in (OF_QUARTER, IN_QUARTER) else ['since = "january"'] if span == SINCE_JANUARY else []
        head += [f"scope = {text_of(scope)}"] if (scope := filled.answer(SCOPE)) not in ("", EVERYBODY) else []
        head += [f"absent = {texts_of(absent)}"] if absent else []
        left = [c.heading for c in filled.headings if c.means == UNUSED and c.heading and self.keys[c] == c.heading]
        head += [f"leave = {texts_of(left)}"] if left else []
        head += self._rows_kept() + self._sheets()
        rest = ["", "[columns]", *(f"{name} = {source}" for name, source in self.columns.items())]
        rest += ["", "[constants]", *(f"{name} = {text_of(word)}" for name, word in self.constants.items())] if self.constants else []
        rest += ["", "[members]", *(f"{name} = {source}" for name, source in self.members.items())] if self.members else []
        rest += ["", "[who]", f"sheet = {text_of(sheet)}", f"by = {text_of(filled.marks['who_by'])}"] if (sheet := filled.marks.get("who_sheet")) else []
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
            f"{key} = {{ {', '.join(f'{text_of(heading)} = {texts_of(words)}' for heading, words in table.items())} }}"
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
            told.append(f"{text_of(name)} = " + (text_of(NOTES) if answer == NOT_READ else f"{{ {column.name} = {text_of(answer)} }}" if column else "{}"))
        return [f"sheets = {{ {', '.join(told)} }}"] if told else []

    def _persons(self) -> None:
        """Whoever the row is about and others on it, and where they live."""
        for chosen in self.used:
            key = text_of(self.keys[chosen])
            if chosen.means == BOTH:
                self.columns |= {"name": key, "id_number": key}
            elif chosen.means == CARD:
                self.columns["id_number"] = f"{{ from = {key}, first = 18 }}"
            elif chosen.means == ADDRESS or self._is_path(chosen):
                self.columns.setdefault("where", f"{{ path = {key} }}")
            elif chosen.means == ROWS_MONTH:
                self.columns["month"] = key
            elif chosen.means in (MEMBERS, MEMBERS_NUMBERS):
                self.members["name" if chosen.means == MEMBERS else "id_number"] = f"{{ list = {key}, by = {text_of(LIST_MARKS)} }}"
        for means, name in ((MEMBER, "name"), (MEMBERS_NUMBER, "id_number"), (MEMBERS_RELATION, "relation")):
            if keys := [self.keys[chosen] for chosen in self.used if chosen.means == means]:
                self.members[name] = text_of(_pattern(keys, means))

    def _is_path(self, chosen: Chosen) -> bool:
        """Taken for a village, though its cells name the town, too, which no other heading does."""
        cells = [cell for cell in chosen.examples if cell and not LIMITS.search(cell)]
        village, town = (self.dataset.column(name).title if self.dataset.has(name) else "" for name in ("village", "town"))
        return chosen.means == village != "" and all(each.means != town for each in self.used) and bool(cells) and all(map(is_path, cells))

    def _repeated(self) -> None:
        """Headings that are values, and groups that are a row each."""
        for column in items_of(self.dataset):
            if each := [self.keys[chosen] for chosen in self.used if chosen.means == ITEM.format(column.title)]:
                self.columns[column.name] = f"{{ each = {texts_of(each)}{self._heading_words(column, each, '')} }}"
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
                columns[column.name] = f"{{ made = {texts_of([self.keys[chosen]])} }}" if is_key else self.sources.of(column, [chosen])
            word = self.filled.answer(GROUP.format(group))
            kind = next((c for c in self.dataset.required if word in c.kind.choices), None)
            if which == 0:
                self.columns |= columns
                self.constants |= {kind.name: word} if kind else {}
            else:
                self.also += ["", "[[also]]", f"columns = {{ {', '.join(f'{name} = {source}' for name, source in columns.items())} }}", *([f"constants = {{ {kind.name} = {text_of(word)} }}"] if kind else [])]
        if own:
            self.used = [c for c in self.used if c.heading.rpartition("/")[0] not in groups]

    def _heading_words(self, column: Column, headings: Sequence[str], otherwise: str) -> str:
        """Which value of a choice each heading names, as a map; empty where none does."""
        words = {heading: word for heading in headings if (word := column.kind.said_in([heading]))} if column.kind.choices else {}
        words |= {"*": otherwise} if otherwise not in ("", UNKNOWN, BY_LIMITS) and words else {}
        return f", map = {table_of(words)}" if words else ""

    def _made_keys(self) -> None:
        """Numbers of rows, and of households, that the file has not."""
        dataset = self.dataset
        if dataset.is_roster and "household_id" not in self.columns and (relation := next((c for c in self.used if c.means == dataset.column("relation").title), None)):
            heads = [said.word for said in self.filled.words if said.heading == relation.heading and said.means == "户主"] or ["户主"]
            self.columns["household_id"] = f"{{ begins = {{ {text_of(self.keys[relation])} = {texts_of(heads)} }} }}"
            return
        for name in dataset.key_without_person:
            if dataset.has(name) and (column := dataset.column(name)).required and column.kind.name == "text" and not column.household and name not in self.columns:
                person = [c for c in self.used if c.means in (dataset.column("id_number").title, dataset.column("name").title)] if dataset.has_person else []
                days = [c for c in self.used if c.means in self.titles and self.titles[c.means].kind.name == "day"]
                if made := [self.keys[c] for c in (*person[-1:], *days)]:
                    self.columns[name] = f'{{ made = {texts_of([*made, "#"])} }}'


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
