"""A rule book looked over before a month is judged by it: gaps, values carried over for long, missing documents, and what is in force."""

import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from matchers.rules import SOURCES, all_rules
from matchers.rules.books import NOT_WRITTEN
from matchers.rules.dated_values import Value
from matchers.rules.magnitudes import in_words
from matchers.rules.policy import Policy
from matchers.rules.sections import GENERAL, LABOUR, OPTIONAL
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
    warnings += _nobodys(policy)
    if all(rule.source != SOURCES[0] for rule in policy.rules):
        warnings.append("部门预警的指标都关掉了：除自主申报和干部排查，不会有线索")
    for (owner, name), values in _in_use(policy).items():
        title, meaning, unit = _words(owner, name)
        called = f"[{owner}] {name}（{meaning}）"
        warnings += (f"{called}：{gap}没有值，这些月份不能运行" for gap in gaps(values))
        warnings += (f"{called}：{words}" for words in overlaps(values))
        now = policy.all_in_force(owner, name, month)
        if not now:
            warnings.append(f"{called}：{written(month)} 没有值，这个月不能运行")
        if strange := sorted({kind for value in values for kind in value.kinds} - kinds):
            warnings.append(f"{called}：{_no_such_kind(strange, kinds)}，这个数用不上")
        newest = max(value.since for value in values)
        documents = {value.document.strip() for value in values}
        if "" in documents:
            warnings.append(f"{called}：有的值没有写依据的文件（document）")
        if is_carried_over(values, month):
            warnings.append(f"{called}：{written(month)} 沿用的是 {written(newest)} 起的值，已满一年，请核对有没有新的标准")
        everybody = {((), word) for word in LABOUR} <= {value.selector for value in now}  # what is for the rest is for none
        in_force += (
            InForceLine(title, meaning + value.whose, in_words(unit, value.value), value.since, value.document)
            for value in now if not (everybody and value.selector == ((), ""))
        )
    return Checked(tuple(warnings), tuple(in_force))


def _no_such_kind(strange: Sequence[str], kinds: AbstractSet[str]) -> str:
    meant = next((kind for word in strange for kind, words in SPELLINGS.items() if word in words), "")
    named = f"是不是{meant}" if meant else f"户类型可以写{'、'.join(sorted(kinds - {MONITORED}))}"
    return f"花名册和本规则都没有“{'、'.join(strange)}”这种户（{named}）"


def _nobodys(policy: Policy) -> Iterator[str]:
    """Groups of leads and of households that nobody can be of."""
    settings, roster = policy.settings, {*SPELLINGS, MONITORED}
    on = {name for rule in policy.rules for name in (rule.indicator, rule.kind)}
    for section in ("types", "classes", "marks"):
        for group in settings[section]["of"]:
            whose, tells = f"[{section}] 的“{group['name']}”", [key for key in ("indicators", "kinds", "labour", "frail_elder") if group.get(key)]
            if not tells:
                yield f"{whose}没有写 indicators、kinds 或 labour，谁都归不进去"
            elif tells == ["indicators"] and not on & set(group["indicators"]):
                yield f"{whose}写的指标都没有打开，谁都归不进去；要用就在 [indicators] 的 on 里写上"
    for kind in settings["kinds"]["of"]:
        if not set(kind) - {"name", "doubtful"}:
            yield f"[kinds] 的“{kind['name']}”没有写 benefits、monitored、times、rigid 或 red，谁都归不进去"
    named = [(f"[{section}] 的“{group['name']}”", group.get("kinds", ())) for section in ("types", "classes", "marks") for group in settings[section]["of"]]
    named += [("[visits]", term["kinds"]) for term in settings["visits"]["of"]] + [("[grades] 的 red_kinds", settings["grades"]["red_kinds"])]
    named += [("[monitoring] 的 monitored_kinds", settings["monitoring"]["monitored_kinds"])]
    for whose, kinds in named:
        if strange := sorted(set(kinds) - roster - (set() if "monitored" in whose else policy.monitored_kinds)):
            yield f"{whose}：{_no_such_kind(strange, roster)}，花名册上就这样写的才算"


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


def overlaps(values: tuple[Value, ...]) -> Iterator[str]:
    """Values that are followed by another of the same households before the month that they were to end in, in words."""
    for value in values:
        after = [other.since for other in values if other.selector == value.selector and other.since > value.since]
        if value.until and after and min(after) <= value.until:
            yield f"{written(value.since)} 起的值写到 {written(value.until)}，{written(min(after))} 起又有一个；从 {written(min(after))} 起按后一个算，请核对"


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
