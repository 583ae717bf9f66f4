"""支出型困难: not under the line, but under it once the rigid expenditure of twelve months is paid, a person."""

from tests.matchers.rules.drawn import QUIET, Case, Fires, changed, drawn
from tests.matchers.rules.homes import PAST_YEAR, Member, every, home, studies, works

LAST_YEAR = range(12, 24)
FROM_JUNE = changed("general", line_yuan={"2024-06": 7300})


def has(income, bills, size=2, **more):
    """A household of `size` with last year's income a person, and bills by months back."""
    return home(Member(bills=bills), *[Member()] * (size - 1), income=income, **more)


CASES = (
    Case("9000 and 500 of bills each month", has(9000, every(PAST_YEAR, 1000)), Fires(9000 - 12 * 1000 / 2, 9000, 6000)),
    Case("9000 and few bills", has(9000, every(PAST_YEAR, 50)), QUIET),
    Case("already under the line", has(5000, every(PAST_YEAR, 1000)), QUIET),
    Case("income not known", has(None, every(PAST_YEAR, 1000)), QUIET),
    Case("the very line before, a fen of bills", has(6000, {0: 0.02}), Fires(6000 - 0.02 / 2, 6000, 6000)),
    Case("exactly the line after", has(9000, every(PAST_YEAR, 500)), QUIET),
    Case("a fen a person under it", has(9000, every(PAST_YEAR, 500) | {5: 500.02}), Fires(9000 - (11 * 500 + 500.02) / 2, 9000, 6000)),
    Case("bills of a thirteenth month back are out", has(9000, {12: 90000}), QUIET),
    Case("schooling after aid is rigid too", home(Member(schooling={3: studies("本科", fee=6000, boarding=1200, aid=2000)}), income=11000), Fires(11000 - (6000 + 1200 - 2000), 11000, 6000)),
    Case("a month of which half came does not count", has(9000, {4: 7000}, missing=[("student", 4)]), QUIET),
    Case("judged though nothing came this month", has(9000, {1: 7000}, missing=[("settlement", 0), ("student", 0)]), Fires(9000 - 7000 / 2, 9000, 6000)),
    Case("two months of history", has(9000, {1: 7000}, since=1), Fires(9000 - 7000 / 2, 9000, 6000)),
    Case("nothing ever came", has(9000, {}, since=-1), QUIET),
    Case(
        "income carried on first: wages down by 100 a month",
        home(Member(jobs=every(PAST_YEAR, works(1900)) | every(LAST_YEAR, works(2000)), bills={2: 1500}), income=8000),
        Fires(8000 - 12 * 100 - 1500, 8000 - 12 * 100, 6000),
    ),
    Case("under the line once carried on is the other indicator's", home(Member(jobs=every(LAST_YEAR, works(2000)), bills={2: 1500}), income=8000), QUIET),
    Case("6500 left in May, the line at 6000", has(9000, {0: 5000}), QUIET, "2024-05", FROM_JUNE),
    Case("6500 left in June, the line at 7300", has(9000, {0: 5000}), Fires(9000 - 5000 / 2, 9000, 7300), "2024-06", FROM_JUNE),
)
test_drawn = drawn("income.below_line_after_expenditure", CASES)
