"""A month judged after the months before it: its own signals, those that came late, and what becomes of leads that are open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypeVar

from matchers.identity.successors import Successors
from matchers.leads import runs
from matchers.leads.ledger import Ledger, ledger_before
from matchers.leads.making import Issued, Run, in_scope, leads_of
from matchers.leads.retelling import told
from matchers.leads.signing import secret_of
from matchers.leads.silencing import parted
from matchers.leads.standing import enrolled_now, standing_leads
from matchers.months.comparing import Comparison, Place, compare
from matchers.months.measuring import Month
from matchers.records.leads import Lead
from matchers.records.signals import Owner, Signal, Silenced, owner_of
from matchers.rules.policy import Policy
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import shifted

SQL = statements(__file__)
K = TypeVar("K")


@dataclass(frozen=True)
class Findings:
    """All that a run issues: its own month's signals and late ones under their own months; leads with reasons to visit for;
    `standing` leads that are still open without one; what it did not ask about again; whose signals are not listed, as the rule book
    looks at ordinary households only at risk; months that were run before and of which the book has no values to look at them again.
    """

    signals: tuple[Signal, ...]
    leads: tuple[Lead, ...]
    not_evaluated: tuple[str, ...]
    standing: tuple[Lead, ...]
    silenced: tuple[Silenced, ...]
    latest: Comparison
    ledger: Ledger
    out_of_scope: frozenset[Owner] = frozenset()
    not_looked_at: tuple[dt.date, ...] = ()


def judge(at: Month) -> Findings:
    """Judge the month, and again the months before it that were run, with what is known now. Reads, and writes nothing but linked.*."""
    policy, month = at.policy, at.month
    successors = Successors(at.warehouse)
    before = _issued(at.warehouse, month, successors)
    run_months = set(runs.run_months(at.warehouse, month))
    looked_at = [shifted(month, -back) for back in range(policy.settings["leads"]["look_back_months"], 0, -1)]
    again = {m: not policy.no_value_in(m) for m in looked_at if m in run_months}
    comparisons = {m: compare(replace(at, month=m), partial(before.lacks, m)) for m, in_force in again.items() if in_force}
    comparisons[month] = compare(at)  # last: linked.* then stands as of this month
    ledger = ledger_before(at)
    enrolled = enrolled_now(ledger, monitored_homes(comparisons[month], policy))
    ledger = ledger.enrolling(enrolled)
    asked, silenced, woken = defaultdict(set), defaultdict(set), set()
    signals: list[Signal] = []
    to_ask: list[Signal] = []
    quiet: list[Silenced] = []
    for m, comparison in comparisons.items():
        shown = [
            signal if (home := successors.joined(signal.household_id, m)) == signal.household_id else replace(signal, household_id=home)
            for signal in comparison.signals
        ]
        awake, held, more = parted(shown, ledger, policy)
        woken |= more
        for signal in awake:
            asked[m, signal.owner].add(signal.indicator)
        for each in held:
            silenced[m, each.signal.owner].add(each.signal.indicator)
        is_new = (lambda s: True) if m == month else before.lacks_signal
        signals += filter(is_new, shown)
        to_ask += filter(is_new, awake)
        quiet += (each for each in held if is_new(each.signal))
    run = Run(at, comparisons, ledger, before.months, _frozen(asked), _frozen(silenced))
    listed, out_of_scope = in_scope(run, to_ask)
    leads, key = leads_of(run, listed), secret_of(at.warehouse).key
    return Findings(
        tuple(signals), tuple(told(lead, ledger, woken, key) for lead in leads), comparisons[month].not_evaluated,
        tuple(told(lead, ledger, woken, key) for lead in standing_leads(run, leads, enrolled)), tuple(_named(quiet, comparisons[month])), comparisons[month],
        ledger, out_of_scope, tuple(m for m, in_force in again.items() if not in_force),
    )


def _named(quiet: Iterable[Silenced], comparison: Comparison) -> Iterator[Silenced]:
    for each in quiet:
        home = comparison.households.get(each.signal.household_id)
        yield replace(each, householder=home.householder) if home else each


def monitored_homes(comparison: Comparison, policy: Policy) -> set[str]:
    """Households that the roster has among the monitored, their risk not marked as gone."""
    is_monitored = cache(lambda kind, risk_cleared: policy.listed_kind(kind, risk_cleared) in policy.monitored_kinds)
    return {home for home, *listed in comparison.households.listed() if is_monitored(*listed)}


def _frozen(sets: Mapping[K, set[str]]) -> dict[K, frozenset[str]]:
    return {key: frozenset(each) for key, each in sets.items()}


@dataclass(frozen=True)
class _Before:
    """What other runs issued: signals that are not late any more, and the months of each owner."""

    signals: set[tuple[dt.date, Owner, str]]
    months: Issued
    successors: Successors

    def lacks(self, month: dt.date, place: Place, indicator: str) -> bool:
        town, village, household_id = place
        return (month, owner_of(town, village, self.successors.joined(household_id, month)), indicator) not in self.signals

    def lacks_signal(self, signal: Signal) -> bool:
        return (signal.month, signal.owner, signal.indicator) not in self.signals


def _issued(warehouse: Warehouse, run_month: dt.date, successors: Successors) -> _Before:
    signals: set[tuple[dt.date, Owner, str]] = set()
    months = defaultdict(set)
    for issued_in, month, town, village, household_id, indicator in warehouse.rows(SQL["issued"], run_month=run_month):
        owner = successors.owner(town, village, household_id, issued_in)
        signals.add((month, owner, indicator))
        months[owner].add(month)
    return _Before(signals, months, successors)
