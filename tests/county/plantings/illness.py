"""Bills – dear, paid by the funds, reversed, spread over months – and the register of illnesses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tests.county.lives import make_bill
from tests.county.plot import HEART, MONITORED, Plot
from tests.twin.facts import last_day

CLINIC, CHRONIC = ("门诊", "高血压"), ("门诊慢特病", "高血压")
FIRST_NUMBER = 7_000_000_000


def medical_shock(plot: Plot) -> None:
    plot.bill(plot.month, 30000, 16000)


def paid_by_funds(plot: Plot) -> None:
    plot.bill(plot.month, 40000, 700)


def reversal(plot: Plot) -> None:
    """A large bill, its reversal and the right one: only the right one is left to pay."""
    plot.bill(plot.month, 30000, 16000, day=8)
    key = (plot.household.members[0], plot.month)
    wrong = plot.facts.bills[key][-1]
    money = ("total", "basic_fund", "catastrophic_fund", "medical_aid", "self_pay")
    back = replace(wrong, settled_on=wrong.settled_on + dt.timedelta(days=4), **{m: -getattr(wrong, m) for m in money})
    plot.facts.bills[key].append(back)
    plot.bill(plot.month, 3000, 700, day=20)


def small_shock(plot: Plot) -> None:
    """Many times the usual, yet under the floor."""
    for who in plot.household.members:
        plot.facts.bills.pop((who, plot.month), None)
    plot.bill(plot.month, 5000, 1500)


def long_illness(plot: Plot) -> None:
    for month in range(plot.month - 6, plot.month):
        plot.bill(month, 6000, 1900, HEART)


def spent_down(plot: Plot) -> None:
    _spend_most(plot, Decimal(7800))


def costly_year(plot: Plot) -> None:
    _spend_most(plot, Decimal(32000))


def _spend_most(plot: Plot, income_per_capita: Decimal) -> None:
    """Half a year's illness that costs 9000 yuan a member."""
    plot.restate(income_per_capita=income_per_capita)
    for month in range(plot.month - 6, plot.month):
        plot.bill(month, 3000 * plot.size, 1500 * plot.size, HEART)


def pay(plot: Plot, who: int, back: int, self_pay: int, care: tuple[str, str], aid: bool = True) -> None:
    """A bill of so many months before."""
    month = plot.month - back
    number = FIRST_NUMBER + who * 1000 + back * 10 + len(plot.facts.bills[who, month])
    bill = make_bill(number, plot.household.household_id[:6], who, last_day(month).replace(day=11), care, Decimal(self_pay * 3), Decimal(self_pay))
    plot.facts.bills[who, month].append(bill if aid else replace(bill, basic_fund=bill.basic_fund + bill.medical_aid, medical_aid=Decimal(0)))


def fall_ill(plot: Plot, kind: str, first: int) -> None:
    """On the register of illnesses since so many months before."""
    for month in plot.since(first):
        row = {"kind": kind, "disease": "高血压" if kind == "慢性病" else "恶性肿瘤", "status": "救治中", "registered_on": last_day(plot.month - first).replace(day=6)}
        plot.facts.declared["disease", plot.household.members[0], month] = [row]


def outpatient_for_three_months(plot: Plot) -> None:
    for back in range(3):
        pay(plot, plot.household.members[0], back, 520, CLINIC)


def in_hospital_three_times(plot: Plot) -> None:
    for back in (1, 3, 5):
        pay(plot, plot.household.members[0], back, 1800, HEART)


def two_ill(plot: Plot) -> None:
    for who in plot.household.members[:2]:
        for back in (7, 8, 9):
            pay(plot, who, back, 720, CLINIC)


def not_quite_ill(plot: Plot) -> None:
    """In hospital, at the clinic, at the rate for lasting illnesses: each a little less, or paid for."""
    head = plot.household.members[0]
    for who in plot.household.members:
        for back in range(13):
            plot.facts.bills[who, plot.month - back] = []
    plot.restate(**MONITORED)
    for back, yuan, care in ((12, 3300, HEART), (0, 3200, HEART), (3, 1600, HEART), (1, 520, CLINIC), (2, 520, CLINIC), (4, 600, CHRONIC)):
        pay(plot, head, back, yuan, care)
    fall_ill(plot, "慢性病", 24)


def no_medical_aid(plot: Plot) -> None:
    """One of the monitored; the year before it cost as much."""
    plot.restate(**MONITORED)
    pay(plot, plot.household.members[0], 12, 3300, HEART)
    pay(plot, plot.household.members[0], 0, 3200, HEART, aid=False)


def major_disease(plot: Plot) -> None:
    fall_ill(plot, "大病", 0)


def chronic_at_full_price(plot: Plot) -> None:
    for back in range(1, 6):
        plot.facts.bills[plot.household.members[0], plot.month - back] = []
        pay(plot, plot.household.members[0], back, 330, CLINIC)
    plot.facts.bills[plot.household.members[0], plot.month] = []
    fall_ill(plot, "慢性病", 24)
