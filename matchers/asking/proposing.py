"""Stricter parameters that past answers speak for: visits they would have saved, and whom they would have missed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import add, mul

from matchers.leads.verdicts import AnsweredLead
from matchers.months.facts import profiles_if_needed
from matchers.months.firing import Profiles, rows_of
from matchers.months.measuring import Month, measure
from matchers.records.said import TRUE_OUTCOMES, UNTRUE
from matchers.rules import Rule
from matchers.rules.magnitudes import suits
from matchers.rules.settable import Parameter, parameters_of

MONTHS_BACK = 11
LEAST_ANSWERS = 20
LEAST_SAVED = 3
MOST_MISSED = Decimal("0.05")  # of the true ones
# Steps to try from the present value, up and down: whichever lets fewer through is the stricter. Not tried are ages, which
# the law gives, and the general parameters (the monitoring line), which are not the county's.
STEPS = {
    "yuan": (mul, ("1.25", "1.5", "2", "0.8", "0.6", "0.5")),
    "times": (add, ("0.5", "1", "-0.5", "-1")),
    "share": (add, ("-0.1", "-0.2", "0.1", "0.2")),
    "days": (add, ("3", "7", "-3", "-7")),
    "months": (add, ("3", "6", "-3", "-6")),
}


@dataclass(frozen=True)
class Trial:
    """A stricter value, and leads that would not have been issued: visits to no purpose saved, true and enrolled ones missed."""

    value: Decimal
    saved: int
    true_missed: int
    enrolled_missed: int


@dataclass(frozen=True)
class Proposal:
    """A parameter tried against `answered` leads, `true` of them true; `suggested` is None where no value is worth it."""

    parameter: Parameter
    present: Decimal
    answered: int
    true: int
    trials: tuple[Trial, ...]
    suggested: Trial | None


@dataclass(frozen=True)
class Proposals:
    """`too_few` are (title, answers) of indicators with parameters to try but fewer than LEAST_ANSWERS answers."""

    month: dt.date
    months: tuple[dt.date, ...]
    tried: tuple[Proposal, ...]
    too_few: tuple[tuple[str, int], ...]


def propose(at: Month, leads: dict[dt.date, list[AnsweredLead]], progress: Callable[[int, int], None]) -> Proposals:
    """Try every parameter by itself. linked.* must reach back to the first month of `leads`; the measures' tables are filled."""
    policy = at.policy
    rules = {rule.name: rule for rule in policy.rules}
    answered = {
        rule.name: sum(rule.indicator in lead.indicators for mine in leads.values() for lead in mine) for rule in policy.rules
    }
    trying, too_few = [], {}
    for parameter in parameters_of(policy).values():
        rule = rules.get(parameter.owner.removeprefix("rules."))
        if rule is None or parameter.unit not in STEPS or (parameter.owner, parameter.parameter) not in policy.parameters:
            continue
        if answered[rule.name] < LEAST_ANSWERS:
            too_few[rule.title] = answered[rule.name]
        else:
            trying.append(_Attempt(rule, parameter, policy.in_force(parameter.owner, parameter.parameter, at.month).value))
    months = tuple(sorted(leads))
    for done, month in enumerate(months if trying else ()):
        progress(done, len(months))
        then = replace(at, month=month)
        measure(then)
        profiles = profiles_if_needed(then)
        for attempt in trying:
            attempt.judge(then, [lead for lead in leads[month] if attempt.rule.indicator in lead.indicators], profiles)
    return Proposals(at.month, months, tuple(attempt.result() for attempt in trying), tuple(too_few.items()))


@dataclass
class _Attempt:
    """A parameter and, for each value tried, the answered leads that it would have spared; `stricter` ones spare anybody."""

    rule: Rule
    parameter: Parameter
    present: Decimal
    lost: dict[Decimal, list[AnsweredLead]] = field(default_factory=dict)
    stricter: set[Decimal] = field(default_factory=set)
    answered: list[AnsweredLead] = field(default_factory=list)

    def __post_init__(self) -> None:
        step, amounts = STEPS[self.parameter.unit]
        values = [step(self.present, Decimal(amount)) for amount in amounts]
        self.lost = {value: [] for value in values if value > 0 and suits(self.parameter.unit, value)}

    def judge(self, at: Month, leads: list[AnsweredLead], profiles: Profiles | None) -> None:
        """Note which leads of a month each value would have spared; a value that finds somebody new is not stricter."""
        present = self._fired(at, self.present, profiles)
        leads = [lead for lead in leads if lead.owner in present]
        self.answered += leads
        for value in list(self.lost):
            fired = self._fired(at, value, profiles)
            if fired - present:
                del self.lost[value]
                self.stricter.discard(value)
            elif fired != present:
                self.stricter.add(value)
                # somebody with another reason is visited all the same
                self.lost[value] += [lead for lead in leads if lead.owner not in fired and len(lead.indicators) == 1]

    def _fired(self, at: Month, value: Decimal, profiles: Profiles | None) -> set[object]:
        rows = rows_of(at, self.rule, profiles, instead={self.parameter.parameter: value})
        return {(row["town"], row["village"]) if self.rule.scope == "village" else row["household_id"] for row in rows}

    def result(self) -> Proposal:
        trials = tuple(
            Trial(
                value, sum(lead.outcome == UNTRUE for lead in lost), sum(lead.outcome in TRUE_OUTCOMES for lead in lost),
                sum(lead.is_enrolled for lead in lost),
            )
            for value, lost in self.lost.items() if value in self.stricter
        )
        true = sum(lead.outcome in TRUE_OUTCOMES for lead in self.answered)
        worth = [
            trial for trial in trials
            if trial.saved >= LEAST_SAVED and not trial.enrolled_missed and trial.true_missed <= MOST_MISSED * true
        ]
        best = max(worth, key=lambda trial: (trial.saved, -trial.true_missed, -abs(trial.value - self.present)), default=None)
        enough = len(self.answered) >= LEAST_ANSWERS
        return Proposal(self.parameter, self.present, len(self.answered), true, trials, best if enough else None)
