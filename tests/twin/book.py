"""A rule book as its TOML file says, read apart from the product: what is on for whom, and the number in force for a household.

A book stands on the one that it names (`based_on`): what it writes replaces the other's, a parameter's values as a whole.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

POLICIES = Path(__file__).resolve().parents[2] / "data" / "policies"
ORDINARY = "一般农户"
LISTED_GROUP, ORDINARY_GROUP = "F", "Z"
BOTH = frozenset((LISTED_GROUP, ORDINARY_GROUP))
SWITCHES = {"on": BOTH, "on_listed": {LISTED_GROUP}, "on_ordinary": {ORDINARY_GROUP}, "off": frozenset()}


def group_of(household_type: str) -> str:
    """F: households that are on a list, a blank kind too; Z: ordinary ones."""
    return ORDINARY_GROUP if household_type == ORDINARY else LISTED_GROUP


@dataclass(frozen=True)
class Entry:
    """A value of a parameter, from a month on; `kinds` and `labour` say for whom, empty: for all."""

    since: str
    until: str
    value: Decimal
    kinds: frozenset[str]
    labour: str


@dataclass
class Book:
    """Entries by 'rule.parameter' (or a general number's name), groups by rule, other sections as written."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    sections: dict[str, dict[str, Any]] = field(default_factory=dict)

    def is_on(self, indicator: str, household_type: str) -> bool:
        return group_of(household_type) in self.groups[indicator.replace(".", "_")]

    def is_on_for_any(self, indicator: str) -> bool:
        return bool(self.groups[indicator.replace(".", "_")])

    def entry_names(self, name: str) -> str:
        """Where a rule has no such number of its own it goes by the general one."""
        return name if name in self.entries else name.partition(".")[2]

    def chooses(self, name: str) -> bool:
        return any(entry.kinds or entry.labour for entry in self.entries[self.entry_names(name)])

    def number(self, name: str, month: str, kinds: frozenset[str] = frozenset(), labour: str = "") -> Decimal:
        """Of those in force that fit the first one written, one for all last; of the same households the newest."""
        in_force = [entry for entry in self.entries[self.entry_names(name)] if entry.since <= month and (not entry.until or month <= entry.until)]
        fitting = [entry for entry in in_force if (not entry.kinds or entry.kinds & kinds) and entry.labour in ("", labour)]
        first = ([entry for entry in fitting if entry.kinds or entry.labour] or fitting)[0]
        same = [entry for entry in in_force if (entry.kinds, entry.labour) == (first.kinds, first.labour)]
        return max(same, key=lambda entry: entry.since).value

    def put(self, written: dict[str, Any]) -> None:
        """Lay a book over what is here."""
        for name, table in written.get("general", {}).items():
            self.entries[name] = list(_entries(table))
        for rule, section in written.get("rules", {}).items():
            for name, table in section.items():
                if name != "enabled":
                    self.entries[f"{rule}.{name}"] = list(_entries(table))
            is_on = section.get("enabled", True)
            if not is_on or not self.groups.get(rule):
                self.groups[rule] = BOTH if is_on else frozenset()
        for switch, groups in SWITCHES.items():
            for indicator in written.get("indicators", {}).get(switch, ()):
                self.groups[indicator.replace(".", "_")] = frozenset(groups)
        for name, section in written.items():
            if isinstance(section, dict) and name not in ("general", "rules", "indicators"):
                self.sections[name] = self.sections.get(name, {}) | section


def _entries(table: dict[str, Any]) -> Iterator[Entry]:
    for each in table["values"]:
        yield Entry(each["from"], each.get("until", ""), Decimal(each["value"]), frozenset(each.get("kinds", ())), each.get("labour", ""))


def _chain(path: Path) -> list[dict[str, Any]]:
    written = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    base = written.get("based_on")
    return ([] if base is None else _chain(POLICIES / f"{base}.toml" if not base.endswith(".toml") else path.parent / base)) + [written]


@cache
def book(name: str) -> Book:
    """One of the program's own books, or a file's."""
    read = Book()
    for written in _chain(Path(name) if name.endswith(".toml") else POLICIES / f"{name}.toml"):
        read.put(written)
    return read


@cache
def all_on() -> Book:
    """The default book's numbers with every indicator on, for both groups."""
    read = book("default")
    return Book(read.entries, dict.fromkeys(read.groups, BOTH), read.sections)
