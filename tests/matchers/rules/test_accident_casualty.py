"""意外伤亡: a member badly hurt, maimed or killed, as the ledger of accidents tells newly."""

import datetime as dt

from tests.matchers.rules.beginnings import begins
from tests.matchers.rules.drawn import QUIET, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home


def hurt(injury="重伤", day="2024-06-12", number="A1", kind="道路交通"):
    return {"accident_no": number, "happened_on": dt.date.fromisoformat(day), "kind": kind, "injury": injury, "liability": "无责", "payable": 0, "insurance_paid": 0}


def who(now, before=None, **member):
    return Member(says={"accident": {0: now} | ({1: before} if before else {})}, **member)


WORKER = {"born": "1984-01-01"}
CASES = (
    *begins("accident", lambda day: hurt(day=day), lambda day: hurt("轻伤", day)),
    Case("maimed", home(who(hurt("致残"))), Fires()),
    Case("hurt a little", home(who(hurt("轻伤"))), QUIET),
    Case("unhurt", home(who(hurt("无"))), QUIET),
    Case("badly hurt in May, died in June: told already", home(who(hurt("死亡"), hurt("重伤"))), QUIET),
    Case("another accident", home(who((hurt(), hurt(number="A2")), hurt())), Fires()),
    Case("two members of one accident", home(who(hurt()), who(hurt("死亡"))), Fires()),
    Case("killed, an elder", home(who(hurt("死亡"), died="2024-06-12"), Member()), Fires()),
    Case("killed at working age, on record this month: member.death tells", home(who(hurt("死亡"), died="2024-06-12", **WORKER), Member()), QUIET),
    Case("killed at 59", home(who(hurt("死亡"), died="2024-06-12", born="1964-06-13"), Member()), QUIET),
    Case("killed on his sixtieth birthday", home(who(hurt("死亡"), died="2024-06-12", born="1964-06-12"), Member()), Fires()),
    Case("killed at 16", home(who(hurt("死亡"), died="2024-06-12", born="2008-06-12"), Member()), QUIET),
    Case("killed the day before he was 16", home(who(hurt("死亡"), died="2024-06-12", born="2008-06-13"), Member()), Fires()),
    Case("killed, of an age that is not known: nothing else tells", home(who(hurt("死亡"), died="2024-06-12", born=""), Member()), Fires()),
    Case("killed at working age, on record of May", home(who(hurt("死亡", "2024-05-30"), died="2024-05-30", **WORKER), Member()), Fires()),
    Case("killed at working age, his death not on record", home(who(hurt("死亡"), **WORKER)), Fires()),
    Case("badly hurt at working age, died this month", home(who(hurt(), died="2024-06-20", **WORKER), Member()), Fires()),
    Case("nothing told", home(), QUIET),
)
test_drawn = drawn("accident.casualty", CASES)


def test_who_and_what_is_told(judge):
    told = Case("three rows", home(who((hurt(kind=None), hurt("致残", number="A2", kind="其他"))), who(hurt(kind="溺水"))), Fires())
    assert judge("accident.casualty", (told,)).fields["three rows"] == {"count": 2, "kind": "意外、溺水", "injury": "致残、重伤"}
