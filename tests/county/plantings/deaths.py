"""Deaths: nothing comes in about a person any more from the next month on."""

from __future__ import annotations

from tests.county.plot import Plot
from tests.twin.facts import last_day


def death_of_worker(plot: Plot) -> None:
    _bury(plot, plot.members(16, 58)[0])


def death_of_elder(plot: Plot) -> None:
    _bury(plot, plot.members(61)[0])


def _bury(plot: Plot, who: int) -> None:
    plot.facts.deaths[who] = last_day(plot.month).replace(day=17)
    for month in range(plot.month + 1, plot.months[-1] + 1):
        for rows in (plot.facts.bills, plot.facts.studies, plot.facts.benefits, plot.facts.jobs, plot.facts.cover):
            rows.pop((who, month), None)
