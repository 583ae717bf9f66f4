"""Whether schooling, insurance, housing and water hold for a household this month: open, unknown, or neither."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from matchers.leads.sentences import sentence
from matchers.months.measuring import Month
from matchers.records.signals import Household, Signal
from matchers.rules import all_rules
from matchers.statements import statements
from schemas.dataset import all_datasets
from schemas.months import written

SQL = statements(__file__)

WAITING = {"enrolment": "insurance.lapsed", "student": "education.dropout", "house": "housing.unsafe"}


class Guarantees:
    """The month's signals by whom they concern, and what is unknown; `judged` are the towns for which each indicator could be."""

    def __init__(
        self, at: Month, signals: Iterable[Signal], judged: Mapping[str, AbstractSet[str]]
    ) -> None:
        self._rules = {rule.indicator: rule for rule in all_rules().values()}
        self._guarded = at.policy.settings["monitoring"]["guarantee_indicators"]
        self._month, self._judged = at.month, judged
        self._signals: dict[object, list[Signal]] = defaultdict(list)
        for signal in signals:
            if signal.month == at.month:
                self._signals[signal.household_id or (signal.town, signal.village)].append(signal)
        ages = at.policy.parameters_of(all_rules()["education_dropout"], at.month)
        self._waiting = {
            (household_id, WAITING[dataset]): (all_datasets()[dataset].title, people)
            for household_id, dataset, people in at.warehouse.rows(SQL["unconfirmed"], age_from=ages["age_from"], age_to=ages["age_to"])
        }

    def signals_of(self, household: Household) -> tuple[str, ...]:
        """A sentence for each of the month's signals, its village's too."""
        return tuple(self._said(signal) for signal in self._of(household))

    def open(self, household: Household) -> tuple[str, ...]:
        return tuple(self._said(signal) for signal in self._of(household) if signal.indicator in self._guarded)

    def unconfirmed(self, household: Household) -> tuple[str, ...]:
        """What cannot be said to hold, a sentence each: the extract did not come, or a member's row waits for the bureau."""
        fired = {signal.indicator for signal in self._of(household)}
        said = []
        for indicator in self._guarded:
            rule = self._rules[indicator]
            if indicator in fired:
                continue
            if household.town not in self._judged.get(indicator, frozenset()):
                extracts = "、".join(all_datasets()[dataset].title for dataset, _ in rule.needed)
                said.append(f"没有收到（或没有报全）{written(self._month)}的{extracts}，不能确认有没有“{rule.title}”")
            elif waits := self._waiting.get((household.household_id, indicator)):
                said.append(f"家中{waits[1]}人的{waits[0]}记录对不准人或有错误，还在等待判断，不能确认有没有“{rule.title}”")
        return tuple(said)

    def _of(self, household: Household) -> list[Signal]:
        """The weightiest first."""
        signals = self._signals[household.household_id] + self._signals[household.town, household.village]
        return sorted(signals, key=lambda signal: self._rules[signal.indicator].rank)

    def _said(self, signal: Signal) -> str:
        rule = self._rules[signal.indicator]
        return f"{rule.title}：{sentence(signal, rule)}"
