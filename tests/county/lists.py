"""The ordinary course of the lists of other departments: cards, illnesses, small disasters and accidents, shops, cars, loans, projects."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from tests.twin.facts import Facts, age_on, last_day, month_of

LISTS = ("disability", "disease", "disaster", "accident", "business", "property", "loan", "industry")
DISABILITIES, GRADES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重"), ("一级", "二级", "三级", "四级")
HAZARDS = ("洪涝", "风雹", "干旱", "低温雪灾", "病虫害")
PROJECTS = ("茶叶种植", "生猪养殖", "油茶抚育", "香菇大棚", "土鸡散养")
SUMMER = (5, 6, 7, 8)
NOTHING = Decimal(0)
LENT = Decimal(30000)
DIVIDEND = Decimal(600)
NOVEMBER = 11

Row = dict[str, object]


def card(number: str, kind: str, grade: str, issued: dt.date, status: str = "有效") -> Row:
    digits = f"{DISABILITIES.index(kind) + 1}{GRADES.index(grade) + 1}"
    return {"card_no": number + digits, "kind": kind, "grade": grade, "status": status, "first_issued_on": issued}


def hit(day: dt.date, hazard: str, damage: str, loss: int, recovery: str = "无需", aid: int = 0, paid: int = 0) -> Row:
    money = {"loss": Decimal(loss), "aid": Decimal(aid), "insurance_paid": Decimal(paid)}
    return {"happened_on": day, "hazard": hazard, "house_damage": damage, **money, "recovery": recovery}


def accident(number: int, day: dt.date, injury: str, liability: str, payable: int = 0, paid: int = 0, kind: str = "道路交通") -> Row:
    money = {"payable": Decimal(payable), "insurance_paid": Decimal(paid)}
    return {"accident_no": f"S{number:08d}", "happened_on": day, "kind": kind, "injury": injury, "liability": liability, **money}


def business(entity: str, status: str = "存续", changed: dt.date | None = None, role: str = "经营者") -> Row:
    return {"entity": entity, "kind": "个体工商户", "role": role, "status": status, "changed_on": changed}


def loan(number: int, overdue_days: int = 0, overdue: int = 0) -> Row:
    return {"loan_no": f"J{number:08d}", "kind": "脱贫人口小额信贷", "balance": LENT, "overdue_days": overdue_days, "overdue_amount": Decimal(overdue)}


def project(name: str, status: str = "正常", loss: int = 0, kind: str = "种植") -> Row:
    return {"project": name, "kind": kind, "status": status, "loss": Decimal(loss), "due": NOTHING, "paid": NOTHING, "due_on": None}


def share(due: Decimal, paid: Decimal, day: dt.date) -> Row:
    return project("村集体光伏电站", kind="入股分红") | {"due": due, "paid": paid, "due_on": day}


def live_in_lists(facts: Facts, homes: dict[int, tuple[str, str]], months: range, random: Random) -> None:
    """Fill the facts' lists for these months with everybody's rows, outsiders' too; of the dead nothing comes any more."""
    listed = {who for home in facts.rosters[max(facts.rosters)].values() if home.household_type != "一般农户" for who in home.members[:1]}
    heads = {home.members[0] for home in facts.rosters[max(facts.rosters)].values()}
    for who in homes:
        died = facts.deaths.get(who)
        mine = range(months[0], min(months[-1], month_of(died) if died else months[-1]) + 1)
        for dataset, month, row in _rows(facts, who, mine, random, who in heads, who in listed):
            facts.declared[dataset, who, month].append(row)


def _rows(facts: Facts, who: int, months: range, random: Random, is_head: bool, is_listed: bool) -> list[tuple[str, int, Row]]:
    person, told = facts.persons[who], []
    age = age_on(person.birth, last_day(months[-1])) if months else 0
    always: list[tuple[str, Row]] = []
    if person.health == "残疾":
        has_allowance = any(each.kind == "残疾人两项补贴" for month in months for each in facts.benefits.get((who, month), ()))
        issued = max(person.birth, dt.date(random.randrange(2006, 2020), random.randrange(1, 13), random.randrange(1, 28)))
        status = "有效" if random.random() < 0.95 else "过期"
        always.append(("disability", card(person.id_number, random.choice(DISABILITIES), random.choice(GRADES if has_allowance else GRADES[2:]), issued, status)))
    if person.health in ("长期慢性病", "患有大病"):
        kind, disease = ("大病", "恶性肿瘤") if person.health == "患有大病" else ("慢性病", random.choice(("高血压", "糖尿病")))
        always.append(("disease", {"kind": kind, "disease": disease, "status": "救治中", "registered_on": dt.date(random.randrange(2016, 2022), 5, random.randrange(1, 28))}))
    if age >= 20 and random.random() < 0.03:
        always.append(("business", business(f"便民店{who % 10000:04d}号", "存续" if random.random() < 0.9 else "注销", dt.date(2019, 4, 8))))
    if age >= 20 and random.random() < 0.15:
        always.append(("property", {"kind": "车辆", "item": f"小型轿车{who % 10000:04d}", "registered_on": dt.date(random.randrange(2012, 2022), 3, 9)}))
    if is_listed and random.random() < 0.2:
        always.append(("loan", loan(who)))
    if is_head and random.random() < (0.4 if is_listed else 0.05):
        always.append(("industry", project(random.choice(PROJECTS))))
    told += [(dataset, month, row) for dataset, row in always for month in months]
    if is_listed and random.random() < 0.5:  # paid each November, and told until the next
        told += [("industry", month, share(DIVIDEND, DIVIDEND, dt.date((month - NOVEMBER + 1) // 12, NOVEMBER, 30))) for month in months]
    for month in months:
        number = month % 12 + 1
        if is_head and number in SUMMER and random.random() < 0.01:
            row = hit(last_day(month).replace(day=random.randrange(1, 28)), random.choice(HAZARDS), random.choice(("无", "无", "一般损坏")), random.randrange(300, 2500, 50))
            told += [("disaster", each, row) for each in _until_the_years_end(month, months)]
        if random.random() < 0.0005:
            row = accident(who * 100 + number, last_day(month).replace(day=random.randrange(1, 28)), "轻伤", random.choice(("无责", "次责", "未认定")))
            told += [("accident", each, row) for each in _until_the_years_end(month, months)]
    return told


def _until_the_years_end(month: int, months: range) -> range:
    """A ledger holds the calendar year's events."""
    return range(month, min(month // 12 * 12 + 11, months[-1]) + 1)
