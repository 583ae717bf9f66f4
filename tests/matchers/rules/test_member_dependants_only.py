"""只有老人和孩子: nobody of 16 to 59, a child and somebody of sixty, no 低保 or 特困供养, income under 2 lines (1.5 for 一般农户)."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, gets, home

OLD, CHILD = Member("1950-01-01", "普通劳动力"), Member("2015-01-01")
SEVERE = {"disability": {0: {"grade": "一级", "kind": "肢体", "status": "有效", "first_issued_on": None}}}


def left(*who, income=11999.99, kind="脱贫户", **said):
    return home(*(who or (OLD, CHILD)), income=income, kind=kind, **said)


CASES = (
    Case("listed, a fen under 12000", left(), Fires(11999.99, None, 12000)),
    Case("listed, 12000", left(income=12000), QUIET),
    Case("income not known", left(income=None), QUIET),
    Case("ordinary, a fen under 9000", left(income=8999.99, kind="一般农户"), Fires(8999.99, None, 9000)),
    Case("ordinary, 9000", left(income=9000, kind="一般农户"), QUIET),
    Case("sixty on the month's last day", left(Member("1964-06-30", "普通劳动力"), CHILD), Fires(11999.99, None, 12000)),
    Case("sixty a day later", left(Member("1964-07-01", "普通劳动力"), CHILD), QUIET),
    Case("the child is sixteen on the last day", left(OLD, Member("2008-06-30")), QUIET),
    Case("the child is sixteen a day later", left(OLD, Member("2008-07-01")), Fires(11999.99, None, 12000)),
    Case("no child", left(OLD, Member("1952-01-01")), QUIET),
    Case("children alone", left(CHILD, Member("2012-01-01")), QUIET),
    Case("a grown one too", left(OLD, CHILD, Member("1990-01-01")), QUIET),
    Case("of one the age is not known", left(OLD, CHILD, Member("")), QUIET),
    Case("the grown one is dead", left(OLD, CHILD, Member("1990-01-01", died="2024-05-02")), Fires(11999.99, None, 12000)),
    Case("one has 低保", left(OLD, Member("2015-01-01", benefits={0: gets(400)})), QUIET),
    Case("a row of assistance may be one's", left(waiting=(("assistance", 0, 0),)), QUIET),
    Case("assistance did not come", left(missing=[("assistance", 0)]), UNKNOWN),
    Case("the child is severely disabled: told as 老残一体", left(OLD, Member("2015-01-01", says=SEVERE)), QUIET),
)
test_drawn = drawn("member.dependants_only", CASES)
