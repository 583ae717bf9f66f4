"""收入临界又有大额医疗: income of 1 to 1.5 lines and 5000 yuan of self-pay in twelve months (10 000 for 一般农户)."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, every, home

LISTED, ORDINARY = Fires(5000, None, 5000), Fires(10000, None, 10000)


def ill(bills, income=7000, kind="脱贫户", size=2, **said):
    """Two at home, so that what is spent leaves them above the line."""
    return home(Member(bills=bills), *[Member("1980-01-01", "")] * (size - 1), income=income, kind=kind, **said)


CASES = (
    Case("listed, 5000 at 8999.99", ill({0: 2500, 11: 2500}, 8999.99, size=9), LISTED),
    Case("a fen less", ill({0: 2500, 11: 2499.99}, 8999.99, size=9), QUIET),
    Case("a bill of thirteen months ago", ill({0: 2500, 12: 2500}, 8999.99, size=9), QUIET),
    Case("at 9000", ill({0: 5000}, 9000, size=9), QUIET),
    Case("income not known", ill({0: 5000}, None, size=9), QUIET),
    Case("at the line: told by what is left", ill({0: 5000}, 6000, size=9), QUIET),
    Case("what is left is still above it", ill({0: 5000}, 6600, size=9), LISTED),
    Case("under the line", ill({0: 5000}, 5999.99, size=9), QUIET),
    Case("ordinary, 10 000 over two months", ill({0: 5000, 1: 5000}, 8999.99, "一般农户", size=9), ORDINARY),
    Case("ordinary, a fen less", ill({0: 5000, 1: 4999.99}, 8999.99, "一般农户", size=9), QUIET),
    Case("a reversal takes back", ill({0: (6000, -1001)}, 8999.99, size=9), QUIET),
    Case("10 000 in a month: told as that", ill({0: 10000}, 8999.99, size=9), QUIET),
    Case("10 000 in the year: told as that", ill(every(range(2), 5000), 8999.99, size=9), QUIET),
    Case("what is left is under the line: told as that", ill({0: 5000}, 7000, size=1), QUIET),
    Case("settlement did not come", ill({1: 5000}, 8999.99, size=9, missing=[("settlement", 0)]), UNKNOWN),
)
test_drawn = drawn("combined.near_line_ill", CASES)
