"""应保未保: a living member has no 正常参保 row this month. An absence: nothing that waits in review counts as one."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home


def covered(*statuses, **more):
    return Member(cover={0: statuses} if statuses else {}, **more)


CASES = (
    Case("all insured", home(covered("正常参保"), covered("正常参保")), QUIET),
    Case("no row", home(covered()), Fires()),
    Case("one of two has no row", home(covered("正常参保"), covered()), Fires()),
    *(Case(f"{status}", home(covered(status)), Fires()) for status in ("暂停参保", "未参保")),
    Case("left one scheme for another", home(covered("暂停参保", "正常参保")), QUIET),
    Case("insured last month, no row now", home(Member(cover={1: "正常参保"})), Fires()),
    Case("insured now, not last month", home(Member(cover={1: "未参保", 0: "正常参保"})), QUIET),
    Case("died on the month's last day", home(covered(died="2024-06-30"), covered("正常参保")), QUIET),
    Case("died a day later", home(covered(died="2024-07-01"), covered("正常参保")), Fires()),
    Case("no month before ever came", home(covered(), since=0), Fires()),
    Case("the month's extract did not come", home(covered(), missing=[("enrolment", 0)]), UNKNOWN),
    Case("a row that could be the member's waits in review", home(covered(), waiting=(("enrolment", 0, 0),)), QUIET),
    Case("a row that could be the other member's", home(covered("正常参保"), covered(), waiting=(("enrolment", 0, 0),)), Fires()),
    Case("a row of another month waits", home(covered(), waiting=(("enrolment", 1, 0),)), Fires()),
    Case("a row of another extract waits", home(covered(), waiting=(("student", 0, 0),)), Fires()),
)
test_drawn = drawn("insurance.lapsed", CASES)
