"""收入接近监测线: 1 to 1.2 lines a person a year."""

from tests.matchers.rules.drawn import QUIET, Case, Fires, drawn
from tests.matchers.rules.homes import PAST_YEAR, Member, every, home, works


def lives_on(income, bills=None, **said):
    return home(Member(bills=bills or {}), income=income, kind="脱贫户", **said)


CASES = (
    Case("at the line", lives_on(6000), Fires(6000, None, 7200)),
    Case("a fen under it", lives_on(5999.99), QUIET),
    Case("a fen under 7200", lives_on(7199.99), Fires(7199.99, None, 7200)),
    Case("7200", lives_on(7200), QUIET),
    Case("not known", lives_on(None), QUIET),
    Case("carried on into it", home(Member(jobs=every(PAST_YEAR, works(100)) | every(range(12, 24), works(200))), income=8000, kind="脱贫户"), Fires(6800, None, 7200)),
    Case("what is left is under the line: told by that", lives_on(7000, {3: 1001}), QUIET),
    Case("what is left is still above", lives_on(7000, {3: 900}), Fires(7000, None, 7200)),
    Case("and 5000 of bills: told by both", home(Member(bills={3: 5000}), *[Member()] * 8, income=7000, kind="脱贫户"), QUIET),
    Case("nothing came this month", lives_on(6500, missing=[("employment", 0), ("assistance", 0)]), Fires(6500, None, 7200)),
)
test_drawn = drawn("income.near_line", CASES)
