"""年度医疗自付大额: bills paid oneself in twelve months with the month judged, 20 000 for 一般农户, 10 000 for all other kinds."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import PAST_YEAR, Member, every, home

FROM_JUNE = changed("rules.medical_self_pay_year", ordinary_yuan={"2024-06": 25000}, other_yuan={"2024-06": 5000})


def paid(each_month, but=None, **more):
    return home(Member(bills=every(PAST_YEAR, each_month) | (but or {})), **more)


CASES = (
    Case("一般农户, 12 x 2000", paid(2000), Fires(12 * 2000, None, 20000)),
    Case("一般农户, 12 x 1000", paid(1000), QUIET),
    Case("一般农户, exactly 20 000", paid(1500, {0: 3500}), Fires(11 * 1500 + 3500, None, 20000)),
    Case("一般农户, one fen short", paid(1500, {0: 3499.99}), QUIET),
    *(
        Case(f"{kind}, exactly 10 000", paid(800, {3: 1200}, kind=kind), Fires(11 * 800 + 1200, None, 10000))
        for kind in ("脱贫户", "脱贫不稳定户", "边缘易致贫户", "突发严重困难户", "a kind of the future")
    ),
    Case("脱贫户, one fen short", paid(800, {3: 1199.99}, kind="脱贫户"), QUIET),
    Case("a dear month thirteen months back is out", paid(1000, {12: 50000}), QUIET),
    Case("all in the twelfth month back", home(Member(bills={11: 20000})), Fires(20000, None, 20000)),
    Case("months that did not come do not count", paid(2000, missing=[("settlement", back) for back in (2, 5, 8)]), QUIET),
    Case("a short history is no hindrance", paid(7000, since=2), Fires(3 * 7000, None, 20000)),
    Case("the month's extract did not come", paid(9000, missing=[("settlement", 0)]), UNKNOWN),
    Case("with reversals", paid((9000, -8000), {0: 10000}), Fires(11 * (9000 - 8000) + 10000, None, 20000)),
    Case("21 000 in May, when 20 000 was enough", paid(1750), Fires(12 * 1750, None, 20000), "2024-05", FROM_JUNE),
    Case("21 000 in June, when 25 000 must be", paid(1750), QUIET, "2024-06", FROM_JUNE),
    Case("脱贫户, 6000 in June, when 5000 is enough", paid(500, kind="脱贫户"), Fires(12 * 500, None, 5000), "2024-06", FROM_JUNE),
)
test_drawn = drawn("medical.self_pay_year", CASES)
