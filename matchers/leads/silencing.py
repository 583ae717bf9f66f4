"""Which of a month's signals a town is not asked about again: those that it found untrue not long ago, and that are no worse now."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from matchers.leads.ledger import Ledger, Silence
from matchers.leads.sentences import sentence
from matchers.records.signals import Owner, Signal, Silenced
from matchers.rules import all_rules
from matchers.rules.policy import Policy


def parted(signals: Iterable[Signal], ledger: Ledger, policy: Policy) -> tuple[list[Signal], list[Silenced], set[tuple[dt.date, Owner, str]]]:
    """(signals to ask about, silenced ones, which of the first had been silenced: month, owner, indicator)."""
    wake_share = policy.settings["leads"]["wake_share"]
    rules = {rule.indicator: rule for rule in all_rules().values()}
    awake, silenced, woken = [], [], set()
    for signal in signals:
        silence = ledger.silences.get((signal.owner, signal.indicator))
        if silence is None or signal.month > silence.until:
            awake.append(signal)
        elif is_worse(signal, silence, rules[signal.indicator].worse, wake_share):
            awake.append(signal)
            woken.add((signal.month, signal.owner, signal.indicator))
        else:
            silenced.append(Silenced(signal, sentence(signal, rules[signal.indicator]), silence.lead_id, silence.until))
    return awake, silenced, woken


def is_worse(signal: Signal, silence: Silence, worse: str, share: Decimal) -> bool:
    """Whether the figure is worse than the one found untrue by that share of it; what only is or is not never grows worse."""
    if worse == "higher":
        return signal.value >= silence.value * (1 + share)
    return worse == "lower" and silence.value > 0 and signal.value <= silence.value * (1 - share)
