"""The core indicators (contract §5) and those of the other two channels, one function each, under the default policy.

A household's function says whether the indicator holds; it is asked only where the datasets that it needs of the
month were received. A village's function judges one row of the water extract.
"""

from __future__ import annotations

from decimal import Decimal
from statistics import mean

from tests.twin import measures
from tests.twin.book import Book, all_on
from tests.twin.facts import Facts, Household, Known, Supply, Visit, is_aged, last_day, month_of
from tests.twin.lists import CARDS, OF_LISTS
from tests.twin.measures import INCOME, RIGID, YEAR, ZERO
from tests.twin.money import OF_MONEY, outage_year
from tests.twin.numbers import line, number, of_group
from tests.twin.whole import AFTER, OF_WHOLE, without_yielding

EMPLOYED = ("务工", "公益性岗位", "灵活就业")
OUT_OF_WORK = ("失业", "返乡未就业")
ABLE = ("普通劳动力", "技能劳动力")
UPPER_STAGES = ("高中", "中职", "高职", "本科")
ONE_OFF_BENEFIT = "临时救助"
SEPTEMBER = 9
NO_TROUBLE = ("", "无", "正常")


def _just(month: int) -> range:
    return range(month, month + 1)


def expenditure_surge(known: Known, household: Household, month: int) -> bool:
    given = {name: number(known, household, month, f"expenditure_surge.{name}") for name in ("floor_yuan", "ratio", "least_months")}
    before = measures.baseline(known, household, month, measures.rigid_expenditure, RIGID, given["least_months"])
    if not before:
        return False
    usual = mean(before)
    if known.has(month - YEAR, household.town, *RIGID):
        usual = max(usual, measures.rigid_expenditure(known, household, month - YEAR))
    now = measures.rigid_expenditure(known, household, month)
    return now >= given["floor_yuan"] and now >= given["ratio"] * usual


def medical_self_pay_month(known: Known, household: Household, month: int) -> bool:
    return measures.medical_self_pay(known, household, month) >= number(known, household, month, "medical_self_pay_month.floor_yuan")


def medical_self_pay_year(known: Known, household: Household, month: int) -> bool:
    months = measures.received_months(known, household, range(month - YEAR + 1, month + 1), "settlement")
    threshold = of_group(known, household, month, "medical_self_pay_year", "yuan")
    return sum((measures.medical_self_pay(known, household, each) for each in months), ZERO) >= threshold


def income_drop(known: Known, household: Household, month: int) -> bool:
    given = {name: number(known, household, month, f"income_drop.{name}") for name in ("ratio", "least_yuan", "least_months")}
    before = measures.baseline(known, household, month, measures.income, INCOME, given["least_months"])
    if not before:
        return False
    usual = mean(before)
    if known.has(month - YEAR, household.town, *INCOME):
        usual = min(usual, measures.income(known, household, month - YEAR))
    if any(known.is_waiting(who, dataset, _just(month)) for who in household.members for dataset in INCOME):
        return False
    now = measures.income(known, household, month)
    return now <= given["ratio"] * usual and usual - now >= given["least_yuan"]


def income_below_line(known: Known, household: Household, month: int) -> bool:
    return measures.annual_income(known, household, month) < line(known, household, month)


def income_below_line_after_expenditure(known: Known, household: Household, month: int) -> bool:
    mine = line(known, household, month)
    return measures.annual_income(known, household, month) >= mine > measures.disposable_after_rigid(known, household, month)


def _works(known: Known, who: int, month: int) -> bool:
    return any(job.status in EMPLOYED for job in known.facts.jobs.get((who, month), ()))


def employment_job_loss(known: Known, household: Household, month: int) -> bool:
    def lost(who: int) -> bool:
        now = known.facts.jobs.get((who, month), ())
        return _works(known, who, month - 1) and any(job.status in OUT_OF_WORK for job in now)

    return any(lost(who) and not _works(known, who, month) for who in household.members)


def employment_zero(known: Known, household: Household, month: int) -> bool:
    def could_work(who: int) -> bool:
        person = known.facts.persons[who]
        youngest, oldest = (number(known, household, month, f"employment_zero.{name}") for name in ("age_from", "age_to"))
        of_age = is_aged(person, youngest, oldest, last_day(month))
        may_study = known.facts.studies.get((who, month)) or known.is_waiting(who, "student", _just(month))
        return of_age and person.labour in ABLE and not may_study

    span = range(month - 2, month + 1)
    may_work = any(known.is_waiting(who, "employment", span) or _works(known, who, each) for who in household.members for each in span)
    return not may_work and any(could_work(who) for who in known.living(household, month))


