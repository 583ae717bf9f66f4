"""Whether schooling, insurance, housing and water hold for a household this month: open, unknown, or neither."""

from collections import defaultdict
from collections.abc import Iterable

from matchers.leads.sentences import sentence
from matchers.months.comparing import Comparison
from matchers.months.holding import in_doubt
from matchers.months.measuring import Month
from matchers.records.signals import HeldBack, Household, Signal
from matchers.rules import all_rules
from schemas.dataset import all_datasets
from schemas.months import written


class Guarantees:
    """The month's signals by whom they concern, and what is unknown; `compared` is the month, `held` what no signal rests on."""

    def __init__(self, at: Month, signals: Iterable[Signal], compared: Comparison, held: Iterable[HeldBack]) -> None:
        self._rules = {rule.indicator: rule for rule in all_rules().values()}
        self._guarded = at.policy.settings["monitoring"]["guarantee_indicators"]
        self._month, self._judged = at.month, compared.judged
        self._signals: dict[object, list[Signal]] = defaultdict(list)
        for signal in signals:
            if signal.month == at.month:
                self._signals[signal.household_id or (signal.town, signal.village)].append(signal)
        self._waiting = {(each.household_id, each.indicator): each for each in (*held, *in_doubt(at, compared, self._guarded))}

    def signals_of(self, household: Household) -> tuple[str, ...]:
        """A sentence for each of the month's signals, its village's too."""
        return tuple(self._said(signal) for signal in self._of(household))

    def questions_of(self, household: Household) -> tuple[str, ...]:
        """Those of `signals_of` that only ask, and are no kind of trouble."""
        return tuple(self._said(signal) for signal in self._of(household) if not self._rules[signal.indicator].counts_as)

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
                said.append(f"家中{waits.people}人的{'、'.join(waits.extracts)}记录对不准人或有错误，还在等待判断，不能确认有没有“{rule.title}”")
        return tuple(said)

    def _of(self, household: Household) -> list[Signal]:
        """The weightiest first."""
        signals = self._signals[household.household_id] + self._signals[household.town, household.village]
        return sorted(signals, key=lambda signal: self._rules[signal.indicator].rank)

    def _said(self, signal: Signal) -> str:
        rule = self._rules[signal.indicator]
        return f"{rule.title}：{sentence(signal, rule)}"
