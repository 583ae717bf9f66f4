"""当年住院自付大额: 5000 yuan of inpatient care since January (20 000 for 一般农户)."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, Paid, home


def lies(bills, kind="脱贫户", care="普通住院", **said):
    return home(Member(bills={back: Paid(each, care) for back, each in bills.items()}), kind=kind, **said)


CASES = (
    Case("5000 in January and June", lies({0: 2000, 5: 3000}), Fires(5000, None, 5000)),
    Case("a fen less", lies({0: 2000, 5: 2999.99}), QUIET),
    Case("last December", lies({0: 2000, 6: 3000}), QUIET),
    Case("in January, judged in January", lies({0: 5000}), Fires(5000, None, 5000), "2024-01"),
    Case("in December, judged in January", lies({0: 2000, 1: 3000}), QUIET, "2024-01"),
    Case("the whole year, judged in December", lies({0: 2000, 11: 3000}), Fires(5000, None, 5000), "2023-12"),
    Case("outpatient", lies({0: 5000}, care="门诊"), QUIET),
    Case("ordinary, 5000", lies({0: 5000}, "一般农户"), QUIET),
    Case("ordinary, 19 999.99", lies({0: 9000, 1: 9000, 2: 1999.99}, "一般农户"), QUIET),
    Case("ordinary, 20 000: told by the year's", lies({1: 9000, 2: 9000, 3: 2000}, "一般农户"), QUIET),
    Case("10 000 in a month: told by that", lies({0: 10000}), QUIET),
    Case("March did not come", lies({0: 3000, 3: 2000}, missing=[("settlement", 3)]), QUIET),
    Case("settlement did not come", lies({1: 5000}, missing=[("settlement", 0)]), UNKNOWN),
)
test_drawn = drawn("medical.inpatient_ytd", CASES)