def education_dropout(known: Known, household: Household, month: int) -> bool:
    year, nth = month // 12, month % 12 + 1
    school_year = last_day(month).replace(year=year if nth >= SEPTEMBER else year - 1, month=SEPTEMBER, day=1)

    def out_of_school(who: int) -> bool:
        states = {study.status for study in known.facts.studies.get((who, month), ())}
        if known.is_waiting(who, "student", _just(month)):
            return False
        return not states or ("在读" not in states and bool(states & {"辍学", "退学"}))

    youngest, oldest = (number(known, household, month, f"education_dropout.{name}") for name in ("age_from", "age_to"))
    children = (
        who for who in known.living(household, month) if is_aged(known.facts.persons[who], youngest, oldest, school_year)
    )
    return any(out_of_school(who) for who in children)


def education_unaided_burden(known: Known, household: Household, month: int) -> bool:
    months = measures.received_months(known, household, range(month - YEAR + 1, month + 1), "student")
    cost = sum((measures.education_cost(known, household, each) for each in months), ZERO)
    upper = {
        who
        for who in household.members
        for each in months
        for study in known.facts.studies.get((who, each), ())
        if study.stage in UPPER_STAGES
    }
    aided = any(study.aid > 0 for who in upper for each in months for study in known.facts.studies.get((who, each), ()))
    return cost >= number(known, household, month, "education_unaided_burden.floor_yuan") and bool(upper) and not aided


def assistance_stopped(known: Known, household: Household, month: int) -> bool:
    def ongoing(who: int, when: int) -> Decimal:
        rows = known.facts.benefits.get((who, when), ())
        return sum((row.amount for row in rows if row.status == "享受" and row.kind != ONE_OFF_BENEFIT), ZERO)

    ratio = number(known, household, month, "assistance_stopped.ratio")

    return any(
        ongoing(who, month) < ratio * ongoing(who, month - 1) and not known.is_waiting(who, "assistance", _just(month))
        for who in known.living(household, month)
    )


def insurance_lapsed(known: Known, household: Household, month: int) -> bool:
    def lapsed(who: int) -> bool:
        return "正常参保" not in known.facts.cover.get((who, month), ()) and not known.is_waiting(who, "enrolment", _just(month))

    return any(map(lapsed, known.living(household, month)))


def housing_unsafe(known: Known, household: Household, month: int) -> bool:
    return any(
        house.grade in ("C", "D") and house.sole == "是" and house.renovation != "已竣工"
        for house in known.facts.houses.get((household.household_id, month), ())
    )


def member_death(known: Known, household: Household, month: int) -> bool:
    def died_of_working_age(who: int) -> bool:
        day = known.facts.deaths.get(who)
        youngest, oldest = (number(known, household, month, f"member_death.{name}") for name in ("age_from", "age_to"))
        return day is not None and month_of(day) == month and is_aged(known.facts.persons[who], youngest, oldest, day)

    return any(died_of_working_age(who) for who in household.members)


def self_report_filed(known: Known, household: Household, month: int) -> bool:
    came = known.has(month, household.town, "self_report")
    return came and any(known.facts.applications.get((who, month)) for who in household.members)


def found_trouble(visit: Visit) -> bool:
    """As the visit says; where it does not say, whether it names any trouble."""
    return visit.has_risk == "是" or (not visit.has_risk and visit.problem not in NO_TROUBLE)


def visit_found(known: Known, household: Household, month: int) -> bool:
    visits = (visit for who in household.members for visit in known.facts.visits.get((who, month), ()))
    return known.has(month, household.town, "visit") and any(map(found_trouble, visits))


def disability_newly_severe(known: Known, household: Household, month: int) -> bool:
    def is_severe(card: dict) -> bool:
        return card["status"] == "有效" and (card["grade"] in ("一级", "二级") or card["kind"] in ("智力", "精神"))

    living = set(known.living(household, month))
    return any(who in living for who, _ in CARDS.begun(known, household, month, is_severe))


def water_unsafe(known: Known, supply: Supply, month: int) -> bool:
    return supply.status in ("停水", "季节性缺水") or supply.outage_days >= known.number("water_unsafe.outage_days", month) or supply.quality == "不合格"


def water_test_overdue(known: Known, supply: Supply, month: int) -> bool:
    return month - month_of(supply.tested_on) > known.number("water_test_overdue.months", month)


