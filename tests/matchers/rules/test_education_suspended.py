"""义务教育休学: a child of 6 to 14 on 1 September is down as 休学 this month and the last, and nowhere at school."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home, studies

STOPPED, AT_SCHOOL = studies(status="休学"), studies()


def child(schooling=None, born="2013-05-05", **more):
    return Member(born, schooling={0: STOPPED, 1: STOPPED} if schooling is None else schooling, **more)


CASES = (
    Case("both months", home(child()), Fires()),
    Case("this month alone", home(child({0: STOPPED, 1: AT_SCHOOL})), QUIET),
    Case("last month alone", home(child({0: AT_SCHOOL, 1: STOPPED})), QUIET),
    Case("at another school", home(child({0: (STOPPED, studies(school="乙校")), 1: STOPPED})), QUIET),
    Case("taught at home", home(child({0: (STOPPED, studies(status="送教上门", school="乙校")), 1: STOPPED})), QUIET),
    Case("and has left: told as 失学", home(child({0: (STOPPED, studies(status="退学", school="乙校")), 1: STOPPED})), QUIET),
    Case("six on the first of September", home(child(born="2017-09-01")), Fires()),
    Case("six a day later", home(child(born="2017-09-02")), QUIET),
    Case("fifteen on it", home(child(born="2008-09-01")), QUIET),
    Case("fourteen still", home(child(born="2008-09-02")), Fires()),
    Case("of an age that is not known", home(child(born="")), QUIET),
    Case("dead", home(child(died="2024-06-01"), Member()), QUIET),
    Case("a row of this month may be hers", home(child(), waiting=(("student", 0, 0),)), QUIET),
    Case("this month's did not come", home(child({1: STOPPED}), missing=[("student", 0)]), UNKNOWN),
    Case("last month's did not come", home(child({0: STOPPED}), missing=[("student", 1)]), UNKNOWN),
)
test_drawn = drawn("education.suspended", CASES)
