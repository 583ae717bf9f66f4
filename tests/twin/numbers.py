"""The rule book's numbers for a household: which of its values fit goes by the kinds that a household is of, and by whether anybody can work."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.twin import measures
from tests.twin.book import ORDINARY
from tests.twin.facts import Household, Known, month_name

WITHOUT_LABOUR = ("无劳动力", "丧失劳动力")


def number(known: Known, household: Household, month: int, name: str) -> Decimal:
    """Of 'rule.parameter', or of a general number's name."""
    if not known.book.chooses(name):
        return known.number(name, month)
    return known.book.number(name, month_name(month), kinds_of(known, household, month), labour_of(known, household, month))


def of_group(known: Known, household: Household, month: int, rule: str, name: str) -> Decimal:
    """Of a parameter that a rule has twice: for ordinary households, and for all others."""
    return number(known, household, month, f"{rule}.{'ordinary' if household.household_type == ORDINARY else 'other'}_{name}")


def line(known: Known, household: Household, month: int) -> Decimal:
    return number(known, household, month, "line_yuan")


def labour_of(known: Known, household: Household, month: int) -> str:
    """有 where somebody living is not said to be without."""
    return "有" if any(known.facts.persons[who].labour not in WITHOUT_LABOUR for who in known.living(household, month)) else "无"


def kinds_of(known: Known, household: Household, month: int) -> frozenset[str]:
    """What the roster calls it, and the first of the book's own kinds that it is of; what is red only signals tell."""
    of = known.book.sections["kinds"]["of"]
    return frozenset([household.household_type, *[kind["name"] for kind in of if _is_of(kind, known, household, month)][:1]])


def _is_of(kind: dict[str, Any], known: Known, household: Household, month: int) -> bool:
    if kind.get("monitored"):
        return known.is_monitored(household)
    if "benefits" in kind:
        came = known.has(month, household.town, "assistance")
        rows = [row for who in known.living(household, month) for row in known.facts.benefits.get((who, month), ())]
        return came and any(row.status == "享受" and row.kind in kind["benefits"] for row in rows)
    if household.income_per_capita is None:
        return False
    income = measures.annual_income(known, household, month)
    if "times" in kind:
        dibao = known.number("dibao_yuan", month)
        return dibao <= income < kind["times"] * dibao
    return bool(kind.get("rigid")) and income < known.number("rural_income_yuan", month) and _is_burdened(known, household, month)


def _is_burdened(known: Known, household: Household, month: int) -> bool:
    """By the numbers for its kind on the roster: a kind can't go by itself."""
    def given(name: str) -> Decimal:
        return known.book.number(f"expenditure_rigid_share.{name}", month_name(month), frozenset([household.household_type]), labour_of(known, household, month))

    share = given("ordinary_share" if household.household_type == ORDINARY else "other_share")
    came = known.has(month, household.town, *measures.RIGID)
    return came and measures.is_rigid_share(known, household, month, share, given("floor_yuan"), given("least_months"), given("line_yuan"))
