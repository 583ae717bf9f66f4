"""应享医疗救助未享受: in care or monitored, 3000 yuan for inpatient care this month, and no 医疗救助 with it."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, Paid, gets, home


def lies(*paid, kind="脱贫不稳定户", benefits=None, **said):
    return home(Member(bills={0: tuple(paid)}, benefits=benefits or {}), kind=kind, **said)


BILL = Paid(3000, "普通住院")
CASES = (
    Case("monitored, 3000", lies(BILL), Fires(3000, None, 3000)),
    Case("a fen less", lies(Paid(2999.99, "普通住院")), QUIET),
    Case("two bills of 1500", lies(Paid(1500, "住院"), Paid(1500, "住院")), Fires(3000, None, 3000)),
    Case("some aid", lies(Paid(3000, "住院", 1)), QUIET),
    Case("aid taken back", lies(BILL, Paid(100, "住院", 50), Paid(-100, "住院", -50)), Fires(3000, None, 3000)),
    Case("outpatient", lies(Paid(3000, "门诊")), QUIET),
    Case("aid with outpatient care alone", lies(BILL, Paid(100, "门诊", 50)), Fires(3000, None, 3000)),
    Case("no longer monitored", lies(BILL, risk_cleared="是"), QUIET),
    Case("neither", lies(BILL, kind="一般农户"), QUIET),
    Case("with 低保", lies(BILL, kind="一般农户", benefits={0: gets(400)}), Fires(3000, None, 3000)),
    Case("with 特困供养", lies(BILL, kind="一般农户", benefits={0: gets(400, "特困供养")}), Fires(3000, None, 3000)),
    Case("with 低保 last month", lies(BILL, kind="一般农户", benefits={1: gets(400)}), QUIET),
    Case("two members", home(Member(bills={0: BILL}), Member(bills={0: Paid(4000, "住院")}), kind="脱贫不稳定户"), Fires(7000, None, 3000)),
    Case("dead", home(Member(bills={0: BILL}, died="2024-06-15"), Member(), kind="脱贫不稳定户"), QUIET),
    Case("assistance did not come", lies(BILL, missing=[("assistance", 0)]), UNKNOWN),
    Case("settlement did not come", lies(BILL, missing=[("settlement", 0)]), UNKNOWN),
)
test_drawn = drawn("medical.aid_missing", CASES)
