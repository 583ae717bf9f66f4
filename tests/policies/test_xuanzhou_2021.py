"""D1, 宣州区实施意见, 2021: its sentences one by one."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from flows.taking_in import returns_month
from flows.workspace import Workspace
from matchers.leads.labels import Labelled, form_of, labels_of
from matchers.leads.steps import steps_of
from matchers.monitored.precheck import obstacles_of
from matchers.months.measuring import Month
from matchers.records.monitored import Figures, YearAsOf
from matchers.rules.checked import carried_over
from matchers.rules.policy import load_policy
from schemas.months import parse_month
from schemas.returned.answered import STEPS
from tests.flows import small
from tests.matchers.leads.test_labels import facts, home
from tests.policies import walk

POLICY = load_policy("xuanzhou-2021")
SEVEN = ["申请授权", "小组评议", "村核实评议", "公示", "数据比对", "乡镇审核", "区公告"]


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return walk.county(tmp_path_factory.mktemp("宣") / "county", "xuanzhou-2021")


def test_x1_three_kinds_illness_disaster_accident(found_by):
    assert {"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"} <= POLICY.monitored_kinds
    struck = {("大额", "medical.self_pay_month"), ("大额", "medical.self_pay_year"), ("倒房", "disaster.house_damaged"), ("车祸", "accident.casualty")}
    assert struck <= found_by("xuanzhou-2021")


@pytest.mark.parametrize(
    ("indicators", "known", "mark"),
    [
        ({"medical.major_disease_new"}, facts(), "大病"), ({"medical.outpatient_months"}, facts(), "慢性病负担重"), ({"disability.newly_severe"}, facts(), "重度残疾"),
        ({"income.drop"}, facts(has_frail_elder=True), "失能特困老人"), ({"employment.job_loss"}, facts(), "务工不稳"), ({"employment.zero"}, facts(), "务工不稳"),
        ({"employment.months_short"}, facts(), "务工不稳"), ({"industry.failed"}, facts(), "产业失败"), ({"disaster.not_rehoused"}, facts(), "灾后重建"),
        ({"member.no_labour"}, facts(labour=False), "无劳动力"), ({"income.drop"}, facts(labour=False), ""), ({"disaster.house_damaged"}, facts(), ""),
    ],
)
def test_x2_special_care_is_marked(indicators, known, mark):
    shown = labels_of(Labelled(Month(None, POLICY, parse_month("2021-09")), home(), "水阳镇", frozenset(indicators), "green", known, {}))
    assert dict(zip(form_of(POLICY).labels, shown, strict=True))["重点关注"] == mark


def test_x2_a_frail_elder_is_sixty_in_care_and_cannot_work(tmp_path):
    people = {"赵一": ("1964-06-30", "丧失劳动力", "特困供养"), "钱二": ("1964-07-01", "丧失劳动力", "特困供养"), "孙三": ("1950-01-01", "弱劳动力或半劳动力", "特困供养"), "李四": ("1950-01-01", "无劳动力", "低保")}
    made = small.County(tmp_path / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "xuanzhou-2021"\n', "utf-8")
    ids = {name: small.number(born, 2 * at + 1) for at, (name, (born, *_)) in enumerate(people.items())}
    made.drop("roster", *(small.lives(name, ids[name], 劳动技能=labour) for name, (_, labour, _) in people.items()))
    made.drop("assistance", *({"姓名": name, "证件号码": ids[name], "救助类型": benefit} for name, (*_, benefit) in people.items()))
    made.drop("settlement", *(small.bill(name, name, mine, "12000") for name, mine in ids.items()))
    made.run()
    assert {row["户主"]: row["重点关注"] or "" for row in walk.town_list(made)} == {"赵一": "失能特困老人", "钱二": "", "孙三": "", "李四": ""}


def test_x3_the_line_of_2021_is_carried_over_with_a_warning():
    assert POLICY.number("line_yuan", parse_month("2021-12")) == 6000 and carried_over(POLICY, parse_month("2021-12")) == ()
    assert "沿用的是 2021-01" in carried_over(POLICY, parse_month("2022-01"))[0]
    with pytest.raises(ValueError, match="2020-12 没有值"):
        POLICY.number("line_yuan", parse_month("2020-12"))


def test_x4_mass_return_is_looked_for_by_disaster_industry_and_jobs(tmp_path):
    """In June half of one village loses work, hail falls on the second, a project of the third stops: told the same month, with the households."""
    assert walk.has(POLICY, "F07 F38-F40 F43")
    made = small.County(tmp_path / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "xuanzhou-2021"\n', "utf-8")
    villages = {"大桥村": "就业", "裘公村": "灾害", "雁翅村": "产业", "中联村": ""}
    people = [(f"王{'甲乙丙丁戊己庚辛壬癸'[at]}{village[0]}", small.number(f"19{60 + at}-01-0{place + 1}", at + 1), village) for place, village in enumerate(villages) for at in range(10)]
    struck = {village: [name for name, _, where in people if where == village][:5] for village in villages}
    months = ("2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05", small.MONTH)
    made.drop("roster", *(small.lives(name, mine, village, 劳动技能="普通劳动力") for name, mine, village in people), folder=months[0])
    for month in months:
        now = month == small.MONTH
        made.drop("employment", *({"姓名": name, "证件号码": mine, "就业状态": "失业" if now and name in struck["大桥村"] else "务工"} for name, mine, _ in people), folder=month)
        made.drop("industry", *({"姓名": name, "证件号码": mine, "经营状态": "停产" if now and name in struck["雁翅村"] else "正常"} for name, mine, _ in people), folder=month)
    made.drop("disaster", *({"姓名": name, "证件号码": mine, "灾种": "风雹", "直接经济损失": "9000"} for name, mine, _ in people if name in struck["裘公村"]))
    made.run()
    said = walk.sheets(made.outbox() / "疑似规模性返贫线索_2024-06.xlsx")["涉及的户"].split("\n")
    for village, kind in villages.items():
        behind = [said[at + 3] for at in range(len(said) - 3) if said[at] == kind and said[at + 2] == village]
        assert sorted(behind) == sorted(f"{name}家" for name in struck[village]) if kind else behind == []
    assert "疑似规模性返贫（灾害）：水阳镇裘公村" in walk.sheets(made.outbox() / "月报_2024-06.xlsx")["未评估与存疑"]


def test_x5_what_departments_should_send_is_missed_when_it_does_not_come(county):
    told = walk.extracts(county)
    assert {"教育局", "医保局", "水务局", "住建局", "民政局", "人社局", "公安交警", "市场监管局"} <= {department for department, _ in told.values()}
    missing = {name for name, (_, state) in told.items() if state == "没有报送"}
    assert missing == {"持证残疾人", "大病慢病登记", "受灾台账", "意外事故台账", "产业经营", "经营主体", "死亡登记"}


def test_x6_class_and_level_on_each_lead(county):
    shown = {row["户主"]: (row["预警等级"], row["预警类别"], row["级别"]) for row in walk.town_list(county)}
    assert shown["王桂英"] == ("绿色", "病", "三级") and shown["张德明"] == ("红色", "保障、兜底", "一级")


def test_x7_property_only_behind_consent(eventful_county, found_by):
    assert {who for who, indicator in found_by("xuanzhou-2021") if indicator == "property.question"} == {"有车"}, "both have a car and little income"
    said = "".join(text for path in (eventful_county.outbox() / "departments").glob("*.xlsx") for text in walk.sheets(path).values() if "财产查询" in text)
    assert "未授权" in said


def test_x8_seven_steps_later_ones_need_earlier_ones(county):
    assert form_of(POLICY).steps == tuple(SEVEN) and set(SEVEN) <= set(walk.town_list(county)[0])
    listed, issued = json.dumps({STEPS: "、".join(SEVEN)}), parse_month("2024-07")
    filled = {step: f"2024-07-{at:02d}" for at, step in enumerate(SEVEN, 8)}
    assert len(steps_of(json.dumps(filled), listed, issued)[0]) == 7
    assert "没有填" in steps_of(json.dumps({step: day for step, day in filled.items() if step != "公示"}), listed, issued)[1]
    assert "早于前一步" in steps_of(json.dumps(filled | {"数据比对": "2024-07-10"}), listed, issued)[1]


def test_x9_applicants_are_compared(tmp_path):
    made = small.build(tmp_path / "county")
    (made.home / "county.toml").write_text('policy = "xuanzhou-2021"\n', "utf-8")
    made.drop("self_report", {"姓名": "王桂英", "证件号码": small.WANG})
    made.run()
    assert "12,000" in walk.sheets(made.outbox() / "专项清单_2024-06.xlsx")["申请比对"]
    walk.answered(made, {SEVEN[0]: "2024-07-08"})
    assert returns_month(Workspace.at(made.home), parse_month(small.MONTH)).answers == 0
    (receipt,) = (made.outbox() / "returns").glob("水阳镇*")
    assert f"“{SEVEN[0]}”一列里写了字，“是否属实”没有填" in "".join(walk.sheets(receipt).values()), "steps begun without an answer are not lost without a word"


def test_x10_no_labour_is_not_marked_for_now():
    yuan = Decimal(9000)
    poor = Figures(line=Decimal(6000), income=yuan, disposable=yuan, year_income=2 * yuan, is_under=False, is_under_after=False, rigid_of_year=Decimal(0), rigid_months=12, is_over_share=False, labour=0)
    said = obstacles_of(parse_month("2021-01"), parse_month("2021-12"), poor, (), (), POLICY.settings["monitoring"])
    assert len(said) == 1 and "暂不标注" in said[0]
    assert obstacles_of(parse_month("2021-01"), parse_month("2021-12"), replace(poor, labour=1), (), (), POLICY.settings["monitoring"]) == ()
    shaky = replace(poor, labour=1, income=Decimal(5000), half_year=(YearAsOf(parse_month("2021-11"), Decimal(5000), True),))
    assert "低于监测线6,000元" in obstacles_of(parse_month("2021-01"), parse_month("2021-12"), shaky, (), (), POLICY.settings["monitoring"])[0], "weak stability goes on with help"


def test_x11_eliminated_is_monitored_no_longer():
    assert (POLICY.listed_kind("边缘易致贫户", "是"), POLICY.listed_kind("边缘易致贫户", "")) == ("", "边缘易致贫户")
    from matchers.monitored.since import Decided, Stated, standing_of

    now = standing_of([Stated(parse_month("2021-01"), "边缘易致贫户", "否")], [Decided("eliminate", parse_month("2021-10"))], POLICY.monitored_kinds)
    assert now.since is None and now.ended == parse_month("2021-10")


def test_x12_a_sheet_a_grid_keeper_other_sizes_told(county):
    said = walk.sheets(county.outbox() / "网格表" / "水阳镇_网格表_2024-06.xlsx")
    assert "应为20到40户，偏少" in said["网格汇总"] and len(said) >= 3


def test_x13_the_report_by_village(county):
    said = walk.sheets(county.outbox() / "专项清单_2024-06.xlsx")["按村"].split("\n")
    assert {village: said[said.index(village) + 1 :][:4] for village in ("大桥村", "裘公村", "东云村")} == {"大桥村": ["0", "0", "1", "1"], "裘公村": ["1", "0", "0", "1"], "东云村": ["2", "0", "0", "2"]}


def test_x14_urgent_cases_any_day(found_by):
    """On the first day of a month and on the last."""
    assert {("申报", "self_report.filed"), ("走访", "visit.found")} <= found_by("xuanzhou-2021")


def test_x15_no_labour_no_income(found_by):
    asked = {who for who, indicator in found_by("xuanzhou-2021") if indicator == "member.no_labour"}
    assert asked == {"无劳力", "低收入"}, "of the lifted under 9000, of ordinary ones under 7200; the others earn more"
