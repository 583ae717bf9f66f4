"""新增重度残疾: a living member with a card in force of 一级 or 二级, or 智力 or 精神 of any grade, who had none in the last month that came."""

import datetime as dt

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home

MISSED = [("disability", back) for back in range(1, 7)]


def card(grade="一级", kind="肢体", status="有效", issued=""):
    return {"grade": grade, "kind": kind, "status": status, "first_issued_on": dt.date.fromisoformat(issued) if issued else None}


def holds(now, before=None, back=1, **member):
    return Member(says={"disability": ({0: now} if now else {}) | ({back: before} if before else {})}, **member)


CASES = (
    Case("new, without a day", home(holds(card())), Fires()),
    Case("new, of the second grade", home(holds(card("二级"))), Fires()),
    Case("new, of the third grade", home(holds(card("三级"))), QUIET),
    Case("new, of the third grade, of the mind", home(holds(card("三级", "智力"))), Fires()),
    Case("new, of the fourth grade, of the mind", home(holds(card("四级", "精神"))), Fires()),
    Case("not in force", home(holds(card(status="冻结"))), QUIET),
    Case("no card", home(), QUIET),
    Case("had one already", home(holds(card(), card())), QUIET),
    Case("worse than the month before, the card an old one", home(holds(card(issued="2015-01-01"), card("三级", issued="2015-01-01"))), Fires()),
    Case("in force again", home(holds(card(), card(status="过期"))), Fires()),
    Case("new to the list, issued two months ago", home(holds(card(issued="2024-04-01"))), Fires()),
    Case("new to the list, issued before", home(holds(card(issued="2024-03-31"))), QUIET),
    Case("a dead one", home(holds(card(), died="2024-06-10"), Member()), QUIET),
    Case("two of them", home(holds(card()), holds(card())), Fires()),
    Case("the list did not come", home(holds(card()), missing=[("disability", 0)]), UNKNOWN),
    Case("nothing came before, issued this month", home(holds(card(issued="2024-06-01")), missing=MISSED), Fires()),
    Case("nothing came before, issued the month before", home(holds(card(issued="2024-05-31")), missing=MISSED), QUIET),
    Case("nothing came before, without a day", home(holds(card()), missing=MISSED), QUIET),
    Case("May did not come, in April had none, without a day", home(holds(card()), missing=MISSED[:1]), Fires()),
    Case("May did not come, issued in May", home(holds(card(issued="2024-05-01")), missing=MISSED[:1]), Fires()),
    Case("May did not come, issued in April", home(holds(card(issued="2024-04-30")), missing=MISSED[:1]), QUIET),
    Case("May did not come, had one in April", home(holds(card(), card(), back=2), missing=MISSED[:1]), QUIET),
    Case("May did not come, six months ago had one", home(holds(card(), card(), back=6), missing=MISSED[:5]), QUIET),
    Case("a row of May may be hers", home(holds(card()), waiting=(("disability", 1, 0),)), QUIET),
    Case("a row of April may be hers", home(holds(card()), waiting=(("disability", 2, 0),)), Fires()),
)
test_drawn = drawn("disability.newly_severe", CASES)
