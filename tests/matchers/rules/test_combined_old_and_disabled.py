"""老残一体未兜底: everybody is of sixty, under sixteen or severely disabled, one is old and another severe, no 低保 or 特困供养, under 2 lines."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, gets, home

OLD = Member("1950-01-01", "普通劳动力")


def disabled(born="1985-01-01", grade="一级", kind="肢体", status="有效", **more):
    return Member(born, says={"disability": {0: {"grade": grade, "kind": kind, "status": status, "first_issued_on": None}}}, **more)


def both(*who, income=11999.99, **said):
    return home(*(who or (OLD, disabled())), income=income, kind="脱贫户", **said)


CASES = (
    Case("a fen under 12000", both(), Fires(11999.99, None, 12000)),
    Case("12000", both(income=12000), QUIET),
    Case("income not known", both(income=None), QUIET),
    Case("of the third grade", both(OLD, disabled(grade="三级")), QUIET),
    Case("of the third grade, of the mind", both(OLD, disabled(grade="三级", kind="精神")), Fires(11999.99, None, 12000)),
    Case("a card out of force", both(OLD, disabled(status="过期")), QUIET),
    Case("the old one is the disabled one", both(disabled("1950-01-01"), Member("2015-01-01")), QUIET),
    Case("two old ones, one disabled", both(OLD, disabled("1952-01-01")), Fires(11999.99, None, 12000)),
    Case("a child too", both(OLD, disabled(), Member("2015-01-01")), Fires(11999.99, None, 12000)),
    Case("an able one too", both(OLD, disabled(), Member("1990-01-01")), QUIET),
    Case("a child of sixteen on the month's last day", both(OLD, disabled(), Member("2008-06-30")), QUIET),
    Case("a day later", both(OLD, disabled(), Member("2008-07-01")), Fires(11999.99, None, 12000)),
    Case("the old one is sixty on it", both(Member("1964-06-30"), disabled()), Fires(11999.99, None, 12000)),
    Case("the old one is sixty a day later", both(Member("1964-07-01"), disabled()), QUIET),
    Case("whether he is old is not known", both(Member(""), disabled()), QUIET),
    Case("the age of the disabled one is not known", both(OLD, disabled("")), Fires(11999.99, None, 12000)),
    Case("nobody is old", both(disabled(), disabled("1990-01-01")), QUIET),
    Case("one has 低保", both(Member("1950-01-01", benefits={0: gets(400)}), disabled()), QUIET),
    Case("a row of assistance may be one's", both(waiting=(("assistance", 0, 1),)), QUIET),
    Case("the cards did not come", both(missing=[("disability", 0)]), UNKNOWN),
    Case("assistance did not come", both(missing=[("assistance", 0)]), UNKNOWN),
)
test_drawn = drawn("combined.old_and_disabled", CASES)
