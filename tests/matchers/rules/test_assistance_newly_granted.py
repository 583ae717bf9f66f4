"""一般农户新享救助: 低保, 特困供养 or 临时救助 this month, and none in the months of half a year before that came, three at least."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, gets, home


def got(now=None, before=None, **more):
    return Member(benefits={0: now or gets(400)} | (before or {}), **more)


CASES = (
    *(Case(kind, home(got(gets(400, kind))), Fires(400)) for kind in ("低保", "特困供养", "临时救助")),
    Case("another benefit", home(got(gets(400, "残疾人两项补贴"))), QUIET),
    Case("nothing paid", home(got(gets(0))), QUIET),
    Case("stopped", home(got(gets(400, status="停发"))), QUIET),
    Case("last month already", home(got(before={1: gets(400)})), QUIET),
    Case("six months ago", home(got(before={6: gets(400, "临时救助")})), QUIET),
    Case("seven months ago", home(got(before={7: gets(400)})), Fires(400)),
    Case("nothing paid last month", home(got(before={1: gets(0)})), Fires(400)),
    Case("another member had it", home(got(), Member(benefits={3: gets(400)})), QUIET),
    Case("one who has died since had it", home(got(), Member(benefits={3: gets(400)}, died="2024-05-01")), QUIET),
    Case("two members", home(got(), got(gets(100, "临时救助"))), Fires(500)),
    Case("three months came", home(got(), since=3), Fires(400)),
    Case("two", home(got(), since=2), QUIET),
    Case("had it in a month that did not come", home(Member(benefits={0: gets(400)}), missing=[("assistance", 4)]), Fires(400)),
    Case("a row of March may be hers", home(got(), waiting=(("assistance", 3, 0),)), QUIET),
    Case("a row of last year may be", home(got(), waiting=(("assistance", 7, 0),)), Fires(400)),
    Case("this month's did not come", home(got(), missing=[("assistance", 0)]), UNKNOWN),
    Case("last month's did not come", home(got(), missing=[("assistance", 1)]), UNKNOWN),
)
test_drawn = drawn("assistance.newly_granted", CASES)
