"""What stands in the way of ending a household's monitoring: each line a household, and each reason alone.

Half a year above the line in force, no open or unknown guarantee, not in the month of enrolment or the next, labour in the
house, expenditure under control. The line is 6000 yuan a person a year; whoever is exactly on it is not under it, as for the
indicator 收入低于监测线. Wages are 2000 a month for ever where nothing else is said, so that last year's income is this year's.
"""



import dataclasses
from decimal import Decimal

import pytest

from tests.matchers.monitored.drawn import DEFAULT, REACH, Case, checked, monitored, worker
from tests.matchers.rules.drawn import changed
from tests.matchers.rules.homes import PAST_YEAR, Member, every, studies, water
from tests.twin.facts import House

FROM_JUNE = changed("general", line_yuan={"2024-06": 9001})
UNTIL_MAY = changed("general", line_yuan={"2023-01": 9001, "2024-06": 9000})
OPEN, NOT_CAME = "保障还有缺口：", "没有收到（或没有报全）2024-06的"
NO_LABOUR = ("家里没有劳动年龄内的普通或技能劳动力",)
CHILD = {"born": "2014-03-03"}


def setting(**changes):
    return dataclasses.replace(DEFAULT, settings=DEFAULT.settings | {"monitoring": DEFAULT.settings["monitoring"] | changes})


def house(grade, sole="是", renovation="未改造"):
    return {0: House(grade, sole, renovation)}


