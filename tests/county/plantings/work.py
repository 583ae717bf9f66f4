"""Jobs and income: lost, changed, cut, or never enough."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.county.plot import Plot
from tests.twin.facts import Job


def poor(plot: Plot) -> None:
    plot.restate(income_per_capita=Decimal(2000))


def risen(plot: Plot) -> None:
    """Poor by last year's figure, but earning more ever since."""
    plot.restate(income_per_capita=Decimal(5700))
    year = range(plot.months[-1] - 11, plot.months[-1] + 1)
    plot.change_jobs(year, lambda job: replace(job, wage=job.wage + 900))


def wage_cut(plot: Plot) -> None:
    plot.change_jobs(plot.from_now, lambda job: replace(job, wage=(job.wage * 3 / 10).quantize(Decimal("0.01"))))


def small_wage_cut(plot: Plot) -> None:
    """More than half is gone, yet less than 1000 yuan."""
    worker = plot.workers()[0]
    plot.forget_jobs()
    for month in plot.months:
        wage = Decimal(900 if month < plot.month else 300)
        plot.facts.jobs[worker, month] = [Job("公益性岗位", wage, f"{plot.household.village}民委员会")]


def job_loss(plot: Plot) -> None:
    worker = plot.workers()[0]
    for month in plot.from_now:
        plot.facts.jobs[worker, month] = [Job("失业" if worker % 2 else "返乡未就业", Decimal(0))]


def job_changed(plot: Plot) -> None:
    plot.change_jobs(plot.from_now, lambda job: replace(job, status="务工", employer="长河物流有限公司"))


def never_worked(plot: Plot) -> None:
    plot.forget_jobs()


def seasonal_worker(plot: Plot) -> None:
    """Works every third month only, for little: out of work, but not for three months on end."""
    worker = plot.workers()[0]
    plot.forget_jobs()
    for month in plot.months:
        if (plot.month - month) % 3 == 1:
            plot.facts.jobs[worker, month] = [Job("灵活就业", Decimal(600))]
