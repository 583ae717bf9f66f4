"""小额信贷逾期: a loan thirty days overdue or longer, whatever its amount."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.loan_overdue", days={"2024-06": 90})


def loan(days, amount=1000, kind="脱贫人口小额信贷"):
    return {"kind": kind, "balance": 50000, "overdue_days": days, "overdue_amount": amount}


def borrower(*rows, back=0, **member):
    return Member(says={"loan": {back: rows}}, **member)


CASES = (
    Case("thirty days", home(borrower(loan(30))), Fires(1000)),
    Case("a day less", home(borrower(loan(29))), QUIET),
    Case("a fen", home(borrower(loan(30, 0.01))), Fires(0.01)),
    Case("nothing", home(borrower(loan(400, 0))), QUIET),
    Case("days not said", home(borrower(loan(None))), QUIET),
    Case("two loans", home(borrower(loan(30), loan(60, 500))), Fires(1500)),
    Case("of two one is not late enough", home(borrower(loan(30), loan(10, 500))), Fires(1000)),
    Case("two members", home(borrower(loan(30)), borrower(loan(31, 200))), Fires(1200)),
    Case("of another kind", home(borrower(loan(30, kind="其他"))), Fires(1000)),
    Case("of somebody who has died", home(borrower(loan(30), died="2024-06-20"), Member()), Fires(1000)),
    Case("told in May only", home(borrower(loan(30), back=1)), QUIET),
    Case("the list did not come", home(borrower(loan(30)), missing=[("loan", 0)]), UNKNOWN),
    Case("only this month ever came", home(borrower(loan(30)), since=0), Fires(1000)),
    Case("forty days in May", home(borrower(loan(40))), Fires(1000), "2024-05", FROM_JUNE),
    Case("forty days in June, when it takes ninety", home(borrower(loan(40))), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("loan.overdue", CASES)


def test_kinds_are_named(judge):
    told = Case("two kinds", home(borrower(loan(30, kind="富民贷"), loan(30, kind="其他"))), Fires(2000))
    assert judge("loan.overdue", (told,)).fields["two kinds"] == {"kinds": "其他贷款、富民贷"}
