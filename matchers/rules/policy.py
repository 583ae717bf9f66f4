"""The numbers in force in a place and month, each with its document. What is not understood stops the run; what an older book lacks is the default's."""

import datetime as dt
import difflib
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from matchers.rules import SOURCES, Rule, all_rules
from matchers.rules.books import PolicyFault, RuleBook, found, read_book
from matchers.rules.dated_values import Profile, Value, values_of
from matchers.rules.sections import BY_BANDS, GENERAL, GRADINGS, ON, OPTIONAL, RETIRED, SECTIONS, as_written, contradiction, reason
from schemas.household_types import MONITORED, ORDINARY, with_any_of
from schemas.months import written


@dataclass(frozen=True)
class Policy:
    """A rule book: settings, and parameters by (rule name or 'general', parameter).

    `filled_in` says in words what the file, older than the program, does not give and the default book does; `files` are all that it was
    read from. `town_due_days` are the days to answer of those
    towns that have other than the book's.
    """

    path: Path
    title: str
    grading: str
    settings: dict[str, dict[str, Any]]
    parameters: dict[tuple[str, str], tuple[Value, ...]]
    switched_off: frozenset[str]
    filled_in: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    town_due_days: dict[str, int] = field(default_factory=dict)

    @property
    def gaps(self) -> str:
        """A Chinese sentence on what is filled in; nothing where nothing is."""
        return f"规则文件 {self.path.name} 没有写 {'、'.join(self.filled_in)}，按自带规则的算" if self.filled_in else ""

    def in_force(self, owner: str, parameter: str, month: dt.date, who: Profile | None = None) -> Value:
        """The value in force in a month for a household (None: for those of whom nothing special is said); `PolicyFault` where there is none.

        Of each selector the newest; of those the first in the book that fits, the one without selectors last.
        """
        where = owner if (owner, parameter) in self.parameters else "general"
        for value in sorted(self.all_in_force(where, parameter, month), key=lambda value: ((value.selector == ((), "")) == (who is not None), value.place)):
            if who is None or value.fits(who):
                return value
        raise PolicyFault(self._no_value(owner, parameter, month))

    def no_value_in(self, month: dt.date) -> str:
        """A Chinese sentence on a number that the book goes by and has no value of in the month; '' where it has them all."""
        on = {"general", *(f"rules.{rule.name}" for rule in self.rules)}
        lacking = (key for key in self.parameters if key[0] in on and not self.all_in_force(*key, month))
        return next((self._no_value(*key, month) for key in lacking), "")

    def _no_value(self, owner: str, parameter: str, month: dt.date) -> str:
        first = min(value.since for value in self.parameters[owner if (owner, parameter) in self.parameters else "general", parameter])
        begins = f"（从 {written(first)} 起才有）" if month < first else ""
        return f"规则文件 {self.path.name}：[{owner}] 的 {parameter} 在 {written(month)} 没有值{begins}，请补上这个月份的数和依据"

    def parameters_of(self, rule: Rule, month: dt.date, who: Profile | None = None) -> dict[str, Decimal]:
        return {name: self.in_force(f"rules.{rule.name}", name, month, who).value for name in rule.parameters}

    def number(self, name: str, month: dt.date, who: Profile | None = None) -> Decimal:
        return self.in_force("general", name, month, who).value

    def all_in_force(self, owner: str, parameter: str, month: dt.date) -> list[Value]:
        """Of each selector the newest value of a month, as the book has them in order."""
        newest: dict[tuple[tuple[str, ...], str], Value] = {}
        for value in self.parameters.get((owner, parameter), ()):  # the newest first
            if value.since <= month and (value.until is None or month <= value.until):
                newest.setdefault(value.selector, value)
        return sorted(newest.values(), key=lambda value: value.place)

    def chooses(self, *names: str) -> bool:
        """Whether a rule's parameters (by `rules.name`) or a general number go by what a household is."""
        return any(value.selector != ((), "") for (owner, name), values in self.parameters.items() if owner in names or (owner == "general" and name in names) for value in values)

    @cached_property
    def chooses_any(self) -> bool:
        """Whether any rule that is on goes by what a household is."""
        return any(not self.is_for_all(rule) or self.chooses(f"rules.{rule.name}", *rule.parameters) for rule in self.rules)

    def is_for(self, rule: Rule, household_type: str) -> bool:
        """Whether a rule judges households of this kind: both groups, only the listed, or only the ordinary."""
        listed = self.settings["indicators"]
        if rule.indicator in listed["on_listed"]:
            return household_type != ORDINARY
        return household_type == ORDINARY if rule.indicator in listed["on_ordinary"] else True

    def is_for_all(self, rule: Rule) -> bool:
        listed = self.settings["indicators"]
        return rule.indicator not in (*listed["on_listed"], *listed["on_ordinary"])

    def with_value(self, owner: str, parameter: str, value: Decimal) -> "Policy":
        """A copy in which a parameter has one value in every month, to try it; `owner` is as in `parameters`."""
        tried = Value(dt.date.min, None, value, "试算")
        return replace(self, parameters=self.parameters | {(owner, parameter): (tried,)})

    def has(self, name: str) -> bool:
        """Whether the book has a general number that not all have."""
        return ("general", name) in self.parameters

    @property
    def needs_facts(self) -> bool:
        """Whether anything is told of a lead by more than its reasons and its household's kind."""
        settings = self.settings
        return bool(settings["kinds"]["title"] or settings["types"]["no_labour"] or settings["grades"]["preset_no_labour"] or any({"labour", "frail_elder"} & set(each) for section in ("classes", "marks") for each in settings[section]["of"]))

    @cached_property
    def monitored_kinds(self) -> set[str]:
        """Kinds of household that make it one of the monitored, and the word for any of them."""
        return {*self.settings["monitoring"]["monitored_kinds"], MONITORED}

    def listed_kind(self, household_type: str, risk_cleared: str) -> str:
        """A household's kind as the lists have it: whose risk is said to be gone is of none of the monitored kinds any longer."""
        return "" if household_type in self.monitored_kinds and risk_cleared == "是" else household_type

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for name, rule in all_rules().items() if name not in self.switched_off)


