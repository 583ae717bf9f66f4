"""Signals → one lead a household (one a village), graded, with its reasons ranked and said in words; an open one is carried on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from matchers.leads.labels import Labelled, labels_of
from matchers.leads.ledger import Ledger
from matchers.leads.sentences import late, sentence
from matchers.months.comparing import Comparison
from matchers.months.measuring import Month
from matchers.records.lead_numbers import lead_number
from matchers.records.leads import CARRIED, ESCALATED, NEW, OPEN, Lead, LeadRecord
from matchers.records.said import UNVERIFIED
from matchers.records.signals import GRADES, Owner, Signal
from matchers.rules import Rule, all_rules
from matchers.rules.deadlines import due_on
from matchers.rules.policy import Policy
from matchers.rules.sections import BY_BANDS
from schemas.household_types import ORDINARY
from schemas.months import shifted, written

Issued = dict[Owner, set[dt.date]]
FIRST = -1  # before all ranks of rules: of one colour
UNDER_THE_LINE = frozenset({"income.below_line", "income.below_line_after_expenditure"})


def issue_dates(policy: Policy, run_month: dt.date, town: str = "") -> tuple[dt.date, dt.date]:
    """(issued on, due on) for a town's leads of a run: a day of the month after, and so many days later."""
    settings = policy.settings["leads"]
    issued = shifted(run_month, 1).replace(day=settings["issue_day"])
    return issued, due_on(issued, policy.town_due_days.get(town, settings["due_days"]), settings["due_counted_in"])


@dataclass(frozen=True)
class Run:
    """What the leads of a run are made from: the months it looked at, what its signals' owners had before, and the numbers in force.

    `issued` are the months for which each owner has had signals; `asked` and `silenced` hold, for a month and owner, the
    indicators that its town is asked about and those that it is not.
    """

    at: Month
    comparisons: Mapping[dt.date, Comparison]
    ledger: Ledger
    issued: Issued
    asked: Mapping[tuple[dt.date, Owner], frozenset[str]]
    silenced: Mapping[tuple[dt.date, Owner], frozenset[str]]

    @property
    def month(self) -> dt.date:
        return self.at.month

    @property
    def policy(self) -> Policy:
        return self.at.policy

    @cached_property
    def _villages(self) -> dict[tuple[dt.date, str, str], set[str]]:
        found: dict[tuple[dt.date, str, str], set[str]] = defaultdict(set)
        for month, comparison in self.comparisons.items():
            for signal in comparison.signals:
                if not signal.household_id:
                    found[month, signal.town, signal.village].add(signal.indicator)
        return found

    def around(self, lead: Lead) -> AbstractSet[str]:
        """What holds for a lead's village as a whole."""
        return self._villages.get((lead.month, lead.town, lead.village), frozenset())

    @property
    def latest(self) -> Comparison:
        return self.comparisons[self.month]


def in_scope(run: Run, signals: Sequence[Signal]) -> tuple[list[Signal], frozenset[Owner]]:
    """Signals whose owners a list is made for, and the households left out: ordinary ones that are red in none of the months, where the rule
    book looks at those only at risk. What is open goes on.
    """
    if not run.policy.settings["leads"]["ordinary_only_at_risk"]:
        return list(signals), frozenset()
    months: dict[Owner, set[dt.date]] = defaultdict(set)
    for signal in signals:
        months[signal.owner].add(signal.month)
    out = frozenset(owner for owner, fired in months.items() if not (run.ledger.open_lead(owner) or any(_is_in_scope(run, month, owner) for month in fired)))
    return [signal for signal in signals if signal.owner not in out], out


def _is_in_scope(run: Run, month: dt.date, owner: Owner) -> bool:
    home = run.comparisons[month].households.get(owner[2])
    return home is None or home.household_type != ORDINARY or _grade(run, month, owner) == "red"


def leads_of(run: Run, signals: Sequence[Signal]) -> list[Lead]:
    """One lead an owner for the signals to ask about: the run month's, and late ones of earlier months.

    A lead that is open is carried on under its number, with a new day to answer by only if its grade rose, a new kind joined,
    or its town could not verify it.
    """
    mine: dict[Owner, list[Signal]] = defaultdict(list)
    for signal in signals:
        mine[signal.owner].append(signal)
    rules = {rule.indicator: rule for rule in all_rules().values()}
    leads = [_lead(run, owner, fired, rules) for owner, fired in mine.items()]
    return sorted(leads, key=lambda lead: (lead.town, lead.village, lead.household_id))


