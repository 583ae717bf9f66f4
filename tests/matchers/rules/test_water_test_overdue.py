"""水质检测超期, of a village: the month judged is more than 36 months after that of the last test."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import home, water

FROM_JUNE = changed("rules.water_test_overdue", months={"2024-06": 24})


def last_tested(day, *, missing=(), since=25):
    return home(water={0: water(tested=day)}, missing=missing, since=since)


CASES = (
    Case("tested this year", last_tested("2024-01-15"), QUIET),
    Case("tested five years ago", last_tested("2019-06-01"), Fires(5 * 12, None, 36)),
    Case("exactly 36 months ago, whatever the day", last_tested("2021-06-01"), QUIET),
    Case("37 months ago, whatever the day", last_tested("2021-05-31"), Fires(36 + 1, None, 36)),
    Case("the older test of two waterworks", home(water={0: (water(tested="2024-01-15"), water(tested="2019-06-01"))}), Fires(5 * 12, None, 36)),
    Case("no row", home(), QUIET),
    Case("no month before ever came", last_tested("2019-06-01", since=0), Fires(5 * 12, None, 36)),
    Case("the month's extract did not come", last_tested("2019-06-01", missing=[("water", 0)]), UNKNOWN),
    Case("30 months in May, when 36 were allowed", last_tested("2021-11-20"), QUIET, "2024-05", FROM_JUNE),
    Case("30 months in June, when 24 are", last_tested("2021-12-20"), Fires(30, None, 24), "2024-06", FROM_JUNE),
)
test_drawn = drawn("water.test_overdue", CASES)
