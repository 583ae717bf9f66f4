"""收入低于监测线: net income a person a year under 6000.

It is last year's, carried on by twelve times the mean change of wages and benefits against the same months a year before,
over the household's size; with fewer than six pairs of months received it stays as it is. Needs nothing of the month itself.
"""

from tests.matchers.rules.drawn import QUIET, Case, Fires, changed, drawn
from tests.matchers.rules.homes import PAST_YEAR, Member, every, gets, home, works

LAST_YEAR = range(12, 24)
FROM_JUNE = changed("general", line_yuan={"2024-06": 7300})


def lives_on(income, now=2000, year_ago=2000, size=1, **more):
    """A household of `size` whose wages of this year and of the year before were so much a month."""
    worker = Member(jobs=every(PAST_YEAR, works(now)) | every(LAST_YEAR, works(year_ago)))
    return home(worker, *[Member()] * (size - 1), income=income, **more)


def only_pairs(*wanted):
    """Months of this year that did not come, so that only these pairs are left."""
    return [("employment", back) for back in PAST_YEAR if back not in wanted]


CASES = (
    Case("4200 last year, nothing has changed", lives_on(4200), Fires(4200, None, 6000)),
    Case("12 000 last year", lives_on(12000), QUIET),
    Case("exactly the line", lives_on(6000), QUIET),
    Case("one fen under", lives_on(5999.99), Fires(5999.99, None, 6000)),
    Case("not known", lives_on(None), QUIET),
    Case("nobody ever had wages or benefits", home(income=5000), Fires(5000, None, 6000)),
    # Carried on
    Case("wages up by 500 a month for two", lives_on(5500, 2500, 2000, size=2), QUIET),
    Case("wages down by 400 a month for two", lives_on(8000, 1600, 2000, size=2), Fires(8000 - 12 * 400 / 2, None, 6000)),
    Case("carried on to exactly the line: 5000 + 12 x 250 / 3", lives_on(5000, 2250, 2000, size=3), QUIET),
    Case("carried on to less than half a fen under it, said as 6000.00", lives_on(5000, 4499.99, 2000, size=30), Fires(5000 + 12 * 2499.99 / 30, None, 6000)),
    Case("benefits count like wages", home(Member(benefits=every(PAST_YEAR, gets(100)) | every(LAST_YEAR, gets(400))), income=9000), Fires(9000 - 12 * (400 - 100), None, 6000)),
    # Pairs
    Case("five pairs carry nothing", lives_on(8000, 0, 2000, missing=only_pairs(1, 2, 3, 4, 5)), QUIET),
    Case("six pairs do", lives_on(8000, 1800, 2000, missing=only_pairs(0, 1, 2, 3, 4, 5)), Fires(8000 - 12 * 200, None, 6000)),
    Case("a pair needs the month a year before", lives_on(8000, 0, 2000, missing=[("assistance", back) for back in range(12, 19)]), QUIET),
    Case("a year of history makes no pair", lives_on(8000, 0, 2000, since=11), QUIET),
    Case("the mean is of the pairs that came", lives_on(8000, 1700, 2000, missing=only_pairs(*range(3, 12))), Fires(8000 - 12 * 300, None, 6000)),
    # The month itself
    Case("judged though nothing came this month", lives_on(4200, missing=[("employment", 0), ("assistance", 0)]), Fires(4200, None, 6000)),
    Case("its pair is left out then", lives_on(7000, 2000, 2000, missing=[("employment", 0)]), QUIET),
    Case("no extract ever came", lives_on(4200, since=-1), Fires(4200, None, 6000)),
    # The line changes in June
    Case("7000 in May, the line at 6000", lives_on(7000), QUIET, "2024-05", FROM_JUNE),
    Case("7000 in June, the line at 7300", lives_on(7000), Fires(7000, None, 7300), "2024-06", FROM_JUNE),
)
test_drawn = drawn("income.below_line", CASES)
