"""Indicators of a household as a whole: who is left to look after whom, what comes together, and what yields to what."""

from __future__ import annotations

from decimal import Decimal
from statistics import mean

from tests.twin import measures
from tests.twin.facts import Household, Known, is_aged, last_day
from tests.twin.measures import INCOME, RIGID, YEAR, ZERO
from tests.twin.numbers import WITHOUT_LABOUR, line, number, of_group

ANY_AGE = 999
EMPLOYED = ("务工", "公益性岗位", "灵活就业")

# indicator: what it yields to
YIELDS = {
    "expenditure.rigid_share": ("income.below_line_after_expenditure",),
    "medical.outpatient_months": ("medical.self_pay_month", "medical.self_pay_year"),
    "medical.inpatient_ytd": ("medical.self_pay_month", "medical.self_pay_year"),
    "medical.members_ill": ("medical.self_pay_year",),
    "education.suspended": ("education.dropout",),
    "education.aid_missing": ("education.unaided_burden",),
    "education.cost_year": ("education.unaided_burden",),
    "employment.wage_cut": ("income.drop", "employment.job_loss", "employment.zero"),
    "employment.wage_low": ("employment.wage_cut", "income.drop"),
    "employment.months_short": ("employment.zero", "employment.job_loss"),
    "employment.post_ended": ("employment.job_loss", "combined.earner_ill"),
    "income.near_line": ("income.below_line_after_expenditure", "combined.near_line_ill"),
    "income.falling": ("income.drop", "employment.wage_cut"),
    "member.no_labour": ("member.dependants_only", "member.lone_elder", "combined.old_and_disabled"),
    "member.dependants_only": ("combined.old_and_disabled",),
    "combined.near_line_ill": ("medical.self_pay_month", "medical.self_pay_year", "income.below_line_after_expenditure"),
    "combined.strained": ("income.drop", "expenditure.surge"),
}


def without_yielding(holding: set[tuple[int, str, str]]) -> set[tuple[int, str, str]]:
    """What is left of (month, owner, indicator) when each has looked at all that holds."""
    return {(month, owner, name) for month, owner, name in holding if not any((month, owner, other) in holding for other in YIELDS.get(name, ()))}


def _aged(known: Known, month: int, living: list[int], youngest: Decimal, oldest: Decimal) -> set[int]:
    """Of the living those who are known to be of an age at the month's end."""
    return {who for who in living if is_aged(known.facts.persons[who], youngest, oldest, last_day(month))}


def _is_uncovered(known: Known, household: Household, month: int) -> bool:
    """Nobody living has, or could have by a row that waits, 低保 or 特困供养."""
    for who in known.living(household, month):
        if known.is_waiting(who, "assistance", range(month, month + 1)):
            return False
        if any(row.status == "享受" and row.kind in ("低保", "特困供养") for row in known.facts.benefits.get((who, month), ())):
            return False
    return True


def _is_under(known: Known, household: Household, month: int, times: Decimal) -> bool:
    return measures.annual_income(known, household, month) < times * line(known, household, month)


def _is_severe(known: Known, who: int, month: int) -> bool:
    cards = [card for card in known.rows("disability", who, month) if card["status"] == "有效"]
    return any(card["grade"] in ("一级", "二级") or card["kind"] in ("智力", "精神") for card in cards)


def no_labour(known: Known, household: Household, month: int) -> bool:
    living = known.living(household, month)
    unable = living and all(known.facts.persons[who].labour in WITHOUT_LABOUR for who in living)
    return bool(unable) and _is_uncovered(known, household, month) and _is_under(known, household, month, of_group(known, household, month, "member_no_labour", "times"))


def dependants_only(known: Known, household: Household, month: int) -> bool:
    living = known.living(household, month)
    youngest, oldest = (number(known, household, month, f"member_dependants_only.{name}") for name in ("age_from", "age_to"))
    young, old = _aged(known, month, living, 0, youngest - 1), _aged(known, month, living, oldest + 1, ANY_AGE)
    alone = bool(young and old) and young | old == set(living)
    times = of_group(known, household, month, "member_dependants_only", "times")
    return alone and _is_uncovered(known, household, month) and _is_under(known, household, month, times)


def lone_elder(known: Known, household: Household, month: int) -> bool:
    living = known.living(household, month)
    age, times = (number(known, household, month, f"member_lone_elder.{name}") for name in ("age", "times"))
    return len(living) == 1 and bool(_aged(known, month, living, age, ANY_AGE)) and _is_uncovered(known, household, month) and _is_under(known, household, month, times)


