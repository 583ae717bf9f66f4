"""Indicators of what a household pays and earns month by month, and of what it should have got."""

from __future__ import annotations

from decimal import Decimal
from statistics import mean

from tests.twin import measures
from tests.twin.facts import Household, Known, is_aged, last_day
from tests.twin.lists import Ledger
from tests.twin.measures import INCOME, RIGID, YEAR, ZERO
from tests.twin.numbers import line, number, of_group

ILLNESSES = Ledger("disease", ("kind", "disease"), "registered_on")
UPPER_STAGES = ("高中", "中职", "高职", "本科")
ABLE = ("普通劳动力", "技能劳动力")
EMPLOYED = ("务工", "公益性岗位", "灵活就业")
GRANTS = ("低保", "特困供养", "临时救助")
CHRONIC = ("慢特病", "门慢", "门特", "慢性病", "特殊病")


def _year(month: int) -> range:
    return range(month - YEAR + 1, month + 1)


def _came(known: Known, household: Household, months: range, *datasets: str) -> list[int]:
    return measures.received_months(known, household, months, *datasets)


def _is_inpatient(care: str) -> bool:
    return "住院" in care


def _is_chronic(care: str) -> bool:
    return not _is_inpatient(care) and any(word in care for word in CHRONIC)


def _is_outpatient(care: str) -> bool:
    return _is_chronic(care) or (not _is_inpatient(care) and ("门诊" in care or "购药" in care))


def _paid(known: Known, who: int, months, is_of) -> Decimal:
    return sum((bill.self_pay for month in months for bill in known.bills(who, month) if is_of(bill.care_type)), ZERO)


def _any(care: str) -> bool:
    return True


def rigid_share(known: Known, household: Household, month: int) -> bool:
    floor, least_months = (number(known, household, month, f"expenditure_rigid_share.{name}") for name in ("floor_yuan", "least_months"))
    share = of_group(known, household, month, "expenditure_rigid_share", "share")
    return measures.is_rigid_share(known, household, month, share, floor, least_months, line(known, household, month))


def outpatient_months(known: Known, household: Household, month: int) -> bool:
    floor = number(known, household, month, "medical_outpatient_months.floor_yuan")
    return all(sum((_paid(known, who, [each], _is_outpatient) for who in household.members), ZERO) >= floor for each in range(month - 2, month + 1))


def inpatient_ytd(known: Known, household: Household, month: int) -> bool:
    months = _came(known, household, range(month - month % 12, month + 1), "settlement")
    return sum((_paid(known, who, months, _is_inpatient) for who in household.members), ZERO) >= of_group(known, household, month, "medical_inpatient_ytd", "yuan")


def members_ill(known: Known, household: Household, month: int) -> bool:
    months, each = _came(known, household, _year(month), "settlement"), of_group(known, household, month, "medical_members_ill", "yuan")
    return sum(_paid(known, who, months, _any) >= each for who in known.living(household, month)) >= 2


def medical_aid_missing(known: Known, household: Household, month: int) -> bool:
    benefits = known.facts.benefits
    covered = any(
        row.status == "享受" and row.kind in ("低保", "特困供养") for who in known.living(household, month) for row in benefits.get((who, month), ())
    )
    floor = number(known, household, month, "medical_aid_missing.floor_yuan")

    def unaided(who: int) -> bool:
        bills = [bill for bill in known.bills(who, month) if _is_inpatient(bill.care_type)]
        return sum((bill.self_pay for bill in bills), ZERO) >= floor and not sum((bill.medical_aid for bill in bills), ZERO)

    return (covered or known.is_monitored(household)) and any(map(unaided, known.living(household, month)))


def major_disease_new(known: Known, household: Household, month: int) -> bool:
    living = set(known.living(household, month))
    begun = ILLNESSES.begun(known, household, month, lambda row: row["kind"] == "大病" and (None if row["status"] is None else row["status"] != "已治愈"))
    return any(who in living for who, _ in begun)


def chronic_no_benefit(known: Known, household: Household, month: int) -> bool:
    floor, span, least = (number(known, household, month, f"medical_chronic_no_benefit.{name}") for name in ("floor_yuan", "span", "least_months"))
    months = _came(known, household, range(month - int(span) + 1, month + 1), "settlement")

    def unaided(who: int) -> bool:
        ill = any(row["kind"] == "慢性病" for row in known.rows("disease", who, month))
        may_have = any(known.is_waiting(who, "settlement", range(each, each + 1)) for each in months)
        aided = any(_is_chronic(bill.care_type) for each in months for bill in known.bills(who, each))
        return ill and not may_have and not aided and _paid(known, who, months, _is_outpatient) >= floor

    return len(months) >= least and any(map(unaided, known.living(household, month)))


