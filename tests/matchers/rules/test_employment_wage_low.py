"""务工工资异常偏低: down as 务工 for three months with less than 1000 yuan in each, and 1000 in one of the nine before."""

from dataclasses import replace

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, gets, home, works


def earns(*now, before=1200, at=5, status="务工", **more):
    """Benefits keep the income from falling far; one month of 1200 is no history of wages."""
    jobs = {at: works(before)} | {back: works(yuan, status) for back, yuan in enumerate(now)}
    return Member("1984-01-01", "", jobs=jobs, benefits={back: gets(3000) for back in range(26)}, **more)


CASES = (
    Case("999.99 in each", home(earns(999.99, 999.99, 999.99)), Fires(999.99, None, 1000)),
    Case("1000 in one", home(earns(999, 1000, 999)), QUIET),
    Case("none at all", home(earns(0, 0, 0)), Fires(0, None, 1000)),
    Case("this month's is told", home(earns(300, 500, 700)), Fires(300, None, 1000)),
    Case("of two the lowest", home(earns(300, 500, 700), earns(200, 500, 700)), Fires(200, None, 1000)),
    Case("a public post", home(earns(800, 800, 800, status="公益性岗位")), QUIET),
    Case("never had more", home(earns(800, 800, 800, before=999.99)), QUIET),
    Case("had more eleven months ago", home(earns(800, 800, 800, at=11)), Fires(800, None, 1000)),
    Case("twelve months ago", home(earns(800, 800, 800, at=12)), QUIET),
    Case("then, but that month did not come", home(earns(800, 800, 800, at=11), missing=[("employment", 11)]), QUIET),
    Case("dead", home(earns(800, 800, 800, died="2024-06-01"), Member()), QUIET),
    Case("wages well below the usual: told by that", home(Member("1984-01-01", "", jobs={back: works(800 if back < 3 else 3000) for back in range(15)}, benefits={back: gets(4000) for back in range(26)})), QUIET),
    Case("benefits gone too: told by the income", home(replace(earns(800, 800, 800), benefits={back: gets(3000) for back in range(1, 26)})), QUIET),
    *(Case(f"{back} back did not come", home(earns(800, 800, 800), missing=[("employment", back)]), UNKNOWN) for back in range(3)),
)
test_drawn = drawn("employment.wage_low", CASES)
