"""Who is left in a household: old people, children, nobody who can work; supported, or not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.county import lists
from tests.county.plantings.guarantees import support
from tests.county.plantings.illness import CLINIC, pay
from tests.county.plot import MONITORED, Plot
from tests.twin.facts import Benefit, last_day


def nobody_can_work(plot: Plot) -> None:
    plot.restate(income_per_capita=Decimal(8000), **MONITORED)
    plot.forget_jobs()
    for who in plot.household.members:
        plot.facts.persons[who] = replace(plot.facts.persons[who], labour="无劳动力")


def nobody_can_work_supported(plot: Plot) -> None:
    nobody_can_work(plot)
    support(plot)


def elder_alone(plot: Plot) -> None:
    _left(plot, [who for who in plot.household.members if plot.age(who) >= 65][:1])


def elder_alone_supported(plot: Plot) -> None:
    elder_alone(plot)
    support(plot)


def elders_and_children(plot: Plot) -> None:
    _left(plot, [who for who in plot.household.members if plot.age(who) >= 60 or plot.age(who) < 16])


def old_people_and_a_child(plot: Plot) -> None:
    """As ordinary a household as before."""
    elders_and_children(plot)
    plot.restate(household_type="一般农户")


def two_elders_one_disabled(plot: Plot) -> None:
    elders = [who for who in plot.household.members if plot.age(who) >= 60]
    _left(plot, elders)
    person = plot.facts.persons[elders[0]]
    for month in plot.months:
        plot.facts.benefits[elders[0], month] = [Benefit("残疾人两项补贴", "享受", Decimal(80))]
        plot.facts.declared["disability", elders[0], month] = [lists.card(person.id_number, "肢体", "一级", last_day(plot.month - 60))]


def elder_spends_most(plot: Plot) -> None:
    _left(plot, [who for who in plot.household.members if plot.age(who) >= 60][:1])
    plot.restate(income_per_capita=Decimal(15600))
    plot.forget_jobs()
    for back in range(12):
        pay(plot, _elder(plot), back, 790, CLINIC)


def _left(plot: Plot, members: list[int]) -> None:
    """The others have moved away, long ago; and nobody was ill for a year."""
    plot.restate(income_per_capita=Decimal(8000), **MONITORED)
    for who in members:
        for back in range(13):
            plot.facts.bills[who, plot.month - back] = []
    for roster in plot.facts.rosters.values():
        home = roster[plot.household.household_id]
        kept = [who for who in home.members if who in members]
        roster[home.household_id] = replace(home, members=tuple(kept), relations=("户主", *["其他"] * (len(kept) - 1)))


def _elder(plot: Plot) -> int:
    return next(who for who in plot.household.members if plot.age(who) >= 60)


def has_elder(plot: Plot) -> bool:
    return bool(plot.workers()) and any(plot.age(who) >= 65 for who in plot.household.members)


def has_two_elders(plot: Plot) -> bool:
    return bool(plot.workers()) and sum(plot.age(who) >= 60 for who in plot.household.members) > 1


def has_elder_and_child(plot: Plot) -> bool:
    return any(plot.age(who) >= 60 for who in plot.household.members) and any(3 < plot.age(who) < 15 for who in plot.household.members)


def has_elder_and_small_child(plot: Plot) -> bool:
    return any(plot.age(who) >= 60 for who in plot.household.members) and any(plot.age(who) < 15 for who in plot.household.members)