def old_and_disabled(known: Known, household: Household, month: int) -> bool:
    living = known.living(household, month)
    youngest, oldest, times = (number(known, household, month, f"combined_old_and_disabled.{name}") for name in ("age_from", "age_to", "times"))
    old, young = _aged(known, month, living, oldest + 1, ANY_AGE), _aged(known, month, living, 0, youngest - 1)
    severe = {who for who in living if _is_severe(known, who, month)}
    both = any(one != other for one in old for other in severe)
    return both and old | severe | young == set(living) and _is_uncovered(known, household, month) and _is_under(known, household, month, times)


def near_line_ill(known: Known, household: Household, month: int) -> bool:
    months = measures.received_months(known, household, range(month - YEAR + 1, month + 1), "settlement")
    paid = sum((measures.medical_self_pay(known, household, each) for each in months), ZERO)
    near = measures.annual_income(known, household, month) >= line(known, household, month)
    near = near and _is_under(known, household, month, number(known, household, month, "combined_near_line_ill.times"))
    return near and paid >= of_group(known, household, month, "combined_near_line_ill", "yuan")


def strained(known: Known, household: Household, month: int) -> bool:
    given = {name: number(known, household, month, f"combined_strained.{name}") for name in ("ratio", "least_yuan", "floor_yuan", "times", "least_months")}
    incomes = measures.baseline(known, household, month, measures.income, INCOME, given["least_months"])
    rigids = measures.baseline(known, household, month, measures.rigid_expenditure, RIGID, given["least_months"])
    if not incomes or not rigids or any(known.is_waiting(who, dataset, range(month, month + 1)) for who in household.members for dataset in INCOME):
        return False
    usual, spent = mean(incomes), mean(rigids)
    if known.has(month - YEAR, household.town, *INCOME):
        usual = min(usual, measures.income(known, household, month - YEAR))
    if known.has(month - YEAR, household.town, *RIGID):
        spent = max(spent, measures.rigid_expenditure(known, household, month - YEAR))
    income, rigid = measures.income(known, household, month), measures.rigid_expenditure(known, household, month)
    falls = income <= given["ratio"] * usual and usual - income >= given["least_yuan"]
    return falls and rigid >= given["floor_yuan"] and rigid >= given["times"] * spent


def earner_ill(known: Known, household: Household, month: int) -> bool:
    def works(who: int, when: int) -> bool:
        return any(job.status in EMPLOYED for job in known.facts.jobs.get((who, when), ()))

    def is_ill(who: int) -> bool:
        months = measures.received_months(known, household, range(month - 1, month + 1), "settlement")
        paid = sum((bill.self_pay for each in months for bill in known.bills(who, each) if "住院" in bill.care_type), ZERO)
        came = known.has(month, household.town, "disease")
        return paid > 0 or any(came and row["kind"] == "大病" and row["status"] not in (None, "已治愈") for row in known.rows("disease", who, month))

    youngest, oldest = (number(known, household, month, f"combined_earner_ill.{name}") for name in ("age_from", "age_to"))
    return any(
        any(works(who, each) for each in measures.received_months(known, household, range(month - 3, month), "employment"))
        and not works(who, month) and not known.is_waiting(who, "employment", range(month, month + 1)) and is_ill(who)
        for who in _aged(known, month, known.living(household, month), youngest, oldest)
    )


OF_WHOLE = {
    "member.no_labour": (no_labour, ("assistance",), 0),
    "member.dependants_only": (dependants_only, ("assistance",), 0),
    "member.lone_elder": (lone_elder, ("assistance",), 0),
    "combined.old_and_disabled": (old_and_disabled, ("disability", "assistance"), 0),
    "combined.near_line_ill": (near_line_ill, ("settlement",), 0),
    "combined.strained": (strained, ("settlement", "student", "employment", "assistance"), 0),
    "combined.earner_ill": (earner_ill, ("settlement", "employment"), 0),
}


def guarantees_two(known: Known, household: Household, month: int, holding: set[str], village: set[str]) -> bool:
    of = known.book.sections["monitoring"]["guarantee_indicators"]
    return len([name for name in of if name in holding | village]) >= number(known, household, month, "combined_guarantees_two.least")


def property_question(known: Known, household: Household, month: int, holding: set[str], village: set[str]) -> bool:
    if household.authorised != "是" or not known.has(month, household.town, "property"):
        return False
    owns = any(known.rows("property", who, month) for who in household.members)
    runs = known.has(month, household.town, "business") and any(
        row["kind"] == "企业" and row["status"] == "存续" and row["role"] in ("法定代表人", "股东")
        for who in household.members for row in known.rows("business", who, month)
    )
    return (known.is_monitored(household) or bool(holding & {"income.below_line", "self_report.filed"})) and (owns or runs)


AFTER = {"combined.guarantees_two": guarantees_two, "property.question": property_question}
