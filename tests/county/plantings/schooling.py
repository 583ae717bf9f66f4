"""Pupils who are gone, suspended or only seem so, and dear schooling with and without aid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.county.plot import Plot


def pupil_gone(plot: Plot) -> None:
    pupil = plot.members(7, 13)[0]
    for month in plot.from_now:
        plot.facts.studies.pop((pupil, month), None)


def pupil_dropped_out(plot: Plot) -> None:
    _restate_study(plot, plot.members(7, 13)[0], status="辍学")


def taught_at_home(plot: Plot) -> None:
    _restate_study(plot, plot.members(7, 13)[0], status="送教上门")


def suspended(plot: Plot) -> None:
    _restate_study(plot, plot.members(7, 13)[0], since=1, status="休学")


def just_suspended(plot: Plot) -> None:
    _restate_study(plot, plot.members(7, 13)[0], status="休学")


def _restate_study(plot: Plot, who: int, since: int = 0, **changes) -> None:
    for month in plot.since(since):
        plot.facts.studies[who, month] = [replace(study, **changes) for study in plot.facts.studies[who, month]]


def unaided(plot: Plot) -> None:
    _charge(plot, Decimal(0))


def unaided_and_lifted(plot: Plot) -> None:
    plot.restate(household_type="脱贫户")
    unaided(plot)


def aided(plot: Plot) -> None:
    _charge(plot, Decimal(500))


def _charge(plot: Plot, aid: Decimal) -> None:
    """Dear schooling in September for all upper-stage students, with this aid and no other in two years."""
    september = plot.months[-1] - 9
    for who in plot.household.members:
        for month in plot.months:
            plot.facts.studies[who, month] = [
                replace(study, tuition=Decimal(0), boarding=Decimal(0), aid=Decimal(0))
                for study in plot.facts.studies.get((who, month), ())
            ]
    for who in plot.upper_students():
        fees = {"tuition": Decimal(5200), "boarding": Decimal(1200), "aid": aid}
        plot.facts.studies[who, september] = [replace(study, **fees) for study in plot.facts.studies[who, september]]


def no_aid_for_the_student(plot: Plot) -> None:
    for who in plot.upper_students():
        for month in plot.months:
            plot.facts.studies[who, month] = [replace(study, aid=Decimal(0), tuition=Decimal(0), boarding=Decimal(0)) for study in plot.facts.studies.get((who, month), ())]


def dear_year_of_school(plot: Plot) -> None:
    who, september = plot.upper_students()[0], plot.month - 9
    fees = {"tuition": Decimal(11500), "boarding": Decimal(1000), "aid": Decimal(500)}
    plot.facts.studies[who, september] = [replace(study, **fees) for study in plot.facts.studies[who, september]]


def schooling_with_aid(plot: Plot) -> None:
    """Ten thousand a year, less what is helped with."""
    for who in plot.upper_students():
        for month in plot.months:
            rows = plot.facts.studies.get((who, month), ())
            plot.facts.studies[who, month] = [replace(study, aid=Decimal(500 if month == plot.month - 9 else 0), tuition=Decimal(0), boarding=Decimal(0)) for study in rows]
    first = plot.upper_students()[0]
    plot.facts.studies[first, plot.month - 9] = [replace(study, tuition=Decimal(10400)) for study in plot.facts.studies[first, plot.month - 9]]
