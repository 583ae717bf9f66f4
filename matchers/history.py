"""What was issued when: a run's own signals, those that came late, and since when a household has had leads."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from matchers.compare import Comparison, compare
from matchers.leads import Issued, leads_of
from matchers.policy import Policy
from matchers.warehouse import Warehouse
from reports.contents import Lead, Signal
from schemas.months import shifted


@dataclass(frozen=True)
class Findings:
    """All that a run issues: its own month's signals and leads, and late ones of earlier months under those months."""

    signals: tuple[Signal, ...]
    leads: tuple[Lead, ...]
    not_evaluated: tuple[str, ...]


def judge(warehouse: Warehouse, policy: Policy, month: dt.date) -> Findings:
    """Judge the month, and again the months before it that were run, with what is known now."""
    warehouse.run("issued/forget", run_month=month)
    before = _issued(warehouse)
    run_months = {m for (m,) in warehouse.rows("issued/run_months", month=month)}
    looked_at = [shifted(month, -back) for back in range(policy.settings["leads"]["look_back_months"], 0, -1)]
    signals: list[Signal] = []
    leads: list[Lead] = []
    for earlier in looked_at:
        if earlier in run_months:
            comparison = compare(warehouse, policy, earlier)
            late = [s for s in comparison.signals if (s.month, s.household_id or (s.town, s.village), s.indicator) not in before.signals]
            signals += late
            leads += leads_of(comparison, late, policy, month, before.months)
    comparison = compare(warehouse, policy, month)
    signals += comparison.signals
    leads += leads_of(comparison, list(comparison.signals), policy, month, before.months)
    _remember(warehouse, month, signals, leads)
    return Findings(tuple(signals), tuple(leads), comparison.not_evaluated)


@dataclass(frozen=True)
class _Before:
    signals: set[tuple[dt.date, object, str]]
    months: Issued


def _issued(warehouse: Warehouse) -> _Before:
    signals, months = set(), defaultdict(set)
    for month, town, village, household_id, indicator in warehouse.rows("issued/issued"):
        signals.add((month, household_id or (town, village), indicator))
        months[("", "", household_id) if household_id else (town, village, "")].add(month)
    return _Before(signals, months)


def _remember(warehouse: Warehouse, run_month: dt.date, signals: list[Signal], leads: list[Lead]) -> None:
    grades = {(lead.month, lead.town, lead.village, lead.household.household_id if lead.household else ""): lead.grade for lead in leads}
    warehouse.append("leads.issued", [
        (
            run_month, s.month, s.town, s.village, s.household_id, s.indicator, s.value, s.baseline, s.threshold, s.joined_by,
            grades[s.month, s.town, s.village, s.household_id],
        )
        for s in signals
    ])
