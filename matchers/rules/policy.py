"""The numbers in force in a place and month, each with its document. What is not understood stops the run; what an older book lacks is the default's."""

import datetime as dt
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from matchers.rules import Rule, all_rules
from matchers.rules.books import PolicyFault, RuleBook, found, read_book
from matchers.rules.sections import GENERAL, GRADINGS, LABOUR, ON, OPTIONAL, RETIRED, SECTIONS
from schemas.household_types import MONITORED, ORDINARY, with_any_of
from schemas.months import parse_month, written


class Profile(NamedTuple):
    """By what values may be chosen for a household: its kind on the roster and those derived; labour is 有 or 无."""

    household_type: str
    kinds: frozenset[str]
    labour: str


@dataclass(frozen=True)
class Value:
    """A parameter's value from a month on, to the last month `until` where it ends; for households of these kinds, with or without labour ('': all)."""

    since: dt.date
    until: dt.date | None
    value: Decimal
    document: str
    kinds: tuple[str, ...] = ()
    labour: str = ""
    place: int = 0  # in the book

    @property
    def selector(self) -> tuple[tuple[str, ...], str]:
        return self.kinds, self.labour

    @property
    def whose(self) -> str:
        """In words for whom alone it is; nothing where for all."""
        words = "、".join((*self.kinds, *([f"{self.labour}劳动力"] if self.labour else [])))
        return f"（{words}）" if words else ""

    def fits(self, who: Profile) -> bool:
        return (not self.kinds or bool(who.kinds & set(self.kinds))) and self.labour in ("", who.labour)


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
        raise PolicyFault(f"规则文件 {self.path.name}：[{owner}] 的 {parameter} 在 {written(month)} 没有值，请补上这个月份的数和依据")

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

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for name, rule in all_rules().items() if name not in self.switched_off)


def load_policy(name_or_path: str) -> Policy:
    """A built-in policy by name, or any .toml file."""
    path = found(name_or_path)
    return _Reader(path).read(read_book(path))


def _covers(values: Sequence[Value]) -> bool:
    """Whether some value is there for any household."""
    selectors = {value.selector for value in values}
    return ((), "") in selectors or {((), word) for word in LABOUR} <= selectors


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.monitored: list[str] = []  # kinds of household that the book calls so

    def fault(self, words: str) -> PolicyFault:
        return PolicyFault(f"规则文件 {self.path.name}：{words}")

    def read(self, whole: RuleBook) -> Policy:
        book = whole.contents
        self.keys("最外层", book, {"title", "grading", "general", "rules", *SECTIONS})
        if book["grading"] not in GRADINGS:
            raise self.fault(f"grading 只能是：{'、'.join(GRADINGS)}")
        settings = {}
        for section, checks in SECTIONS.items():
            told = self.keys(f"[{section}]", book[section], set(checks), RETIRED.get(section, set()))
            settings[section] = {name: told[name] for name in told if name in checks}
            for name, (holds, words) in checks.items():
                if not holds(book[section][name]):
                    raise self.fault(f"[{section}] 的 {name} 写的是 {book[section][name]}，{words}")
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
                off.add(rule.name)
            own = {name for name in rule.parameters if name not in GENERAL | OPTIONAL or name in table}
            self.keys(f"[rules.{rule.name}]", table, own)
            for name in own:
                parameters[f"rules.{rule.name}", name] = self.values(rule.name, name, table[name], rule.parameters[name]["unit"])
        self.no_circle(settings["kinds"]["of"], parameters)
        return Policy(self.path, book["title"], book["grading"], settings, parameters, frozenset(off), whole.filled_in, whole.files)

    def no_circle(self, kinds: Sequence[dict[str, Any]], parameters: dict[tuple[str, str], tuple[Value, ...]]) -> None:
        """A kind that numbers decide can't choose those numbers: what is red only signals tell, and who is burdened goes by line and share."""
        red, rigid = ({kind["name"] for kind in kinds if kind.get(key)} for key in ("red", "rigid"))
        for (owner, name), values in parameters.items():
            chosen = {kind for value in values for kind in value.kinds}
            if mine := sorted(chosen & (red | (rigid if name == "line_yuan" or owner == "rules.expenditure_rigid_share" else set()))):
                raise self.fault(f"[{owner}] 的 {name} 不能按{'、'.join(mine)}定数：是不是这类户，要先有这个数才知道")

    def section(self, where: str, table: object) -> dict[str, Any]:
        if not isinstance(table, dict):
            raise self.fault(f"{where} 要写成一段，下面一行一项")
        return table

    def keys(self, where: str, table: object, allowed: set[str], optional: AbstractSet[str] = frozenset()) -> dict[str, Any]:
        section = self.section(where, table)
        if unknown := sorted(section.keys() - allowed - optional):
            raise self.fault(f"{where} 里有不认识的 {'、'.join(unknown)}，请检查拼写")
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
        values = []
        for place, entry in enumerate(table["values"]):
            if unknown := set(entry) - {"from", "until", "value", "document", "kinds", "labour"}:
                raise self.fault(f"{where} 里有不认识的 {'、'.join(sorted(unknown))}")
            kinds, labour = tuple(entry.get("kinds", ())), entry.get("labour", "")
            if not all(isinstance(kind, str) for kind in kinds) or isinstance(entry.get("kinds"), str) or labour not in ("", *LABOUR):
                raise self.fault(f"{where}：kinds 要写成户类型的列表，labour 只能写 {' 或 '.join(LABOUR)}")
            try:
                since = parse_month(entry["from"])
                until = parse_month(entry["until"]) if "until" in entry else None
                values.append(Value(since, until, Decimal(entry["value"]), entry["document"], tuple(with_any_of(kinds, self.monitored)), labour, place))
            except (KeyError, ValueError, TypeError, ArithmeticError):
                raise self.fault(f"{where} 的每一项要写 from（如 2024-01）、value（数字）和 document（依据）") from None
        values.sort(key=lambda value: value.since, reverse=True)
        if not values or len({(value.since, value.selector) for value in values}) < len(values):
            raise self.fault(f"{where} 没有值，或有两个值从同一个月起")
        if not _covers(values):
            raise self.fault(f"{where}：要有一项不写 kinds 和 labour 的（或 labour 写“有”“无”的各一项），给其余的户")
        return tuple(values)
