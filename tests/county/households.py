"""Households and outsiders: who lives where, with whom, how old, able to do what."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from tests.county.people import Registry
from tests.twin.facts import Facts, Household, Person

FIRST_OUTSIDER = 10_000_000
TYPES = ("一般农户", "脱贫户", "边缘易致贫户", "脱贫不稳定户", "突发严重困难户")
TYPE_WEIGHTS = (78, 16, 2, 2, 2)
GROUPS = ("第一村民组", "第二村民组", "第三村民组", "第四村民组", "第五村民组", "第六村民组")


def yuan(amount: float) -> Decimal:
    """A float of yuan as money with two decimals."""
    return Decimal(f"{amount:.2f}")


def labour_of(age: int, health: str, random: Random) -> str:
    """A roster's 劳动技能 for an age and 健康状况."""
    if age < 16 or age >= 75:
        return "无劳动力"
    if health == "残疾":
        return random.choice(("丧失劳动力", "弱劳动力或半劳动力"))
    if age >= 60:
        return random.choice(("弱劳动力或半劳动力", "无劳动力", "普通劳动力"))
    return "技能劳动力" if random.random() < 0.15 else "普通劳动力"


class Settler:
    """Fills a county's facts with people; the roster is left under version 0 for the caller to date."""

    def __init__(self, facts: Facts, division: str, villages: list[tuple[str, str]], random: Random, today: dt.date):
        self.facts = facts
        self.division = division
        self.villages = villages
        self.random = random
        self.today = today
        self.registry = Registry(division, random)
        self.homes: dict[int, tuple[str, str]] = {}
        self.keepers = {village: self.registry.name() for village in villages}

    def settle(self, households: int) -> None:
        """That many households, spread over the villages."""
        self.facts.rosters[0] = {}
        for number in range(1, households + 1):
            home = self._household(f"{self.division}{number:08d}")
            self.facts.rosters[0][home.household_id] = home

    def add_outsiders(self, count: int) -> None:
        """People of no household; every fourth bears a member's name, and half of those live in his village."""
        members = sorted(self.homes)
        for turn in range(count):
            name, village = self.registry.name(), self.random.choice(self.villages)
            if turn % 4 == 0:
                namesake = self.random.choice(members)
                name = self.facts.persons[namesake].name
                village = self.homes[namesake] if turn % 8 == 0 else village
            self._person(FIRST_OUTSIDER + turn, name, self.random.choice("男女"), 5, 70, village)

    def _person(self, who: int, name: str, sex: str, youngest: int, oldest: int, village: tuple[str, str]) -> None:
        birth = self.registry.birth(youngest, oldest, self.today)
        health = self.random.choices(("健康", "长期慢性病", "残疾", "患有大病"), (86, 9, 4, 1))[0]
        labour = labour_of((self.today - birth).days // 365, health, self.random)
        number = self.registry.id_number(birth, sex)
        self.facts.persons[who] = Person(name, number, birth, sex, labour, health, self.registry.phone())
        self.homes[who] = village

    def _household(self, household_id: str) -> Household:
        village = self.random.choice(self.villages)
        members: list[int] = []
        relations: list[str] = []

        def join(relation: str, sex: str, youngest: int, oldest: int, surname: str = "") -> int:
            who = len(self.homes)
            self._person(who, self.registry.name(surname), sex, youngest, oldest, village)
            members.append(who)
            relations.append(relation)
            return who

        sex = self.random.choices("男女", (80, 20))[0]
        head = self.facts.persons[join("户主", sex, 27, 76)]
        age, surname = (self.today - head.birth).days // 365, head.name[0] if "·" not in head.name else ""
        if self.random.random() < 0.82:
            join("配偶", "女" if sex == "男" else "男", max(22, age - 5), age + 4)
        if 30 <= age <= 55 and self.random.random() < 0.3:
            join("之母亲", "女", age + 19, age + 30)
        if age >= 27:
            self._children(join, age, surname)
        kind = self.random.choices(TYPES, TYPE_WEIGHTS)[0]
        cleared = "" if kind in ("一般农户", "脱贫户") else self.random.choice("是否")
        return Household(
            household_id,
            *village,
            kind,
            yuan(self.random.uniform(9000, 42000)),
            tuple(members),
            tuple(relations),
            self.random.choice(GROUPS),
            cleared,
            self.keepers[village],
            self.random.choice("是否"),
        )

    def _children(self, join, age: int, surname: str) -> None:
        """Children 20 to 34 years younger; where a grown son has married, his wife and child too."""
        for _ in range(self.random.choices((0, 1, 2, 3), (12, 45, 36, 7))[0]):
            oldest = age - 20
            if oldest < 1:
                return
            sex = self.random.choice("男女")
            youngest = max(0, min(oldest, age - 34))
            child = join("之子" if sex == "男" else "之女", sex, youngest, oldest, surname)
            grown = (self.today - self.facts.persons[child].birth).days // 365
            if sex == "男" and grown >= 26 and self.random.random() < 0.5:
                join("之儿媳", "女", grown - 3, grown + 2)
                join(*self.random.choice((("之孙子", "男"), ("之孙女", "女"))), 0, max(1, grown - 24), surname)
                return
