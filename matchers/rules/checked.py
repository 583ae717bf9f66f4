"""A rule book looked over before a month is judged by it: gaps, values carried over for long, missing documents, and what is in force."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from matchers.rules import all_rules
from matchers.rules.books import NOT_WRITTEN
from matchers.rules.policy import Policy, Value
from matchers.rules.sections import GENERAL, OPTIONAL
from matchers.rules.settable import in_words
from schemas.household_types import MONITORED, SPELLINGS
from schemas.months import shifted, written

TIMELESS = dt.date(2000, 1, 1)  # from ever: of no year's own
CARRIED_MONTHS = 12


@dataclass(frozen=True)
class InForceLine:
    """A number of a month: whose it is and what it says in Chinese, the number in words, since when, and the document."""

    owner: str
    meaning: str
    value: str
    since: dt.date
    document: str

    @property
    def is_inherited(self) -> bool:
        return self.document == NOT_WRITTEN


@dataclass(frozen=True)
class Checked:
    """`warnings` are Chinese sentences on what somebody should see to, `in_force` the numbers of the month that rules which are on go by."""

    warnings: tuple[str, ...]
    in_force: tuple[InForceLine, ...]


def check(policy: Policy, month: dt.date) -> Checked:
    """What a policy that can be read leaves doubtful as of a month."""
    warnings: list[str] = [policy.gaps] if policy.gaps else []
    in_force: list[InForceLine] = []
    kinds = {*SPELLINGS, *policy.monitored_kinds, *(str(kind["name"]) for kind in policy.settings["kinds"]["of"])}
    for (owner, name), values in _in_use(policy).items():
        title, meaning, unit = _words(owner, name)
        called = f"[{owner}] {name}（{meaning}）"
        warnings += (f"{called}：{gap}没有值，这些月份不能运行" for gap in gaps(values))
        now = policy.all_in_force(owner, name, month)
        if not now:
            warnings.append(f"{called}：{written(month)} 没有值，这个月不能运行")
        if strange := sorted({kind for value in values for kind in value.kinds} - kinds):
            warnings.append(f"{called}：花名册和本规则都没有“{'、'.join(strange)}”这种户，这个数用不上；户类型可以写{'、'.join(sorted(kinds - {MONITORED}))}")
        newest = max(value.since for value in values)
        documents = {value.document.strip() for value in values}
        if "" in documents:
            warnings.append(f"{called}：有的值没有写依据的文件（document）")
        if is_carried_over(values, month):
            warnings.append(f"{called}：{written(month)} 沿用的是 {written(newest)} 起的值，已满一年，请核对有没有新的标准")
        in_force += (InForceLine(title, meaning + value.whose, in_words(unit, value.value), value.since, value.document) for value in now)
    return Checked(tuple(warnings), tuple(in_force))


def is_carried_over(values: tuple[Value, ...], month: dt.date) -> bool:
    """Whether a book's own dated value goes on for a year and more after the newest one's first month."""
    newest = max(values, key=lambda value: value.since)
    return newest.document != NOT_WRITTEN and newest.since > TIMELESS and month >= shifted(newest.since, CARRIED_MONTHS)


def carried_over(policy: Policy, month: dt.date) -> tuple[str, ...]:
    """A sentence for each general number that a month carries over: those that are set anew each year."""
    said = []
    for name, words in (GENERAL | OPTIONAL).items():
        if policy.has(name) and is_carried_over(policy.parameters["general", name], month):
            value = policy.in_force("general", name, month)
            said.append(f"{words['meaning']}{value.whose}{in_words(words['unit'], value.value)}沿用的是 {written(value.since)} 起的值，请核对有没有新的标准")
    return tuple(said)


def gaps(values: tuple[Value, ...]) -> Iterator[str]:
    """Months between the first value and for ever that none covers, in words."""
    for ended in values:
        if ended.until is None:
            continue
        first = shifted(ended.until, 1)
        if any(value.since <= first and (value.until is None or first <= value.until) for value in values):
            continue
        after = [value.since for value in values if value.since > first]
        yield f"{written(first)} 至 {written(shifted(min(after), -1))} " if after else f"{written(first)} 起"


def _in_use(policy: Policy) -> dict[tuple[str, str], tuple[Value, ...]]:
    on = {"general", *(f"rules.{rule.name}" for rule in policy.rules)}
    return {key: values for key, values in policy.parameters.items() if key[0] in on}


def _words(owner: str, name: str) -> tuple[str, str, str]:
    """Title, meaning and unit of a parameter."""
    if owner == "general":
        words = (GENERAL | OPTIONAL)[name]
        return "通用", words["meaning"], words["unit"]
    rule = all_rules()[owner.removeprefix("rules.")]
    return rule.title, rule.parameters[name]["meaning"], rule.parameters[name]["unit"]
