"""学生应助未助: from December to August a student past compulsory schooling without aid in any month of the school year that came, three at least."""

import pytest

from matchers.months.comparing import compare
from matchers.months.measuring import Month
from tests.matchers.rules.drawn import DEFAULT, QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.filling import fill, first_of
from tests.matchers.rules.homes import Member, Settled, every, home, studies
from tests.twin.facts import month_number

YEAR = range(10)  # from September to June


def student(aid=None, stage="高中", status="在读", born="2008-01-01", **more):
    return Member(born, schooling=every(YEAR, studies(stage, status)) | {back: studies(stage, status, aid=yuan) for back, yuan in (aid or {}).items()}, **more)


CASES = (
    *(Case(stage, home(student(stage=stage)), Fires()) for stage in ("高中", "中职", "高职", "本科")),
    *(Case(stage, home(student(stage=stage)), QUIET) for stage in ("初中", "研究生", "")),
    Case("aid once, in October", home(student({8: 500})), QUIET),
    Case("aid in August, of the year before", home(student({10: 500})), Fires()),
    Case("stopped for a while", home(student(status="休学")), QUIET),
    Case("two, one with aid", home(student(), student({0: 1})), Fires()),
    Case("aid in a month that did not come", home(Member("2008-01-01", schooling={back: studies("高中") for back in YEAR if back != 4}), missing=[("student", 4)]), Fires()),
    Case("a row of October may be hers, and bear aid", home(student(), waiting=(("student", 8, 0),)), QUIET),
    Case("a row of July may be hers: of the year before", home(student(), waiting=(("student", 11, 0),)), Fires()),
    Case("a row of a month that did not come may be hers", home(student(), missing=[("student", 4)], waiting=(("student", 4, 0),)), Fires()),
    Case("a row may be another's", home(student(), Member(), waiting=(("student", 0, 1),)), Fires()),
    Case("three months came", home(student(), since=2), Fires()),
    Case("two", home(student(), since=1), QUIET),
    Case("judged in December", home(student()), Fires(), "2023-12"),
    Case("judged in November", home(student()), QUIET, "2023-11"),
    Case("judged in September", home(student()), QUIET, "2023-09"),
    Case("judged in August", home(student()), Fires(), "2023-08"),
    Case("dead", home(student(died="2024-06-01"), Member()), QUIET),
    Case("cost 5000 too: told by that", home(Member("2008-01-01", schooling=every(YEAR, studies("高中", fee=600)))), QUIET),
    Case("this month's did not come", home(Member("2008-01-01", schooling={1: studies("高中")}), missing=[("student", 0)]), UNKNOWN),
)
test_drawn = drawn("education.aid_missing", CASES)


@pytest.mark.parametrize(("back", "is_judged"), [(0, False), (2, True), (11, True)])
def test_an_extract_that_shrank_matters_in_the_month_itself(warehouse, back, is_judged):
    """Of a month before, a student of this month is asked about whatever lacks there; July is of the year before."""
    june, settled = month_number("2024-06"), Settled()
    settled.settle(home(student()), june)
    fill(warehouse, settled.facts, june, [("student", june - back)])
    with warehouse.transaction():
        found = compare(Month(warehouse, DEFAULT, first_of(june)))
    assert any(signal.indicator == "education.aid_missing" for signal in found.signals) == is_judged
    assert any("学生应助未助" in said for said in found.not_evaluated) != is_judged
