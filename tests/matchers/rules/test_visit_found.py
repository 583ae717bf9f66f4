"""干部排查发现困难: a visit of the month says 是 or, where it says neither 是 nor 否, names some trouble. Nobody need send any."""

import itertools

from tests.matchers.rules.drawn import QUIET, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home, visited


def seen(*visits, at=0, **more):
    return home(Member(visits={at: visits}), Member(), **more)


TROUBLE = {("是", "因病"), ("是", "无"), ("是", "正常"), ("是", ""), ("", "因病")}
EXPECTED = (QUIET, Fires())
CASES = (
    *(
        Case(f"{said or 'nothing'} said, {problem or 'none'} written", seen(visited(said, problem)), EXPECTED[(said, problem) in TROUBLE])
        for said, problem in itertools.product(("是", "否", ""), ("因病", "无", "正常", ""))
    ),
    Case("of another member than the householder", home(Member(), Member(visits={0: visited()})), Fires()),
    Case("nothing first, trouble later", seen(visited("否", "", 3), visited(day=20)), Fires()),
    Case("trouble first, nothing later in the month", seen(visited(day=3), visited("否", "", 20)), Fires()),
    Case("trouble twice", seen(visited(day=3), visited(problem="住房", day=20)), Fires()),
    Case("trouble with one, none with another", home(Member(visits={0: visited()}), Member(visits={0: visited("否", "")})), Fires()),
    Case("nobody visited", home(), QUIET),
    Case("on the first of the month", seen(visited(day=1)), Fires()),
    Case("on the last of the month", seen(visited(day=30)), Fires()),
    Case("on the last of the month before", seen(visited(day=31), at=1), QUIET),
    Case("trouble last month, none now", home(Member(visits={0: visited("否", ""), 1: visited()})), QUIET),
    Case("no month before ever came", seen(visited(), since=0), Fires()),
    Case("the county sends none", home(missing=[("visit", 0)]), QUIET),
    Case("the departments sent nothing", seen(visited(), missing=[("settlement", 0), ("student", 0), ("employment", 0)]), Fires()),
)
test_drawn = drawn("visit.found", CASES)
