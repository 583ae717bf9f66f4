"""自主申报: a member applied for help on a day of the month. Nobody need send any, so that no month is left out for want of them."""

from tests.matchers.rules.drawn import QUIET, Case, Fires, drawn
from tests.matchers.rules.homes import Member, applies, home


def filed(*applications, at=0, **more):
    return home(Member(applications={at: applications}), Member(), **more)


CASES = (
    Case("an application", filed(applies()), Fires()),
    Case("by another member than the householder", home(Member(), Member(applications={0: applies()})), Fires()),
    Case("by two members", home(Member(applications={0: applies(3)}), Member(applications={0: applies(9, "因学")})), Fires()),
    Case("two of one member", filed(applies(3), applies(20, "住房")), Fires()),
    Case("two of one day", home(Member(applications={0: applies()}), Member(applications={0: applies(matter="住房")})), Fires()),
    Case("that does not say what for", filed(applies(matter="")), Fires()),
    Case("for what is on no list", filed(applies(matter="其他")), Fires()),
    Case("nobody applied", home(), QUIET),
    Case("on the first of the month", filed(applies(1)), Fires()),
    Case("on the last of the month", filed(applies(30)), Fires()),
    Case("on the last of the month before", filed(applies(31), at=1), QUIET),
    Case("on the first of the month after", filed(applies(1), at=-1), QUIET),
    Case("last month and now", home(Member(applications={0: applies(), 1: applies()})), Fires()),
    Case("no month before ever came", filed(applies(), since=0), Fires()),
    Case("the county sends none", home(missing=[("self_report", 0)]), QUIET),
    Case("the departments sent nothing", filed(applies(), missing=[("settlement", 0), ("student", 0), ("employment", 0)]), Fires()),
)
test_drawn = drawn("self_report.filed", CASES)
