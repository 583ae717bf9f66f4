"""学年上学自付大额: more than 10 000 yuan for schooling since September, after aid."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home, studies


def pays(fees, stage="初中", aid=0, **said):
    """Of a stage before 高中: nothing else is told of it."""
    return home(Member("2010-01-01", schooling={back: studies(stage, fee=yuan, aid=aid) for back, yuan in fees.items()}), **said)


CASES = (
    Case("10 000.01 since September", pays({9: 6000, 0: 4000.01}), Fires(10000.01, None, 10000)),
    Case("10 000", pays({9: 6000, 0: 4000}), QUIET),
    Case("listed, 10 000.01", pays({9: 6000, 0: 4000.01}, kind="脱贫户"), Fires(10000.01, None, 10000)),
    Case("listed, 10 000", pays({9: 6000, 0: 4000}, kind="脱贫户"), QUIET),
    Case("last August", pays({10: 9000, 0: 4000}), QUIET),
    Case("aid taken off", pays({9: 6000, 0: 5000}, aid=600), QUIET),
    Case("judged in September", pays({0: 10001}), Fires(10001, None, 10000), "2023-09"),
    Case("judged in September, paid in August", pays({1: 10001}), QUIET, "2023-09"),
    Case("judged in August", pays({11: 5000, 0: 5001}), Fires(10001, None, 10000), "2023-08"),
    Case("of the stages that may have aid: told by that", pays({9: 6000, 0: 5000}, "高中"), QUIET),
    Case("March did not come", home(Member("2010-01-01", schooling={9: studies("初中", fee=10001)}), missing=[("student", 3)]), Fires(10001, None, 10000)),
    Case("this month's did not come", home(Member("2010-01-01", schooling={9: studies("初中", fee=10001)}), missing=[("student", 0)]), UNKNOWN),
)
test_drawn = drawn("education.cost_year", CASES)
