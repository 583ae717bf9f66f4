"""一户多残: two living members or more with cards in force, in a household that is not far above the line."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.disability_several", other_times={"2024-06": 1})


def holds(status="有效", back=0, **member):
    return Member(says={"disability": {back: {"grade": "四级", "kind": "听力", "status": status, "first_issued_on": None}}}, **member)


def listed(*members, income=11999.99, **said):
    return home(*members, kind="脱贫户", income=income, **said)


CASES = (
    Case("two", listed(holds(), holds()), Fires(2, None, 2)),
    Case("three", listed(holds(), holds(), holds(), Member()), Fires(3, None, 2)),
    Case("one", listed(holds(), Member()), QUIET),
    Case("two, of whom one is not in force", listed(holds(), holds("注销")), QUIET),
    Case("two, of whom one has died", listed(holds(), holds(died="2024-06-10")), QUIET),
    Case("two, of whom one is of May", listed(holds(), holds(back=1)), QUIET),
    Case("at twice the line", listed(holds(), holds(), income=12000), QUIET),
    Case("income not known", listed(holds(), holds(), income=None), QUIET),
    Case("an ordinary household at 1.5 times the line", home(holds(), holds(), income=9000), QUIET),
    Case("an ordinary household a fen below", home(holds(), holds(), income=8999.99), Fires(2, None, 2)),
    Case("kind not written", home(holds(), holds(), kind="", income=11999.99), Fires(2, None, 2)),
    Case("the cards did not come", listed(holds(), holds(), missing=[("disability", 0)]), UNKNOWN),
    Case("a card that may be the other's waits", listed(holds(), Member(), waiting=(("disability", 0, 1),)), QUIET),
    Case("in May, twice the line is enough", listed(holds(), holds(), income=10000), Fires(2, None, 2), "2024-05", FROM_JUNE),
    Case("in June, it takes the line itself", listed(holds(), holds(), income=10000), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("disability.several", CASES)
