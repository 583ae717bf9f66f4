"""What a 对照表 asks and what comes back: the words that whoever writes it and whoever reads it filled in have in common."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from schemas.dataset import Column, Dataset, all_datasets
from schemas.layouts.nearest import Nearest
from schemas.layouts.proposals import ADDRESS, BOTH, LISTED, MEMBERS, MEMBERS_NUMBERS
from schemas.mistakes import Mistake
from schemas.returned.filled import folded

KIND = "layout"
QUESTION, ANSWER = "问题", "回答"
PLACE, HEADING, MEANS, EXAMPLES = "列", "表里的列名", "认作", ("例一", "例二", "例三")
WRITTEN, SAYS, SAYS_TOO, FIRST = "表里的写法", "意思", "还说明", "先后"
WHICH = "这是哪一种数据"
ALL_ARE = "没有“{}”一列，名单里的人都算"
MADE_OF = "没有“{}”一列，由哪几列算出来"
WHOSE, EACH, HOUSEHOLDS = "金额是每个人的，还是一户的", "每个人的", "一户的"
SPAN, OF_MONTH, OF_QUARTER, IN_QUARTER, SINCE_JANUARY = "金额是哪段时间的", "当月的", "整个季度的，分到三个月", "每月的标准，季度里每个月都算", "今年以来的累计"
AGAIN, REPLACES, ADDS_UP = "同一个人有几行的", "后一行替前一行", "金额相加"
NAMED = "文件名里有哪几个字的才是这种表"
SCOPE, EVERYBODY = "花名册里是哪些人", "全部农户"
POPULATIONS = (("监测对象", "监测对象"), ("脱贫", "脱贫户"), ("户籍|常住|派出所|公安|户口", "户籍人口"))  # of a roster whose name says so
SHEET, SAME, NOT_READ = "工作表“{}”", "一样读", "不读"
GROUP = "“{}”下面的算"
UNUSED, NO_DATA, UNKNOWN, BY_LIMITS = "不用", "不是要报的数据", "不知道", "按限值那一行判断"
ROWS_MONTH, CARD = "月份", "残疾证号（含证件号码）"
MEMBER, MEMBERS_NUMBER, MEMBERS_RELATION = "成员姓名", "成员证件号码", "成员与户主关系"
ITEM = "一列一项：{}"
OTHER_WORDS = "（别的写法）"

OF_MONEY = {WHOSE: (EACH, HOUSEHOLDS), SPAN: (OF_MONTH, OF_QUARTER, IN_QUARTER, SINCE_JANUARY), AGAIN: (REPLACES, ADDS_UP)}  # what may be answered
UNFOLDED = {folded(word): word for word in (*(word for words in OF_MONEY.values() for word in words), BY_LIMITS)}

Asked = tuple[str, str | None, tuple[str, ...], str]


@dataclass(frozen=True)
class Chosen:
    """What a heading is taken for, with cells of it."""

    place: str
    heading: str
    examples: tuple[str, ...]
    means: str


@dataclass(frozen=True)
class WordSaid:
    """What a word under a heading says of that heading's column (`means`), and of another (`too`: 列：值); `first` orders what several say."""

    heading: str
    word: str
    means: str
    too: str
    first: str


@dataclass(frozen=True)
class Filled:
    """A 对照表 as it came back; `dataset` is None of a sheet that is no data."""

    title: str
    dataset: Dataset | None
    headings: tuple[Chosen, ...]
    words: tuple[WordSaid, ...]
    answers: Mapping[str, str]
    marks: Mapping[str, str]

    def answer(self, question: str) -> str:
        """In the words of this page, which folding may have changed."""
        answer = self.answers.get(folded(question), "")
        return UNFOLDED.get(answer, answer)

    def must_be(self, question: str, choices: Sequence[str]) -> None:
        """`Mistake` for an answer that is none of the choices: Excel lets anything be typed beside its list."""
        answer = self.answer(question)
        if answer and answer not in choices:
            raise Mistake(f"“{question}”里填的“{answer}”不认得；请从下拉列表里选：{'、'.join(choices)}")


