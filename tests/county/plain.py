"""Large, clean, fast: a county's CSV drops made of whole columns, to time the product with.

The facts are drawn month by month and not kept; only the sizes are meant to be lifelike.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from tests.county.damage import slip
from tests.county.headings import DEPARTMENTS, HEADINGS
from tests.county.households import TYPES
from tests.county.people import CHECK_DIGITS, GIVEN, SURNAMES, WEIGHTS
from tests.county.places import villages
from tests.twin.facts import month_name

DAMAGED_SHARE = 0.01
SIZE_SHARES = (0.09, 0.2, 0.26, 0.24, 0.14, 0.07)  # households of 1 to 6 persons, 3.35 on average
SIZES = {"small": 12_000, "middle": 40_000, "full": 120_000}
MONTHS = 24
LAST_MONTH = 2024 * 12 + 5
LARGEST = 1_000_000  # rows of a file; what is more comes in several, as a workbook could not hold it
FIRST_SCHOOL_AGE = 3
STAGES = np.array(["学前"] * 3 + ["小学"] * 6 + ["初中"] * 3 + ["高中"] * 3 + ["本科"] * 4)
TERM_FEES = {"高中": 850.0, "本科": 2600.0}  # tuition, with half as much boarding and half as much aid


def write_plain_csv(households: int, inbox: Path, months: int = MONTHS, division: str = "510904", seed: int = 0, damaged: float = DAMAGED_SHARE, last: int = LAST_MONTH) -> int:
    """Write `months` folders of CSV drops up to the `last` month and return how many rows all files have together."""
    crowd = _Crowd(households, division, np.random.default_rng(seed), seed, damaged, last // 12)
    rows = 0
    for month in range(last - months + 1, last + 1):
        drops = crowd.month(month)
        if month == last - months + 1 or month % 12 == 0:
            drops["roster"] = crowd.roster()
        folder = inbox / month_name(month)
        folder.mkdir(parents=True, exist_ok=True)
        for dataset, columns in drops.items():
            rows += _write(folder, dataset, month, columns)
    return rows


def random_crowd(persons_at_work: int, division: str = "510904") -> _Crowd:
    """A county with about as many people at work, a few more rather than less."""
    return _Crowd(round(persons_at_work * 0.62), division, np.random.default_rng(0), 0)


def _write(folder: Path, dataset: str, month: int, columns: dict[str, object]) -> int:
    headings = {heading.key: heading.plain for heading in HEADINGS[dataset]}
    table = pa.table({headings[key]: values for key, values in columns.items()})
    name = f"{DEPARTMENTS[dataset][1]}_{month_name(month).replace('-', '')}"
    for number, at in enumerate(range(0, table.num_rows, LARGEST), 1):
        path = folder / f"{name}{f'（{number}）' if at else ''}.csv"
        pa_csv.write_csv(table.slice(at, LARGEST), path, pa_csv.WriteOptions(quoting_style="none"))
    return table.num_rows


def _id_numbers(division: str, births: np.ndarray, male: np.ndarray) -> np.ndarray:
    """Valid numbers: the order within a birth date counts up, odd for men."""
    by_day = np.argsort(births, kind="stable")
    _, first = np.unique(births[by_day], return_index=True)
    order = np.empty(len(births), dtype=np.int64)
    order[by_day] = np.arange(len(births)) - np.repeat(first, np.diff([*first, len(births)]))
    order = (order % 490 + 5) * 2 + male
    stamp = np.char.replace(np.datetime_as_string(births), "-", "")
    first_17 = np.char.add(np.char.add(division, stamp), np.char.zfill(order.astype(str), 3))
    digits = first_17.astype("U17").view("U1").reshape(-1, 17).astype(np.int64)
    return np.char.add(first_17, np.array(list(CHECK_DIGITS))[digits @ np.array(WEIGHTS) % 11])


class _Crowd:
    """All persons of a county as columns, one entry a person, households' members side by side."""

    def __init__(self, households: int, division: str, random: np.random.Generator, seed: int, damaged: float = DAMAGED_SHARE, year: int = LAST_MONTH // 12):
        self.random = random
        self.hand = Random(f"slips {seed}")
        self.households, self.damaged = households, damaged
        sizes = random.choice(np.arange(1, 7), households, p=SIZE_SHARES)
        self.home = np.repeat(np.arange(households), sizes)
        self.count = len(self.home)
        self.heads = np.flatnonzero(np.diff(self.home, prepend=-1))
        is_head = np.isin(np.arange(self.count), self.heads)
        years = np.where(is_head, random.integers(28, 78, self.count), random.integers(1, 85, self.count))
        self.age = years
        births = np.datetime64(f"{year}-01-01") - (years * 365 + random.integers(0, 364, self.count)).astype("m8[D]")
        self.number = pa.array(_id_numbers(division, births, random.integers(0, 2, self.count)))
        self.name = pa.array(self._names())
        places = villages(division)
        self.places = places
        place_of_home = random.integers(0, len(places), households)
        place = pa.array(place_of_home[self.home])
        self.town = pa.array([town for town, _ in places]).take(place)
        self.village = pa.array([village for _, village in places]).take(place)
        self.household_id = pa.array(np.char.add(division, np.char.zfill((self.home + 1).astype(str), 8)))
        self.address = pa.array(np.char.add((self.home % 900 + 1).astype(str), "号"))
        able = (years >= FIRST_SCHOOL_AGE + len(STAGES)) & (years <= 60)
        self.workers = np.flatnonzero(able & (random.random(self.count) < 0.97))
        self.wage = random.uniform(2300, 6000, len(self.workers))
        self.pupils = np.flatnonzero((years >= FIRST_SCHOOL_AGE) & (years < FIRST_SCHOOL_AGE + len(STAGES)))
        self.helped = np.flatnonzero(random.random(self.count) < 0.0625)
        self.help = random.choice((80, 420, 510, 920), len(self.helped))
        self.grade = random.choice(list("ABCD"), households, p=(0.7, 0.27, 0.02, 0.01))
        self.kind = random.choice(TYPES, households, p=(0.78, 0.16, 0.02, 0.02, 0.02))
        self.income = random.uniform(5500, 43000, households)
        self.bills = 0

    def _names(self) -> np.ndarray:
        def pick(signs: str) -> np.ndarray:
            return self.random.choice(np.array(list(signs)), self.count)

        return np.char.add(np.char.add(pick(SURNAMES), pick(GIVEN)), pick(GIVEN))

    def _identity(self, who: np.ndarray, with_place: bool = True) -> dict[str, object]:
        """Name, number (a share of them damaged) and place of persons."""
        numbers = self.number.take(pa.array(who)).to_numpy(zero_copy_only=False)
        for at in self.random.choice(len(who), round(len(who) * self.damaged), replace=False):
            numbers[at] = slip(numbers[at], self.hand)
        columns = {"name": self.name.take(pa.array(who)), "id_number": pa.array(numbers, pa.string())}
        if with_place:
            columns |= {"town": self.town.take(pa.array(who)), "village": self.village.take(pa.array(who))}
        return columns

    def roster(self) -> dict[str, object]:
        """The whole roster, numbers undamaged."""
        is_head = np.isin(np.arange(self.count), self.heads)
        labour = np.where((self.age >= 16) & (self.age <= 62), "普通劳动力", "无劳动力")
        return {
            "household_id": self.household_id,
            "town": self.town,
            "village": self.village,
            "name": self.name,
            "id_number": self.number,
            "relation": np.where(is_head, "户主", "家庭成员"),
            "household_type": self.kind[self.home],
            "labour": labour,
            "income_per_capita": _yuan(self.income[self.home]),
        }

    def month(self, month: int) -> dict[str, dict[str, object]]:
        """All other datasets of a month; a few in a thousand lose a job, a benefit or their insurance, or fall ill."""
        everyone = np.arange(self.count)
        insured = everyone[self.random.random(self.count) > 0.003]
        pupils = self.pupils[self.random.random(len(self.pupils)) > 0.002]
        dead = self.random.choice(self.count, max(2, self.count // 20_000), replace=False)
        in_term = month % 12 in (1, 8)
        status = np.where(self.random.random(len(self.workers)) < 0.004, "失业", "务工")
        wage = np.where(status == "务工", self.wage * self.random.uniform(0.9, 1.1, len(self.workers)), 0)
        paid = self.random.random(len(self.helped)) > 0.005
        day = np.array([f"{month_name(month)}-{number:02d}" for number in range(1, 29)])
        stage = STAGES[self.age[pupils] - FIRST_SCHOOL_AGE]
        fees = np.array([TERM_FEES.get(each, 0.0) * in_term for each in stage])
        return {
            "enrolment": self._identity(insured)
            | {"scheme": _same("城乡居民基本医疗保险", len(insured)), "status": _same("正常参保", len(insured))},
            "employment": self._identity(self.workers)
            | {"status": status, "employer": _same("恒发电子有限公司", len(status)), "wage": _yuan(wage)},
            "settlement": self._settlement(day),
            "house": self._identity(self.heads)
            | {
                "address": self.address.take(pa.array(self.heads)),
                "grade": self.grade,
                "sole": _same("是", self.households),
                "renovation": np.where(np.isin(self.grade, ("C", "D")), "已竣工", "无需改造"),
            },
            "student": self._identity(pupils, with_place=False)
            | {
                "school": _same("中心学校", len(pupils)),
                "stage": stage,
                "status": _same("在读", len(pupils)),
                "tuition": _yuan(fees),
                "boarding": _yuan(fees / 2),
                "aid": _yuan(fees / 2),
            },
            "assistance": self._identity(self.helped)
            | {
                "kind": np.where(self.help == 80, "残疾人两项补贴", "低保"),
                "status": np.where(paid, "享受", "停发"),
                "amount": _yuan(np.where(paid, self.help, 0)),
            },
            "death": self._identity(dead, with_place=False) | {"died_on": self.random.choice(day, len(dead))},
            "water": {
                "town": [town for town, _ in self.places],
                "village": [village for _, village in self.places],
                "status": _same("正常", len(self.places)),
                "outage_days": self.random.integers(0, 8, len(self.places)),
                "quality": _same("合格", len(self.places)),
                "tested_on": _same("2023-09-15", len(self.places)),
            },
        }

    def _settlement(self, day: np.ndarray) -> dict[str, object]:
        who = np.sort(self.random.integers(0, self.count, round(self.count * 0.225)))
        total = self.random.lognormal(5.5, 1.3, len(who))
        self_pay = total * 0.35
        numbers = np.char.zfill((self.bills + np.arange(len(who))).astype(str), 12)
        self.bills += len(who)
        return (
            {"settlement_id": numbers}
            | self._identity(who, with_place=False)
            | {
                "settled_on": self.random.choice(day, len(who)),
                "total": _yuan(total),
                "basic_fund": _yuan(np.round(total, 2) - np.round(self_pay, 2)),
                "self_pay": _yuan(self_pay),
            }
        )


def _same(text: str, count: int) -> pa.Array:
    return pa.repeat(text, count)


def _yuan(amounts: np.ndarray) -> np.ndarray:
    """Rounded to fen; float64 is enough to print two decimals exactly."""
    return np.round(amounts, 2)
