"""D5, 低收入人口, 2026: kinds derived each month, lines and amounts that go by them, layers on the list."""

import pytest

from matchers.rules.policy import load_policy
from tests.flows import small
from tests.matchers.people import number
from tests.policies import walk

POLICY = load_policy("low-income-2026")
PEOPLE = (  # name, kind on the roster, income a person, benefit, what it is derived to be
    ("赵一", "一般农户", "20000", "特困供养", "特困人员"), ("钱二", "脱贫户", "20000", "低保", "低保对象"), ("孙三", "边缘易致贫户", "20000", "", "防止返贫监测对象"),
    ("李四", "一般农户", "7200", "", "低保边缘家庭（疑似）"), ("周五", "一般农户", "10800", "", "其他困难人员"),
)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """Each with a bill of 5000 and none insured: everybody has a lead, and is red by a guarantee."""
    made = small.County(tmp_path_factory.mktemp("低") / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "low-income-2026"\n', "utf-8")
    ids = {name: number("1980-03-08", 2 * at + 1) for at, (name, *_) in enumerate(PEOPLE)}
    made.drop("roster", *(small.lives(name, ids[name], 户类型=kind, 上年人均纯收入=income) for name, kind, income, *_ in PEOPLE), folder="2026-01")
    made.drop("assistance", *({"姓名": name, "证件号码": ids[name], "救助类型": benefit} for name, _, _, benefit, _ in PEOPLE if benefit), folder="2026-06")
    made.drop("enrolment", {"姓名": "别人", "证件号码": number("1990-01-01")}, folder="2026-06")
    made.drop("settlement", *(small.bill(name, name, ids[name], "5000", 结算日期="2026-06-09") for name in ids), folder="2026-06")
    made.run("2026-06")
    return made


def test_the_layer_is_the_kind_first_that_fits(county):
    shown = {row["户主"]: row["人群"] for row in walk.town_list(county, month="2026-06")}
    assert shown == {name: derived for name, *_, derived in PEOPLE}


def test_amounts_go_by_the_kind(county):
    heavy = {home for home, indicator in walk.signals(county, "2026-06") if indicator == "medical.self_pay_year"}
    assert heavy == {"赵一家", "钱二家"}, "from 1000 and 5000 on; others from 10000 or 15000 on"


def test_households_of_each_kind_are_counted(county):
    said = walk.sheets(county.outbox("2026-06") / "专项清单_2026-06.xlsx")["各类人群"].split("\n")
    assert [said[said.index(name) + 1] for name in ("特困人员", "低保对象", "防止返贫监测对象", "低保边缘家庭")] == ["1"] * 4


def test_class_and_steps(county):
    (row,) = [row for row in walk.town_list(county, month="2026-06") if row["户主"] == "赵一"]
    assert row["类别"] == "病、保障" and {"核查", "认定", "救助", "反馈"} <= set(row)
    assert POLICY.settings["intake"]["expected"] == ["disability", "disease"]
