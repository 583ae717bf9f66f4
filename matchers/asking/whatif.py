"""A month under other parameters: which households (or villages) would have been asked, and which no longer."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from matchers.asking.graded import Place, graded_leads
from matchers.months.measuring import Month
from matchers.records.said import TRUE_OUTCOMES, UNTRUE, UNVERIFIED
from matchers.records.signals import Owner, owner_of
from matchers.rules.policy import Policy


@dataclass(frozen=True)
class TownChange:
    """Leads of a town; of those lost, what had been found out about them."""

    town: str
    gained: int
    stays: int
    lost: int
    lost_true: int
    lost_untrue: int
    lost_not_found_out: int
    lost_unanswered: int


@dataclass(frozen=True)
class WhatIf:
    """`before` and `after` are leads by grade; `whole` sums the towns, which are those with any lead before or after."""

    month: dt.date
    towns: tuple[TownChange, ...]
    whole: TownChange
    before: dict[str, int]
    after: dict[str, int]
    not_evaluated: tuple[str, ...]


def what_if(at: Month, tried: Policy, outcomes: dict[Owner, str]) -> WhatIf:
    """Judge a month by both policies with what linked.* holds; `outcomes` are those of the month's leads.

    The measures' tables are filled once, or not at all if the last run left them so; again only for another `least_pairs`.
    Call it where that is taken back.
    """
    then = replace(at, policy=tried)
    before, not_evaluated = graded_leads(at)
    after, _ = graded_leads(then)
    towns = tuple(
        _change(town, {owner for owner in before if owner[0] == town}, {owner for owner in after if owner[0] == town}, outcomes)
        for town in sorted({town for town, _, _ in {*before, *after}})
    )
    whole = _change("合计", set(before), set(after), outcomes)
    return WhatIf(at.month, towns, whole, dict(Counter(lead.grade for lead in before.values())), dict(Counter(lead.grade for lead in after.values())), tuple(not_evaluated))


def _change(town: str, before: set[Place], after: set[Place], outcomes: dict[Owner, str]) -> TownChange:
    lost = before - after
    found = Counter(outcomes.get(owner_of(*owner), "") for owner in lost)
    true = sum(found[outcome] for outcome in TRUE_OUTCOMES)
    return TownChange(town, len(after - before), len(before & after), len(lost), true, found[UNTRUE], found[UNVERIFIED], found[""])
