"""Households drawn in a few words: what their members spent, got and were, month by month, counted back from the one judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count

from schemas.dataset import all_datasets
from tests.twin.facts import (
    DATASETS,
    Application,
    Benefit,
    Bill,
    Facts,
    Household,
    Job,
    Person,
    Study,
    Supply,
    Visit,
    last_day,
    month_number,
)

HISTORY = 26  # months before and with the one judged: two years of pairs, and the two months looked at again
DECLARED = tuple(name for name, dataset in all_datasets().items() if name not in DATASETS and dataset.names_persons)
EVER = range(HISTORY)
YEAR_BEFORE = range(1, 13)
PAST_YEAR = range(12)
ROSTER = month_number("2020-01")
SOME_MONTH = dt.date(2000, 1, 1)


def every(months: Iterable[int], what: object) -> dict[int, object]:
    """The same in each of these months back."""
    return dict.fromkeys(months, what)


@dataclass(frozen=True)
class Paid:
    """A bill of a class of care, with what 医疗救助 paid of it."""

    yuan: float
    care: str = ""
    aid: float = 0


def works(yuan: float, status: str = "务工") -> Job:
    return Job(status, Decimal(str(yuan)))


def idle(status: str = "失业") -> Job:
    return Job(status, Decimal(0))


def gets(yuan: float, kind: str = "低保", status: str = "享受") -> Benefit:
    return Benefit(kind, status, Decimal(str(yuan)))


def studies(stage: str = "小学", status: str = "在读", fee: float = 0, boarding: float = 0, aid: float = 0, school: str = "甲校") -> Study:
    return Study(school, stage, "", status, *(Decimal(str(yuan)) for yuan in (fee, boarding, aid)))


def water(status: str = "正常", days: int = 0, quality: str = "合格", tested: str = "2024-01-15", works: str = "") -> Supply:
    return Supply("", "", status, days, quality, dt.date.fromisoformat(tested), works)


def applies(day: int = 10, matter: str = "因病") -> Application:
    return Application(SOME_MONTH.replace(day=day), matter)


def visited(has_risk: str = "是", problem: str = "因病", day: int = 10) -> Visit:
    return Visit(SOME_MONTH.replace(day=day), has_risk, problem)


@dataclass(frozen=True)
class Member:
    """Somebody of a household. Months back → yuan paid for bills, or `Paid` (a tuple for several), and one thing or a tuple of things
    that the month's extracts say, of applications and visits the day of any month; `born` is an ISO date, '' where no number proves it.
    """

    born: str = "1950-01-01"
    labour: str = "无劳动力"
    bills: dict[int, object] = field(default_factory=dict)
    schooling: dict[int, object] = field(default_factory=dict)
    jobs: dict[int, object] = field(default_factory=dict)
    benefits: dict[int, object] = field(default_factory=dict)
    cover: dict[int, object] = field(default_factory=lambda: every(EVER, "正常参保"))
    applications: dict[int, object] = field(default_factory=dict)
    visits: dict[int, object] = field(default_factory=dict)
    died: str = ""
    says: dict[str, dict[int, object]] = field(default_factory=dict)  # by dataset that only its declaration knows: months back → values


@dataclass(frozen=True)
class Home:
    """A household in a town of its own. `missing` are (dataset, month back) that never came for the town, `since` is how
    many months back its extracts begin, `waiting` are (dataset, month back, member) in review.
    """

    members: tuple[Member, ...]
    kind: str = "一般农户"
    authorised: str = "否"
    risk_cleared: str = ""
    income: float | None = 20000
    house: dict[int, object] = field(default_factory=dict)
    water: dict[int, object] = field(default_factory=dict)
    missing: frozenset[tuple[str, int]] = frozenset()
    since: int = HISTORY - 1
    waiting: tuple[tuple[str, int, int], ...] = ()


def home(*members: Member, missing: Iterable[tuple[str, int]] = (), **said: object) -> Home:
    return Home(members or (Member(),), missing=frozenset(missing), **said)


def _several(what: object) -> tuple:
    return what if isinstance(what, tuple) else (what,)


class Settled:
    """Facts of many drawn homes side by side, each in a town of its own."""

    def __init__(self) -> None:
        self.facts = Facts()
        self._persons = count(1)
        self._bills = count(1)
        self._places = count(1)

    def settle(self, drawn: Home, month: int) -> tuple[str, str]:
        """(household, town) of a home whose month judged is `month`."""
        at = next(self._places)
        key, town, village = f"H{at:03d}", f"第{at:03d}镇", f"第{at:03d}村"
        members = tuple(next(self._persons) for _ in drawn.members)
        household = Household(key, town, village, drawn.kind, None if drawn.income is None else Decimal(str(drawn.income)), members, ("户主", *["其他"] * (len(members) - 1)), "", drawn.risk_cleared, "", drawn.authorised)
        self.facts.rosters.setdefault(ROSTER, {})[key] = household
        for who, member in zip(members, drawn.members, strict=True):
            self._live(who, member, month)
            self._speak(who, member, month, drawn)
        for back, house in drawn.house.items():
            self.facts.houses[key, month - back].extend(_several(house))
        for back, what in drawn.water.items():
            self.facts.supplies[month - back].extend(replace(supply, town=town, village=village) for supply in _several(what))
        for dataset in (*DATASETS, *DECLARED):
            for back in range(drawn.since + 1):
                if (dataset, back) not in drawn.missing:
                    self.facts.receive(dataset, month - back, town)
        self.facts.waiting |= {(dataset, members[at], month - back) for dataset, back, at in drawn.waiting}
        return key, town

    def _live(self, who: int, member: Member, month: int) -> None:
        self.facts.persons[who] = Person(f"某{who}", f"{who:018d}", dt.date.fromisoformat(member.born) if member.born else None, "男", member.labour)
        said = ((self.facts.studies, member.schooling), (self.facts.jobs, member.jobs), (self.facts.benefits, member.benefits), (self.facts.cover, member.cover))
        for facts, by_month in said:
            for back, what in by_month.items():
                facts[who, month - back].extend(_several(what))
        for back, yuan in member.bills.items():
            for paid in (each if isinstance(each, Paid) else Paid(each) for each in _several(yuan)):
                amount, aid = Decimal(str(paid.yuan)), Decimal(str(paid.aid))
                facts = self.facts.bills[who, month - back]
                facts.append(Bill(f"B{next(self._bills)}", who, last_day(month - back), paid.care, "", amount, Decimal(0), Decimal(0), aid, amount, month - back))
        for dataset, by_month in member.says.items():
            for back, what in by_month.items():
                self.facts.declared[dataset, who, month - back].extend(_several(what))
        if member.died:
            self.facts.deaths[who] = dt.date.fromisoformat(member.died)

    def _speak(self, who: int, member: Member, month: int, drawn: Home) -> None:
        """Applications and visits, of months of which their files came: whatever came counts, so that no other can be known."""
        for back, what in member.applications.items():
            if back <= drawn.since and ("self_report", back) not in drawn.missing:
                days = [replace(one, reported_on=_within(one.reported_on, month - back)) for one in _several(what)]
                self.facts.applications[who, month - back].extend(days)
        for back, what in member.visits.items():
            if back <= drawn.since and ("visit", back) not in drawn.missing:
                days = [replace(one, visited_on=_within(one.visited_on, month - back)) for one in _several(what)]
                self.facts.visits[who, month - back].extend(days)


def _within(day: dt.date, month: int) -> dt.date:
    return last_day(month).replace(day=day.day)
