"""支出骤增: bills paid oneself and schooling after aid come to at least 3000, and to twice the household's own usual.

Usual is the larger of the mean of the received ones of the twelve months before (six at least) and the same month last year.
"""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import YEAR_BEFORE, Member, every, home, studies

FROM_JUNE = changed("rules.expenditure_surge", floor_yuan={"2024-06": 3500})
TRIPLE_FROM_JUNE = changed("rules.expenditure_surge", ratio={"2024-06": 3})


def spent(now, before=1000, but=None, **more):
    """A household that paid so much for bills in each month before, but for some, and now."""
    return home(Member(bills=every(YEAR_BEFORE, before) | (but or {}) | {0: now}), **more)


CASES = (
    Case("four times the usual", spent(4000), Fires(4000, 12 * 1000 / 12, 3000)),
    Case("much, but not twice the usual", spent(5000, before=3000), QUIET),
    Case("nothing ever before", spent(3200, before=0), Fires(3200, 0, 3000)),
    # On the threshold
    Case("exactly twice the usual and exactly 3000", spent(3000, before=1500), Fires(3000, 12 * 1500 / 12, 2 * 1500)),
    Case("one fen short of 3000", spent(2999.99, before=100), QUIET),
    Case("one fen short of twice", spent(3999.99, before=2000), QUIET),
    Case("the mean is not rounded before it is doubled: 2 x 12001 / 7 = 3428.857...", spent(3428.85, 1700, {7: 1801}, since=7), QUIET),
    Case("... and a fen more", spent(3428.86, 1700, {7: 1801}, since=7), Fires(3428.86, (6 * 1700 + 1801) / 7, 2 * (6 * 1700 + 1801) / 7)),
    # The same month last year
    Case("a costly month every year", spent(4200, 500, {12: 2200}), QUIET),
    Case("twice even last year's", spent(4400, 500, {12: 2200}), Fires(4400, 2200, 2 * 2200)),
    Case("last year's month did not come", spent(4200, 500, {12: 2200}, missing=[("student", 12)]), Fires(4200, 11 * 500 / 11, 3000)),
    # History
    Case("five months of history", spent(9000, since=5), QUIET),
    Case("six months of history", spent(9000, since=6), Fires(9000, 6 * 1000 / 6, 3000)),
    Case("twelve months, seven without the schools' extract", spent(9000, missing=[("student", back) for back in range(1, 8)]), QUIET),
    Case("a month that did not come is not zero", spent(3900, 2000, missing=[("settlement", back) for back in range(1, 7)]), QUIET),
    Case("nor is a costly one counted of which half came", spent(3000, 1500, {3: 99000}, missing=[("student", 3)]), Fires(3000, 11 * 1500 / 11, 2 * 1500)),
    # The month itself
    Case("no bills' extract this month", spent(9000, missing=[("settlement", 0)]), UNKNOWN),
    Case("no schools' extract this month", spent(9000, missing=[("student", 0)]), UNKNOWN),
    # What is spent
    Case("a reversal takes its bill back", spent((5000, -3000)), QUIET),
    Case("bills and schooling together", home(Member(bills={0: 1200}, schooling={0: studies("高中", fee=1500, boarding=600, aid=300)})), Fires(1200 + (1500 + 600 - 300), 0, 3000)),
    Case(
        "too much aid for one child pays for no other",
        home(Member(schooling={0: studies(fee=1000, aid=4000)}), Member(schooling={0: studies("高中", fee=3000)})),
        Fires(max(0, 1000 - 4000) + 3000, 0, 3000),
    ),
    Case("the bills of two members", home(Member(bills={0: 1600}), Member(bills={0: 1500})), Fires(1600 + 1500, 0, 3000)),
    # The policy changes from June on
    Case("3200 in May, when 3000 was enough", spent(3200), Fires(3200, 12 * 1000 / 12, 3000), "2024-05", FROM_JUNE),
    Case("3200 in June, when 3500 must be", spent(3200), QUIET, "2024-06", FROM_JUNE),
    Case("3500 in June", spent(3500), Fires(3500, 12 * 1000 / 12, 3500), "2024-06", FROM_JUNE),
    Case("4000 in May, when twice was enough", spent(4000, 1500), Fires(4000, 12 * 1500 / 12, 2 * 1500), "2024-05", TRIPLE_FROM_JUNE),
    Case("4000 in June, when three times must be", spent(4000, 1500), QUIET, "2024-06", TRIPLE_FROM_JUNE),
)
test_drawn = drawn("expenditure.surge", CASES)
