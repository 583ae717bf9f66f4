"""独居老人未兜底: one living member of 65, no 低保 or 特困供养, income under 1.5 lines."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, gets, home


def alone(born="1950-01-01", *others, income=8999.99, benefits=None, **said):
    return home(Member(born, benefits=benefits or {}), *others, income=income, kind="脱贫户", **said)


CASES = (
    Case("a fen under 9000", alone(), Fires(8999.99, None, 9000)),
    Case("9000", alone(income=9000), QUIET),
    Case("income not known", alone(income=None), QUIET),
    Case("65 on the month's last day", alone("1959-06-30"), Fires(8999.99, None, 9000)),
    Case("65 a day later", alone("1959-07-01"), QUIET),
    Case("of an age that is not known", alone(""), QUIET),
    Case("two of them", alone("1950-01-01", Member("1952-01-01")), QUIET),
    Case("the other is dead", alone("1950-01-01", Member("1952-01-01", died="2023-01-10")), Fires(8999.99, None, 9000)),
    Case("the other died after the month", alone("1950-01-01", Member("1952-01-01", died="2024-07-01")), QUIET),
    Case("with 特困供养", alone(benefits={0: gets(900, "特困供养")}), QUIET),
    Case("with 临时救助 alone", alone(benefits={0: gets(0, "临时救助")}), Fires(8999.99, None, 9000)),
    Case("a row of assistance may be hers", alone(waiting=(("assistance", 0, 0),)), QUIET),
    Case("assistance did not come", alone(missing=[("assistance", 0)]), UNKNOWN),
)
test_drawn = drawn("member.lone_elder", CASES)
