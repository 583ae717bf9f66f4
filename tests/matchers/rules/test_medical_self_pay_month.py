"""当月医疗自付大额: a household's members together paid 10 000 or more themselves for bills settled in the month."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.medical_self_pay_month", floor_yuan={"2024-06": 12000})


def paid(*yuan, **more):
    return home(*(Member(bills={0: each}) for each in yuan), **more)


CASES = (
    Case("one large bill", paid(25000), Fires(25000, None, 10000)),
    Case("a small one", paid(800), QUIET),
    Case("no bill at all", home(), QUIET),
    Case("exactly 10 000", paid(10000), Fires(10000, None, 10000)),
    Case("one fen short", paid(9999.99), QUIET),
    Case("two members, several bills", paid((3000, 1500.5), 5499.5), Fires(3000 + 1500.5 + 5499.5, None, 10000)),
    Case("a reversal takes its bill back", paid((12000, -12000, 9000)), QUIET),
    Case("the large bill was last month's", home(Member(bills={1: 30000, 0: 100})), QUIET),
    Case("no month before ever came", paid(10000, since=0), Fires(10000, None, 10000)),
    Case("the month's extract did not come", paid(25000, missing=[("settlement", 0)]), UNKNOWN),
    Case("the schools' extract is not needed", paid(10500, missing=[("student", 0)]), Fires(10500, None, 10000)),
    Case("11 000 in May, when 10 000 was enough", paid(11000), Fires(11000, None, 10000), "2024-05", FROM_JUNE),
    Case("11 000 in June, when 12 000 must be", paid(11000), QUIET, "2024-06", FROM_JUNE),
    Case("12 000 in June", paid(12000), Fires(12000, None, 12000), "2024-06", FROM_JUNE),
)
test_drawn = drawn("medical.self_pay_month", CASES)
