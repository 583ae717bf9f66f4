"""整户无劳动力未兜底: everybody living is without labour, nobody has 低保 or 特困供养, income under 1.5 lines (1.2 for 一般农户)."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, gets, home

WORN = ("1970-01-01", "无劳动力")
SEVERE = {"disability": {0: {"grade": "一级", "kind": "肢体", "status": "有效", "first_issued_on": None}}}


def worn(*more, income=8999.99, kind="脱贫户", **said):
    """Two of fifty who cannot work: neither old nor children, so that nothing else holds of them."""
    return home(Member(*WORN), Member("1972-01-01", "丧失劳动力"), *more, income=income, kind=kind, **said)


CASES = (
    Case("listed, a fen under 9000", worn(), Fires(8999.99, None, 9000)),
    Case("listed, 9000", worn(income=9000), QUIET),
    Case("income not known", worn(income=None), QUIET),
    Case("no kind told, a fen under 9000", worn(kind=""), Fires(8999.99, None, 9000)),
    Case("ordinary, a fen under 7200", worn(income=7199.99, kind="一般农户"), Fires(7199.99, None, 7200)),
    Case("ordinary, 7200", worn(income=7200, kind="一般农户"), QUIET),
    Case("one is a weak labourer", worn(Member("1975-01-01", "弱劳动力或半劳动力")), QUIET),
    Case("of one it is not told", worn(Member("1975-01-01", "")), QUIET),
    Case("the one who could work is dead", worn(Member("1975-01-01", "普通劳动力", died="2024-06-30")), Fires(8999.99, None, 9000)),
    Case("one has 低保", worn(Member(*WORN, benefits={0: gets(400)})), QUIET),
    Case("one has 特困供养", worn(Member(*WORN, benefits={0: gets(900, "特困供养")})), QUIET),
    Case("低保 stopped", worn(Member(*WORN, benefits={0: gets(0, status="停发")})), Fires(8999.99, None, 9000)),
    Case("低保 only last month", worn(Member(*WORN, benefits={1: gets(0)})), Fires(8999.99, None, 9000)),
    Case("another benefit", worn(Member(*WORN, benefits={0: gets(0, "残疾人两项补贴")})), Fires(8999.99, None, 9000)),
    Case("a row of assistance may be one's", worn(waiting=(("assistance", 0, 1),)), QUIET),
    Case("a row of last month's may be", worn(waiting=(("assistance", 1, 1),)), Fires(8999.99, None, 9000)),
    Case("assistance did not come", worn(missing=[("assistance", 0)]), UNKNOWN),
    Case("old ones and a child alone", home(Member(), Member("2015-01-01"), income=5000, kind="脱贫户"), QUIET),
    Case("old and alone", home(Member(), income=5000, kind="脱贫户"), QUIET),
    Case("an old one and a disabled one: told as 老残一体", home(Member(), Member("1972-01-01", says=SEVERE), income=5000, kind="脱贫户"), QUIET),
)
test_drawn = drawn("member.no_labour", CASES)
