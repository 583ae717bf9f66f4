"""财产疑点: of those who consented, monitored or poor or applying, what the look-up has; a question, never a verdict."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, applies, home


def owns(*kinds, business=None, **more):
    things = tuple({"kind": kind, "registered_on": None} for kind in kinds)
    says = ({"property": {0: things}} if things else {}) | ({"business": {0: business}} if business else {})
    return Member(says=says, **more)


def firm(kind="企业", role="股东", status="存续"):
    return {"entity": "某公司", "kind": kind, "role": role, "status": status, "changed_on": None}


def asked(*who, kind="脱贫不稳定户", authorised="是", **said):
    return home(*who, kind=kind, authorised=authorised, **said)


CASES = (
    Case("monitored, a car", asked(owns("车辆")), Fires(1)),
    Case("a car and a shop", asked(owns("车辆"), owns("商铺")), Fires(2)),
    Case("two cars are one kind", asked(owns("车辆"), owns("车辆")), Fires(1)),
    Case("nothing", asked(owns()), QUIET),
    Case("not consented", asked(owns("车辆"), authorised="否"), QUIET),
    Case("consent not told", asked(owns("车辆"), authorised=""), QUIET),
    Case("no longer monitored", asked(owns("车辆"), risk_cleared="是"), QUIET),
    Case("ordinary and well off", asked(owns("车辆"), kind="一般农户"), QUIET),
    Case("ordinary, under the line", asked(owns("车辆"), kind="一般农户", income=5000), Fires(1)),
    Case("ordinary, has applied", asked(owns("车辆", applications={0: applies()}), kind="一般农户"), Fires(1)),
    Case("ordinary, applied last month", asked(owns("车辆", applications={1: applies()}), kind="一般农户"), QUIET),
    Case("a share in a firm", asked(owns(business=firm())), Fires(1)),
    Case("a stall of his own", asked(owns(business=firm("个体工商户", "经营者"))), QUIET),
    Case("a firm that is closed", asked(owns(business=firm(status="注销"))), QUIET),
    Case("a member of a cooperative", asked(owns(business=firm("农民专业合作社", "成员"))), QUIET),
    Case("the owner is dead", asked(owns("车辆", died="2024-01-05"), Member()), Fires(1)),
    Case("the look-up did not come", asked(owns("车辆"), missing=[("property", 0)]), UNKNOWN),
    Case("businesses did not come, a share in a firm", asked(owns(business=firm()), missing=[("business", 0)]), QUIET),
    Case("businesses did not come, a car", asked(owns("车辆"), missing=[("business", 0)]), Fires(1)),
)
test_drawn = drawn("property.question", CASES)
