"""两项以上保障未落实: two of schooling, insurance, housing and the village's water fail at once."""

from tests.matchers.rules.drawn import QUIET, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home, water
from tests.twin.facts import House

UNSAFE = {0: House("D", "是", "未改造")}
UNINSURED = dict.fromkeys(range(1, 26), "正常参保")

CASES = (
    Case("nobody insured, the house unsafe", home(Member(cover=UNINSURED), house=UNSAFE), Fires(2, None, 2)),
    Case("nobody insured alone", home(Member(cover=UNINSURED)), QUIET),
    Case("two uninsured are one guarantee", home(Member(cover=UNINSURED), Member(cover=UNINSURED)), QUIET),
    Case("all three and the water", home(Member("2014-01-01", cover=UNINSURED), house=UNSAFE, water={0: water("停水")}), Fires(4, None, 2)),
    Case("the village's water and the house", home(house=UNSAFE, water={0: water("停水")}), Fires(2, None, 2)),
    Case("the village's water alone", home(water={0: water("停水")}), QUIET),
    Case("a test overdue is none", home(house=UNSAFE, water={0: water(tested="2019-01-01")}), QUIET),
    Case("insurance did not come: what is not judged does not count", home(Member(cover=UNINSURED), house=UNSAFE, missing=[("enrolment", 0)]), QUIET),
    Case("a row of insurance may be his", home(Member(cover=UNINSURED), house=UNSAFE, waiting=(("enrolment", 0, 0),)), QUIET),
)
test_drawn = drawn("combined.guarantees_two", CASES)
