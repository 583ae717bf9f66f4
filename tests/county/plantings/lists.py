"""What the lists of other departments tell of a household: something begins, has grown, or stays; or only seems to."""

from __future__ import annotations

from decimal import Decimal

from tests.county import lists
from tests.county.lists import Row
from tests.county.plot import Plot
from tests.twin.facts import Benefit, last_day

NOT_FAR = Decimal(8000)  # yuan a person a year: less than 1.5 times the line, and not under it


def _tell(plot: Plot, dataset: str, row: Row, before: Row | None = None, who: int | None = None, since: int = 0, first: int = 1000) -> None:
    """From `since` months before the event on; `before` is what is told before, of the `first` months before the event. Nothing else is told of
    the member."""
    member = plot.household.members[0] if who is None else who
    for month in plot.months:
        told = row if month >= plot.month - since else before if month >= plot.month - first else None
        plot.facts.declared[dataset, member, month] = [told] if told else []


def _day(plot: Plot, back: int = 0, day: int = 9):
    return last_day(plot.month - back).replace(day=day)


def _card(plot: Plot, who: int, grade: str, status: str = "有效") -> Row:
    person = plot.facts.persons[who]
    return lists.card(person.id_number, "肢体", grade, max(person.birth, _day(plot, 60)), status)


def _allow(plot: Plot, who: int, *kinds: str) -> None:
    """The same benefits in all months."""
    for month in plot.months:
        plot.facts.benefits[who, month] = [Benefit(kind, "享受", Decimal(80)) for kind in kinds]


def newly_severe(plot: Plot) -> None:
    who = plot.household.members[0]
    _allow(plot, who, "残疾人两项补贴")
    _tell(plot, "disability", _card(plot, who, "二级"), _card(plot, who, "三级"))


def severe_long_since(plot: Plot) -> None:
    who = plot.household.members[0]
    _allow(plot, who, "残疾人两项补贴")
    _tell(plot, "disability", _card(plot, who, "一级"), since=24)


def no_allowance(plot: Plot) -> None:
    who = plot.household.members[0]
    _allow(plot, who)
    _tell(plot, "disability", _card(plot, who, "二级"), since=24)


def has_support(plot: Plot) -> None:
    who = plot.household.members[0]
    _allow(plot, who, "特困供养")
    _tell(plot, "disability", _card(plot, who, "一级"), since=24)


def several_disabled(plot: Plot) -> None:
    _two_cards(plot, "有效")


def one_disabled(plot: Plot) -> None:
    """The other's card is out of date."""
    _two_cards(plot, "过期")


def _two_cards(plot: Plot, of_second: str) -> None:
    plot.restate(income_per_capita=NOT_FAR)
    for at, who in enumerate(plot.household.members):
        _tell(plot, "disability", {} if at > 1 else _card(plot, who, "四级", of_second if at else "有效"), who=who, since=24)


def house_fallen(plot: Plot) -> None:
    _tell(plot, "disaster", lists.hit(_day(plot), "洪涝", "倒塌", 2000, "未恢复"))


def house_damaged_before(plot: Plot) -> None:
    _tell(plot, "disaster", lists.hit(_day(plot, 1), "洪涝", "严重损坏", 2000, "恢复中"), since=1)


def not_rebuilt(plot: Plot) -> None:
    _tell(plot, "disaster", lists.hit(_day(plot, 4), "地质灾害", "严重损坏", 1000, "未恢复"), since=4)


def rebuilt(plot: Plot) -> None:
    row = lists.hit(_day(plot, 4), "地质灾害", "严重损坏", 1000, "恢复中")
    _tell(plot, "disaster", row | {"recovery": "已恢复"}, row, first=4)


def harvest_lost(plot: Plot) -> None:
    _tell(plot, "disaster", lists.hit(_day(plot), "风雹", "无", 15000, aid=1000))


def some_harvest_lost(plot: Plot) -> None:
    _tell(plot, "disaster", lists.hit(_day(plot), "风雹", "无", 6000, aid=1000))


