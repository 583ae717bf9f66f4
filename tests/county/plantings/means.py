"""What a household spends, earns and is left with, so that one of the register's further indicators holds; or nearly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.county import lists
from tests.county.lives import make_bill
from tests.county.plantings.guarantees import uninsured
from tests.county.plantings.schooling import pupil_gone
from tests.county.plot import Plot
from tests.twin.facts import Benefit, Job, age_on, last_day

CLINIC, HOSPITAL, CHRONIC = ("门诊", "高血压"), ("住院", "冠心病"), ("门诊慢特病", "高血压")
NEAR, NOT_NEAR = Decimal(6700), Decimal(9500)  # yuan a person a year: under and over 1.2 times the line
MONITORED = {"household_type": "边缘易致贫户", "risk_cleared": "否"}  # whose line is that of ordinary households in every book
FIRST_NUMBER = 7_000_000_000


def _pay(plot: Plot, who: int, back: int, self_pay: int, care: tuple[str, str], aid: bool = True) -> None:
    """A bill of so many months before."""
    month = plot.month - back
    number = FIRST_NUMBER + who * 1000 + back * 10 + len(plot.facts.bills[who, month])
    bill = make_bill(number, plot.household.household_id[:6], who, last_day(month).replace(day=11), care, Decimal(self_pay * 3), Decimal(self_pay))
    plot.facts.bills[who, month].append(bill if aid else replace(bill, basic_fund=bill.basic_fund + bill.medical_aid, medical_aid=Decimal(0)))


def _age(plot: Plot, who: int) -> int:
    return age_on(plot.facts.persons[who].birth, last_day(plot.month))


def _ill(plot: Plot, kind: str, first: int) -> None:
    """On the register of illnesses since so many months before."""
    for month in range(plot.month - first, plot.months[-1] + 1):
        row = {"kind": kind, "disease": "高血压" if kind == "慢性病" else "恶性肿瘤", "status": "救治中", "registered_on": last_day(plot.month - first).replace(day=6)}
        plot.facts.declared["disease", plot.household.members[0], month] = [row]


def outpatient_for_three_months(plot: Plot) -> None:
    for back in range(3):
        _pay(plot, plot.household.members[0], back, 520, CLINIC)


def in_hospital_three_times(plot: Plot) -> None:
    for back in (1, 3, 5):
        _pay(plot, plot.household.members[0], back, 1800, HOSPITAL)


def two_ill(plot: Plot) -> None:
    for who in plot.household.members[:2]:
        for back in (7, 8, 9):
            _pay(plot, who, back, 720, CLINIC)


def no_medical_aid(plot: Plot) -> None:
    """One of the monitored; the year before it cost as much."""
    plot.restate(**MONITORED)
    _pay(plot, plot.household.members[0], 12, 3300, HOSPITAL)
    _pay(plot, plot.household.members[0], 0, 3200, HOSPITAL, aid=False)


def major_disease(plot: Plot) -> None:
    _ill(plot, "大病", 0)


def chronic_at_full_price(plot: Plot) -> None:
    for back in range(1, 6):
        plot.facts.bills[plot.household.members[0], plot.month - back] = []
        _pay(plot, plot.household.members[0], back, 330, CLINIC)
    plot.facts.bills[plot.household.members[0], plot.month] = []
    _ill(plot, "慢性病", 24)


def suspended(plot: Plot) -> None:
    pupil = plot.members(7, 13)[0]
    for month in range(plot.month - 1, plot.months[-1] + 1):
        plot.facts.studies[pupil, month] = [replace(study, status="休学") for study in plot.facts.studies[pupil, month]]


def no_aid_for_the_student(plot: Plot) -> None:
    for who in plot.upper_students():
        for month in plot.months:
            plot.facts.studies[who, month] = [replace(study, aid=Decimal(0), tuition=Decimal(0), boarding=Decimal(0)) for study in plot.facts.studies.get((who, month), ())]


def dear_year_of_school(plot: Plot) -> None:
    who, september = plot.upper_students()[0], plot.month - 9
    fees = {"tuition": Decimal(11500), "boarding": Decimal(1000), "aid": Decimal(500)}
    plot.facts.studies[who, september] = [replace(study, **fees) for study in plot.facts.studies[who, september]]


def wages_cut_for_three_months(plot: Plot) -> None:
    plot.change_jobs(range(plot.month - 2, plot.months[-1] + 1), lambda job: replace(job, wage=(job.wage * 3 / 5).quantize(Decimal("0.01"))))


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
    _pay(plot, worker, 0, 1200, HOSPITAL)


def _least_paid(plot: Plot) -> int:
    return min(plot.workers(), key=lambda who: sum(job.wage for job in plot.facts.jobs[who, plot.month - 1]))


def has_two_workers(plot: Plot) -> bool:
    return len(plot.workers()) > 1 and all(_age(plot, who) < 59 for who in plot.workers())


def _idle(plot: Plot) -> list[int]:
    return [who for who in plot.household.members if 20 <= _age(plot, who) <= 59 and not any(plot.facts.jobs.get((who, month)) for month in plot.months)]


def has_somebody_idle(plot: Plot) -> bool:
    return bool(_idle(plot)) and bool(plot.workers())


def near_the_line(plot: Plot) -> None:
    plot.restate(income_per_capita=NEAR, **MONITORED)


def not_near_the_line(plot: Plot) -> None:
    plot.restate(income_per_capita=NOT_NEAR)
    for back in (0, 1):
        _pay(plot, plot.household.members[0], back, 520, CLINIC)
    _ill(plot, "大病", 2)


def near_the_line_and_ill(plot: Plot) -> None:
    """Of three or more, so that the line is kept."""
    plot.restate(income_per_capita=Decimal(8500), **MONITORED)
    for back in range(1, 8):
        _pay(plot, plot.household.members[0], back, 750, CLINIC)


def near_the_line_and_gravely_ill(plot: Plot) -> None:
    """Ten thousand in a year, no month of which stands out; of five or more, so that the line is kept."""
    plot.restate(income_per_capita=Decimal(8500))
    for back in range(1, 11):
        _pay(plot, plot.household.members[0], back, 1030, CLINIC)


def no_school_and_no_insurance(plot: Plot) -> None:
    pupil_gone(plot)
    uninsured(plot)


def less_earned_and_more_spent(plot: Plot) -> None:
    for who in plot.household.members:
        for month in range(plot.month - 12, plot.month + 1):
            plot.facts.bills[who, month] = []
    plot.change_jobs(plot.from_now, lambda job: replace(job, wage=(job.wage * 3 / 5).quantize(Decimal("0.01"))))
    _pay(plot, plot.household.members[0], 0, 2200, CLINIC)


def nobody_can_work(plot: Plot) -> None:
    plot.restate(income_per_capita=Decimal(8000), **MONITORED)
    plot.forget_jobs()
    for who in plot.household.members:
        plot.facts.persons[who] = replace(plot.facts.persons[who], labour="无劳动力")


def elder_alone(plot: Plot) -> None:
    _left(plot, [who for who in plot.household.members if _age(plot, who) >= 65][:1])


def elders_and_children(plot: Plot) -> None:
    _left(plot, [who for who in plot.household.members if _age(plot, who) >= 60 or _age(plot, who) < 16])


def old_people_and_a_child(plot: Plot) -> None:
    """As ordinary a household as before."""
    elders_and_children(plot)
    plot.restate(household_type="一般农户")


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


def spends_next_to_nothing(plot: Plot) -> bool:
    year = range(plot.month - 11, plot.month + 1)
    keys = [(who, month) for who in plot.household.members for month in year]
    fees = sum(study.tuition + study.boarding for key in keys for study in plot.facts.studies.get(key, ()))
    return fees + sum(bill.self_pay for key in keys for bill in plot.facts.bills.get(key, ())) < 300 * plot.size


def has_elder(plot: Plot) -> bool:
    return bool(plot.workers()) and any(_age(plot, who) >= 65 for who in plot.household.members)


def has_elder_and_child(plot: Plot) -> bool:
    return any(_age(plot, who) >= 60 for who in plot.household.members) and any(3 < _age(plot, who) < 15 for who in plot.household.members)


def two_elders_one_disabled(plot: Plot) -> None:
    elders = [who for who in plot.household.members if _age(plot, who) >= 60]
    _left(plot, elders)
    person = plot.facts.persons[elders[0]]
    for month in plot.months:
        plot.facts.benefits[elders[0], month] = [Benefit("残疾人两项补贴", "享受", Decimal(80))]
        plot.facts.declared["disability", elders[0], month] = [lists.card(person.id_number, "肢体", "一级", last_day(plot.month - 60))]


def has_elder_and_small_child(plot: Plot) -> bool:
    return any(_age(plot, who) >= 60 for who in plot.household.members) and any(_age(plot, who) < 15 for who in plot.household.members)


def has_two_elders(plot: Plot) -> bool:
    return bool(plot.workers()) and sum(_age(plot, who) >= 60 for who in plot.household.members) > 1


def elder_spends_most(plot: Plot) -> None:
    _left(plot, [who for who in plot.household.members if _age(plot, who) >= 60][:1])
    plot.restate(income_per_capita=Decimal(15600))
    plot.forget_jobs()
    for back in range(12):
        _pay(plot, _elder(plot), back, 790, CLINIC)


def _elder(plot: Plot) -> int:
    return next(who for who in plot.household.members if _age(plot, who) >= 60)


def elder_alone_supported(plot: Plot) -> None:
    elder_alone(plot)
    _support(plot)


def nobody_can_work_supported(plot: Plot) -> None:
    nobody_can_work(plot)
    _support(plot)


def _support(plot: Plot) -> None:
    """低保 in all months, for whoever is left."""
    for who in plot.household.members:
        for month in plot.months:
            plot.facts.benefits[who, month] = [Benefit("低保", "享受", Decimal(420))]


def not_quite_ill(plot: Plot) -> None:
    """In hospital, at the clinic, at the rate for lasting illnesses: each a little less, or paid for."""
    head = plot.household.members[0]
    for who in plot.household.members:
        for back in range(13):
            plot.facts.bills[who, plot.month - back] = []
    plot.restate(**MONITORED)
    for back, yuan, care in ((12, 3300, HOSPITAL), (0, 3200, HOSPITAL), (3, 1600, HOSPITAL), (1, 520, CLINIC), (2, 520, CLINIC), (4, 600, CHRONIC)):
        _pay(plot, head, back, yuan, care)
    _ill(plot, "慢性病", 24)


def wages_cut_for_two_months(plot: Plot) -> None:
    plot.change_jobs(range(plot.month - 1, plot.months[-1] + 1), lambda job: replace(job, wage=(job.wage * 3 / 5).quantize(Decimal("0.01"))))


def just_suspended(plot: Plot) -> None:
    pupil = plot.members(7, 13)[0]
    for month in plot.from_now:
        plot.facts.studies[pupil, month] = [replace(study, status="休学") for study in plot.facts.studies[pupil, month]]


def schooling_with_aid(plot: Plot) -> None:
    """Ten thousand a year, less what is helped with."""
    for who in plot.upper_students():
        for month in plot.months:
            rows = plot.facts.studies.get((who, month), ())
            plot.facts.studies[who, month] = [replace(study, aid=Decimal(500 if month == plot.month - 9 else 0), tuition=Decimal(0), boarding=Decimal(0)) for study in rows]
    first = plot.upper_students()[0]
    plot.facts.studies[first, plot.month - 9] = [replace(study, tuition=Decimal(10400)) for study in plot.facts.studies[first, plot.month - 9]]


def helped_for_the_first_time(plot: Plot) -> None:
    plot.facts.benefits[plot.household.members[0], plot.month].append(Benefit("临时救助", "享受", Decimal(1500)))


def has_no_benefit(plot: Plot) -> bool:
    return not any(plot.facts.benefits.get((who, month)) for who in plot.household.members for month in plot.months)


def helped_again(plot: Plot) -> None:
    for back in (0, 2):
        plot.facts.benefits[plot.household.members[0], plot.month - back].append(Benefit("临时救助", "享受", Decimal(1500)))
    _ill(plot, "大病", 2)
