"""收入骤减: wages and benefits fall to half of the household's usual or less, and by 1000 at least.

Usual is the smaller of the mean of the received ones of the twelve months before (six at least) and the same month last year.
"""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import YEAR_BEFORE, Member, every, gets, home, works

FROM_JUNE = changed("rules.income_drop", ratio={"2024-06": 0.3}, least_yuan={"2024-06": 2000})


def earned(now, before=4000, but=None, **more):
    """Wages in each month before, but for some, and now."""
    wages = every(YEAR_BEFORE, before) | (but or {}) | {0: now}
    return home(Member(jobs={back: works(yuan) for back, yuan in wages.items()}), **more)


CASES = (
    Case("from 4000 to 500", earned(500), Fires(500, 12 * 4000 / 12, 4000 / 2)),
    Case("from 4000 to 3500", earned(3500), QUIET),
    Case("more than before", earned(9000), QUIET),
    Case("no row at all this month is no income", home(Member(jobs=every(YEAR_BEFORE, works(3000)))), Fires(0, 12 * 3000 / 12, 3000 / 2)),
    Case("never any income", home(), QUIET),
    # On the threshold
    Case("exactly half", earned(2000), Fires(2000, 12 * 4000 / 12, 4000 / 2)),
    Case("one fen over half", earned(2000.01), QUIET),
    Case("exactly 1000 less", earned(800, 1800), Fires(800, 12 * 1800 / 12, 1800 / 2)),
    Case("one fen less than 1000 less", earned(800.01, 1800), QUIET),
    Case("one fen less than 1000 less, with no last year", earned(800.01, 1800, since=8), QUIET),
    Case("one fen over half, with no last year", earned(2000.01, since=8), QUIET),
    Case("the mean is not rounded: 25003 / 7 / 2 = 1785.928...", earned(1785.93, 3572, {7: 3571}, since=7), QUIET),
    Case("... and a fen less", earned(1785.92, 3572, {7: 3571}, since=7), Fires(1785.92, (6 * 3572 + 3571) / 7, (6 * 3572 + 3571) / 7 / 2)),
    # The same month last year
    Case("a lean month every year", earned(800, 4000, {12: 1200}), QUIET),
    Case("half even of last year's", earned(900, 4000, {12: 2000}), Fires(900, 2000, 2000 / 2)),
    Case("last year's month did not come", earned(800, 4000, {12: 1200}, missing=[("assistance", 12)]), Fires(800, 11 * 4000 / 11, 4000 / 2)),
    # History
    Case("five months of history", earned(0, since=5), QUIET),
    Case("six months of history", earned(0, since=6), Fires(0, 6 * 4000 / 6, 4000 / 2)),
    Case("a month that did not come is not zero", earned(1500, 3000, missing=[("employment", back) for back in range(1, 7)]), Fires(1500, 6 * 3000 / 6, 3000 / 2)),
    # The month itself
    Case("no wages' extract this month", earned(0, missing=[("employment", 0)]), UNKNOWN),
    Case("no benefits' extract this month", earned(0, missing=[("assistance", 0)]), UNKNOWN),
    # Rows that wait in review: the income of the month is unknown, what is known of other months counts
    *(Case(f"a row of this month's {name} waits", earned(500, waiting=((name, 0, 0),)), QUIET) for name in ("employment", "assistance")),
    Case("a row waits that could be another member's", home(Member(jobs=every(YEAR_BEFORE, works(3000))), Member(), waiting=(("employment", 0, 1),)), QUIET),
    Case("a row of the month before waits", earned(500, waiting=(("employment", 1, 0), ("assistance", 12, 0))), Fires(500, 12 * 4000 / 12, 4000 / 2)),
    Case("a row of another extract waits", earned(500, waiting=(("enrolment", 0, 0), ("student", 0, 0))), Fires(500, 12 * 4000 / 12, 4000 / 2)),
    # What income is
    Case(
        "wages go, benefits stay",
        home(Member(jobs=every(YEAR_BEFORE, works(3000))), Member(benefits=every(range(13), gets(600)))),
        Fires(600, 12 * (3000 + 600) / 12, (3000 + 600) / 2),
    ),
    Case("a benefit that is stopped is no income", home(Member(benefits=every(YEAR_BEFORE, gets(1200)) | {0: gets(1200, status="停发")})), Fires(0, 12 * 1200 / 12, 1200 / 2)),
    Case("passing help counts", home(Member(jobs=every(YEAR_BEFORE, works(3000)), benefits={0: gets(1600, "临时救助")})), QUIET),
    Case("two jobs add up", home(Member(jobs=every(YEAR_BEFORE, works(2000)) | {0: (works(700), works(400, "灵活就业"))})), QUIET),
    # The policy changes from June on
    Case("from 4000 to 1900 in May", earned(1900), Fires(1900, 12 * 4000 / 12, 4000 / 2), "2024-05", FROM_JUNE),
    Case("from 4000 to 1900 in June, when 0.3 must be", earned(1900), QUIET, "2024-06", FROM_JUNE),
    Case("from 4000 to 1200 in June", earned(1200), Fires(1200, 12 * 4000 / 12, 4000 * 0.3), "2024-06", FROM_JUNE),
    Case("from 2000 to 100 in June, when 2000 less must be", earned(100, 2000), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("income.drop", CASES)
