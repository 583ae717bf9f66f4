"""Signals → one lead a household and month (one a village), graded, with its reasons ranked and said in words."""

import datetime as dt
from collections import defaultdict

from matchers.compare import Comparison
from matchers.policy import Policy
from matchers.rules import all_rules
from reports.contents import Lead, Signal
from reports.sentences import sentence
from schemas.months import shifted, written

Issued = dict[tuple[str, str, str], set[dt.date]]


def issue_dates(policy: Policy, run_month: dt.date) -> tuple[dt.date, dt.date]:
    """(issued on, due on) for the leads of a run: a day of the month after, and so many days later."""
    issued = shifted(run_month, 1).replace(day=policy.settings["leads"]["issue_day"])
    return issued, issued + dt.timedelta(days=policy.settings["leads"]["due_days"])


def lead_id_of(month: dt.date, town: str, village: str, household_id: str) -> str:
    """By household; a village's (empty household_id) by its place."""
    return f"{written(month)}-{household_id or f'{town}-{village}'}"


def leads_of(comparison: Comparison, new: list[Signal], policy: Policy, run_month: dt.date, issued: Issued) -> list[Lead]:
    """Leads for the signals in `new` (all of the run's own month; of an earlier one those that came late).

    `issued` are the months for which each (town, village, household) has had a lead. A late signal's lead is graded by all
    that its month shows.
    """
    rules = {rule.indicator: rule for rule in all_rules().values()}
    mine: dict[tuple[str, str, str], list[Signal]] = defaultdict(list)
    every: dict[tuple[str, str, str], list[Signal]] = defaultdict(list)
    for signals, grouped in ((new, mine), (comparison.signals, every)):
        for signal in signals:
            grouped[_owner(signal)].append(signal)
    issued_on, due_on = issue_dates(policy, run_month)
    leads = []
    for (town, village, household_id), signals in sorted(mine.items()):
        ranked = tuple(sorted(signals, key=lambda s: (rules[s.indicator].rank, s.indicator)))
        owner = ("", "", household_id) if household_id else (town, village, "")
        first, running = _running(comparison.month, issued.get(owner, set()))
        leads.append(
            Lead(
                lead_id=lead_id_of(comparison.month, town, village, household_id),
                month=comparison.month,
                town=town,
                village=village,
                household=comparison.households.get(household_id),
                grade=grade_of(
                    {s.indicator for s in every[town, village, household_id] or signals}, household_id, comparison.times_line, policy
                ),
                signals=ranked,
                sentences=tuple(sentence(s, rules[s.indicator]) for s in ranked),
                town_checks=tuple(rules[s.indicator].town_checks for s in ranked),
                first_month=first,
                months_running=running,
                issued_on=issued_on,
                due_on=due_on,
            )
        )
    return leads


def _owner(signal: Signal) -> tuple[str, str, str]:
    return signal.town, signal.village, signal.household_id


def grade_of(indicators: set[str], household_id: str, times_line: dict[str, tuple[bool, bool]], policy: Policy) -> str:
    """The colour of a household's lead (a village's: empty id), by its indicators and how it stands to the line."""
    is_red = bool(indicators & set(policy.settings["grades"]["red_indicators"]))
    if not household_id:
        return "red" if is_red else "yellow"
    under, near = times_line.get(household_id, (False, False))
    if under or is_red:
        return "red"
    return "yellow" if near or len({i.split(".")[0] for i in indicators}) > 1 else "green"


def _running(month: dt.date, issued: set[dt.date]) -> tuple[dt.date, int]:
    """Since when and for how many months without a gap there has been a lead."""
    first = month
    while shifted(first, -1) in issued:
        first = shifted(first, -1)
    return first, (month.year - first.year) * 12 + month.month - first.month + 1
