"""新登记大病: somebody living is in the register with a grave illness, not cured, and was not in the last month that came before."""

import datetime as dt

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home

MISSED = [("disease", back) for back in range(1, 7)]


def row(kind="大病", status="救治中", day="", disease="某病"):
    return {"kind": kind, "disease": disease, "status": status, "registered_on": dt.date.fromisoformat(day) if day else None}


def ill(now, before=None, back=1, **member):
    return Member(says={"disease": {0: now} | ({back: before} if before else {})}, **member)


CASES = (
    Case("new, without a day", home(ill(row())), Fires()),
    Case("untreated", home(ill(row(status="未救治"))), Fires()),
    Case("cured", home(ill(row(status="已治愈"))), QUIET),
    Case("it is not told how it goes", home(ill(row(status=None))), QUIET),
    Case("a lasting illness", home(ill(row("慢性病"))), QUIET),
    Case("was there", home(ill(row(), row())), QUIET),
    Case("another illness was there", home(ill(row(), row(disease="别的病"))), Fires()),
    Case("fallen ill again", home(ill(row(day="2015-01-01"), row(status="已治愈", day="2015-01-01"))), Fires()),
    Case("last month did not tell how it went, registered long ago", home(ill(row(day="2015-01-01"), row(status=None))), QUIET),
    Case("last month did not tell how it went, without a day", home(ill(row(), row(status=None))), QUIET),
    Case("last month did not tell how it went, registered in April", home(ill(row(day="2024-04-01"), row(status=None))), Fires()),
    Case("new to the list, registered two months ago", home(ill(row(day="2024-04-01"))), Fires()),
    Case("new to the list, registered before", home(ill(row(day="2024-03-31"))), QUIET),
    Case("two of them", home(ill(row()), ill(row())), Fires()),
    Case("a dead one", home(ill(row(), died="2024-06-10"), Member()), QUIET),
    Case("nothing came before, registered this month", home(ill(row(day="2024-06-01")), missing=MISSED), Fires()),
    Case("nothing came before, the month before", home(ill(row(day="2024-05-31")), missing=MISSED), QUIET),
    Case("nothing came before, without a day", home(ill(row()), missing=MISSED), QUIET),
    Case("May did not come, without a day", home(ill(row()), missing=MISSED[:1]), Fires()),
    Case("May did not come, registered in May", home(ill(row(day="2024-05-01")), missing=MISSED[:1]), Fires()),
    Case("May did not come, registered in April", home(ill(row(day="2024-04-30")), missing=MISSED[:1]), QUIET),
    Case("May did not come, fallen ill again, an old day", home(ill(row(day="2015-01-01"), row(status="已治愈"), back=2), missing=MISSED[:1]), QUIET),
    Case("a row of May may be his", home(ill(row()), waiting=(("disease", 1, 0),)), QUIET),
    Case("a row of April may be his", home(ill(row()), waiting=(("disease", 2, 0),)), Fires()),
    Case("the register did not come", home(ill(row()), missing=[("disease", 0)]), UNKNOWN),
)
test_drawn = drawn("medical.major_disease_new", CASES)