def suspended(known: Known, household: Household, month: int) -> bool:
    youngest, oldest = (number(known, household, month, f"education_suspended.{name}") for name in ("age_from", "age_to"))
    start = last_day(month).replace(year=month // 12 - (month % 12 < 8), month=9, day=1)

    def has_stopped(who: int) -> bool:
        now, before = ({row.status for row in known.facts.studies.get((who, each), ())} for each in (month, month - 1))
        return "休学" in now and "休学" in before and not now & {"在读", "送教上门"} and not known.is_waiting(who, "student", range(month, month + 1))

    return any(is_aged(known.facts.persons[who], youngest, oldest, start) and has_stopped(who) for who in known.living(household, month))


def _school_year(month: int) -> range:
    september = month - (month % 12 + 4) % 12
    return range(september, month + 1)


def student_aid_missing(known: Known, household: Household, month: int) -> bool:
    months, studies = _came(known, household, _school_year(month), "student"), known.facts.studies

    def unaided(who: int) -> bool:
        is_in = any(row.status == "在读" and row.stage in UPPER_STAGES for row in studies.get((who, month), ()))
        may_have = any(known.is_waiting(who, "student", range(each, each + 1)) for each in months)
        return is_in and not may_have and not any(row.aid for each in months for row in studies.get((who, each), ()))

    return month % 12 + 1 not in (9, 10, 11) and len(months) >= number(known, household, month, "education_aid_missing.least_months") and any(map(unaided, known.living(household, month)))


def cost_year(known: Known, household: Household, month: int) -> bool:
    months = _came(known, household, _school_year(month), "student")
    return sum((measures.education_cost(known, household, each) for each in months), ZERO) > of_group(known, household, month, "education_cost_year", "yuan")


def _wages(known: Known, household: Household, month: int) -> Decimal:
    return sum((job.wage for who in household.members for job in known.facts.jobs.get((who, month), ())), ZERO)


def wage_cut(known: Known, household: Household, month: int) -> bool:
    before = [_wages(known, household, each) for each in _came(known, household, range(month - 14, month - 2), "employment")]
    ratio, least_yuan, least_months = (number(known, household, month, f"employment_wage_cut.{name}") for name in ("ratio", "least_yuan", "least_months"))
    if len(before) < least_months or any(known.is_waiting(who, "employment", range(month - 2, month + 1)) for who in household.members):
        return False
    usual = mean(before)
    return all(now <= ratio * usual and usual - now >= least_yuan for now in (_wages(known, household, each) for each in range(month - 2, month + 1)))


def wage_low(known: Known, household: Household, month: int) -> bool:
    jobs = known.facts.jobs
    before, floor = _came(known, household, range(month - 11, month - 2), "employment"), number(known, household, month, "employment_wage_low.floor_yuan")

    def earns(who: int, each: int) -> Decimal:
        return sum((job.wage for job in jobs.get((who, each), ())), ZERO)

    def is_low(who: int) -> bool:
        last = range(month - 2, month + 1)
        return all(any(job.status == "务工" for job in jobs.get((who, each), ())) and earns(who, each) < floor for each in last) and any(
            earns(who, each) >= floor for each in before
        )

    return any(map(is_low, known.living(household, month)))


def _works(known: Known, who: int, month: int) -> bool:
    return any(job.status in EMPLOYED for job in known.facts.jobs.get((who, month), ()))


def months_short(known: Known, household: Household, month: int) -> bool:
    months, living = _came(known, household, _year(month), "employment"), known.living(household, month)
    given = {name: number(known, household, month, f"employment_months_short.{name}") for name in ("months", "least_months", "age_from", "age_to")}

    def is_able(who: int) -> bool:
        person = known.facts.persons[who]
        studies = known.facts.studies.get((who, month)) or known.is_waiting(who, "student", range(month, month + 1))
        return is_aged(person, given["age_from"], given["age_to"], last_day(month)) and person.labour in ABLE and not studies

    if len(months) < given["least_months"] or not any(map(is_able, living)) or any(known.is_waiting(who, "employment", range(each, each + 1)) for who in living for each in months):
        return False
    return 1 <= max(sum(_works(known, who, each) for each in months) for who in living) < given["months"]


def post_ended(known: Known, household: Household, month: int) -> bool:
    return any(
        any(job.status == "公益性岗位" for job in known.facts.jobs.get((who, month - 1), ())) and not _works(known, who, month)
        and not known.is_waiting(who, "employment", range(month, month + 1))
        for who in known.living(household, month)
    )


def near_line(known: Known, household: Household, month: int) -> bool:
    mine = line(known, household, month)
    return mine <= measures.annual_income(known, household, month) < number(known, household, month, "income_near_line.times") * mine


def falling(known: Known, household: Household, month: int) -> bool:
    pairs = [each for each in range(month - 5, month + 1) if known.has(each, household.town, *INCOME) and known.has(each - YEAR, household.town, *INCOME)]
    may_have = any(known.is_waiting(who, dataset, range(month - 5, month + 1)) for who in household.members for dataset in INCOME)
    ratio, least_yuan, least_pairs = (number(known, household, month, f"income_falling.{name}") for name in ("ratio", "least_yuan", "least_pairs"))
    now = sum((measures.income(known, household, each) for each in pairs), ZERO)
    before = sum((measures.income(known, household, each - YEAR) for each in pairs), ZERO)
    return len(pairs) >= least_pairs and not may_have and now <= ratio * before and before - now >= least_yuan


def dibao_missing(known: Known, household: Household, month: int) -> bool:
    living = known.living(household, month)
    covered = any(row.status == "享受" and row.kind in ("低保", "特困供养") for who in living for row in known.facts.benefits.get((who, month), ()))
    may_be = any(known.is_waiting(who, "assistance", range(month, month + 1)) for who in living)
    return measures.annual_income(known, household, month) < number(known, household, month, "assistance_dibao_missing.dibao_yuan") and not covered and not may_be


def newly_granted(known: Known, household: Household, month: int) -> bool:
    span, least = (number(known, household, month, f"assistance_newly_granted.{name}") for name in ("span", "least_months"))
    months = _came(known, household, range(month - int(span), month), "assistance")

    def got(each: int) -> bool:
        rows = (row for who in household.members for row in known.facts.benefits.get((who, each), ()))
        return any(row.status == "享受" and row.kind in GRANTS and row.amount > 0 for row in rows)

    may_have = any(known.is_waiting(who, "assistance", range(each, each + 1)) for who in household.members for each in months)
    return len(months) >= least and got(month) and not any(map(got, months)) and not may_have


OF_MONEY = {
    "expenditure.rigid_share": (rigid_share, RIGID, 0),
    "medical.outpatient_months": (outpatient_months, ("settlement",), 2),
    "medical.inpatient_ytd": (inpatient_ytd, ("settlement",), 0),
    "medical.members_ill": (members_ill, ("settlement",), 0),
    "medical.aid_missing": (medical_aid_missing, ("settlement", "assistance"), 0),
    "medical.major_disease_new": (major_disease_new, ("disease",), 0),
    "medical.chronic_no_benefit": (chronic_no_benefit, ("disease", "settlement"), 0),
    "education.suspended": (suspended, ("student",), 1),
    "education.aid_missing": (student_aid_missing, ("student",), 0),
    "education.cost_year": (cost_year, ("student",), 0),
    "employment.wage_cut": (wage_cut, ("employment",), 2),
    "employment.wage_low": (wage_low, ("employment",), 2),
    "employment.months_short": (months_short, ("employment", "student"), 0),
    "employment.post_ended": (post_ended, ("employment",), 1),
    "income.near_line": (near_line, (), 0),
    "income.falling": (falling, INCOME, 0),
    "assistance.dibao_missing": (dibao_missing, ("assistance",), 0),
    "assistance.newly_granted": (newly_granted, ("assistance",), 1),
}


def outage_year(known: Known, month: int) -> set[tuple[str, str]]:
    """(town, village) with a works that gave no water on more than 36 days of the year, as far as the extract came."""
    days: dict[tuple[str, str, str], int] = {}
    months: dict[str, set[int]] = {}
    most, least = known.number("water_outage_year.days", month), known.number("water_outage_year.least_months", month)
    for each in _year(month):
        for supply in known.facts.supplies.get(each, ()):
            if known.has(each, supply.town, "water"):
                months.setdefault(supply.town, {when for when in _year(month) if known.has(when, supply.town, "water")})
                key = (supply.town, supply.village, supply.works)
                days[key] = days.get(key, 0) + supply.outage_days
    return {(town, village) for (town, village, _), dry in days.items() if dry > most and len(months[town]) >= least and known.has(month, town, "water")}
