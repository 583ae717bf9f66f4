"""The other two channels: households that apply, and cadres who find trouble or none."""

from __future__ import annotations

from tests.county.plot import Plot
from tests.twin.facts import Application, Facts, Visit, last_day

MATTERS = ("因病", "孩子上大学，学费交不起", "收入骤减", "其他", "老人看病和房屋漏雨")
OWN_WORDS = "家里今年比较困难，请帮助"
ADULT = 18
VISITOR = "驻村工作队"


def applied(plot: Plot) -> None:
    """A grown member, the householder only where there is no other."""
    applies(plot.facts, plot.members(ADULT)[0], plot.month)


def applied_before(plot: Plot) -> None:
    """On the last day of the month before."""
    applies(plot.facts, plot.household.members[0], plot.month - 1, last_day(plot.month - 1).day)


def applies(facts: Facts, who: int, month: int, day: int = 12) -> None:
    matter = MATTERS[who % len(MATTERS)]
    facts.applications[who, month].append(Application(last_day(month).replace(day=day), matter, OWN_WORDS))


def trouble_found(plot: Plot) -> None:
    _visit(plot, "是", "因病")


def trouble_named(plot: Plot) -> None:
    """The cadre only wrote what it is."""
    _visit(plot, "", "房屋漏雨")


def nothing_found(plot: Plot) -> None:
    _visit(plot, "否", "无")


def _visit(plot: Plot, has_risk: str, problem: str) -> None:
    day = last_day(plot.month).replace(day=18)
    visit = Visit(day, has_risk, problem, "与户主当面核对", VISITOR)
    plot.facts.visits[plot.household.members[0], plot.month].append(visit)
