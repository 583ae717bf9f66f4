"""因灾损失大: what a household lost by disasters, less aid and insurance, has grown large."""

import datetime as dt

from tests.matchers.rules.beginnings import grows, told
from tests.matchers.rules.drawn import QUIET, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.disaster_loss", other_floor={"2024-06": 5000})
HAZARDS = ("洪涝", "干旱", "风雹")


def hit(loss, day="2024-06-12", at=0, aid=0, paid=0):
    return {"happened_on": dt.date.fromisoformat(day), "hazard": HAZARDS[at], "house_damage": "无", "loss": loss, "aid": aid, "insurance_paid": paid}


def listed(*people, **said):
    return told("disaster", *people, kind="脱贫户", **said)


CASES = (
    *grows("disaster", hit, 3000),
    Case("an ordinary household, at its floor", told("disaster", {0: hit(10000)}), Fires(10000, None, 10000)),
    Case("an ordinary household, a fen less", told("disaster", {0: hit(9999.99)}), QUIET),
    Case("less aid and insurance", listed({0: hit(5000, aid=1000, paid=1000)}), Fires(3000, None, 3000)),
    Case("less aid and insurance, a fen too little", listed({0: hit(5000, aid=1000, paid=1000.01)}), QUIET),
    Case("what is paid too much for one makes good nothing of another", listed({0: (hit(3000), hit(100, at=1, paid=5000))}), Fires(3000, None, 3000)),
    Case("insurance that paid in May is gone in June", listed({0: hit(4000), 1: hit(4000, paid=4000)}), Fires(4000, None, 3000)),
    Case("of somebody who has died", home(Member(died="2024-06-20", says={"disaster": {0: hit(3000)}}), Member(), kind="脱贫户"), Fires(3000, None, 3000)),
    Case("nothing lost", listed({0: hit(0)}), QUIET),
    Case("4,000 in May", listed({0: hit(4000, "2024-05-12")}), Fires(4000, None, 3000), "2024-05", FROM_JUNE),
    Case("4,000 in June, when it takes 5,000", listed({0: hit(4000)}), QUIET, "2024-06", FROM_JUNE),
)
test_drawn = drawn("disaster.loss", CASES)
