"""应得分红未兑付: returns of shares and projects due two months ago or longer, and not paid in full."""

import datetime as dt

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.industry_dividend_overdue", floor={"2024-06": 500})


def share(due, paid=0, day="2024-04-30", at=0):
    return {"project": f"项目{at}", "kind": "入股分红", "status": "正常", "loss": 0, "due": due, "paid": paid, "due_on": dt.date.fromisoformat(day) if day else None}


def holder(*rows, back=0, **member):
    return Member(says={"industry": {back: rows}}, **member)


CASES = (
    Case("200 of the last day of April", home(holder(share(200))), Fires(200, None, 200)),
    Case("a fen less", home(holder(share(199.99))), QUIET),
    Case("of the first day of May", home(holder(share(200, day="2024-05-01"))), QUIET),
    Case("of the year before", home(holder(share(200, day="2023-01-15"))), Fires(200, None, 200)),
    Case("no day", home(holder(share(200, day=""))), QUIET),
    Case("paid in part", home(holder(share(500, 300))), Fires(200, None, 200)),
    Case("paid", home(holder(share(500, 500))), QUIET),
    Case("one paid too much makes good nothing of another", home(holder(share(200), share(100, 900, at=1))), Fires(200, None, 200)),
    Case("two members together", home(holder(share(120)), holder(share(80))), Fires(200, None, 200)),
    Case("of two one is due too lately", home(holder(share(200), share(500, day="2024-06-01", at=1))), Fires(200, None, 200)),
    Case("of somebody who has died", home(holder(share(200), died="2024-06-20"), Member()), Fires(200, None, 200)),
    Case("told in May only", home(holder(share(200), back=1)), QUIET),
    Case("the list did not come", home(holder(share(200)), missing=[("industry", 0)]), UNKNOWN),
    Case("only this month ever came", home(holder(share(200)), since=0), Fires(200, None, 200)),
    Case("300 in May", home(holder(share(300, day="2024-03-01"))), Fires(300, None, 200), "2024-05", FROM_JUNE),
    Case("300 in June, when it takes 500", home(holder(share(300))), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("industry.dividend_overdue", CASES)
