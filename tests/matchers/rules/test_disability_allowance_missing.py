"""残疾人补贴应享未享: a living member whose card entitles to the allowances, and who has neither them nor 特困供养."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, gets, home


def holds(grade="一级", status="有效", benefits=(), back=0, **member):
    return Member(says={"disability": {back: {"grade": grade, "kind": "肢体", "status": status, "first_issued_on": None}}}, benefits={0: benefits} if benefits else {}, **member)


ALLOWANCE, SUPPORT, DIBAO = gets(80, "残疾人两项补贴"), gets(600, "特困供养"), gets(400)
CASES = (
    Case("of the first grade", home(holds()), Fires()),
    Case("of the second grade", home(holds("二级")), Fires()),
    Case("of the third grade", home(holds("三级")), QUIET),
    Case("of the third grade, and his own 低保", home(holds("三级", benefits=DIBAO)), Fires()),
    Case("of the fourth grade, and another's 低保", home(holds("四级"), Member(benefits={0: DIBAO})), Fires()),
    Case("of the fourth grade, another's 低保 stopped", home(holds("四级"), Member(benefits={0: gets(400, status="停发")})), QUIET),
    Case("of the fourth grade, another's 特困供养", home(holds("四级"), Member(benefits={0: SUPPORT})), QUIET),
    Case("of the fourth grade, the 低保 of May", home(holds("四级"), Member(benefits={1: DIBAO})), QUIET),
    Case("of the fourth grade, the 低保 of one who has died", home(holds("四级"), Member(benefits={0: DIBAO}, died="2024-06-10")), QUIET),
    Case("has the allowances", home(holds(benefits=ALLOWANCE)), QUIET),
    Case("has 特困供养", home(holds(benefits=SUPPORT)), QUIET),
    Case("has 低保 and the allowances", home(holds("三级", benefits=(DIBAO, ALLOWANCE))), QUIET),
    Case("has passing help", home(holds(benefits=gets(1000, "临时救助"))), Fires()),
    Case("the allowances stopped", home(holds(benefits=gets(80, "残疾人两项补贴", "停发"))), Fires()),
    Case("another has the allowances", home(holds(), Member(benefits={0: ALLOWANCE})), Fires()),
    Case("a card not in force", home(holds(status="过期")), QUIET),
    Case("two, of whom one has them", home(holds(), holds(benefits=ALLOWANCE)), Fires()),
    Case("a dead one", home(holds(died="2024-06-10"), Member()), QUIET),
    Case("a card of May only", home(holds(back=1)), QUIET),
    Case("the cards did not come", home(holds(), missing=[("disability", 0)]), UNKNOWN),
    Case("the benefits did not come", home(holds(), missing=[("assistance", 0)]), UNKNOWN),
    Case("a benefit that may be his waits", home(holds(), waiting=(("assistance", 0, 0),)), QUIET),
    Case("a benefit that may be another's waits", home(holds(), Member(), waiting=(("assistance", 0, 1),)), Fires()),
    Case("a benefit of May waits", home(holds(), waiting=(("assistance", 1, 0),)), Fires()),
)
test_drawn = drawn("disability.allowance_missing", CASES)
