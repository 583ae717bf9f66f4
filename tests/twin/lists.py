"""Indicators of what departments keep lists and ledgers of: disability cards, disasters, accidents, projects, businesses, loans.

A row begins where its condition is new; where money counts, the household's sum begins (indicators' register, part 2 and its rulings).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tests.twin import measures
from tests.twin.book import ORDINARY
from tests.twin.facts import Household, Known, is_aged, month_of
from tests.twin.numbers import line, number, of_group

Row = dict[str, object]
LOOKED_BACK = 6


@dataclass(frozen=True)
class Ledger:
    """A dataset; what beside the person makes a row, and its own day."""

    dataset: str
    key: tuple[str, ...]
    own_day: str = ""

    def last_before(self, known: Known, household: Household, month: int) -> int | None:
        came = [month - back for back in range(1, LOOKED_BACK + 1) if known.has(month - back, household.town, self.dataset)]
        return came[0] if came else None

    def same(self, known: Known, who: int, row: Row, month: int) -> list[Row]:
        return [old for old in known.rows(self.dataset, who, month) if all(old.get(name) == row.get(name) for name in self.key)]

    def is_of(self, row: Row, month: int) -> bool:
        day = row.get(self.own_day)
        return isinstance(day, dt.date) and month_of(day) == month

    def begun(self, known: Known, household: Household, month: int, meets: Callable[[Row], bool | None]) -> Iterator[tuple[int, Row]]:
        """Rows of members that meet it in the month and, by all that is known, did not before; None of a row that does not tell."""
        before = self.last_before(known, household, month)
        for who in household.members:
            for row in filter(meets, known.rows(self.dataset, who, month)):
                if before is None:
                    if self.is_of(row, month):
                        yield who, row
                elif not known.is_waiting(who, self.dataset, range(before, before + 1)):
                    old = list(map(meets, self.same(known, who, row, before)))
                    day = row.get(self.own_day)
                    earliest = month - 2 if before == month - 1 else before + 1
                    is_told = None not in old
                    changed = bool(old) and is_told and before == month - 1
                    if not any(old) and (changed or (is_told if day is None else month_of(day) >= earliest)):
                        yield who, row

    def sum_begins(self, known: Known, household: Household, month: int, amount: Callable[[Row], Decimal], floor: Decimal) -> bool:
        """Whether what members' rows come to reaches a floor that it did not reach before, or what is new reaches it alone."""
        before = self.last_before(known, household, month)
        rows = [(who, row) for who in household.members for row in known.rows(self.dataset, who, month)]
        if before is None:
            return sum(amount(row) for _, row in rows if self.is_of(row, month)) >= floor
        waits = {who for who in household.members if known.is_waiting(who, self.dataset, range(before, before + 1))}
        was = sum(amount(row) for who in household.members for row in known.rows(self.dataset, who, before))
        new = sum(amount(row) for who, row in rows if who not in waits and not self.same(known, who, row, before))
        return new >= floor or (not waits and was < floor <= sum(amount(row) for _, row in rows))


CARDS = Ledger("disability", (), "first_issued_on")
DISASTERS = Ledger("disaster", ("happened_on", "hazard"), "happened_on")
ACCIDENTS = Ledger("accident", ("accident_no",), "happened_on")
PROJECTS = Ledger("industry", ("project",))
BUSINESSES = Ledger("business", ("entity",), "changed_on")


def _yuan(row: Row, name: str) -> Decimal:
    return Decimal(str(row.get(name, 0)))


def disability_allowance_missing(known: Known, household: Household, month: int) -> bool:
    living = known.living(household, month)
    gets = {who: {each.kind for each in known.facts.benefits.get((who, month), ()) if each.status == "享受"} for who in living}
    on_dibao = any("低保" in kinds for kinds in gets.values())

    def goes_without(who: int) -> bool:
        cards = [card for card in known.rows("disability", who, month) if card["status"] == "有效"]
        entitles = any(on_dibao or card["grade"] in ("一级", "二级") for card in cards)
        return entitles and not gets[who] & {"残疾人两项补贴", "特困供养"} and not known.is_waiting(who, "assistance", range(month, month + 1))

    return any(map(goes_without, living))


def disability_several(known: Known, household: Household, month: int) -> bool:
    holders = [who for who in known.living(household, month) if any(card["status"] == "有效" for card in known.rows("disability", who, month))]
    most = of_group(known, household, month, "disability_several", "times") * line(known, household, month)
    return len(holders) >= 2 and measures.annual_income(known, household, month) < most


