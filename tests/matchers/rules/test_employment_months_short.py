"""务工时间不足: somebody able to work, and the longest anybody worked in twelve months is one to five of them; ten came at least."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home, idle, studies, works


def able(*months, born="1984-01-01", labour="普通劳动力", now=None, **more):
    return Member(born, labour, jobs={back: works(100) for back in months} | ({0: now} if now else {}), **more)


CASES = (
    Case("five months", home(able(0, 1, 2, 3, 4)), Fires(5, None, 6)),
    Case("six", home(able(0, 1, 2, 3, 4, 5)), QUIET),
    Case("one", home(able(0)), Fires(1, None, 6)),
    Case("none: told as 零就业", home(able()), QUIET),
    Case("one long ago: 零就业 too", home(able(9)), QUIET),
    Case("two, and out of work now: told as that", home(able(1, 2, now=idle())), QUIET),
    Case("twelve months ago does not count", home(able(0, 12, 13, 14, 15, 16, 17)), Fires(1, None, 6)),
    Case("another worked longer", home(able(0), able(*range(6))), QUIET),
    Case("two, three months each", home(able(0, 1, 2), able(3, 4, 5)), Fires(3, None, 6)),
    Case("nobody able", home(able(0, labour="弱劳动力或半劳动力")), QUIET),
    Case("able is another than who worked", home(able(0, labour=""), able(born="1990-01-01")), Fires(1, None, 6)),
    Case("sixteen on the month's last day", home(able(0, born="2008-06-30")), Fires(1, None, 6)),
    Case("sixteen a day later", home(able(0, born="2008-07-01")), QUIET),
    Case("sixty on it", home(able(0, born="1964-06-30")), QUIET),
    Case("fifty-nine still", home(able(0, born="1964-07-01")), Fires(1, None, 6)),
    Case("of an age that is not known", home(able(0, born="")), QUIET),
    Case("what he can do is not told", home(able(0, labour="")), QUIET),
    Case("a student", home(able(0, born="2006-01-01", schooling={0: studies("高职")})), QUIET),
    Case("may be a student", home(able(0, born="2006-01-01"), waiting=(("student", 0, 0),)), QUIET),
    Case("a row of last year may be his", home(able(0), waiting=(("employment", 11, 0),)), QUIET),
    Case("ten months came", home(able(0), missing=[("employment", 3), ("employment", 4)]), Fires(1, None, 6)),
    Case("nine", home(able(0), missing=[("employment", 3), ("employment", 4), ("employment", 5)]), QUIET),
    Case("employment did not come", home(able(1), missing=[("employment", 0)]), UNKNOWN),
    Case("schools did not come", home(able(0), missing=[("student", 0)]), UNKNOWN),
)
test_drawn = drawn("employment.months_short", CASES)
