"""The ordinary course of a county's months: bills, schooling, benefits, jobs, insurance, houses and water."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from tests.county.households import yuan
from tests.twin.facts import Benefit, Bill, Facts, House, Job, Study, Supply, age_on, last_day

EMPLOYERS = ("永盛服装厂", "恒发电子有限公司", "顺达建筑劳务公司", "鑫源食品有限公司", "惠民家政服务部")
FEBRUARY, SEPTEMBER = 2, 9
SPRING_FESTIVAL_SHARE = 0.45
SCHOOLS = {
    "学前": "中心幼儿园",
    "小学": "中心小学",
    "初中": "第一初级中学",
    "高中": "县第二中学",
    "中职": "县职教中心",
    "高职": "职业技术学院",
    "本科": "师范大学",
}
TERM_FEES = {"高中": (850, 400), "高职": (3900, 1000), "本科": (2600, 600)}  # tuition, boarding
TERM_AID = {"高中": 1250, "中职": 1000, "高职": 4500, "本科": 3000}


def school_age(birth: dt.date, month: int) -> int:
    """Age on 1 September of the school year that the month lies in."""
    year = month // 12 - (month % 12 + 1 < SEPTEMBER)
    return age_on(birth, dt.date(year, SEPTEMBER, 1))


def make_bill(
    number: int, division: str, who: int, day: dt.date, care: tuple[str, str], total: Decimal, self_pay: Decimal
) -> Bill:
    """A bill whose funds cover what the patient does not; it comes with its own month's file."""
    basic = ((total - self_pay) * Decimal("0.95")).quantize(Decimal("0.01"))
    month = day.year * 12 + day.month - 1
    return Bill(
        f"{division}{number:010d}", who, day, *care, total, basic, Decimal(0), total - self_pay - basic, self_pay, month
    )


def live(
    facts: Facts, homes: dict[int, tuple[str, str]], villages: list[tuple[str, str]], months: range, random: Random
) -> None:
    """Fill the facts with everybody's months, outsiders' too."""
    bill_numbers = itertools.count(1)
    for who in homes:
        _insure(facts, who, months, random)
        _work(facts, who, months, random)
        _study(facts, who, months, random)
        _fall_ill(facts, who, months, random, bill_numbers)
        _draw_benefits(facts, who, months, random)
    for home in facts.rosters[max(facts.rosters)].values():
        grade = random.choices("ABCD", (68, 27, 4, 1))[0]
        renovation = "无需改造" if grade in "AB" else "已竣工"
        house = House(grade, random.choice("是是是是否"), renovation, f"{home.village}{home.group}")
        for month in months:
            facts.houses[home.household_id, month].append(house)
    for town, village in villages:
        tested = last_day(months[0]) - dt.timedelta(days=random.randrange(30, 200))
        for month in months:
            if (month - months[0]) % 12 == 11:
                tested = last_day(month) - dt.timedelta(days=random.randrange(1, 25))
            outage = random.choice((0,) * 10 + (1, 2, 3))
            facts.supplies[month].append(Supply(town, village, "正常", outage, "合格", tested))


def _insure(facts: Facts, who: int, months: range, random: Random) -> None:
    birth = facts.persons[who].birth
    for month in months:
        if birth <= last_day(month):
            facts.cover[who, month].append("正常参保")


def _work(facts: Facts, who: int, months: range, random: Random) -> None:
    person = facts.persons[who]
    if person.labour not in ("普通劳动力", "技能劳动力") or random.random() < 0.12:
        return
    wage = random.uniform(2300, 5200) * (1.3 if person.labour == "技能劳动力" else 1)
    status = random.choices(("务工", "灵活就业", "公益性岗位"), (72, 20, 8))[0]
    employer = random.choice(EMPLOYERS) if status == "务工" else ""
    for month in months:
        paid = wage * random.uniform(0.93, 1.07)
        # Around the spring festival most earn half: a plain mean would call every household's income a drop.
        paid *= SPRING_FESTIVAL_SHARE if month % 12 + 1 == FEBRUARY else 1
        if age_on(person.birth, last_day(month)) >= 19:
            facts.jobs[who, month].append(Job(status, yuan(paid), employer))


def _stage(age: int, goes_on: bool, bookish: bool) -> str:
    if age < 3 or age > 21:
        return ""
    if age <= 14:
        return "学前" if age <= 5 else "小学" if age <= 11 else "初中"
    if age <= 17:
        return "高中" if bookish else "中职"
    return ("本科" if bookish else "高职") if goes_on else ""


def _study(facts: Facts, who: int, months: range, random: Random) -> None:
    birth = facts.persons[who].birth
    goes_on, bookish, aided = random.random() < 0.4, random.random() < 0.6, random.random() < 0.6
    if goes_on:
        _leave_work_to_students(facts, who, months)
    for month in months:
        age = school_age(birth, month)
        stage = _stage(age, goes_on, bookish)
        if not stage:
            continue
        paid = month % 12 + 1 in (FEBRUARY, SEPTEMBER)
        tuition, boarding = TERM_FEES.get(stage, (0, 0)) if paid else (0, 0)
        aid = TERM_AID.get(stage, 0) if paid and (aided or stage in ("高职", "本科")) else 0
        study = Study(SCHOOLS[stage], stage, f"{stage}{age}", "在读", Decimal(tuition), Decimal(boarding), Decimal(aid))
        facts.studies[who, month].append(study)


def _leave_work_to_students(facts: Facts, who: int, months: range) -> None:
    for month in months:
        if school_age(facts.persons[who].birth, month) <= 21:
            facts.jobs.pop((who, month), None)


def _fall_ill(facts: Facts, who: int, months: range, random: Random, numbers: Iterator[int]) -> None:
    person = facts.persons[who]
    chronic = person.health == "长期慢性病"
    for month in months:
        if random.random() > (0.6 if chronic else 0.06) or person.birth > last_day(month).replace(day=1):
            continue
        care = random.choice(
            (("门诊慢特病", "高血压"), ("门诊慢特病", "糖尿病"))
            if chronic
            else (("门诊", "上呼吸道感染"), ("门诊", "胃炎"), ("住院", "肺炎"))
        )
        total = random.uniform(1800, 7000) if care[0] == "住院" else random.uniform(90, 420)
        day = last_day(month).replace(day=random.randrange(1, 29))
        bill = make_bill(next(numbers), person.id_number[:6], who, day, care, yuan(total), yuan(total * 0.3))
        facts.bills[who, month].append(bill)


def _draw_benefits(facts: Facts, who: int, months: range, random: Random) -> None:
    person = facts.persons[who]
    benefits = []
    if person.health == "残疾" and random.random() < 0.7:
        benefits.append(Benefit("残疾人两项补贴", "享受", Decimal(80)))
    if random.random() < 0.025:
        benefits.append(Benefit("低保", "享受", Decimal(random.choice((420, 510)))))
    for month in months:
        if benefits:
            facts.benefits[who, month].extend(benefits)
