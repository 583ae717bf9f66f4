"""Benefits, insurance and houses that fail, begin, or only change their name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.county.plantings.illness import fall_ill
from tests.county.plantings.schooling import pupil_gone
from tests.county.plot import Plot
from tests.twin.facts import Benefit, House


def benefit_stopped(plot: Plot) -> None:
    _subsist(plot, Benefit("低保", "停发", Decimal(0)))


def benefit_renamed(plot: Plot) -> None:
    _subsist(plot, Benefit("特困供养", "享受", Decimal(510)))


def _subsist(plot: Plot, afterwards: Benefit) -> None:
    who = plot.household.members[0]
    for month in plot.months:
        benefit = Benefit("低保", "享受", Decimal(510)) if month < plot.month else afterwards
        plot.facts.benefits[who, month] = [benefit]


def one_off_help(plot: Plot) -> None:
    plot.facts.benefits[plot.household.members[0], plot.month - 1].append(Benefit("临时救助", "享受", Decimal(1200)))


def uninsured(plot: Plot) -> None:
    for month in plot.from_now:
        plot.facts.cover.pop((plot.household.members[-1], month), None)


def insurance_paused(plot: Plot) -> None:
    for month in plot.from_now:
        plot.facts.cover[plot.household.members[-1], month] = ["暂停参保"]


def moved_to_other_scheme(plot: Plot) -> None:
    for month in plot.from_now:
        plot.facts.cover[plot.household.members[-1], month] = ["暂停参保", "正常参保"]


def house_unsafe(plot: Plot) -> None:
    _rebuild(plot, House("D", "是", "未改造"))


def second_house(plot: Plot) -> None:
    _rebuild(plot, House("C", "否", "未改造"))


def house_rebuilt(plot: Plot) -> None:
    _rebuild(plot, House("D", "是", "已竣工"))


def _rebuild(plot: Plot, house: House) -> None:
    key = plot.household.household_id
    for month in plot.from_now:
        plot.facts.houses[key, month] = [replace(house, address=old.address) for old in plot.facts.houses[key, month]]


def no_school_and_no_insurance(plot: Plot) -> None:
    pupil_gone(plot)
    uninsured(plot)


def helped_for_the_first_time(plot: Plot) -> None:
    plot.facts.benefits[plot.household.members[0], plot.month].append(Benefit("临时救助", "享受", Decimal(1500)))


def helped_again(plot: Plot) -> None:
    for back in (0, 2):
        plot.facts.benefits[plot.household.members[0], plot.month - back].append(Benefit("临时救助", "享受", Decimal(1500)))
    fall_ill(plot, "大病", 2)


def has_no_benefit(plot: Plot) -> bool:
    return not any(plot.facts.benefits.get((who, month)) for who in plot.household.members for month in plot.months)


def support(plot: Plot) -> None:
    """低保 in all months, for whoever is left."""
    for who in plot.household.members:
        for month in plot.months:
            plot.facts.benefits[who, month] = [Benefit("低保", "享受", Decimal(420))]
