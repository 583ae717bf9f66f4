"""A month's households against the rules → signals, each with what it rests on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from matchers.months.facts import Facts, facts_of, profiles_if_needed, standing
from matchers.months.firing import Profiles, rows_of
from matchers.months.measuring import Ground, Households, Month, measure
from matchers.records.signals import Signal
from matchers.rules import Rule
from matchers.statements import statements
from matchers.warehouse import Record, Row, Warehouse
from schemas.dataset import all_datasets
from schemas.months import shifted, written

SQL = statements(__file__)

Place = tuple[str, str, str]  # town, village, household; a village's own has no household
JOINS = ("exact", "repaired", "probable", "review")
OWN_COLUMNS = {"household_id", "town", "village", "value", "baseline", "threshold", "persons"}


@dataclass(frozen=True)
class Comparison:
    """What a month shows: signals, all households, how those of signals stand to the line, what could not be judged.

    `judged` are the towns for which each indicator could be, but those of extracts that the county has never sent and need not; `facts` are those of households with signals, where labels go by them.
    `also_true` are signals that yielded to another of the same household; `profiles` are all households', where rules go by them.
    """

    month: dt.date
    signals: tuple[Signal, ...]
    households: Households
    times_line: dict[str, tuple[bool, bool]]
    not_evaluated: tuple[str, ...]
    judged: dict[str, frozenset[str]] = field(default_factory=dict)
    facts: Mapping[str, Facts] = field(default_factory=dict)
    also_true: tuple[Signal, ...] = ()
    profiles: Profiles | None = None


def compare(at: Month, is_told: Callable[[Place, str], bool] = lambda place, indicator: True) -> Comparison:
    """Judge a month with what linked.* holds; signals are ordered by place, household and indicator. Those that are not `is_told` any more,
    by place and indicator, are without the rows that they rest on.
    """
    ground, month = measure(at), at.month
    households = ground.households
    profiles = profiles_if_needed(at)
    fired, not_evaluated, judged = fire(at, ground, profiles)
    places = [place_of(rule, row, households) for rule, row in fired]
    evidence = _Evidence(at.warehouse, month, [each for each, place in zip(fired, places, strict=True) if is_told(place, each[0].indicator)])
    holding = {(rule.indicator, place) for (rule, _), place in zip(fired, places, strict=True)}
    signals: list[Signal] = []
    also_true: list[Signal] = []
    for (rule, row), place in zip(fired, places, strict=True):
        (also_true if yields_of(rule, place, holding) else signals).append(_signal(rule, row, month, place, evidence))
    signals.sort(key=lambda s: (s.town, s.village, s.household_id, s.indicator))
    named = {s.household_id for s in signals}
    return Comparison(
        month, tuple(signals), households, standing(at, named, profiles), tuple(not_evaluated), judged, facts_of(at, named), tuple(also_true), profiles,
    )


def yields_of(rule: Rule, place: Place, holding: Collection[tuple[str, Place]]) -> bool:
    """Whether something that the rule yields to holds for the same household (or village)."""
    return any((indicator, place) in holding for indicator in rule.yields_to)


def fire(at: Month, ground: Ground, profiles: Profiles | None) -> tuple[list[tuple[Rule, Record]], list[str], dict[str, frozenset[str]]]:
    """Rows of the rules where they could be judged, also of those that yield; in words what could not be; by indicator the towns
    for which it could.

    The tables must be those of `ground`, which is of that month, and so the profiles (`profiles_if_needed`).
    """
    month, towns, received, households = ground.month, ground.towns, ground.received, ground.households
    fired: list[tuple[Rule, Record]] = []
    not_evaluated = []
    judged_by_rule = {}
    at.warehouse.replace("linked.monitored_kind", _frame([(kind,) for kind in sorted(at.policy.monitored_kinds)], kind="str"))
    first, after = [rule for rule in at.policy.rules if not rule.after], [rule for rule in at.policy.rules if rule.after]
    for rule in (*first, *after):
        if after and rule is after[0]:
            _note_holding(at, fired, households)
        judged = {t for t in towns if all(dataset in received[t, back] for dataset, back in rule.needed)}
        partial = {
            (dataset, back, town) for dataset, first, last in rule.held_by if not first for back in range(last + 1)
            for town in ("", *towns) if (dataset, shifted(month, -back), town) in ground.shrunk
        }
        doubtful = {town for _, _, town in partial}
        if partial:
            extracts = sorted({(dataset, back) for dataset, back, _ in partial})
            where = "" if "" in doubtful else f"（{'、'.join(sorted(doubtful))}）"
            not_evaluated.append(f"{written(month)} {rule.title}{where}：{_extracts(extracts, month)}明显偏少，没有报全")
        if "" in doubtful:
            judged = set()
        elif judged != towns and _never_came(rule, received, at.policy.settings["intake"]["expected"]):
            continue
        elif judged != towns:
            not_evaluated.append(_not_evaluated(rule, month, towns - judged, towns, received))
        judged -= doubtful
        judged_by_rule[rule.indicator] = frozenset(judged)
        for row in rows_of(at, rule, profiles):
            if place_of(rule, row, households)[0] in judged:
                fired.append((rule, row))
    return fired, not_evaluated, judged_by_rule


def _note_holding(at: Month, fired: list[tuple[Rule, Record]], households: Households) -> None:
    """linked.holding: what holds of whom, before any yields; a village's own with an empty household."""
    guarantees = set(at.policy.settings["monitoring"]["guarantee_indicators"])
    rows = [(*place_of(rule, row, households), rule.indicator, rule.guarantee or rule.title, rule.indicator in guarantees) for rule, row in fired]
    at.warehouse.replace("linked.holding", _frame(rows, town="str", village="str", household_id="str", indicator="str", lacking="str", is_guarantee="bool"))


