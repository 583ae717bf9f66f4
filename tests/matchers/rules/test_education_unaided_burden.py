"""因学支出无资助: schooling cost 5000 or more in twelve months, somebody was past compulsory schooling, and none of those had aid."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import PAST_YEAR, Member, every, home, studies

FROM_JUNE = changed("rules.education_unaided_burden", floor_yuan={"2024-06": 8000})


def pays(fee, stage="高中", aid=0, at=9, **more):
    """Somebody studies all year and pays once, so many months back."""
    return home(Member(schooling=every(PAST_YEAR, studies(stage)) | {at: studies(stage, fee=fee, aid=aid)}), **more)


CASES = (
    *(Case(f"{stage}, 6000 a year", pays(6000, stage), Fires(6000, None, 5000)) for stage in ("高中", "中职", "高职", "本科")),
    *(Case(f"{stage}, 6000 a year", pays(6000, stage), QUIET) for stage in ("学前", "小学", "初中")),
    Case("3000 a year", pays(3000), QUIET),
    Case("exactly 5000", pays(5000), Fires(5000, None, 5000)),
    Case("one fen short", pays(4999.99), QUIET),
    Case("tuition and boarding, month by month", home(Member(schooling=every(PAST_YEAR, studies("本科", fee=400, boarding=100)))), Fires(12 * (400 + 100), None, 5000)),
    Case("the household's whole cost counts", home(Member(schooling={3: studies("高中", fee=2000)}), Member(schooling={3: studies("小学", fee=3000)})), Fires(2000 + 3000, None, 5000)),
    Case("had a little aid", pays(9000, aid=1), QUIET),
    Case("had aid in another month", home(Member(schooling={9: studies("本科", fee=9000), 2: studies("本科", aid=100)})), QUIET),
    Case("had aid thirteen months back", home(Member(schooling={9: studies("本科", fee=9000), 12: studies("本科", aid=100)})), Fires(9000, None, 5000)),
    Case("a small child's aid is no student's", home(Member(schooling={9: studies("本科", fee=9000)}), Member(schooling={9: studies("小学", aid=100)})), Fires(9000, None, 5000)),
    Case("of two students one has aid", home(Member(schooling={9: studies("本科", fee=9000)}), Member(schooling={9: studies("高中", aid=100)})), QUIET),
    Case("finished in the span", home(Member(schooling={9: studies("高中", fee=6000), 8: studies("高中", "毕业")})), Fires(6000, None, 5000)),
    Case("twelve months back and never since", home(Member(schooling={11: studies("高中", fee=6000)})), Fires(6000, None, 5000)),
    Case("paid thirteen months back", pays(9000, at=12), QUIET),
    Case("paid in a month that did not come", pays(9000, missing=[("student", 9)]), QUIET),
    Case("ten months of history", pays(6000, since=9), Fires(6000, None, 5000)),
    Case("the month's extract did not come", pays(6000, missing=[("student", 0)]), UNKNOWN),
    Case("6000 in May, when 5000 was enough", pays(6000), Fires(6000, None, 5000), "2024-05", FROM_JUNE),
    Case("6000 in June, when 8000 must be", pays(6000), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("education.unaided_burden", CASES)
