"""收入下降又支出上升: income at 0.7 of the usual or less and 500 less, rigid expenditure of 1500 at 1.5 times the usual or more."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import YEAR_BEFORE, Member, every, home, works


def both(now=2800, paid=1500, before=4000, paid_before=1000, but_jobs=None, but_bills=None, **more):
    jobs = {back: works(yuan) for back, yuan in (every(YEAR_BEFORE, before) | (but_jobs or {}) | {0: now}).items()}
    return home(Member(jobs=jobs, bills=every(YEAR_BEFORE, paid_before) | (but_bills or {}) | {0: paid}), **more)


def worth(less, more):
    return Fires(less + more)


CASES = (
    Case("1200 less and 500 more", both(), worth(1200, 500)),
    Case("income a fen over 0.7 of it", both(2800.01), QUIET),
    Case("500 less exactly", both(1100, before=1600), worth(500, 500)),
    Case("a fen less than 500 less", both(1100.01, before=1600), QUIET),
    Case("half the income: told as 收入骤减", both(2000), QUIET),
    Case("half, but not by 1000", both(900, before=1800), worth(900, 500)),
    Case("expenditure a fen under 1500", both(paid=1499.99, paid_before=900), QUIET),
    Case("expenditure a fen under 1.5 times", both(paid=1500, paid_before=1000.01), QUIET),
    Case("expenditure twice and 3000: told as 支出骤增", both(paid=3000), QUIET),
    Case("twice, but under 3000", both(paid=2500), worth(1200, 1500)),
    Case("nothing spent before", both(paid_before=0), worth(1200, 1500)),
    Case("a lean month every year", both(but_jobs={12: 3000}), QUIET),
    Case("a dear month every year", both(but_bills={12: 1200}), QUIET),
    Case("five months of history", both(since=5), QUIET),
    Case("six", both(since=6), worth(1200, 500)),
    Case("a wage may wait", both(waiting=(("employment", 0, 0),)), QUIET),
    Case("a benefit may wait", both(waiting=(("assistance", 0, 0),)), QUIET),
    *(Case(f"{dataset} did not come", both(missing=[(dataset, 0)]), UNKNOWN) for dataset in ("settlement", "student", "employment", "assistance")),
)
test_drawn = drawn("combined.strained", CASES)
