"""因灾房屋倒损: a house badly damaged or fallen, as the ledger of disasters tells newly."""

import datetime as dt

from tests.matchers.rules.beginnings import begins
from tests.matchers.rules.drawn import QUIET, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home


def hit(damage="倒塌", day="2024-06-12", hazard="洪涝"):
    return {"happened_on": dt.date.fromisoformat(day), "hazard": hazard, "house_damage": damage, "loss": 0, "aid": 0, "insurance_paid": 0, "recovery": "未恢复"}


def house(now, before=None, **member):
    return Member(says={"disaster": {0: now} | ({1: before} if before else {})}, **member)


CASES = (
    *begins("disaster", lambda day: hit(day=day), lambda day: hit("一般损坏", day)),
    Case("badly damaged", home(house(hit("严重损坏"))), Fires()),
    Case("damaged a little", home(house(hit("一般损坏"))), QUIET),
    Case("not damaged", home(house(hit("无"))), QUIET),
    Case("badly damaged in May, fallen in June", home(house(hit("倒塌"), hit("严重损坏"))), QUIET),
    Case("fallen by a flood in May, by a slide of the same day in June", home(house((hit(), hit(hazard="地质灾害")), hit())), Fires()),
    Case("of somebody who has died", home(house(hit(), died="2024-06-20"), Member()), Fires()),
    Case("nothing told", home(), QUIET),
)
test_drawn = drawn("disaster.house_damaged", CASES)


def test_the_gravest_is_told(judge):
    told = Case("two at once", home(house((hit("严重损坏", "2024-06-20"), hit(day="2024-06-12", hazard="风雹")))), Fires())
    judged = judge("disaster.house_damaged", (told,))
    assert judged.fields["two at once"] == {"happened_on": dt.date(2024, 6, 12), "hazard": "风雹", "house_damage": "倒塌"}