def _never_came(rule: Rule, received: Mapping[tuple[str, int], set[str]], expected: Sequence[str]) -> bool:
    """Whether what lacks is an extract that a county need not have, and has never sent."""
    return any(all_datasets()[dataset].is_optional and dataset not in expected and all(dataset not in came for came in received.values()) for dataset, _ in rule.needed)


def _not_evaluated(rule: Rule, month: dt.date, left_out: set[str], towns: set[str], received: Mapping[tuple[str, int], set[str]]) -> str:
    missing = sorted({(dataset, back) for t in left_out for dataset, back in rule.needed if dataset not in received[t, back]})
    where = "" if left_out == towns else f"（{'、'.join(sorted(left_out))}）"
    return f"{written(month)} {rule.title}{where}：没有收到{_extracts(missing, month)}"


def _extracts(missing: list[tuple[str, int]], month: dt.date) -> str:
    return "、".join(f"{written(shifted(month, -back))}{all_datasets()[dataset].title}" for dataset, back in missing)


class _Evidence:
    """The rows that signals rest on, how they were joined, and whom of the household they are about."""

    def __init__(self, warehouse: Warehouse, month: dt.date, fired: list[tuple[Rule, Record]]) -> None:
        self.rows: dict[tuple[str, str], tuple[str, str]] = {}
        self.names: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.searched: dict[str, list[tuple[str, str]]] = defaultdict(list)
        note_fired(warehouse, fired, {rule.indicator: rule.evidence for rule, _ in fired})
        for indicator, owner, places, joins in warehouse.rows(SQL["evidence"]) if fired else ():
            self.rows[indicator, owner] = places, max(joins.split(";"), key=JOINS.index)
        for indicator, household_id, _, name in warehouse.rows(SQL["names"]) if fired else ():
            self.names[indicator, household_id].append(name)
        for dataset, town, path, sheet in searched(warehouse, month):
            self.searched[dataset].append((town, f"{path}!{sheet}!"))

    def of(self, rule: Rule, owner: str, town: str) -> tuple[str, str]:
        """(evidence, joined_by): the rows, for an absence the files that were searched; the weakest join among them."""
        searched = [place for dataset in rule.absence for t, place in self.searched[dataset] if t in ("", town)]
        rows, weakest = self.rows.get((rule.indicator, owner), ("", JOINS[0]))
        return ";".join(filter(None, (rows, *dict.fromkeys(searched)))), weakest


def note_fired(warehouse: Warehouse, fired: list[tuple[Rule, Record]], windows: Mapping[str, Iterable[tuple[str, int, int]]]) -> None:
    """linked.fired_*: members, whole households and villages of which rows are looked for; linked.evidence_window: which rows."""
    people = [
        (rule.indicator, row["household_id"], int(person)) for rule, row in fired if rule.scope == "household"
        for person in (row["persons"].split(";") if row.get("persons") else ())
    ]
    whole = [(rule.indicator, row["household_id"]) for rule, row in fired if rule.scope == "household" and not row.get("persons")]
    villages = [(rule.indicator, row["town"], row["village"]) for rule, row in fired if rule.scope == "village"]
    looked_at = sorted({(indicator, *window) for indicator, mine in windows.items() for window in mine})
    warehouse.replace("linked.fired_person", _frame(people, indicator="str", household_id="str", person_id="int64"))
    warehouse.replace("linked.fired_household", _frame(whole, indicator="str", household_id="str"))
    warehouse.replace("linked.fired_village", _frame(villages, indicator="str", town="str", village="str"))
    warehouse.replace("linked.evidence_window", _frame(looked_at, indicator="str", dataset="str", first="int64", last="int64"))


def _frame(rows: Sequence[Row], **dtypes: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def place_of(rule: Rule, row: Record, households: Households) -> Place:
    """Town, village and household that a rule's row is about; a village's own has no household."""
    if rule.scope == "village":
        return row["town"], row["village"], ""
    return households.place(row["household_id"])


def _signal(rule: Rule, row: Record, month: dt.date, place: Place, evidence: _Evidence) -> Signal:
    town, village, household_id = place
    owner = household_id or f"{town}|{village}"
    places, joined_by = evidence.of(rule, owner, town)
    fields = {name: value for name, value in row.items() if name not in OWN_COLUMNS}
    names = tuple(evidence.names.get((rule.indicator, owner), ()))
    return Signal(
        month, town, village, household_id, rule.indicator, row["value"], row["baseline"], row["threshold"], joined_by, places, fields, names
    )


def searched(warehouse: Warehouse, month: dt.date) -> list[tuple[str, str, str, str]]:
    """(dataset, town or '' for the whole county, path, sheet) of a month's sheets, in which somebody missing was looked for."""
    return warehouse.rows(SQL["searched"], month=month)
