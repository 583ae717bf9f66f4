"""刚性支出占比高: not under the line, 5000 yuan of care and schooling in twelve months and more than 0.6 of the year's income (0.8 for 一般农户)."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import PAST_YEAR, Member, every, home


def spends(yuan, income=30000, kind="脱贫户", size=1, **said):
    """So much in all, of months that are all alike; the income is a person's."""
    return home(Member(bills=every(PAST_YEAR, yuan / 12)), *[Member()] * (size - 1), income=income, kind=kind, **said)


CASES = (
    Case("listed, a little over 0.6", spends(18000.12), Fires(18000.12, None, 18000)),
    Case("listed, 0.6", spends(18000), QUIET),
    Case("ordinary, a little over 0.8", spends(24012, 30014, "一般农户"), Fires(24012, None, 24011.2)),
    Case("ordinary, 0.8", spends(24000, 30000, "一般农户"), QUIET),
    Case("of two persons' income", spends(36000, 30000, size=2), QUIET),
    Case("over that of two", spends(36012, 30000, size=2), Fires(36012, None, 36000)),
    Case("what is left is under the line: told by that", spends(8000, 10000), QUIET),
    Case("under the line", spends(5400, 5999.99), QUIET),
    Case("at the line, 5000: told by what is left", home(Member(bills={3: 5000}), income=6000, kind="脱贫户"), QUIET),
    Case("a fen less", home(Member(bills={3: 4999.99}), income=6000, kind="脱贫户"), QUIET),
    Case("income not known", spends(18000.12, None), QUIET),
    Case("six months of the year came", spends(48012, 40000, since=5), Fires(24006, None, 24000)),
    Case("five", spends(60000, 40000, since=4), QUIET),
    Case("schooling did not come", spends(20000, missing=[("student", 0)]), UNKNOWN),
    Case("settlement did not come", spends(20000, missing=[("settlement", 0)]), UNKNOWN),
)
test_drawn = drawn("expenditure.rigid_share", CASES)
