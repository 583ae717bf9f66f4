"""住房不安全: the only house is of grade C or D and its renovation is not finished."""

import itertools

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import home
from tests.twin.facts import House


def lives_in(grade="C", sole="是", renovation="未改造", at=0, **more):
    return home(house={at: House(grade, sole, renovation)}, **more)


CASES = (
    *(
        Case(f"grade {grade}, {renovation}", lives_in(grade, renovation=renovation), Fires() if grade in "CD" and renovation != "已竣工" else QUIET)
        for grade, renovation in itertools.product("ABCD", ("无需改造", "未改造", "改造中", "已竣工"))
    ),
    Case("one of two houses that both are the only one", home(house={0: (House("A", "是", "无需改造"), House("D", "是", "未改造"))}), Fires()),
    Case("not the only house", lives_in("D", sole="否"), QUIET),
    Case("no row", home(), QUIET),
    Case("unsafe last month, no row now", lives_in("D", at=1), QUIET),
    Case("no month before ever came", lives_in("D", since=0), Fires()),
    Case("the month's extract did not come", lives_in("D", missing=[("house", 0)]), UNKNOWN),
)
test_drawn = drawn("housing.unsafe", CASES)