def questions(seen: Nearest) -> list[Asked]:
    """(question, answer proposed, choices, note) that the columns alone do not settle."""
    dataset = seen.dataset
    taken = {heading.means for heading in seen.headings if heading.told_by == LISTED and not any(word.place == heading.place and not word.means for word in seen.words)}
    asked: list[Asked] = [(WHICH, dataset.title if dataset and seen.is_likely else None, (*(d.title for d in all_datasets().values()), NO_DATA), "从下拉列表选；不是程序猜的这一种，就用 bidui layout 文件 --as 名称 重出一份")]
    if not dataset:
        return asked
    missing = [column for column in dataset.required if column.title not in taken]
    for column in missing:
        if column.kind.choices:
            limits = (BY_LIMITS,) if seen.limits and "合格" in column.kind.choices else ()
            choices = (*column.kind.choices, *limits, UNKNOWN)
            asked.append((ALL_ARE.format(column.title), column.kind.said_in([seen.named, seen.title]) or column.on_the_list or next(iter(limits), None), choices, f"表里没有这一列才用得着；说不清的选“{UNKNOWN}”"))
    asked += [
        (MADE_OF.format(column.title), None, (), "写列名和＋－，如：总费用－统筹支付；算不出来就空着，按不知道算") for column in missing if column.kind.name == "yuan"
    ]
    money = any(column.kind.name == "yuan" and not column.household for column in dataset.columns)
    if money:
        asked.append((WHOSE, EACH, OF_MONEY[WHOSE], "一户只写一个金额的，选“一户的”"))
        asked.append((SPAN, SINCE_JANUARY if seen.is_running else OF_MONTH, OF_MONEY[SPAN], "一列一个月的表（1月、2月……）不用管这一项，每个月的列都认作同一个金额就行"))
        asked.append((AGAIN, REPLACES, OF_MONEY[AGAIN], "一个人有两笔、都要算的，选“金额相加”"))
    if dataset.is_roster:
        population = next((scope for words, scope in POPULATIONS if re.search(words, f"{seen.named}{seen.title}")), EVERYBODY)
        asked.append((SCOPE, population, (EVERYBODY, *dict.fromkeys(scope for _, scope in POPULATIONS), "一般农户"), "只是一部分农户的名单不要选“全部农户”，不然名单外的人会被当作不在了；可以自己写"))
    kinds = next((column.kind.choices for column in missing if column.kind.choices), ())
    asked += [(GROUP.format(group), None, (*kinds, UNUSED), "一行里写了几笔的，每一笔算一行") for group in seen.groups]
    asked += [(SHEET.format(name), SAME, (SAME, NOT_READ, *kinds), "和这张表头一样的另一张工作表；各是一种的，选是哪一种") for name in seen.sheets]
    asked.append((NAMED, seen.named or None, (), "文件名里不会变的字，如：低保花名册；空着就只看列名"))
    return asked


def meanings(dataset: Dataset | None) -> tuple[str, ...]:
    """What a heading may be taken for."""
    if not dataset:
        return (ADDRESS, UNUSED)
    persons = (BOTH, CARD, MEMBER, MEMBERS_NUMBER, *((MEMBERS_RELATION,) if dataset.has("relation") else ()), MEMBERS, MEMBERS_NUMBERS) if dataset.has_person else ()
    items = tuple(ITEM.format(column.title) for column in items_of(dataset))
    return (UNUSED, *(c.title for c in dataset.columns), *((ADDRESS,) if dataset.has("village") else ()), ROWS_MONTH, *persons, *items)


def items_of(dataset: Dataset) -> Sequence[Column]:
    """Columns whose value may be a heading, with an amount below it."""
    return [column for name in dataset.key_without_person if dataset.has(name) for column in [dataset.column(name)] if column.kind.name in ("text", "choice") and not column.household]


def sayings(dataset: Dataset, taken: Set[str]) -> tuple[str, ...]:
    """What a cell may say beside its own column: a word of another, which the file has not."""
    return tuple(f"{column.title}：{word}" for column in dataset.columns if column.title not in taken or column.required for word in column.kind.choices if column.kind.choices != ("是", "否"))
