"""疑似失学辍学: a living member of 6 to 14 on 1 September of the school year has no student row, or has left school."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home, studies

FROM_JUNE = changed("rules.education_dropout", age_to={"2024-06": 15})


def child(*rows, born="2013-05-05", **more):
    return Member(born, schooling={0: rows} if rows else {}, **more)


CASES = (
    Case("ten years old, no row", home(child()), Fires()),
    Case("ten years old, at school", home(child(studies())), QUIET),
    Case("no child in the house", home(), QUIET),
    # Ages on 1 September 2023, when the school year of June 2024 began
    Case("six on that very day", home(child(born="2017-09-01")), Fires()),
    Case("six a day later", home(child(born="2017-09-02")), QUIET),
    Case("fourteen to that day", home(child(born="2008-09-02")), Fires()),
    Case("fifteen on that day", home(child(born="2008-09-01")), QUIET),
    Case("of an age that is not known", home(child(born="")), QUIET),
    Case("August belongs to the school year that is ending", home(child(born="2018-09-01")), QUIET, "2024-08"),
    Case("September begins the next", home(child(born="2018-09-01")), Fires(), "2024-09"),
    # What the row says
    *(Case(f"{status}", home(child(studies(status=status))), Fires()) for status in ("辍学", "退学")),
    *(Case(f"{status}", home(child(studies(status=status))), QUIET) for status in ("休学", "送教上门", "毕业")),
    Case("left one school for another", home(child(studies(status="退学"), studies(school="乙校"))), QUIET),
    Case("left one school, on leave from another", home(child(studies(status="退学"), studies(school="乙校", status="休学"))), Fires()),
    Case("at school last month, no row now", home(Member("2013-05-05", schooling={1: studies()})), Fires()),
    Case("no school ever came before", home(child(), since=0), Fires()),
    Case("one of two children", home(child(), child(studies())), Fires()),
    Case("a child that has died", home(child(died="2024-06-30")), QUIET),
    # Absence proves nothing
    Case("the schools' extract did not come", home(child(), missing=[("student", 0)]), UNKNOWN),
    Case("a row that could be the child's waits in review", home(child(), waiting=(("student", 0, 0),)), QUIET),
    Case("last month's row waits in review", home(child(), waiting=(("student", 1, 0),)), Fires()),
    Case("another extract's row waits in review", home(child(), waiting=(("enrolment", 0, 0),)), Fires()),
    # The policy changes from June on
    Case("fifteen in May", home(child(born="2008-06-01")), QUIET, "2024-05", FROM_JUNE),
    Case("fifteen in June, when nobody under sixteen may be missing", home(child(born="2008-06-01")), Fires(), "2024-06", FROM_JUNE),
)
test_drawn = drawn("education.dropout", CASES)
