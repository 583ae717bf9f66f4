"""救助停发: a living member's lasting benefits (not 临时救助) fell to under 80 % of the month before."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, gets, home

FROM_JUNE = changed("rules.assistance_stopped", ratio={"2024-06": 0.5})


def benefits(before, now, **more):
    """A member's benefits of the two months; a number is 低保 of so many yuan."""
    return Member(benefits={1: gets(before) if isinstance(before, int | float) else before, 0: gets(now) if isinstance(now, int | float) else now}, **more)


CASES = (
    Case("500, then nothing", home(Member(benefits={1: gets(500)})), Fires(0, 500, 0.8 * 500)),
    Case("500, then 500", home(benefits(500, 500)), QUIET),
    Case("never any", home(), QUIET),
    Case("exactly 80 % left", home(benefits(500, 400)), QUIET),
    Case("a fen less", home(benefits(500, 399.99)), Fires(399.99, 500, 0.8 * 500)),
    Case("stopped: what the row says was due is not paid", home(benefits(500, gets(500, status="停发"))), Fires(0, 500, 0.8 * 500)),
    Case("stopped before already", home(benefits(gets(500, status="停发"), gets(500, status="停发"))), QUIET),
    Case("the same under another name", home(benefits(gets(500), gets(500, "特困供养"))), QUIET),
    Case("one of two kinds stops: 350 of 500 is under 80 %", home(benefits((gets(350), gets(150, "残疾人两项补贴")), 350)), Fires(350, 350 + 150, 0.8 * (350 + 150))),
    Case("one of two kinds stops: 350 of 430 is not", home(benefits((gets(350), gets(80, "残疾人两项补贴")), 350)), QUIET),
    Case("passing help stops, as it does", home(benefits(gets(3000, "临时救助"), 0)), QUIET),
    Case("passing help makes up for nothing", home(benefits(500, gets(3000, "临时救助"))), Fires(0, 500, 0.8 * 500)),
    Case("what one member loses another's rise does not make good", home(benefits(500, 0), benefits(500, 1500)), Fires(0, 500, 0.8 * 500)),
    Case("two members lose", home(benefits(500, 100), benefits(300, 200)), Fires(100 + 200, 500 + 300, 0.8 * (500 + 300))),
    Case("the member has died", home(benefits(500, 0, died="2024-06-20"), Member()), QUIET),
    Case("died after the month's end", home(benefits(500, 0, died="2024-07-01")), Fires(0, 500, 0.8 * 500)),
    Case("only these two months ever came", home(benefits(500, 0), since=1), Fires(0, 500, 0.8 * 500)),
    Case("no month before", home(benefits(500, 0), since=0), UNKNOWN),
    Case("the month before did not come", home(benefits(500, 0), missing=[("assistance", 1)]), UNKNOWN),
    Case("this month did not come", home(benefits(500, 0), missing=[("assistance", 0)]), UNKNOWN),
    # Rows that wait in review
    Case("a row that could be the member's waits", home(benefits(500, 0), waiting=(("assistance", 0, 0),)), QUIET),
    Case("a row that could be the other member's waits", home(benefits(500, 0), Member(), waiting=(("assistance", 0, 1),)), Fires(0, 500, 0.8 * 500)),
    Case("of two who lose, one's row waits", home(benefits(500, 100), benefits(300, 0), waiting=(("assistance", 0, 1),)), Fires(100, 500, 0.8 * 500)),
    Case("a row of the month before waits", home(benefits(500, 0), waiting=(("assistance", 1, 0),)), Fires(0, 500, 0.8 * 500)),
    Case("a row of another extract waits", home(benefits(500, 0), waiting=(("employment", 0, 0),)), Fires(0, 500, 0.8 * 500)),
    Case("from 500 to 300 in May", home(benefits(500, 300)), Fires(300, 500, 0.8 * 500), "2024-05", FROM_JUNE),
    Case("from 500 to 300 in June, when half is enough", home(benefits(500, 300)), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("assistance.stopped", CASES)
