"""D0, 甘肃某县 “1+6”, 2021: its sentences one by one."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from matchers.leads.labels import classes_of
from matchers.rules.policy import load_policy
from schemas.months import parse_month
from tests.flows import small
from tests.matchers.leads.test_labels import home
from tests.policies import walk

POLICY = load_policy("gansu-2021")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return walk.county(tmp_path_factory.mktemp("甘") / "county", "gansu-2021")


def test_g1_every_household_of_the_roster_is_judged():
    assert all(POLICY.is_for(rule, kind) for rule in POLICY.rules for kind in ("一般农户", "脱贫户", "边缘易致贫户", ""))
    assert not POLICY.settings["leads"]["ordinary_only_at_risk"]


def test_g2_ten_kinds_are_the_class_column(county):
    section = POLICY.settings["classes"]
    assert [*(each["name"] for each in section["of"]), section["rest"]] == ["脱贫不稳定", "边缘易致贫", "因学", "因病", "因灾危房", "饮水", "产业", "就业", "意外", "其他"]
    shown = {row["户主"]: row["风险类别"] for row in walk.town_list(county)}
    assert shown["王桂英"] == "因病" and shown["张德明"] == "因灾危房、其他"
    assert {row["户主"]: row["风险类别"] for row in walk.town_list(county, "狸桥镇")} == {"李国强": "因学、就业、其他", "（全村）": "饮水"}


@pytest.mark.parametrize(
    ("indicator", "kind", "said"),
    [
        ("income.drop", "脱贫不稳定户", "脱贫不稳定、就业"), ("income.drop", "边缘易致贫户", "边缘易致贫、就业"), ("education.cost_year", "脱贫户", "因学"),
        ("medical.outpatient_months", "脱贫户", "因病"), ("expenditure.rigid_share", "一般农户", "因病"), ("disaster.loss", "一般农户", "因灾危房"), ("housing.unsafe", "", "因灾危房"),
        ("industry.failed", "一般农户", "产业"), ("business.closed", "脱贫户", "产业"), ("loan.overdue", "脱贫户", "产业"), ("employment.zero", "一般农户", "就业"),
        ("income.falling", "一般农户", "就业"), ("accident.liability", "一般农户", "意外"), ("member.death", "一般农户", "意外"), ("income.below_line", "一般农户", "其他"),
        ("insurance.lapsed", "一般农户", "其他"), ("member.no_labour", "脱贫户", "其他"),
    ],
)
def test_g2_each_reason_is_of_its_kind(indicator, kind, said):
    assert "、".join(classes_of(POLICY, home(kind), {indicator}, None)) == said


def test_g3_surge_drop_guarantees_water():
    assert walk.has(POLICY, "F01 F04 F09 F12-F14")


def test_g4_g5_below_the_line_which_a_new_standard_changes_from_its_month_only():
    assert walk.has(POLICY, "F05 F47") and POLICY.number("line_yuan", parse_month("2020-01")) == 5000
    later = replace(POLICY.parameters["general", "line_yuan"][0], since=parse_month("2021-07"), value=Decimal(6000))
    changed = replace(POLICY, parameters=POLICY.parameters | {("general", "line_yuan"): (later, *POLICY.parameters["general", "line_yuan"])})
    assert [changed.number("line_yuan", parse_month(month)) for month in ("2021-06", "2021-07")] == [5000, 6000]


def test_g6_g7_g8_rigid_spending_schooling_homes_and_water(county):
    assert walk.has(POLICY, "F02 F03 F06 F17 F10 F25 F26 F13 F14")
    assert ("王桂英家", "medical.self_pay_month") in walk.signals(county), "income 20000 a person is far above the line"
    assert "income.below_line" not in {indicator for home, indicator in walk.signals(county) if home == "王桂英家"}
    assert {("张德明家", "housing.unsafe"), ("东云村", "water.unsafe")} <= walk.signals(county)


def test_g9_striking_off_is_listed_never_done(tmp_path):
    made = small.build(tmp_path / "county")
    (made.home / "county.toml").write_text('policy = "gansu-2021"\n', "utf-8")
    who = small.number("1960-01-01")
    made.drop("roster", small.lives("赵没事", who, 户类型="边缘易致贫户", 上年人均纯收入="30000"), name="农户花名册（补报）_2024-05", folder=small.MONTH_BEFORE)
    for month in (small.MONTH_BEFORE, small.MONTH):
        made.drop("enrolment", {"姓名": "赵没事", "证件号码": who}, name=f"医保参保_{month}（补报）", folder=month)
    made.run()
    said = walk.sheets(made.outbox() / "专项清单_2024-06.xlsx")
    assert "赵没事" in said["拟清退"] and "不自动清退" in said["说明"]
    assert "王桂英" not in said["拟清退"], "who is not monitored has nothing to be struck off"
    owner = small.lives("赵没事", who, 户类型="边缘易致贫户", 上年人均纯收入="30000", 承诺授权="是")
    made.drop("roster", owner, name="农户花名册（补报）_2024-06")
    made.drop("property", {"姓名": "赵没事", "证件号码": who, "财产类别": "车辆"}, name="财产查询_2024-06")
    made.run()
    assert "财产疑点" in walk.sheets(made.outbox() / "专项清单_2024-06.xlsx")["拟清退"], "G4, G9: a car asks, and says why on the list"


def test_g10_three_channels_in_one_list_named(tmp_path):
    made = small.build(tmp_path / "county")
    (made.home / "county.toml").write_text('policy = "gansu-2021"\n', "utf-8")
    made.drop("self_report", {"姓名": "孙玉兰", "证件号码": small.SUN})
    made.drop("visit", {"姓名": "张德明", "证件号码": small.ZHANG})
    made.run()
    rows = {row["户主"]: row["预警原因"] for row in walk.town_list(made)}
    assert "申报" in rows["孙玉兰"] and "排查" in rows["张德明"]
    assert "申请比对" in walk.sheets(made.outbox() / "专项清单_2024-06.xlsx")


def test_g11_five_steps_and_a_sheet_a_department(county):
    assert POLICY.settings["leads"]["steps"] == ["一算", "二核", "三看", "四评议", "五公示"]
    assert {"一算", "二核", "三看", "四评议", "五公示"} <= set(walk.town_list(county)[0])
    assert {"医保局", "住建局"} <= set(walk.sheets(county.outbox() / "部门分办单_2024-06.xlsx"))


def test_g12_five_outcomes_each_keeps_the_watch(county):
    (path,) = (county.outbox() / "towns").glob("水阳镇_核实清单*.xlsx")
    assert walk.choices(path, "情况")[:5] == POLICY.settings["leads"]["outcomes"] and len(POLICY.settings["leads"]["outcomes"]) == 5
    assert POLICY.settings["monitoring"] == load_policy("default").settings["monitoring"], "no outcome of a lead ends monitoring"


def test_g13_the_top_up_of_december():
    december = dt.date(2021, 12, 1)
    assert (POLICY.number("poverty_yuan", december), POLICY.number("top_up_share", december)) == (4000, Decimal("0.1"))


def test_g14_guarantees_are_red_and_no_labour_is_asked_about():
    assert {"education.dropout", "insurance.lapsed", "housing.unsafe", "water.unsafe"} <= set(POLICY.settings["grades"]["red_indicators"])
    assert walk.has(POLICY, "F48")


def test_g15_surge_and_drop_are_told_first_by_town(tmp_path):
    made = small.County(tmp_path / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "gansu-2021"\n', "utf-8")
    made.drop("roster", small.lives("王桂英", small.WANG), small.lives("张德明", small.ZHANG), small.lives("孙玉兰", small.SUN, **small.LIQIAO), folder="2023-12")
    for at in range(12, 19):
        month = f"{2023 + (at > 12)}-{(at - 1) % 12 + 1:02d}"
        wage = "3000" if at < 18 else "500"
        made.drop("employment", *({"姓名": name, "证件号码": who, "月工资": wage} for name, who in (("张德明", small.ZHANG), ("孙玉兰", small.SUN))), folder=month)
        made.drop("assistance", {"姓名": "别人", "证件号码": small.number("1990-01-01")}, folder=month)
        made.drop("student", {"姓名": "别人", "证件号码": small.number("1990-01-01")}, folder=month)
        made.drop("settlement", small.bill(f"{at}", "王桂英", small.WANG, "60" if at < 18 else "4000", 结算日期=f"{month}-09"), folder=month)
    made.run()
    said = walk.sheets(made.outbox() / "专项清单_2024-06.xlsx")
    assert list(said)[:2] == ["说明", "骤增骤减"]
    told = [words for words in said["骤增骤减"].split("\n") if words in ("水阳镇", "狸桥镇", "王桂英家", "张德明家", "孙玉兰家")]
    assert sorted(told[1::2]) == sorted(["王桂英家", "张德明家", "孙玉兰家"]) and len(set(told[::2])) == 2
    assert [town for at, town in enumerate(told[::2]) if town != told[::2][at - 1] or at == 0] in (["水阳镇", "狸桥镇"], ["狸桥镇", "水阳镇"]), "a town's stand together"


def test_g16_known_cells_come_filled(county):
    (row,) = [row for row in walk.town_list(county) if row["户主"] == "王桂英"]
    assert row["村"] == "大桥村" and row["户类型"] == "脱贫户" and row["联系电话"] and row["线索编号"]


def test_g17_loans_posts_and_a_worker_a_household():
    assert walk.has(POLICY, "F46 F30 F08")