# name: (what holds, datasets needed of the month judged, and how many months back they are needed)
OF_HOUSEHOLD = {
    "expenditure.surge": (expenditure_surge, RIGID, 0),
    "medical.self_pay_month": (medical_self_pay_month, ("settlement",), 0),
    "medical.self_pay_year": (medical_self_pay_year, ("settlement",), 0),
    "income.drop": (income_drop, INCOME, 0),
    "income.below_line": (income_below_line, (), 0),
    "income.below_line_after_expenditure": (income_below_line_after_expenditure, (), 0),
    "employment.job_loss": (employment_job_loss, ("employment",), 1),
    "employment.zero": (employment_zero, ("employment",), 2),
    "education.dropout": (education_dropout, ("student",), 0),
    "education.unaided_burden": (education_unaided_burden, ("student",), 0),
    "assistance.stopped": (assistance_stopped, ("assistance",), 1),
    "insurance.lapsed": (insurance_lapsed, ("enrolment",), 0),
    "housing.unsafe": (housing_unsafe, ("house",), 0),
    "member.death": (member_death, ("death",), 0),
    "disability.newly_severe": (disability_newly_severe, ("disability",), 0),
    # Whatever came counts, and nobody need send any: nothing is needed of the month.
    "self_report.filed": (self_report_filed, (), 0),
    "visit.found": (visit_found, (), 0),
    **OF_LISTS,
    **OF_MONEY,
    **OF_WHOLE,
}
CORE = frozenset(OF_HOUSEHOLD) - frozenset((*OF_LISTS, *OF_MONEY, *OF_WHOLE, "disability.newly_severe")) | {"water.unsafe", "water.test_overdue"}
OF_VILLAGE = {"water.unsafe": water_unsafe, "water.test_overdue": water_test_overdue, "water.outage_year": outage_year}


BY_INCOME = frozenset({
    "income.below_line", "income.below_line_after_expenditure", "income.near_line", "expenditure.rigid_share", "assistance.dibao_missing", "disability.several", "business.closed",
    "member.no_labour", "member.dependants_only", "member.lone_elder", "combined.near_line_ill", "combined.old_and_disabled",
})


def _evaluated(known: Known, household: Household, month: int, name: str) -> bool:
    """Whether all is known that it goes by: extracts, and last year's income."""
    if name in BY_INCOME and household.income_per_capita is None:
        return False
    _, datasets, back = OF_HOUSEHOLD[name]
    there = all(known.has(each, household.town, *datasets) for each in range(month - back, month + 1))
    # Students only excuse from work in the month itself, so their extract is not needed of the months before.
    return there and (name != "employment.zero" or known.has(month, household.town, "student"))


def signals(facts: Facts, month: int, run_month: int | None = None, names: frozenset[str] | None = None, book: Book | None = None) -> set[tuple[int, str, str]]:
    """(month, household or town+village, indicator) that hold, with the drops there by the run's month; of all, or of these alone.

    Without a book all that the default one has is on.
    """
    known = Known(facts, month if run_month is None else run_month, all_on() if book is None else book)
    is_on, is_on_for_any = known.book.is_on, known.book.is_on_for_any
    of_households = {
        (month, key, name)
        for key, household in known.households(month).items()
        for name, (holds, _, _) in OF_HOUSEHOLD.items()
        if (names is None or name in names) and is_on(name, household.household_type) and _evaluated(known, household, month, name) and holds(known, household, month)
    }
    of_villages = {
        (month, supply.town + supply.village, name)
        for supply in facts.supplies.get(month, ())
        if known.has(month, supply.town, "water")
        for name, holds in OF_VILLAGE.items()
        if name != "water.outage_year" and is_on_for_any(name) and holds(known, supply, month)
    } | {(month, town + village, "water.outage_year") for town, village in outage_year(known, month) if is_on_for_any("water.outage_year")}
    after = {
        (month, key, name)
        for key, household in known.households(month).items()
        for name, holds in AFTER.items()
        if is_on(name, household.household_type) and holds(known, household, month, _of(of_households, key), _of(of_villages, household.town + household.village))
    }
    return {each for each in without_yielding(of_households | of_villages | after) if names is None or each[2] in names}


def _of(holding: set[tuple[int, str, str]], owner: str) -> set[str]:
    return {name for _, mine, name in holding if mine == owner}


def late_signals(
    facts: Facts, run_months: list[int], looked_back: int = 2, names: frozenset[str] | None = None, book: Book | None = None
) -> dict[int, set[tuple[int, str, str]]]:
    """What each run, in this order, adds for the two months before it that were run and never issued it."""
    issued: set[tuple[int, str, str]] = set()
    added = {}
    for run_month in run_months:
        again = [month for month in range(run_month - looked_back, run_month) if month in run_months]
        added[run_month] = set().union(*(signals(facts, month, run_month, names, book) for month in again)) - issued
        issued |= added[run_month] | signals(facts, run_month, None, names, book)
    return added