def harvest_insured(plot: Plot) -> None:
    _tell(plot, "disaster", lists.hit(_day(plot), "风雹", "无", 15000, aid=1000, paid=13000))


def badly_hurt(plot: Plot) -> None:
    _tell(plot, "accident", lists.accident(plot.month * 100 + plot.household.members[-1] % 100, _day(plot), "重伤", "无责"), who=plot.household.members[-1])


def hurt_a_little(plot: Plot) -> None:
    _tell(plot, "accident", lists.accident(plot.month * 100 + plot.household.members[-1] % 100, _day(plot), "轻伤", "次责", 800), who=plot.household.members[-1])


def found_to_blame(plot: Plot) -> None:
    _blame(plot, 50000)


def found_to_blame_for_some(plot: Plot) -> None:
    _blame(plot, 35000)


def _blame(plot: Plot, payable: int) -> None:
    """Of an accident of the month before, it is decided now."""
    row = lists.accident(plot.month * 100 + plot.household.members[0] % 100, _day(plot, 1), "轻伤", "主责", payable, 20000)
    _tell(plot, "accident", row, row | {"liability": "未认定"}, first=1)


def not_to_blame(plot: Plot) -> None:
    row = lists.accident(plot.month * 100 + plot.household.members[0] % 100, _day(plot, 1), "轻伤", "次责", 50000, 20000)
    _tell(plot, "accident", row, row | {"liability": "未认定"}, first=1)


def herd_ill(plot: Plot) -> None:
    _tell(plot, "industry", lists.project("生猪养殖", "疫病", 12000, "养殖"), lists.project("生猪养殖", kind="养殖"))


def herd_somewhat_ill(plot: Plot) -> None:
    _tell(plot, "industry", lists.project("生猪养殖", "疫病", 5000, "养殖"), lists.project("生猪养殖", kind="养殖"))


def herd_ill_before(plot: Plot) -> None:
    _tell(plot, "industry", lists.project("生猪养殖", "亏损", 14000, "养殖"), lists.project("生猪养殖", "疫病", 12000, "养殖"))


def dividend_unpaid(plot: Plot) -> None:
    _tell(plot, "industry", lists.share(Decimal(800), Decimal(300), _day(plot, 3)), since=24)


def dividend_just_due(plot: Plot) -> None:
    _tell(plot, "industry", lists.share(Decimal(800), Decimal(0), _day(plot, 1)), since=24)


def shop_closed(plot: Plot) -> None:
    _close(plot, NOT_FAR)


def shop_closed_by_the_well_off(plot: Plot) -> None:
    _close(plot, Decimal(30000))


def _close(plot: Plot, income_per_capita: Decimal) -> None:
    plot.restate(income_per_capita=income_per_capita)
    _tell(plot, "business", lists.business("乡味小吃店", "注销", _day(plot)), lists.business("乡味小吃店"))


def loan_overdue(plot: Plot) -> None:
    _tell(plot, "loan", lists.loan(plot.month * 100 + plot.household.members[0] % 100, 45, 2000), lists.loan(plot.month * 100 + plot.household.members[0] % 100))


def loan_just_overdue(plot: Plot) -> None:
    _tell(plot, "loan", lists.loan(plot.month * 100 + plot.household.members[0] % 100, 20, 2000), lists.loan(plot.month * 100 + plot.household.members[0] % 100))


def nothing_new(plot: Plot) -> None:
    """Much, all of it told before or a little only."""
    for each in (severe_long_since, house_damaged_before, hurt_a_little, herd_ill_before, shop_closed_by_the_well_off, loan_just_overdue):
        each(plot)


def made_good(plot: Plot) -> None:
    for each in (has_support, rebuilt, not_to_blame, dividend_just_due):
        each(plot)


def half_of_it(plot: Plot) -> None:
    for each in (one_disabled, harvest_insured):
        each(plot)


def not_much(plot: Plot) -> None:
    """Too little for an ordinary household."""
    for each in (some_harvest_lost, found_to_blame_for_some, herd_somewhat_ill):
        each(plot)
