"""What a rule book may set beside its numbers: each setting's check, and what to say where it fails."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any

from matchers.rules import all_rules
from matchers.rules.deadlines import WAYS_TO_COUNT
from schemas.dataset import all_datasets
from schemas.returned.titles import TAKEN, UNTRUE_REASONS

Check = tuple[Callable[[Any], bool], str | Callable[[Any], str]]  # whether it will do; if not, why, in words
LONGEST_TITLE = 10  # characters
WITH_COLUMN = ("types", "classes", "marks", "kinds")
GRADINGS = ("三色", "收入分档")
BY_SIGNALS, BY_BANDS = GRADINGS
LABOUR = ("有", "无")
ON = ("on", "on_listed", "on_ordinary")  # judged for all, for households that are on a list, for ordinary ones
CARDS, GRIDS, DEPARTMENTS, LISTS = PAPERS = ("明白卡", "网格表", "部门分办单", "专项清单")
GENERAL = {
    "line_yuan": {"meaning": "人均纯收入监测线", "unit": "yuan"},
    "least_pairs": {"meaning": "推算年收入至少要有的可比月数", "unit": "months"},
}
# Numbers that only some books have; where they have none, what they are for is not done.
OPTIONAL = {
    "band_yuan": {"meaning": "收入分档里绿色的起点（人均年收入）", "unit": "yuan"},
    "poverty_yuan": {"meaning": "当年贫困标准（人均年收入）", "unit": "yuan"},
    "top_up_share": {"meaning": "年底补足时另加贫困标准的几成", "unit": "share"},
    "dibao_yuan": {"meaning": "低保标准（人均年收入）", "unit": "yuan"},
    "rural_income_yuan": {"meaning": "农村居民人均可支配收入", "unit": "yuan"},
}


def is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def whole(least: int, most: int) -> Check:
    return (lambda value: type(value) is int and least <= value <= most, f"应为{least}到{most}的整数")


def texts(at_least: int = 0) -> Check:
    words = "应为加引号的文字的列表" + (f"，至少{at_least}种" if at_least == 1 else f"，至少{at_least}项" if at_least else "")
    return (lambda value: isinstance(value, list) and len(value) >= at_least and all(isinstance(each, str) and each.strip() for each in value) and len(set(value)) == len(value), words)


def columns(most: int) -> Check:
    """Titles of columns of the list: words without signs, for they name sheets too, and steps are told one after another."""
    return (lambda value: texts()[0](value) and len(value) <= most and all(map(_is_title, value)), f"应为不超过{most}个加引号的叫法的列表，每个不超过{LONGEST_TITLE}个字，不带空格和标点，不重复")


def _is_title(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(rf"[\w（）]{{1,{LONGEST_TITLE}}}", value))


def one_of(*words: str) -> Check:
    return (lambda value: value in words, f"应为 {' 或 '.join(words)}")


def within(known: Callable[[], set[str]], said: str, titles: Callable[[], Mapping[str, str]] = dict) -> Check:
    """A list of words of which each is known; `titles` are what people call them instead."""
    def why(value: Any) -> str:
        if not isinstance(value, list):
            return f'应为{said}的列表，如 ["{min(known())}"]'
        return "；".join(unknown(str(each), known(), titles()) for each in value if str(each) not in known()) + f"；这里写{said}"

    return (lambda value: isinstance(value, list) and set(map(str, value)) <= known(), why)


def unknown(word: str, known: Iterable[str], titles: Mapping[str, str] | None = None) -> str:
    """That a word is not known, and which is meant where one is near."""
    meant = (titles or {}).get(word) or next(iter(difflib.get_close_matches(word, sorted(known), 1)), "")
    return f"不认识 {word}" + (f"，是不是 {meant}" if meant else "")


def tables(keys: dict[str, Check], *needed: str) -> Check:
    """A list of tables with these keys; `needed` ones must be there."""
    def wrong(each: Any) -> str:
        if not isinstance(each, dict):
            return "要用花括号"
        if strange := sorted(set(each) - set(keys)):
            return unknown(strange[0], keys)
        if missing := [key for key in needed if key not in each]:
            return f"没有写 {'、'.join(missing)}"
        return next((f"的 {key} 写的是 {as_written(said)}，{reason(keys[key], said)}" for key, said in each.items() if not keys[key][0](said)), "")

    def why(value: Any) -> str:
        at, words = next(((at, words) for at, each in enumerate(value, 1) if (words := wrong(each))), (0, "")) if isinstance(value, list) else (0, "")
        form = f"应为一项一个花括号的列表，每项可以写 {'、'.join(keys)}，必须写 {'、'.join(needed)}"
        return f"第{at}项{words}；{form}" if at else form

    return (lambda value: isinstance(value, list) and not any(map(wrong, value)), why)


def reason(check: Check, value: Any) -> str:
    """Why a value will not do, in words."""
    return check[1] if isinstance(check[1], str) else check[1](value)


def as_written(value: Any) -> str:
    """As it stands in the file, near enough: long lists only in their beginning."""
    if isinstance(value, bool):
        words = "true" if value else "false"
    elif isinstance(value, dict):
        words = f"{{ {', '.join(f'{key} = {as_written(each)}' for key, each in value.items())} }}"
    elif isinstance(value, list):
        words = f"[{', '.join(map(as_written, value))}]"
    else:
        words = f'"{" ".join(value.split())}"' if isinstance(value, str) else f"{value}"
    return words if len(words) <= 60 else f"{words[:60]}…"


def titles_of_indicators() -> dict[str, str]:
    """Indicators by what people, or file names, call them."""
    return {name: rule.indicator for rule in all_rules().values() for name in (rule.title, rule.name)}


def indicators() -> set[str]:
    return {rule.indicator for rule in all_rules().values()}


def indicators_and_kinds() -> set[str]:
    """Of a kind all its indicators are meant."""
    return indicators() | {indicator.partition(".")[0] for indicator in indicators()}


COLUMN: Check = (lambda value: value == "" or _is_title(value), f"应为这一列的标题，不超过{LONGEST_TITLE}个字，不带空格和标点")
TEXT: Check = (lambda value: isinstance(value, str), "应为加引号的文字")
FLAG: Check = (lambda value: isinstance(value, bool), "应为 true 或 false")
SHARE: Check = (lambda value: is_number(value) and 0 <= value <= 1, "应为0到1之间的数")
POSITIVE: Check = (lambda value: is_number(value) and value > 0, "应为大于0的数")
DAY: Check = (lambda value: isinstance(value, dt.date), "应为日期，如 2020-04-15")
MONTH: Check = (lambda value: isinstance(value, str) and bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value)), "应为月份，如 2022-12")
INDICATORS = within(indicators, "指标名（用 bidui rules 看全部）", titles_of_indicators)
REASONS = within(indicators_and_kinds, "指标名（用 bidui rules 看全部）或点号前的那一截", titles_of_indicators)
GROUP = tables({"name": TEXT, "kinds": texts(), "indicators": REASONS, "labour": one_of(*LABOUR), "frail_elder": FLAG}, "name")

def _called() -> dict[str, str]:
    """Datasets by what people call them: their titles, and the departments that send them."""
    datasets = all_datasets().items()
    return {dataset.department: name for name, dataset in reversed(datasets)} | {dataset.title: name for name, dataset in datasets}


RETIRED = {"intake": {"whole_share"}}  # what older copies of a rule book still say and nothing asks for any more
SECTIONS: dict[str, dict[str, Check]] = {
    "intake": {"reject_share": SHARE, "expected": within(lambda: set(all_datasets()), "数据的英文名，如 disability（持证残疾人）", _called), "not_declared": texts(), "due_day": whole(1, 28), "due_days": (
        lambda value: isinstance(value, dict) and set(value) <= set(all_datasets()) and all(type(day) is int and 1 <= day <= 28 for day in value.values()), "应写成 { 数据名 = 日 }，日是1到28的整数",
    )},
    "leads": {
        "issue_day": whole(1, 28), "due_days": whole(1, 366), "due_counted_in": one_of(*WAYS_TO_COUNT),
        "look_back_months": (lambda value: type(value) is int and 0 <= value <= 2, "应为0、1或2"), "silence_months": whole(0, 36),
        "wake_share": (lambda value: is_number(value) and 0 < value <= 10, "应为大于0的数，如 0.25"),
        "ordinary_only_at_risk": FLAG, "first": INDICATORS, "told_at_once": INDICATORS, "steps": columns(12), "due_step": TEXT, "outcomes": texts(), "reminders": tables({"on": DAY, "words": TEXT}, "on", "words"),
    },
    "grades": {
        "yellow_times_line": POSITIVE, "red_indicators": INDICATORS, "red_kinds": texts(),
        "duties": (lambda value: isinstance(value, list) and len(value) == 3 and all(isinstance(each, str) and each.strip() for each in value), "应为红、黄、绿三级各自要做什么，三项"),
        "colours": (lambda value: isinstance(value, list) and len(value) == 3 and all(isinstance(each, str) and re.fullmatch(r"[0-9A-Fa-f]{6}", each) for each in value), '应为三个六位的颜色代码，如 ["C4453D", "E3B23C", "62A36A"]'),
        "levels": (lambda value: texts()[0](value) and len(value) in (0, 3), "应为红、黄、绿三级各自的叫法，或空着"),
        "presets": (lambda value: isinstance(value, list) and len(value) in (0, 3) and all(isinstance(each, str) for each in value), "应为红、黄、绿各自预填的措施，或空着"), "preset_no_labour": TEXT,
    },
    "indicators": dict.fromkeys((*ON, "off"), INDICATORS),
    "types": {"title": COLUMN, "of": GROUP, "no_labour": TEXT, "rest": TEXT},
    "classes": {"title": COLUMN, "of": GROUP, "rest": TEXT},
    "marks": {"title": COLUMN, "of": GROUP, "shows_all": FLAG},
    "kinds": {"title": COLUMN, "of": tables({"name": TEXT, "benefits": texts(1), "monitored": FLAG, "times": POSITIVE, "doubtful": FLAG, "red": FLAG, "rigid": FLAG}, "name")},
    "monitoring": {
        "monitored_kinds": (lambda value: isinstance(value, list) and bool(value) and all(isinstance(kind, str) and kind.strip() for kind in value), "应为户类型的列表，至少一种"),
        "above_line_months": whole(1, 6),  # no further back than linking reaches
        "grace_months": whole(0, 12), "rigid_share": POSITIVE, "watch_months": whole(0, 36), "guarantee_indicators": INDICATORS,
        "by": tables({"enrolled_until": MONTH, "by": MONTH, "labour": one_of(*LABOUR)}, "enrolled_until", "by"),
    },
    "visits": {"of": tables({"kinds": texts(1), "every_months": whole(1, 12)}, "kinds", "every_months")},
    "papers": {"of": within(lambda: set(PAPERS), "、".join(PAPERS)), "group_size": (
        lambda value: isinstance(value, list) and len(value) in (0, 2) and all(type(each) is int and each > 0 for each in value) and value == sorted(value), "应为一个网格最少、最多几户，如 [20, 40]，或空着",
    )},
}


def contradiction(settings: Mapping[str, Mapping[str, Any]]) -> str:
    """What two settings say against each other, in words; nothing where they agree."""
    for (one, listed), (other, also) in combinations(settings["indicators"].items(), 2):
        if both := sorted(set(listed) & set(also)):
            return f"[indicators] 的 {one} 和 {other} 里都有 {'、'.join(both)}，只能写在一处；对所有的户打开，写在 on"
    step, steps = settings["leads"]["due_step"], settings["leads"]["steps"]
    if step and step not in steps:
        return f"[leads] 的 due_step 写的是 {step}，steps 里没有这一步；steps 写的是：{'、'.join(steps) or '空的'}"
    titles = [*((f"[{section}] 的 title", settings[section]["title"]) for section in WITH_COLUMN), *(("[leads] 的 steps", step) for step in steps)]
    for at, (where, title) in enumerate(titles):
        if title and (title in TAKEN or title in [other for _, other in titles[:at]]):
            return f"{where} 写的是 {title}，清单上另有一列叫这个或和它分不清，请换一个叫法"
    if also := [word for word in settings["leads"]["outcomes"] if word in UNTRUE_REASONS]:
        return f"[leads] 的 outcomes 写了 {'、'.join(also)}，这是情况不属实的原因，不能当属实的结果，请换一个说法"
    for section in WITH_COLUMN:
        names = [each["name"] for each in settings[section]["of"]]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            return f"[{section}] 的 of 里 {'、'.join(twice)} 写了两次，请并成一项"
        if names and not settings[section]["title"]:
            return f"[{section}] 写了 of，没有写 title（这一列的标题），这一列出不来"
    return ""
