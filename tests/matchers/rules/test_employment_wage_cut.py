"""工资连续下降: in each of three months wages at 0.7 of the mean of the twelve months before them or less, and 500 less."""

from dataclasses import replace

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, every, gets, home, idle, works

BEFORE = range(3, 15)


def earns(*now, before=4000, but=None, benefit=2000, **said):
    """The last three months' wages, the latest first; benefits keep the income from halving."""
    wages = every(BEFORE, before) | (but or {}) | dict(enumerate(now))
    return home(Member("1984-01-01", "", jobs={back: works(yuan) for back, yuan in wages.items()}, benefits=every(range(26), gets(benefit))), **said)


CASES = (
    Case("0.7 in all three", earns(2800, 2800, 2800), Fires(2800, 4000, 2800)),
    Case("a fen over in one", earns(2800, 2800.01, 2000), QUIET),
    Case("of them the mean", earns(2000, 2500, 2700), Fires(2400, 4000, 2800)),
    Case("500 less", earns(1000, 1000, 1000, before=1500), Fires(1000, 1500, 1050)),
    Case("a fen less than 500 less", earns(1000.01, 1000, 1000, before=1500), QUIET),
    Case("nothing earned now by anybody: told as income or work", earns(0, 0, 0, benefit=0), QUIET),
    Case("half the income: told by that", earns(1500, 1500, 1500, benefit=0), QUIET),
    Case("another lost work: told by that", home(*earns(2800, 2800, 2800).members, Member("1990-01-01", jobs={1: works(0), 0: idle()})), QUIET),
    Case("no work for three months: told by that", home(replace(earns(benefit=20000).members[0], labour="普通劳动力")), QUIET),
    Case("six months before", earns(2800, 2800, 2800, since=8), Fires(2800, 4000, 2800)),
    Case("five", earns(2800, 2800, 2800, since=7), QUIET),
    Case("fifteen months ago does not count", earns(2800, 2800, 2800, but={15: 99999}), Fires(2800, 4000, 2800)),
    Case("a row of April may be his", earns(2800, 2800, 2800, waiting=(("employment", 2, 0),)), QUIET),
    Case("a row of March may be", earns(2800, 2800, 2800, waiting=(("employment", 3, 0),)), Fires(2800, 4000, 2800)),
    *(Case(f"{back} back did not come", earns(2800, 2800, 2800, missing=[("employment", back)]), UNKNOWN) for back in range(3)),
)
test_drawn = drawn("employment.wage_cut", CASES)
