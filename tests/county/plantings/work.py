"""Jobs and income: lost, changed, cut, ended, or never enough; or less of it while more is spent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.county.plantings.illness import CLINIC, pay
from tests.county.plot import HEART, Plot
from tests.twin.facts import Job


def poor(plot: Plot) -> None:
    plot.restate(income_per_capita=Decimal(2000))


def risen(plot: Plot) -> None:
    """Poor by last year's figure, but earning more ever since."""
    plot.restate(income_per_capita=Decimal(5700))
    year = range(plot.months[-1] - 11, plot.months[-1] + 1)
    plot.change_jobs(year, lambda job: replace(job, wage=job.wage + 900))


def wage_cut(plot: Plot) -> None:
    _cut_wages(plot, 3)


def wages_cut_for_two_months(plot: Plot) -> None:
    _cut_wages(plot, 6, since=1)


def wages_cut_for_three_months(plot: Plot) -> None:
    _cut_wages(plot, 6, since=2)


def _cut_wages(plot: Plot, tenths_left: int, since: int = 0) -> None:
    plot.change_jobs(plot.since(since), lambda job: replace(job, wage=(job.wage * tenths_left / 10).quantize(Decimal("0.01"))))


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


def one_earns_next_to_nothing(plot: Plot) -> None:
    """The other goes on as before."""
    worker = _least_paid(plot)
    for month in plot.months:
        wage = Decimal(1100 if month < plot.month - 2 else 950)
        plot.facts.jobs[worker, month] = [Job("务工", wage, "惠民家政服务部")]


def post_ended(plot: Plot) -> None:
    who = _idle(plot)[0]
    for month in range(plot.months[0], plot.month):
        plot.facts.jobs[who, month] = [Job("公益性岗位", Decimal(450), f"{plot.household.village}民委员会")]


def earner_ill(plot: Plot) -> None:
    worker = _least_paid(plot)
    for month in plot.months:
        plot.facts.jobs[worker, month] = [Job("灵活就业", Decimal(900))] if month < plot.month else []
    pay(plot, worker, 0, 1200, HEART)


def less_earned_and_more_spent(plot: Plot) -> None:
    for who in plot.household.members:
        for month in range(plot.month - 12, plot.month + 1):
            plot.facts.bills[who, month] = []
    _cut_wages(plot, 6)
    pay(plot, plot.household.members[0], 0, 2200, CLINIC)


def _least_paid(plot: Plot) -> int:
    return min(plot.workers(), key=lambda who: sum(job.wage for job in plot.facts.jobs[who, plot.month - 1]))


def has_two_workers(plot: Plot) -> bool:
    return len(plot.workers()) > 1 and all(plot.age(who) < 59 for who in plot.workers())


def _idle(plot: Plot) -> list[int]:
    return [who for who in plot.household.members if 20 <= plot.age(who) <= 59 and not any(plot.facts.jobs.get((who, month)) for month in plot.months)]


def has_somebody_idle(plot: Plot) -> bool:
    return bool(_idle(plot)) and bool(plot.workers())
