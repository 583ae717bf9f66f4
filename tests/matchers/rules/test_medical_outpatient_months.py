"""门诊慢特病持续负担: 500 yuan of outpatient care in each of three months, those for lasting illnesses too."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, Paid, home


def goes(*yuan, care="普通门诊", **said):
    return home(Member(bills={back: Paid(each, care) for back, each in enumerate(yuan)}), **said)


CASES = (
    Case("500 each", goes(500, 500, 500), Fires(1500, None, 1500)),
    Case("a fen less in one", goes(500, 499.99, 900), QUIET),
    Case("two months alone", goes(900, 900), QUIET),
    *(Case(care, goes(600, 500, 500, care=care), Fires(1600, None, 1500)) for care in ("门诊慢特病", "门慢", "门特", "慢性病", "特殊病", "定点药店购药")),
    *(Case(care or "no class", goes(600, 500, 500, care=care), QUIET) for care in ("普通住院", "住院门诊慢特病", "生育", "")),
    Case("two members together", home(Member(bills={0: Paid(300, "门诊"), 1: Paid(500, "门诊"), 2: Paid(500, "门诊")}), Member(bills={0: Paid(200, "购药")})), Fires(1500, None, 1500)),
    Case("the dead one's bills", home(Member(bills={back: Paid(500, "门诊") for back in range(3)}, died="2024-06-20"), Member()), Fires(1500, None, 1500)),
    Case("taken back", home(Member(bills={0: (Paid(500, "门诊"), Paid(-500, "门诊")), 1: Paid(500, "门诊"), 2: Paid(500, "门诊")})), QUIET),
    Case("10 000 in one month: told by that", goes(10000, 500, 500), QUIET),
    Case("20 000 in the year: told by that", goes(7000, 7000, 7000), QUIET),
    Case("April's did not come", goes(500, 500, 500, missing=[("settlement", 2)]), UNKNOWN),
    Case("May's did not come", goes(500, 500, 500, missing=[("settlement", 1)]), UNKNOWN),
    Case("June's did not come", goes(0, 500, 500, missing=[("settlement", 0)]), UNKNOWN),
)
test_drawn = drawn("medical.outpatient_months", CASES)
