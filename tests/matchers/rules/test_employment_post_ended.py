"""公益性岗位退出: somebody living had a public post last month and does not work this month."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, Paid, home, idle, works

POST = works(800, "公益性岗位")


def had(now=None, before=POST, **more):
    return Member("1984-01-01", "", jobs={1: before} | ({0: now} if now else {}), **more)


CASES = (
    Case("gone", home(had()), Fires()),
    Case("still there", home(had(POST)), QUIET),
    Case("has gone away to work", home(had(works(3000))), QUIET),
    Case("out of work by the extract: told as that", home(had(idle())), QUIET),
    Case("had another job", home(had(before=works(800))), QUIET),
    Case("a post and another job before", home(had(before=(POST, works(100)))), Fires()),
    Case("the month before the last", home(Member("1984-01-01", "", jobs={2: POST})), QUIET),
    Case("two of them", home(had(), had()), Fires()),
    Case("dead", home(had(died="2024-06-05"), Member()), QUIET),
    Case("ill in hospital: told by that", home(had(bills={0: Paid(500, "住院")})), QUIET),
    Case("a row of this month may be hers", home(had(), waiting=(("employment", 0, 0),)), QUIET),
    Case("this month's did not come", home(had(), missing=[("employment", 0)]), UNKNOWN),
    Case("last month's did not come", home(had(), missing=[("employment", 1)]), UNKNOWN),
)
test_drawn = drawn("employment.post_ended", CASES)
