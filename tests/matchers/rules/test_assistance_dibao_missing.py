"""低于低保线未享低保: under 4000 a person a year, and nobody living with 低保 or 特困供养."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, gets, home

FROM_JUNE = changed("general", dibao_yuan={"2024-06": 5000})


def poor(income=3999.99, *more, benefits=None, **said):
    return home(Member(benefits=benefits or {}), *more, income=income, **said)


CASES = (
    Case("a fen under", poor(), Fires(3999.99, None, 4000)),
    Case("4000", poor(4000), QUIET),
    Case("income not known", poor(None), QUIET),
    Case("with 低保", poor(benefits={0: gets(1)}), QUIET),
    Case("with 特困供养", poor(benefits={0: gets(1, "特困供养")}), QUIET),
    Case("with 临时救助", poor(benefits={0: gets(0, "临时救助")}), Fires(3999.99, None, 4000)),
    Case("低保 stopped", poor(benefits={0: gets(0, status="停发")}), Fires(3999.99, None, 4000)),
    Case("the dead one's 低保", poor(3999.99, Member(benefits={0: gets(0)}, died="2024-06-01")), Fires(3999.99, None, 4000)),
    Case("a row of assistance may be one's", poor(waiting=(("assistance", 0, 0),)), QUIET),
    Case("assistance did not come", poor(missing=[("assistance", 0)]), UNKNOWN),
    Case("4500 in June, the standard at 5000", poor(4500), Fires(4500, None, 5000), "2024-06", FROM_JUNE),
    Case("4500 in May", poor(4500), QUIET, "2024-05", FROM_JUNE),
)
test_drawn = drawn("assistance.dibao_missing", CASES)
