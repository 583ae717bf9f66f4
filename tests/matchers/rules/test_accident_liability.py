"""事故赔偿责任: what members owe for accidents of which they bear half of the blame or more, beyond insurance, has grown large."""

import datetime as dt

from tests.matchers.rules.beginnings import grows, told
from tests.matchers.rules.drawn import QUIET, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.accident_liability", other_floor={"2024-06": 15000})


def owes(payable, day="2024-06-12", at=0, liability="全责", paid=0):
    return {"accident_no": f"A{at}", "happened_on": dt.date.fromisoformat(day), "kind": "道路交通", "injury": "无", "liability": liability, "payable": payable, "insurance_paid": paid}


def listed(*people, **said):
    return told("accident", *people, kind="脱贫户", **said)


CASES = (
    *grows("accident", owes, 10000),
    Case("an ordinary household, at its floor", told("accident", {0: owes(20000)}), Fires(20000, None, 20000)),
    Case("an ordinary household, a fen less", told("accident", {0: owes(19999.99)}), QUIET),
    Case("the most of the blame", listed({0: owes(10000, liability="主责")}), Fires(10000, None, 10000)),
    Case("half of the blame", listed({0: owes(10000, liability="同责")}), Fires(10000, None, 10000)),
    Case("little of the blame", listed({0: owes(10000, liability="次责")}), QUIET),
    Case("not decided", listed({0: owes(10000, liability="未认定")}), QUIET),
    Case("not said", listed({0: owes(10000, liability=None)}), QUIET),
    Case("not decided in May, his in June, whenever it was", listed({0: owes(10000, "2023-02-01"), 1: owes(10000, "2023-02-01", liability="未认定")}), Fires(10000, None, 10000)),
    Case("less insurance", listed({0: owes(30000, paid=20000)}), Fires(10000, None, 10000)),
    Case("insurance pays all", listed({0: owes(30000, paid=30000)}), QUIET),
    Case("insurance too large of one pays nothing of another", listed({0: (owes(10000), owes(100, at=1, paid=9000))}), Fires(10000, None, 10000)),
    Case("of somebody who has died", home(Member(died="2024-06-20", says={"accident": {0: owes(10000)}}), Member(), kind="脱贫户"), Fires(10000, None, 10000)),
    Case("12,000 in May", listed({0: owes(12000, "2024-05-12")}), Fires(12000, None, 10000), "2024-05", FROM_JUNE),
    Case("12,000 in June, when it takes 15,000", listed({0: owes(12000)}), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("accident.liability", CASES)