def _lead(run: Run, owner: Owner, signals: list[Signal], rules: dict[str, Rule]) -> Lead:
    ranked = sorted(signals, key=lambda s: (-s.month.toordinal(), rules[s.indicator].rank, s.indicator))
    newest = ranked[0]
    weightiest = min(signals, key=lambda s: rules[s.indicator].rank)
    months = {s.month for s in ranked}
    first, running = _running(newest.month, run.issued.get(owner, set()) | months)
    issued_on, due = issue_dates(run.policy, run.month, newest.town)
    grade = min((_grade(run, month, owner) for month in months), key=GRADES.index)
    before = run.ledger.last_lead(owner)
    lead = Lead(
        lead_id=_number(run, newest),
        month=newest.month,
        town=newest.town,
        village=newest.village,
        household=run.comparisons[newest.month].households.get(newest.household_id),
        grade=grade,
        signals=tuple(ranked),
        sentences=tuple(late(s.month, run.month) + sentence(s, rules[s.indicator]) for s in ranked),
        town_checks=tuple(dict.fromkeys(rules[s.indicator].town_checks for s in ranked)),
        families=tuple(rules[s.indicator].family or rules[s.indicator].kind_title for s in ranked),
        sources=tuple(dict.fromkeys(rules[s.indicator].source for s in ranked)),
        first_month=first,
        months_running=running,
        issued_on=issued_on,
        due_on=due,
        status=OPEN,
        standing=NEW,
        continues=before.lead_id if before else "",
        rank=FIRST if grade != "red" and {s.indicator for s in signals} & set(run.policy.settings["leads"]["first"]) else rules[weightiest.indicator].rank,
        excess=_excess(weightiest, rules[weightiest.indicator]),
    )
    known = run.ledger.open_lead(owner)
    lead = _carried(lead, known, run.issued.get(owner, set()) | months) if known else lead
    labels = _labels(run, lead)
    return replace(lead, labels=labels) if labels else lead


def _labels(run: Run, lead: Lead) -> tuple[str, ...]:
    shown = run.comparisons[lead.month]
    indicators = frozenset(signal.indicator for signal in lead.signals)
    return labels_of(Labelled(run.at, lead.household, lead.town, indicators, lead.grade, shown.facts.get(lead.household_id), shown.judged, run.around(lead)))


def _excess(signal: Signal, rule: Rule) -> Decimal:
    """How many times over its threshold a figure is, or under it where lower is worse; 1 for what only is or is not."""
    if not rule.worse or not signal.threshold:
        return Decimal(1)
    if rule.worse == "higher":
        return signal.value / signal.threshold
    return signal.threshold / signal.value if signal.value >= 1 else signal.threshold + 1 - signal.value  # nothing left, or less


def _number(run: Run, newest: Signal) -> str:
    """By the newest month; where a lead of that month is on the record already, by the run's."""
    owner = newest.household_id or f"{newest.town}-{newest.village}"
    number = lead_number(written(newest.month), owner)
    return number if number not in run.ledger.leads else lead_number(written(run.month), owner)


def _carried(lead: Lead, known: LeadRecord, fired: set[dt.date]) -> Lead:
    first = min(known.first_month, lead.first_month)
    grew = GRADES.index(lead.grade) < GRADES.index(known.grade) or bool({s.indicator.partition(".")[0] for s in lead.signals} - known.kinds)
    is_asked_again = grew or known.outcome == UNVERIFIED  # with as long to answer as at first
    return replace(
        lead, lead_id=known.lead_id, continues=known.continues, sources=tuple(dict.fromkeys((*known.sources, *lead.sources))),
        first_month=first, months_running=sum(first <= month <= lead.month for month in fired),
        standing=ESCALATED if grew else CARRIED, status=known.state(dt.date.min if grew else lead.issued_on),
        issued_on=lead.issued_on if is_asked_again else known.issued_on, due_on=lead.due_on if is_asked_again else known.due_on,
    )


def _grade(run: Run, month: dt.date, owner: Owner) -> str:
    """By all that the month shows and the town is asked about; an income found untrue makes nobody red."""
    times_line = run.comparisons[month].times_line
    if run.silenced.get((month, owner), frozenset()) & UNDER_THE_LINE:
        times_line = {owner[2]: (False, times_line.get(owner[2], (False, False))[1])}
    home = run.comparisons[month].households.get(owner[2])
    return grade_of(run.asked[month, owner], owner[2], times_line, run.policy, run.policy.listed_kind(home.household_type, home.risk_cleared) if home else "")


def grade_of(
    indicators: AbstractSet[str], household_id: str, times_line: Mapping[str, tuple[bool, bool]], policy: Policy, listed_kind: str = ""
) -> str:
    """The colour of a household's lead (a village's: empty id), by its indicators, how it stands to the line and which list it is on.

    In bands only income colours what is not red: whose income is unknown is yellow.
    """
    grades = policy.settings["grades"]
    is_red = bool(indicators & set(grades["red_indicators"])) or listed_kind in grades["red_kinds"]
    if not household_id:
        return "red" if is_red else "yellow"
    in_bands = policy.grading == BY_BANDS
    under, near = times_line.get(household_id, (False, in_bands))
    if under or is_red:
        return "red"
    if in_bands:
        return "yellow" if near else "green"
    return "yellow" if near or kinds_of(indicators) > 1 else "green"


def kinds_of(indicators: AbstractSet[str]) -> int:
    """How many kinds of reasons these are."""
    rules = {rule.indicator: rule for rule in all_rules().values()}
    counted = {(rules[indicator].kind, rules[indicator].counts_as) for indicator in indicators if indicator in rules}
    return sum(count for _, count in counted)


def _running(month: dt.date, issued: set[dt.date]) -> tuple[dt.date, int]:
    """Since when and for how many months without a gap there has been a lead."""
    first = month
    while shifted(first, -1) in issued:
        first = shifted(first, -1)
    return first, (month.year - first.year) * 12 + month.month - first.month + 1
