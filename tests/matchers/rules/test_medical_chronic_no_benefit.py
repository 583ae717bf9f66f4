"""慢性病未享慢特病待遇: a registered lasting illness, 1500 yuan as an outpatient in half a year, and not one bill at the rate for it."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, Paid, home

ILL = {"disease": {0: {"kind": "慢性病", "disease": "高血压", "status": None, "registered_on": None}}}


def pays(bills, says=ILL, **more):
    return Member(bills=bills, says=says, **more)


HALF = {0: Paid(500, "门诊"), 3: Paid(500, "购药"), 5: Paid(500, "普通门诊")}
CASES = (
    Case("1500", home(pays(HALF)), Fires(1500, None, 1500)),
    Case("a fen less", home(pays(HALF | {0: Paid(499.99, "门诊")})), QUIET),
    Case("seven months ago", home(pays({0: Paid(1000, "门诊"), 6: Paid(500, "门诊")})), QUIET),
    Case("one bill at its rate", home(pays(HALF | {1: Paid(1, "门诊慢特病")})), QUIET),
    Case("that one seven months ago", home(pays(HALF | {6: Paid(1, "门诊慢特病")})), Fires(1500, None, 1500)),
    Case("in hospital", home(pays({0: Paid(2000, "住院")})), QUIET),
    Case("not registered", home(pays(HALF, {})), QUIET),
    Case("registered last month", home(pays(HALF, {"disease": {1: ILL["disease"][0]}})), QUIET),
    Case("gravely ill", home(pays(HALF, {"disease": {0: ILL["disease"][0] | {"kind": "大病"}}})), QUIET),
    Case("two members", home(pays(HALF), pays({0: Paid(2000, "门诊")})), Fires(3500, None, 1500)),
    Case("dead", home(pays(HALF, died="2024-06-01"), Member()), QUIET),
    Case("a month did not come", home(pays(HALF), missing=[("settlement", 1)]), Fires(1500, None, 1500)),
    Case("two did not", home(pays(HALF), missing=[("settlement", 1), ("settlement", 2)]), QUIET),
    Case("a bill of March may be his", home(pays(HALF), waiting=(("settlement", 3, 0),)), QUIET),
    Case("a bill of last year may be", home(pays(HALF), waiting=(("settlement", 6, 0),)), Fires(1500, None, 1500)),
    Case("the register did not come", home(pays(HALF), missing=[("disease", 0)]), UNKNOWN),
    Case("settlement did not come", home(pays(HALF), missing=[("settlement", 0)]), UNKNOWN),
)
test_drawn = drawn("medical.chronic_no_benefit", CASES)