CASES = (
    Case("nothing in the way", monitored()),
    Case("nothing in the way of three", monitored(worker(), Member(**CHILD, schooling=every(REACH, studies())), Member())),
    # Half a year above the line: an income as of January rests on wages up to 28 months back
    Case("exactly on the line", monitored(income=6000)),
    Case("a fen under it all along", monitored(income=5999.99), ("近6个月有6个月推算人均年收入低于监测线6,000元（都是5,999.99元）",)),
    Case("in January and June, by different sums", monitored(worker({28: 3001, 0: 900}), income=7000), ("近6个月有2个月推算人均年收入低于监测线6,000元（2024-01 5,999元、2024-06 5,900元）",)),
    Case("in January alone: 7000 - 1001", monitored(worker({28: 3001}), income=7000), ("近6个月有1个月推算人均年收入低于监测线6,000元（2024-01 5,999元）",)),
    Case("in January exactly on it", monitored(worker({28: 3000}), income=7000)),
    Case("in January by a third of a fen", monitored(worker({28: 2000.01}), Member(), Member(), income=6000), ("近6个月有1个月推算人均年收入低于监测线6,000元（2024-01 6,000元）",)),
    Case("in June alone: 7000 - 1001", monitored(worker({0: 999}), income=7000), ("近6个月有1个月推算人均年收入低于监测线6,000元（2024-06 5,999元）",)),
    Case("seven months back does not count: 29 back it was more", monitored(worker({29: 99999}), income=7000, since=29)),
    Case("only June has six pairs", monitored(worker(every(range(6), 1900)), income=7000, since=17), ("近6个月有1个月推算人均年收入低于监测线6,000元（2024-06 5,800元）",)),
    Case("no pairs: last year's income alone", monitored(worker(every(PAST_YEAR, 0)), since=11)),
    Case("January's older half did not come: its pairs are too few", monitored(worker({28: 3001}), income=7000, missing=[("employment", back) for back in range(17, 24)])),
    Case("the line rises in June", monitored(), ("近6个月有6个月推算人均年收入低于监测线9,001元",), FROM_JUNE),
    Case("the line was higher until May", monitored(), (), UNTIL_MAY),
    Case("a policy of one month", monitored(worker({28: 3001}), income=7000), (), setting(above_line_months=1)),
    # Guarantees
    Case("a child is in no school", monitored(worker(), Member(**CHILD)), (f"{OPEN}疑似失学辍学：",)),
    Case("not insured", monitored(worker(cover={})), (f"{OPEN}应保未保：家中1人",)),
    Case("the only house is grade C", monitored(house=house("C")), (f"{OPEN}住房不安全：唯一住房鉴定为C级",)),
    Case("another house is grade C", monitored(house=house("C", "否"))),
    Case("grade D made safe", monitored(house=house("D", "是", "已竣工"))),
    Case("the village's water fails", monitored(water={0: water("停水")}), (f"{OPEN}饮水不安全：",)),
    Case("the water test is old: no guarantee", monitored(water={0: water(tested="2020-01-15")})),
    Case("two open", monitored(worker(cover={}), house=house("D")), (f"{OPEN}住房不安全", f"{OPEN}应保未保")),
    Case("not among the policy's guarantees", monitored(worker(cover={})), (), setting(guarantee_indicators=["housing.unsafe"])),
    # Unknown is not fine
    Case("no houses came", monitored(missing=[("house", 0)]), (f"{NOT_CAME}住房安全，不能确认有没有“住房不安全”",)),
    Case("no water came", monitored(missing=[("water", 0)]), (f"{NOT_CAME}供水，不能确认",)),
    Case("no enrolment came", monitored(missing=[("enrolment", 0)]), (f"{NOT_CAME}医保参保，不能确认",)),
    Case("no students came", monitored(missing=[("student", 0)]), (f"{NOT_CAME}学籍，不能确认",)),
    Case("no houses came in May", monitored(missing=[("house", 1)])),
    Case("the row in enrolment waits in review", monitored(worker(cover={}), waiting=(("enrolment", 0, 0),)), ("家中1人的医保参保记录对不准人",)),
    Case("one row waits, another says insured", monitored(waiting=(("enrolment", 0, 0),))),
    Case("the child's row waits in review", monitored(worker(), Member(**CHILD), waiting=(("student", 0, 1),)), ("家中1人的学籍记录对不准人",)),
    Case("a grown-up's row among students waits", monitored(waiting=(("student", 0, 0),))),
    # Month of enrolment and the next
    Case("enrolled in June", monitored(), ("2024-06才纳入监测，纳入当月和次月不能提风险消除",), enrolled="2024-06"),
    Case("enrolled in May", monitored(), ("2024-05才纳入监测，纳入当月和次月不能提风险消除",), enrolled="2024-05"),
    Case("enrolled in April", monitored(), enrolled="2024-04"),
    Case("a policy without grace", monitored(), (), setting(grace_months=0), enrolled="2024-06"),
    # Labour
    Case("nobody able to work", monitored(worker(labour="无劳动力")), NO_LABOUR),
    Case("weak labour is none", monitored(worker(labour="弱劳动力或半劳动力")), NO_LABOUR),
    Case("skilled", monitored(worker(labour="技能劳动力"))),
    Case("sixty on the last of June", monitored(worker(born="1964-06-30")), NO_LABOUR),
    Case("sixty in July", monitored(worker(born="1964-07-01"))),
    Case("sixteen on the last of June", monitored(worker(born="2008-06-30"))),
    Case("sixteen in July", monitored(worker(born="2008-07-01")), NO_LABOUR),
    Case("who could work died in June", monitored(worker(died="2024-06-30"), Member()), NO_LABOUR),
    Case("who can work died in July", monitored(worker(died="2024-07-01"), Member())),
    # Expenditure
    Case("rigid exactly 60% of 20 000", monitored(worker(bills={3: 12000}), income=20000)),
    Case("a fen over it", monitored(worker(bills={3: 12000.01}), income=20000), ("近12个月看病自付和上学支出12,000.01元，超过推算家庭年收入20,000元的60%",)),
    Case("60% of a household of two: 24 000", monitored(worker(bills={3: 24000.01}), Member(), income=20000), ("近12个月看病自付和上学支出24,000.01元，超过推算家庭年收入40,000元的60%",)),
    Case("what is left exactly on the line", monitored(worker(bills={3: 3000}))),
    Case("what is left a fen under it", monitored(worker(bills={3: 3000.01})), ("近12个月看病自付和上学支出3,000元，扣除后人均年收入5,999.99元，低于监测线6,000元",)),
    Case("a bill of a year ago", monitored(worker(bills={12: 50000}))),
    Case("no bills came for a year", monitored(missing=[("settlement", back) for back in PAST_YEAR]), ("近12个月没有收到",)),
    Case("bills came for one month", monitored(missing=[("settlement", back) for back in range(1, 12)])),
    Case("a policy of 80%", monitored(worker(bills={3: 31000}), income=40000), (), setting(rigid_share=Decimal("0.8"))),
    # All at once
    Case(
        "everything", monitored(worker(labour="无劳动力", cover={}, bills={2: 5000}), income=5000, missing=[("water", 0)]),
        ("2024-05才", "近6个月有6个月", f"{OPEN}应保未保", f"{NOT_CAME}供水", "家里没有劳动年龄内的普通或技能劳动力", "近12个月看病自付和上学支出5,000元，超过推算家庭年收入5,000元的60%"),
        enrolled="2024-05",
    ),
)


@pytest.fixture(scope="module")
def said(warehouse):
    return checked(warehouse, CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.words)
def test_drawn(said, case):
    found = said[case.words]
    assert len(found) == len(case.obstacles), found
    assert all(sentence.startswith(beginning) for sentence, beginning in zip(found, case.obstacles, strict=True)), found


def test_sentences_are_plain(said):
    for sentence in (sentence for found in said.values() for sentence in found):
        assert "\n" not in sentence and not sentence.endswith(("。", "，")) and "None" not in sentence and "." not in sentence.replace(".99", "").replace(".01", "")
