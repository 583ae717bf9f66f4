"""全年供水保证率不足: a waterworks without water for more than 36 days of the twelve months that came, six at least."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import PAST_YEAR, Member, home, water


def dry(days, *others, **said):
    """Days of each month back, of one works; `others` are of further works."""
    return home(Member(), water={back: (water(days=each, works="甲水厂"), *(water(days=more, works="乙水厂") for more in others)) for back, each in days.items()}, **said)


EVEN = dict.fromkeys(PAST_YEAR, 3)
CASES = (
    Case("36 days", dry(EVEN), QUIET),
    Case("37", dry(EVEN | {0: 4}), Fires(37, None, 36)),
    Case("thirteen months ago", dry(EVEN | {12: 6}), QUIET),
    Case("of two works neither", dry(EVEN, 3), QUIET),
    Case("of two works the worse", dry(dict.fromkeys(PAST_YEAR, 1), 5), Fires(60, None, 36)),
    Case("none this month", dry(dict.fromkeys(range(1, 12), 5)), Fires(55, None, 36)),
    Case("six months came", dry(dict.fromkeys(range(6), 6) | {0: 7}, since=5), Fires(37, None, 36)),
    Case("five", dry(dict.fromkeys(range(5), 20), since=4), QUIET),
    Case("a month did not come", dry(dict.fromkeys(PAST_YEAR, 4), missing=[("water", 3)]), Fires(44, None, 36)),
    Case("this month's did not come", dry(dict.fromkeys(range(1, 12), 5), missing=[("water", 0)]), UNKNOWN),
)
test_drawn = drawn("water.outage_year", CASES)
