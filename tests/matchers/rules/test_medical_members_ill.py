"""多人患病: two living members paid 2000 yuan each in twelve months (4000 for 一般农户)."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home


def ill(*yuan, kind="脱贫户", **said):
    return home(*(Member(bills={3: each}) for each in yuan), kind=kind, **said)


CASES = (
    Case("two of 2000", ill(2000, 2000), Fires(4000, None, 4000)),
    Case("one a fen less", ill(2000, 1999.99), QUIET),
    Case("three, one of them little", ill(2000, 3000, 500), Fires(5000, None, 4000)),
    Case("one alone", ill(6000), QUIET),
    Case("ordinary, of 2000", ill(2000, 2000, kind="一般农户"), QUIET),
    Case("ordinary, of 4000", ill(4000, 4000, kind="一般农户"), Fires(8000, None, 8000)),
    Case("ordinary, one a fen less", ill(4000, 3999.99, kind="一般农户"), QUIET),
    Case("one is dead", home(Member(bills={3: 2000}, died="2024-05-01"), Member(bills={3: 2000}), kind="脱贫户"), QUIET),
    Case("thirteen months ago", home(Member(bills={12: 2000}), Member(bills={3: 2000}), kind="脱贫户"), QUIET),
    Case("eleven months ago", home(Member(bills={11: 2000}), Member(bills={3: 2000}), kind="脱贫户"), Fires(4000, None, 4000)),
    Case("together 10 000: told by that", ill(5000, 5000), QUIET),
    Case("March did not come", ill(2000, 2000, missing=[("settlement", 3)]), QUIET),
    Case("settlement did not come", ill(2000, 2000, missing=[("settlement", 0)]), UNKNOWN),
)
test_drawn = drawn("medical.members_ill", CASES)
