"""Measures of a household in a month (contract §4), each its own definition written out slowly."""

from __future__ import annotations

from decimal import Decimal
from statistics import mean

from tests.twin.facts import Household, Known

YEAR = 12
ZERO = Decimal(0)

RIGID = ("settlement", "student")
INCOME = ("employment", "assistance")


def medical_self_pay(known: Known, household: Household, month: int) -> Decimal:
    """Yuan that members paid themselves for bills settled in the month."""
    return sum((bill.self_pay for who in household.members for bill in known.bills(who, month)), ZERO)


def education_cost(known: Known, household: Household, month: int) -> Decimal:
    """Yuan of schooling after aid; aid beyond one student's cost does not pay for another."""
    studies = known.facts.studies
    rows = (study for who in household.members for study in studies.get((who, month), ()))
    return sum((max(ZERO, row.tuition + row.boarding - row.aid) for row in rows), ZERO)


def rigid_expenditure(known: Known, household: Household, month: int) -> Decimal:
    """Medical and schooling cost that cannot be put off, yuan."""
    return medical_self_pay(known, household, month) + education_cost(known, household, month)


def income(known: Known, household: Household, month: int) -> Decimal:
    """Wages and benefits that were paid, yuan."""
    jobs, benefits = known.facts.jobs, known.facts.benefits
    wages = (job.wage for who in household.members for job in jobs.get((who, month), ()))
    paid = (
        benefit.amount
        for who in household.members
        for benefit in benefits.get((who, month), ())
        if benefit.status == "享受"
    )
    return sum(wages, ZERO) + sum(paid, ZERO)


def received_months(known: Known, household: Household, months: range, *datasets: str) -> list[int]:
    """Those months of a span for which all datasets were received in the household's town."""
    return [month for month in months if known.has(month, household.town, *datasets)]


def baseline(known: Known, household: Household, month: int, measure, datasets: tuple[str, ...], least: Decimal) -> list[Decimal]:
    """A measure in the received ones of the 12 months before, empty when they are fewer than the least."""
    months = received_months(known, household, range(month - YEAR, month), *datasets)
    if len(months) < least:
        return []
    return [measure(known, household, each) for each in months]


def annual_income(known: Known, household: Household, month: int) -> Decimal:
    """Yuan a person a year: last year's, carried forward by what wages and benefits have changed since."""
    changes = [
        income(known, household, each) - income(known, household, each - YEAR)
        for each in range(month - YEAR + 1, month + 1)
        if known.has(each, household.town, *INCOME) and known.has(each - YEAR, household.town, *INCOME)
    ]
    if len(changes) < known.number("least_pairs", month):
        return household.income_per_capita
    return household.income_per_capita + YEAR * mean(changes) / len(household.members)


def disposable_after_rigid(known: Known, household: Household, month: int) -> Decimal:
    """Yuan a person a year that is left after the rigid expenditure of the last 12 months."""
    months = received_months(known, household, range(month - YEAR + 1, month + 1), *RIGID)
    spent = sum((rigid_expenditure(known, household, each) for each in months), ZERO)
    return annual_income(known, household, month) - spent / len(household.members)


def is_rigid_share(
    known: Known, household: Household, month: int, share: Decimal, floor: Decimal, least_months: Decimal, line: Decimal
) -> bool:
    """Whether a household not under the line spent more than a share of its year's income on illness and schooling in twelve months."""
    months = received_months(known, household, range(month - YEAR + 1, month + 1), *RIGID)
    spent = sum((rigid_expenditure(known, household, each) for each in months), ZERO)
    income = annual_income(known, household, month)
    return len(months) >= least_months and income >= line and spent >= floor and spent > share * income * len(household.members)
