"""零就业家庭: somebody living is 16 to 59 at month's end, able to work and no student, and no member has worked for three months."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home, idle, studies, works

FROM_JUNE = changed("rules.employment_zero", age_to={"2024-06": 54})


def able(born="1984-06-15", labour="普通劳动力", **more):
    return Member(born, labour, **more)


CASES = (
    Case("somebody of forty, no job", home(able()), Fires()),
    Case("out of work by the extract", home(able(jobs={0: idle(), 1: idle("返乡未就业")})), Fires()),
    Case("nobody of working age", home(Member("1950-01-01", "普通劳动力"), Member("2015-01-01", "普通劳动力")), QUIET),
    # Ages at the end of June 2024
    Case("sixteen on its last day", home(able("2008-06-30")), Fires()),
    Case("sixteen a day later", home(able("2008-07-01")), QUIET),
    Case("fifty-nine to the last day", home(able("1964-07-01")), Fires()),
    Case("sixty on its last day", home(able("1964-06-30")), QUIET),
    Case("of an age that is not known", home(able("")), QUIET),
    # Able
    *(Case(f"{labour}", home(able(labour=labour)), Fires()) for labour in ("普通劳动力", "技能劳动力")),
    *(Case(f"{labour}", home(able(labour=labour)), QUIET) for labour in ("无劳动力", "弱劳动力或半劳动力", "丧失劳动力", "")),
    Case("a student", home(able("2006-01-01", schooling={0: studies("高职")})), QUIET),
    Case("a student until last month", home(able("2006-01-01", schooling={1: studies("高职")})), Fires()),
    Case("dead", home(able(died="2024-06-30"), Member()), QUIET),
    Case("died after the month's end", home(able(died="2024-07-01")), Fires()),
    # Work
    Case("works now", home(able(jobs={0: works(2000)})), QUIET),
    Case("worked two months ago", home(able(jobs={2: works(2000, "灵活就业")})), QUIET),
    Case("worked three months ago", home(able(jobs={3: works(2000)})), Fires()),
    Case("a member past working age works", home(able(), Member("1955-01-01", jobs={1: works(700, "公益性岗位")})), QUIET),
    # Months that did not come
    *(Case(f"no wages' extract {back} months ago", home(able(), missing=[("employment", back)]), UNKNOWN) for back in range(3)),
    Case("no schools' extract this month", home(able(), missing=[("student", 0)]), UNKNOWN),
    Case("no schools' extract last month", home(able(), missing=[("student", 1)]), Fires()),
    Case("three months of history", home(able(), since=2), Fires()),
    Case("two months of history", home(able(), since=1), UNKNOWN),
    # Rows that wait in review
    *(Case(f"a worker's row of {back} months ago could be a member's", home(able(), Member(), waiting=(("employment", back, 1),)), QUIET) for back in range(3)),
    Case("a worker's row of three months ago could be", home(able(), waiting=(("employment", 3, 0),)), Fires()),
    Case("a student's row could be the one able member's", home(able(), waiting=(("student", 0, 0),)), QUIET),
    Case("a student's row could be another's", home(able(), Member(), waiting=(("student", 0, 1),)), Fires()),
    # The policy changes from June on
    Case("fifty-eight in May", home(able("1966-01-01")), Fires(), "2024-05", FROM_JUNE),
    Case("fifty-eight in June, when working age ends at 54", home(able("1966-01-01")), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("employment.zero", CASES)
