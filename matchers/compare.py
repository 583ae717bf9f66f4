"""A month's households against the rules → signals, each with what it rests on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from matchers.policy import Policy
from matchers.rules import Rule
from matchers.warehouse import HERE, Warehouse
from reports.contents import Household, Signal
from schemas.dataset import all_datasets
from schemas.months import shifted, written

JOINS = ("exact", "repaired", "probable", "review")
OWN_COLUMNS = {"household_id", "town", "village", "value", "baseline", "threshold", "persons"}
TWO_YEARS = 24


class Households(Mapping[str, Household]):
    """A month's households by number. A county has many and a run looks at few: each is made when it is asked for."""

    def __init__(self, rows: Iterable[tuple]) -> None:
        self._rows = {row[0]: row for row in rows}

    def __getitem__(self, household_id: str) -> Household:
        return Household(*self._rows[household_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True)
class Comparison:
    """What a month shows: signals, all households, how those of signals stand to the line, what could not be judged.

    `judged` are the towns for which each indicator could be.
    """

    month: dt.date
    signals: tuple[Signal, ...]
    households: Mapping[str, Household]
    times_line: dict[str, tuple[bool, bool]]
    not_evaluated: tuple[str, ...]
    judged: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """A month measured, which rules stand on: datasets received by (town, months back), households, extracts that shrank."""

    month: dt.date
    received: dict[tuple[str, int], set[str]]
    households: Mapping[str, Household]
    shrunk: set[tuple[str, dt.date]]


def compare(warehouse: Warehouse, policy: Policy, month: dt.date) -> Comparison:
    """Judge `month` with what linked.* holds; signals are ordered by place, household and indicator."""
    ground = measure(warehouse, policy, month)
    households = ground.households
    fired, not_evaluated, judged = fire(warehouse, policy, ground)
    evidence = _Evidence(warehouse, month, fired)
    signals = [_signal(rule, row, month, households, evidence) for rule, row in fired]
    signals.sort(key=lambda s: (s.town, s.village, s.household_id, s.indicator))
    named = {s.household_id for s in signals}
    return Comparison(
        month, tuple(signals), households, standing(warehouse, policy, month, named), tuple(not_evaluated), judged
    )


def measure(warehouse: Warehouse, policy: Policy, month: dt.date) -> Ground:
    """Fill the measures' tables for a month. Of the policy it takes `least_pairs` and no rule's parameter."""
    _fill_measures(warehouse, policy, month)
    filled = (written(month), str(policy.number("least_pairs", month)))
    warehouse.replace("linked.measured", pd.DataFrame([filled], columns=["month", "least_pairs"]))
    return _ground(warehouse, month)


def measured(warehouse: Warehouse, policy: Policy, month: dt.date) -> Ground:
    """As `measure`, without filling tables that hold just this month since they were last filled."""
    if warehouse.rows("linked/measured") == [(written(month), str(policy.number("least_pairs", month)))]:
        return _ground(warehouse, month)
    return measure(warehouse, policy, month)


def _ground(warehouse: Warehouse, month: dt.date) -> Ground:
    received = {(town, back): {d for d, came in flags.items() if came} for town, back, flags in _received(warehouse)}
    households = Households(warehouse.rows("evidence/households"))
    shrunk = {(dataset, m) for dataset, m, _, _ in warehouse.rows("gather/shrunk")}
    return Ground(month, received, households, shrunk)


def fire(warehouse: Warehouse, policy: Policy, ground: Ground) -> tuple[list[tuple[Rule, dict]], list[str], dict[str, frozenset[str]]]:
    """Rows of the rules where they could be judged; in words what could not be; by indicator the towns for which it could.

    The tables must be those of `ground`.
    """
    month, received, households = ground.month, ground.received, ground.households
    fired: list[tuple[Rule, dict]] = []
    not_evaluated = []
    judged_by_rule = {}
    for rule in policy.rules:
        towns = {town for town, _ in received}
        judged = {t for t in towns if all(dataset in received[t, back] for dataset, back in rule.needed)}
        partial = [
            (dataset, back) for dataset, back in rule.needed if dataset in rule.absence and (dataset, shifted(month, -back)) in ground.shrunk
        ]
        if partial:
            judged = set()
            not_evaluated.append(f"{written(month)} {rule.title}：{_extracts(partial, month)}明显偏少，没有报全")
        elif judged != towns:
            not_evaluated.append(_not_evaluated(rule, month, towns - judged, towns, received))
        judged_by_rule[rule.indicator] = frozenset(judged)
        for row in warehouse.query(rule.sql, **policy.parameters_of(rule, month)):
            town = row["town"] if rule.scope == "village" else households[row["household_id"]].town
            if town in judged:
                fired.append((rule, row))
    return fired, not_evaluated, judged_by_rule


def _fill_measures(warehouse: Warehouse, policy: Policy, month: dt.date) -> None:
    span = [(shifted(month, -back), back) for back in range(TWO_YEARS)]
    frame = pd.DataFrame(span, columns=["month", "back"])
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[us]")
    warehouse.replace("linked.span", frame)
    school_year = month.year if month.month >= 9 else month.year - 1
    parameters = {
        "month": month,
        "month_end": shifted(month, 1) - dt.timedelta(days=1),
        "school_start": dt.date(school_year, 9, 1),
        "least_pairs": policy.number("least_pairs", month),
    }
    for file in sorted((HERE / "measures").glob("*.sql")):
        warehouse.run_using(f"measures/{file.stem}", parameters)


def _received(warehouse: Warehouse):
    for row in warehouse.records("evidence/received"):
        yield row.pop("town"), row.pop("back"), row


def _not_evaluated(rule: Rule, month: dt.date, left_out: set[str], towns: set[str], received: dict) -> str:
    missing = sorted({(dataset, back) for t in left_out for dataset, back in rule.needed if dataset not in received[t, back]})
    where = "" if left_out == towns else f"（{'、'.join(sorted(left_out))}）"
    return f"{written(month)} {rule.title}{where}：没有收到{_extracts(missing, month)}"


def _extracts(missing: list[tuple[str, int]], month: dt.date) -> str:
    return "、".join(f"{written(shifted(month, -back))}{all_datasets()[dataset].title}" for dataset, back in missing)


class _Evidence:
    """The rows that signals rest on, how they were joined, and whom of the household they are about."""

    def __init__(self, warehouse: Warehouse, month: dt.date, fired: list[tuple[Rule, dict]]) -> None:
        self.rows: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.joins: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.names: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.searched: dict[str, list[tuple[str, str]]] = defaultdict(list)
        people = [
            (rule.indicator, row["household_id"], int(person)) for rule, row in fired if rule.scope == "household"
            for person in (row["persons"].split(";") if row.get("persons") else ())
        ]
        whole = [(rule.indicator, row["household_id"]) for rule, row in fired if rule.scope == "household" and not row.get("persons")]
        villages = [(rule.indicator, row["town"], row["village"]) for rule, row in fired if rule.scope == "village"]
        windows = sorted({(rule.indicator, *window) for rule, _ in fired for window in rule.evidence})
        warehouse.replace("linked.fired_person", _frame(people, indicator="str", household_id="str", person_id="int64"))
        warehouse.replace("linked.fired_household", _frame(whole, indicator="str", household_id="str"))
        warehouse.replace("linked.fired_village", _frame(villages, indicator="str", town="str", village="str"))
        warehouse.replace("linked.evidence_window", _frame(windows, indicator="str", dataset="str", first="int64", last="int64"))
        for indicator, owner, path, sheet, row, joined_by in warehouse.rows("evidence/evidence"):
            self.rows[indicator, owner].append(f"{path}!{sheet}!{row}")
            self.joins[indicator, owner].add(joined_by)
        for indicator, household_id, _, name in warehouse.rows("evidence/names"):
            self.names[indicator, household_id].append(name)
        for dataset, town, path, sheet in warehouse.rows("evidence/searched", month=month):
            self.searched[dataset].append((town, f"{path}!{sheet}!"))

    def of(self, rule: Rule, owner: str, town: str) -> tuple[str, str]:
        """(evidence, joined_by): the rows, for an absence the files that were searched; the weakest join among them."""
        searched = [place for dataset in rule.absence for t, place in self.searched[dataset] if t in ("", town)]
        rows = list(dict.fromkeys([*self.rows[rule.indicator, owner], *searched]))
        weakest = max(self.joins[rule.indicator, owner] or {"exact"}, key=JOINS.index)
        return ";".join(rows), weakest


def _frame(rows: list[tuple], **dtypes: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def _signal(rule: Rule, row: dict, month: dt.date, households: Mapping[str, Household], evidence: _Evidence) -> Signal:
    if rule.scope == "village":
        town, village, household_id, owner = row["town"], row["village"], "", f"{row['town']}|{row['village']}"
    else:
        household_id = owner = row["household_id"]
        town, village = households[household_id].town, households[household_id].village
    places, joined_by = evidence.of(rule, owner, town)
    fields = {name: value for name, value in row.items() if name not in OWN_COLUMNS}
    names = tuple(evidence.names.get((rule.indicator, owner), ()))
    return Signal(
        month, town, village, household_id, rule.indicator, row["value"], row["baseline"], row["threshold"], joined_by, places, fields, names
    )


def standing(warehouse: Warehouse, policy: Policy, month: dt.date, named: set[str]) -> dict[str, tuple[bool, bool]]:
    """For each household of a signal: whether it is under the line (before or after expenditure), and under so many lines."""
    line = policy.number("line_yuan", month)
    times = Decimal(policy.settings["grades"]["yellow_times_line"])
    rows = warehouse.rows("evidence/standing", line_yuan=line, yellow_yuan=line * times)
    return {household: (under, near) for household, under, near in rows if household in named}