def _is_down(row: Row) -> bool:
    return row["house_damage"] in ("严重损坏", "倒塌")


def disaster_house_damaged(known: Known, household: Household, month: int) -> bool:
    return any(True for _ in DISASTERS.begun(known, household, month, _is_down))


def disaster_not_rehoused(known: Known, household: Household, month: int) -> bool:
    rows = [row for who in household.members for row in known.rows("disaster", who, month) if _is_down(row)]
    months = number(known, household, month, "disaster_not_rehoused.months")
    return any(row.get("recovery") not in (None, "已恢复") and month_of(row["happened_on"]) <= month - months for row in rows)


def disaster_loss(known: Known, household: Household, month: int) -> bool:
    def net(row: Row) -> Decimal:
        return max(Decimal(0), _yuan(row, "loss") - _yuan(row, "aid") - _yuan(row, "insurance_paid"))

    return DISASTERS.sum_begins(known, household, month, net, of_group(known, household, month, "disaster_loss", "floor"))


def accident_casualty(known: Known, household: Household, month: int) -> bool:
    def is_told_by_its_death(who: int) -> bool:
        day = known.facts.deaths.get(who)
        youngest, oldest = (number(known, household, month, f"accident_casualty.{name}") for name in ("age_from", "age_to"))
        return day is not None and month_of(day) == month and is_aged(known.facts.persons[who], youngest, oldest, day)

    hurt = ACCIDENTS.begun(known, household, month, lambda row: row["injury"] in ("重伤", "致残", "死亡"))
    return any(not (row["injury"] == "死亡" and is_told_by_its_death(who)) for who, row in hurt)


def accident_liability(known: Known, household: Household, month: int) -> bool:
    def owed(row: Row) -> Decimal:
        left = _yuan(row, "payable") - _yuan(row, "insurance_paid")
        return max(Decimal(0), left) if row.get("liability") in ("全责", "主责", "同责") else Decimal(0)

    return ACCIDENTS.sum_begins(known, household, month, owed, of_group(known, household, month, "accident_liability", "floor"))


def industry_failed(known: Known, household: Household, month: int) -> bool:
    def lost(row: Row) -> Decimal:
        return Decimal(0) if row["status"] == "正常" else _yuan(row, "loss")

    given_up = PROJECTS.begun(known, household, month, lambda row: row["status"] in ("停产", "解散"))
    floor = of_group(known, household, month, "industry_failed", "floor")
    return PROJECTS.sum_begins(known, household, month, lost, floor) or (household.household_type != ORDINARY and any(True for _ in given_up))


def industry_dividend_overdue(known: Known, household: Household, month: int) -> bool:
    rows = [row for who in household.members for row in known.rows("industry", who, month) if row.get("due_on") is not None]
    owed = [_yuan(row, "due") - _yuan(row, "paid") for row in rows if month_of(row["due_on"]) <= month - number(known, household, month, "industry_dividend_overdue.months")]
    return sum(max(Decimal(0), each) for each in owed) >= number(known, household, month, "industry_dividend_overdue.floor")


def business_closed(known: Known, household: Household, month: int) -> bool:
    def is_closed(row: Row) -> bool:
        return row["role"] in ("经营者", "法定代表人") and row["status"] in ("注销", "吊销")

    closed = any(True for _ in BUSINESSES.begun(known, household, month, is_closed))
    most = number(known, household, month, "business_closed.times") * line(known, household, month)
    return closed and measures.annual_income(known, household, month) < most


def loan_overdue(known: Known, household: Household, month: int) -> bool:
    rows = (row for who in household.members for row in known.rows("loan", who, month))
    days = number(known, household, month, "loan_overdue.days")
    return any((row.get("overdue_days") or 0) >= days and _yuan(row, "overdue_amount") > 0 for row in rows)


OF_LISTS = {
    "disability.allowance_missing": (disability_allowance_missing, ("disability", "assistance"), 0),
    "disability.several": (disability_several, ("disability",), 0),
    "disaster.house_damaged": (disaster_house_damaged, ("disaster",), 0),
    "disaster.not_rehoused": (disaster_not_rehoused, ("disaster",), 0),
    "disaster.loss": (disaster_loss, ("disaster",), 0),
    "accident.casualty": (accident_casualty, ("accident",), 0),
    "accident.liability": (accident_liability, ("accident",), 0),
    "industry.failed": (industry_failed, ("industry",), 0),
    "industry.dividend_overdue": (industry_dividend_overdue, ("industry",), 0),
    "business.closed": (business_closed, ("business",), 0),
    "loan.overdue": (loan_overdue, ("loan",), 0),
}
