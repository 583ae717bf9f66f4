"""灾后住房未恢复: a house badly damaged or fallen three months ago or longer, and not restored as far as is said."""

import datetime as dt

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.disaster_not_rehoused", months={"2024-06": 6})


def hit(day="2024-03-31", recovery="未恢复", damage="倒塌"):
    return {"happened_on": dt.date.fromisoformat(day), "hazard": "洪涝", "house_damage": damage, "loss": 0, "aid": 0, "insurance_paid": 0, "recovery": recovery}


def house(*rows, back=0, **member):
    return Member(says={"disaster": {back: rows}}, **member)


CASES = (
    Case("of the last day of March", home(house(hit())), Fires(3, None, 3)),
    Case("of the first day of April", home(house(hit("2024-04-01"))), QUIET),
    Case("of the year before", home(house(hit("2023-06-30", "恢复中"))), Fires(12, None, 3)),
    Case("badly damaged", home(house(hit(damage="严重损坏"))), Fires(3, None, 3)),
    Case("damaged a little", home(house(hit(damage="一般损坏"))), QUIET),
    Case("restored", home(house(hit(recovery="已恢复"))), QUIET),
    Case("fallen, and no need", home(house(hit(recovery="无需"))), Fires(3, None, 3)),
    Case("nothing is said", home(house(hit(recovery=None))), QUIET),
    Case("two: the longest ago counts", home(house(hit(), hit("2024-01-05", "恢复中"))), Fires(5, None, 3)),
    Case("two: the longest ago is restored", home(house(hit(), hit("2024-01-05", "已恢复"))), Fires(3, None, 3)),
    Case("of somebody who has died", home(house(hit(), died="2024-04-20"), Member()), Fires(3, None, 3)),
    Case("told in May only", home(house(hit(), back=1)), QUIET),
    Case("the ledger did not come", home(house(hit()), missing=[("disaster", 0)]), UNKNOWN),
    Case("only this month ever came", home(house(hit()), since=0), Fires(3, None, 3)),
    Case("in May, three months are enough", home(house(hit("2024-02-10"))), Fires(3, None, 3), "2024-05", FROM_JUNE),
    Case("in June, it takes six", home(house(hit("2024-02-10"))), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("disaster.not_rehoused", CASES)
