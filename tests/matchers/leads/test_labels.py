"""Under a rule book's own words: bands of income, classes, marks, derived kinds, measures, who is listed at all."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from matchers.leads.labels import Labelled, classes_of, form_of, kind_in_words, labels_of
from matchers.leads.making import grade_of
from matchers.months.facts import Facts
from matchers.months.measuring import Month
from matchers.records.signals import Household
from matchers.rules.policy import load_policy

JUNE = dt.date(2020, 6, 1)
GANSU, XUANZHOU, TRICOLOUR = map(load_policy, ("gansu-2021", "xuanzhou-2021", "tricolour-2020"))


def home(kind: str = "一般农户") -> Household:
    return Household("H1", "水阳镇", "大桥村", "", "王桂英", "", "", kind, 2)


def facts(income: object = 9000, labour: bool = True, **more) -> Facts:
    total = None if income is None else Decimal(str(income)) * 2
    whole = {"benefits": frozenset(), "has_labour": labour, "has_frail_elder": False, "income_total": total, "people_months": Decimal(2), "rigid_of_year": Decimal(0), "size": Decimal(2)}
    return Facts(**(whole | more))


BANDS = (
    ("nothing, unknown income", "一般农户", set(), None, "yellow"),
    ("under the line", "一般农户", set(), (True, True), "red"),
    ("under the band", "一般农户", set(), (False, True), "yellow"),
    ("at the band and over", "一般农户", set(), (False, False), "green"),
    ("on the lists", "脱贫不稳定户", set(), (False, False), "red"),
    ("a guarantee in doubt", "一般农户", {"insurance.lapsed"}, (False, False), "red"),
    ("a large bill", "一般农户", {"medical.self_pay_month"}, (False, False), "red"),
    ("two kinds make no yellow", "一般农户", {"employment.job_loss", "income.drop"}, (False, False), "green"),
)


@pytest.mark.parametrize(("kind", "indicators", "stands", "grade"), [case for _, *case in BANDS], ids=[words for words, *_ in BANDS])
def test_bands_of_income(kind, indicators, stands, grade):
    assert grade_of(indicators, "H1", {"H1": stands} if stands else {}, TRICOLOUR, kind) == grade


@pytest.mark.parametrize(
    ("kind", "indicators", "classes"),
    [
        ("脱贫不稳定户", {"medical.self_pay_month"}, ("脱贫不稳定", "因病")),
        ("一般农户", {"expenditure.surge", "income.drop"}, ("因病", "就业")),
        ("一般农户", {"income.below_line"}, ("其他",)),
        ("一般农户", {"income.below_line", "housing.unsafe"}, ("因灾危房", "其他")),
        ("边缘易致贫户", {"member.death"}, ("边缘易致贫", "意外")),
        ("一般农户", {"water.unsafe"}, ("饮水",)),
    ],
)
def test_ten_classes(kind, indicators, classes):
    assert classes_of(GANSU, home(kind), indicators) == classes


def labels(policy, indicators, grade="yellow", kind="一般农户", known=None, judged=()):
    shown = labels_of(Labelled(Month(None, policy, JUNE), home(kind), "水阳镇", frozenset(indicators), grade, known, {each: {"水阳镇"} for each in judged}))
    return dict(zip(form_of(policy).labels, shown, strict=True))


def test_class_and_level():
    assert labels(XUANZHOU, {"medical.self_pay_year", "employment.job_loss"}, "red", known=facts()) == {"预警类别": "病、业", "级别": "一级", "重点关注": "务工不稳"}
    assert labels(XUANZHOU, {"assistance.stopped"}, "green", known=facts(labour=False, has_frail_elder=True))["重点关注"] == "失能特困老人"


def test_six_marks_tell_what_is_not_known():
    on = [rule.indicator for rule in TRICOLOUR.rules]
    shown = labels(TRICOLOUR, {"housing.unsafe"}, "red", judged=[each for each in on if not each.startswith("water")], known=facts())
    assert shown["六项情况"] == "住房▲ 上学✓\n看病✓ 饮水？\n收入✓ 就业✓"


@pytest.mark.parametrize(
    ("grade", "known", "measure"),
    [("red", facts(4999), "补"), ("yellow", facts(), "扶"), ("green", facts(20000), "引"), ("red", facts("4999.99", labour=False), "兜底"), ("red", facts(5000, labour=False), "补")],
)
def test_measures_by_colour(grade, known, measure):
    assert labels(TRICOLOUR, {"income.below_line"}, grade, known=known)["措施方向"] == measure


KINDS = {"title": "人群", "of": [
    {"name": "特困人员", "benefits": ["特困供养"]}, {"name": "低保对象", "benefits": ["低保"]}, {"name": "防止返贫监测对象", "monitored": True},
    {"name": "低保边缘家庭", "times": Decimal("1.5"), "doubtful": True}, {"name": "其他困难人员", "red": True},
]}


@pytest.mark.parametrize(
    ("kind", "known", "indicators", "said"),
    [
        ("一般农户", facts(20000, benefits=frozenset({"低保", "特困供养"})), set(), "特困人员"),
        ("脱贫不稳定户", facts(20000, benefits=frozenset({"低保"})), set(), "低保对象"),
        ("脱贫不稳定户", facts(8000), set(), "防止返贫监测对象"),
        ("一般农户", facts(7200), set(), "低保边缘家庭（疑似）"),
        ("一般农户", facts("10799.99"), set(), "低保边缘家庭（疑似）"),
        ("一般农户", facts(10800), set(), ""),
        ("一般农户", facts("7199.99"), set(), ""),
        ("一般农户", facts(10800), {"insurance.lapsed"}, "其他困难人员"),
        ("一般农户", facts(None), set(), ""),
    ],
)
def test_kinds_are_derived_first_that_fits(kind, known, indicators, said):
    policy = replace(GANSU, settings=GANSU.settings | {"kinds": KINDS}).with_value("general", "dibao_yuan", Decimal(7200))
    assert kind_in_words(Labelled(Month(None, policy, JUNE), home(kind), "水阳镇", frozenset(indicators), "green", known, {})) == said
