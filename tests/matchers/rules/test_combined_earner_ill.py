"""主要劳动力病倒: somebody of 16 to 59 worked in one of the three months before, does not now, and is in hospital or gravely ill."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, Paid, home, idle, works

HOSPITAL = Paid(800, "普通住院")


def earner(bills=None, jobs=None, born="1984-01-01", disease=None, **more):
    says = {"disease": {0: disease}} if disease else {}
    return Member(born, "", bills={0: HOSPITAL} if bills is None else bills, jobs={1: works(3000)} if jobs is None else jobs, says=says, **more)


def grave(status="救治中", kind="大病"):
    return {"kind": kind, "disease": "某病", "status": status, "registered_on": None}


CASES = (
    Case("in hospital this month, worked the last", home(earner()), Fires()),
    Case("in hospital last month", home(earner({1: HOSPITAL})), Fires()),
    Case("in hospital two months ago", home(earner({2: HOSPITAL})), QUIET),
    Case("an outpatient", home(earner({0: Paid(800, "普通门诊")})), QUIET),
    Case("a bill of no class", home(earner({0: 800})), QUIET),
    Case("taken back", home(earner({0: (HOSPITAL, Paid(-800, "普通住院"))})), QUIET),
    Case("taken back the month after", home(earner({1: HOSPITAL, 0: Paid(-800, "普通住院")})), QUIET),
    Case("gravely ill, no bill", home(earner({}, disease=grave())), Fires()),
    Case("cured", home(earner({}, disease=grave("已治愈"))), QUIET),
    Case("it is not told how it goes", home(earner({}, disease=grave(None))), QUIET),
    Case("of a lasting illness", home(earner({}, disease=grave(kind="慢性病"))), QUIET),
    Case("worked three months ago", home(earner(jobs={3: works(3000)})), Fires()),
    Case("worked four months ago", home(earner(jobs={4: works(3000)})), QUIET),
    Case("still works", home(earner(jobs={1: works(3000), 0: works(3000, "公益性岗位")})), QUIET),
    Case("out of work by the extract: told with 失业返乡", home(earner(jobs={1: works(3000), 0: idle()})), Fires()),
    Case("sixteen on the month's last day", home(earner(born="2008-06-30")), Fires()),
    Case("sixteen a day later", home(earner(born="2008-07-01")), QUIET),
    Case("of an age that is not known", home(earner(born="")), QUIET),
    Case("sixty on it", home(earner(born="1964-06-30")), QUIET),
    Case("fifty-nine still", home(earner(born="1964-07-01")), Fires()),
    Case("dead", home(earner(died="2024-06-10"), Member()), QUIET),
    Case("a row of employment may be his", home(earner(), waiting=(("employment", 0, 0),)), QUIET),
    Case("last month's employment did not come, worked the month before", home(earner(jobs={2: works(3000)}), missing=[("employment", 1)]), Fires()),
    Case("worked only in a month that did not come", home(earner(), missing=[("employment", 1)]), QUIET),
    Case("in hospital only in a month that did not come", home(earner({1: HOSPITAL}), missing=[("settlement", 1)]), QUIET),
    Case("taken back, by a bill of a month that did not come", home(earner({1: Paid(-800, "普通住院"), 0: HOSPITAL}), missing=[("settlement", 1)]), Fires()),
    Case("gravely ill by a register that did not come", home(earner({}, disease=grave()), missing=[("disease", 0)]), QUIET),
    Case("employment did not come", home(earner(), missing=[("employment", 0)]), UNKNOWN),
    Case("settlement did not come", home(earner(), missing=[("settlement", 0)]), UNKNOWN),
)
test_drawn = drawn("combined.earner_ill", CASES)
