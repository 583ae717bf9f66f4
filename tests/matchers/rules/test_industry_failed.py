"""产业失败: what failing projects have lost has grown large; of listed households also any that was given up since."""

from tests.matchers.rules.beginnings import NEVER_CAME, grows, told
from tests.matchers.rules.drawn import QUIET, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.industry_failed", other_floor={"2024-06": 5000})


def project(loss=0, day="", at=0, status="亏损"):
    return {"project": f"项目{at}", "kind": "种植", "status": status, "loss": loss, "due": 0, "paid": 0}


def is_(status, loss=0, at=0):
    return project(loss, at=at, status=status)


def listed(*people, **said):
    return told("industry", *people, kind="脱贫户", **said)


MAY = [("industry", 1)]
CASES = (
    *grows("industry", project, 3000, is_dated=False),
    Case("an ordinary household, at its floor", told("industry", {0: project(10000)}), Fires(10000, None, 10000)),
    Case("an ordinary household, a fen less", told("industry", {0: project(9999.99)}), QUIET),
    *(Case(f"{status} counts", listed({0: is_(status, 3000)}), Fires(3000, None, 3000)) for status in ("受灾", "疫病", "亏损", "滞销", "停产", "解散")),
    Case("a loss of one that goes on well does not", listed({0: is_("正常", 3000)}), QUIET),
    Case("goes on well in May, with the same loss", listed({0: is_("亏损", 3000), 1: is_("正常", 3000)}), Fires(3000, None, 3000)),
    Case("given up, without loss", listed({0: is_("停产")}), Fires(0, None, 3000)),
    Case("dissolved, with a small loss", listed({0: is_("解散", 500)}), Fires(500, None, 3000)),
    Case("given up after losses", listed({0: is_("停产", 500), 1: is_("亏损", 500)}), Fires(500, None, 3000)),
    Case("given up after large losses", listed({0: is_("停产", 5000), 1: is_("亏损", 5000)}), Fires(5000, None, 3000)),
    Case("given up in May already", listed({0: is_("停产"), 1: is_("停产")}), QUIET),
    Case("given up in May, dissolved in June", listed({0: is_("解散"), 1: is_("停产")}), QUIET),
    Case("given up, a small loss of another stays apart", listed({0: (is_("停产", 100), is_("亏损", 500, at=1)), 1: is_("亏损", 500, at=1)}), Fires(100, None, 3000)),
    Case("given up, an ordinary household", told("industry", {0: is_("停产")}), QUIET),
    Case("given up, a row of May may be his", listed({0: is_("停产")}, waiting=(("industry", 1, 0),)), QUIET),
    Case("given up, a row of May may be another member's", listed({0: is_("停产")}, {}, waiting=(("industry", 1, 1),)), Fires(0, None, 3000)),
    Case("given up, May did not come, in April it was", listed({0: is_("停产"), 2: is_("停产")}, missing=MAY), QUIET),
    Case("given up, May did not come, in April it was not", listed({0: is_("停产"), 2: is_("正常")}, missing=MAY), Fires(0, None, 3000)),
    Case("given up, for half a year nothing came", listed({0: is_("停产")}, missing=[("industry", back) for back in NEVER_CAME]), QUIET),
    Case("of somebody who has died", home(Member(died="2024-06-20", says={"industry": {0: project(3000)}}), Member(), kind="脱贫户"), Fires(3000, None, 3000)),
    Case("4,000 in May", listed({0: project(4000)}), Fires(4000, None, 3000), "2024-05", FROM_JUNE),
    Case("4,000 in June, when it takes 5,000", listed({0: project(4000)}), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("industry.failed", CASES)