def load_policy(name_or_path: str) -> Policy:
    """A built-in policy by name, or any .toml file."""
    path = found(name_or_path)
    return _Reader(path).read(read_book(path))


def _meant(word: str, where: str, allowed: AbstractSet[str]) -> str:
    """What a word that is not known may be meant for: another's place, or another word."""
    if word in ("title", "grading", "based_on"):
        return f"；{word} 要写在最前面，在所有方括号的上面"
    if places := [section for section, checks in SECTIONS.items() if word in checks and where != f"[{section}]" and not where.startswith("[rules")]:
        return f"；{word} 要写在 [{places[0]}] 的下面"
    near = difflib.get_close_matches(word, sorted(allowed), 1) or [rule.name for rule in all_rules().values() if word in (rule.title, rule.indicator, rule.kind)][:1]
    return f"，是不是 {near[0]}" if near else "，请检查拼写"


def _is_over(value: Value, of: Sequence[Value], month: dt.date) -> bool:
    """Whether a later one of the same households is in force by then."""
    return any(value.since < later.since <= month and later.selector == value.selector and (later.until is None or month <= later.until) for later in of)


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.monitored: list[str] = []  # kinds of household that the book calls so

    def fault(self, words: str) -> PolicyFault:
        return PolicyFault(f"规则文件 {self.path.name}：{words}")

    def read(self, whole: RuleBook) -> Policy:
        book = whole.contents
        self.keys("最外层", book, {"title", "grading", "general", "rules", *SECTIONS})
        if not (isinstance(book["title"], str) and re.fullmatch(r"[^\r\n\t]{1,40}", book["title"].strip())):
            raise self.fault(f'title 写的是 {as_written(book["title"])}，应为一行加引号的文字，不超过40个字，如 title = "某县规则"')
        if book["grading"] not in GRADINGS:
            raise self.fault(f"grading 写的是 {as_written(book['grading'])}，只能是：{'、'.join(GRADINGS)}")
        settings = {}
        for section, checks in SECTIONS.items():
            told = self.keys(f"[{section}]", book[section], set(checks), RETIRED.get(section, set()))
            settings[section] = {name: told[name] for name in told if name in checks}
            for name, (holds, words) in checks.items():
                if not holds(book[section][name]):
                    raise self.fault(f"[{section}] 的 {name} 写的是 {as_written(book[section][name])}，{reason((holds, words), book[section][name])}")
        if words := contradiction(settings):
            raise self.fault(words)
        self.monitored = settings["monitoring"]["monitored_kinds"]
        settings["grades"] |= {"red_kinds": with_any_of(settings["grades"]["red_kinds"], self.monitored)}
        for section in ("visits", "classes", "marks"):
            settings[section] |= {"of": [each | {"kinds": with_any_of(each["kinds"], self.monitored)} if "kinds" in each else each for each in settings[section]["of"]]}
        self.keys("[general]", book["general"], set(GENERAL), set(OPTIONAL))
        self.keys("[rules]", book["rules"], set(all_rules()))
        parameters, off = {}, set()
        for name, told in (GENERAL | OPTIONAL).items():
            if name in book["general"]:
                parameters["general", name] = self.values("general", name, book["general"][name], told["unit"])
        for rule in all_rules().values():
            table = dict(self.section(f"[rules.{rule.name}]", book["rules"][rule.name]))
            enabled = table.pop("enabled", True)
            if not isinstance(enabled, bool):
                raise self.fault(f"[rules.{rule.name}] 的 enabled 只能写 true 或 false")
            listed = settings["indicators"]
            if rule.indicator in listed["off"] or not (enabled or any(rule.indicator in listed[key] for key in ON)):
                if rule.source != SOURCES[0]:
                    raise self.fault(f"{rule.title}（{rule.indicator}）是{rule.source}的渠道，不能关；关了，报上来的户就没有人管")
                off.add(rule.name)
            own = {name for name in rule.parameters if name not in GENERAL | OPTIONAL or name in table}
            self.keys(f"[rules.{rule.name}]", table, own)
            for name in own:
                parameters[f"rules.{rule.name}", name] = self.values(rule.name, name, table[name], rule.parameters[name]["unit"])
        self.no_circle(settings["kinds"]["of"], parameters)
        if book["grading"] == BY_BANDS:
            self.bands(parameters)
        return Policy(self.path, book["title"], book["grading"], settings, parameters, frozenset(off), whole.filled_in, whole.files)

    def no_circle(self, kinds: Sequence[dict[str, Any]], parameters: dict[tuple[str, str], tuple[Value, ...]]) -> None:
        """A kind that numbers decide can't choose those numbers: what is red only signals tell, and who is burdened goes by line and share."""
        red, rigid = ({kind["name"] for kind in kinds if kind.get(key)} for key in ("red", "rigid"))
        for (owner, name), values in parameters.items():
            chosen = {kind for value in values for kind in value.kinds}
            if mine := sorted(chosen & (red | (rigid if name == "line_yuan" or owner == "rules.expenditure_rigid_share" else set()))):
                raise self.fault(f"[{owner}] 的 {name} 不能按{'、'.join(mine)}定数：是不是这类户，要先有这个数才知道")

    def bands(self, parameters: dict[tuple[str, str], tuple[Value, ...]]) -> None:
        """Green begins over every line: else some income would be of two colours."""
        lines, greens = parameters["general", "line_yuan"], parameters.get(("general", "band_yuan"), ())
        if not greens:
            raise self.fault(f"按{BY_BANDS}分级，要写 [general.band_yuan]（绿色从多少元起）")
        for line in lines:
            for green in greens:
                if max(line.since, green.since) <= min(line.until or dt.date.max, green.until or dt.date.max) and green.value <= line.value and not _is_over(line, lines, green.since) and not _is_over(green, greens, line.since):
                    raise self.fault(f"[general] 的 band_yuan（{green.value}）要高于 line_yuan（{line.value}），中间的才是黄色")

    def section(self, where: str, table: object) -> dict[str, Any]:
        if not isinstance(table, dict):
            raise self.fault(f"{where} 要写成一段，下面一行一项")
        return table

    def keys(self, where: str, table: object, allowed: set[str], optional: AbstractSet[str] = frozenset()) -> dict[str, Any]:
        section = self.section(where, table)
        if strange := sorted(section.keys() - allowed - optional):
            raise self.fault(f"{where} 里有不认识的 {'、'.join(strange)}{_meant(strange[0], where, allowed | optional)}")
        if missing := sorted(allowed - section.keys()):
            raise self.fault(f"{where} 里缺少 {'、'.join(missing)}" + ('，请在开头写一行，如 title = "某县规则"' if "title" in missing else ""))
        return section

    def values(self, owner: str, name: str, table: object, unit: str) -> tuple[Value, ...]:
        where = f"[{owner}] 的 {name}"
        if not isinstance(table, dict):
            raise self.fault(f'{where} 要写明从哪个月起和依据，如 {name} = {{ unit = "{unit}", values = [{{ from = "2024-01", value = {table}, document = "文件名" }}] }}')
        self.keys(where, table, {"unit", "values"})
        if table["unit"] != unit:
            raise self.fault(f"{where} 的单位应为 {unit}，写的是 {table['unit']}")
        return values_of(where, table["values"], unit, self.monitored, self.fault)
