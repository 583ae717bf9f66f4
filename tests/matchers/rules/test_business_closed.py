"""经营主体注销: a business of a member's own struck off newly, in a household that is not far above the line."""

import datetime as dt

from tests.matchers.rules.beginnings import NEVER_CAME, begins
from tests.matchers.rules.drawn import QUIET, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.business_closed", times={"2024-06": 1.5})
NOT_FAR = {"income": 11999.99}


def owns(status="注销", day="2024-06-12", role="经营者", entity="小店"):
    return {"entity": entity, "kind": "个体工商户", "role": role, "status": status, "changed_on": dt.date.fromisoformat(day) if day else None}


def owner(now, before=None, **member):
    return Member(says={"business": {0: now} | ({1: before} if before else {})}, **member)


CASES = (
    *begins("business", lambda day: owns(day=day), lambda day: owns("存续", day), **NOT_FAR),
    Case("twice the line", home(owner(owns()), income=12000), QUIET),
    Case("income not known", home(owner(owns()), income=None), QUIET),
    Case("revoked", home(owner(owns("吊销")), **NOT_FAR), Fires()),
    Case("on the list of the abnormal", home(owner(owns("经营异常")), **NOT_FAR), QUIET),
    Case("revoked in May, struck off in June", home(owner(owns(), owns("吊销")), **NOT_FAR), QUIET),
    Case("its legal representative", home(owner(owns(role="法定代表人")), **NOT_FAR), Fires()),
    Case("one of its partners", home(owner(owns(role="股东")), **NOT_FAR), QUIET),
    Case("one of its members", home(owner(owns(role="成员")), **NOT_FAR), QUIET),
    Case("another business than in May", home(owner((owns(), owns(entity="饭馆")), owns()), **NOT_FAR), Fires()),
    Case("no day", home(owner(owns(day="")), **NOT_FAR), Fires()),
    Case("no day, May did not come", home(owner(owns(day="")), missing=[("business", 1)], **NOT_FAR), Fires()),
    Case("no day, for half a year nothing came", home(owner(owns(day="")), missing=[("business", back) for back in NEVER_CAME], **NOT_FAR), QUIET),
    Case("of somebody who has died", home(owner(owns(), died="2024-06-20"), Member(), **NOT_FAR), Fires()),
    Case("in May, twice the line is enough", home(owner(owns(day="2024-05-12")), income=10000), Fires(), "2024-05", FROM_JUNE),
    Case("in June, it takes 1.5 times", home(owner(owns()), income=10000), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("business.closed", CASES)
