"""收入持续下降: half a year's wages and benefits at 0.7 of the same months last year or less, and 3000 less; five pairs at least."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, every, home, works

NOW, THEN = range(6), range(12, 18)


def earns(now=1400, then=2000, but=None, **said):
    """Nothing in between, so that no other baseline falls."""
    wages = every(NOW, now) | every(THEN, then) | (but or {})
    return home(Member("1984-01-01", "", jobs={back: works(yuan) for back, yuan in wages.items()}), income=20000, **said)


CASES = (
    Case("0.7, 3600 less", earns(), Fires(8400, 12000, 8400)),
    Case("a fen over 0.7", earns(but={0: 1400.01}), QUIET),
    Case("3000 less", earns(500, 1000), Fires(3000, 6000, 4200)),
    Case("a fen less than 3000 less", earns(500, 1000, but={1: 500.01}), QUIET),
    Case("five pairs", earns(1300, missing=[("employment", 5)]), Fires(6500, 10000, 7000)),
    Case("four", earns(1200, missing=[("employment", 5), ("assistance", 16)]), QUIET),
    Case("this month at half of the usual: told by that", earns(but={0: 100} | dict.fromkeys(range(6, 12), 2000)), QUIET),
    Case("wages lower for three months: told by that", earns(but=dict.fromkeys(range(3), 1200) | dict.fromkeys(range(6, 12), 2000)), QUIET),
    Case("a row of March may be his", earns(waiting=(("employment", 3, 0),)), QUIET),
    Case("a row of half a year ago", earns(waiting=(("employment", 6, 0),)), Fires(8400, 12000, 8400)),
    Case("a benefit may be", earns(waiting=(("assistance", 5, 0),)), QUIET),
    Case("employment did not come", earns(missing=[("employment", 0)]), UNKNOWN),
    Case("assistance did not come", earns(missing=[("assistance", 0)]), UNKNOWN),
)
test_drawn = drawn("income.falling", CASES)
