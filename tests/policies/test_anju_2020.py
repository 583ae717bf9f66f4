"""D4, 安居区, 2020–2021: its sentences one by one."""

import csv

import pytest
from openpyxl import load_workbook

from matchers.rules.policy import Profile, load_policy
from schemas.months import parse_month
from tests.flows import small
from tests.matchers.leads.test_labels import facts, labels
from tests.policies import walk

POLICY = load_policy("anju-2020")
JUNE = parse_month("2024-06")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return walk.county(tmp_path_factory.mktemp("安") / "county", "anju-2020")


def test_a1_55_and_26_are_counted_in_test_switched_on():
    assert walk.asked_for(POLICY) == {*walk.SIXTEEN, *walk.numbers("F17-F55 Z18")}


def test_a2_lines_and_accidents(found_by):
    lines = {kind: POLICY.number("line_yuan", JUNE, Profile(kind, frozenset({kind}), "有")) for kind in ("脱贫不稳定户", "脱贫户", "一般农户", "边缘易致贫户", "")}
    assert lines == {"脱贫不稳定户": 5000, "脱贫户": 5000, "一般农户": 6000, "边缘易致贫户": 6000, "": 6000}
    assert {("车祸", "accident.casualty"), ("车祸", "accident.liability")} <= found_by("anju-2020"), "lines to the fen: tests/matchers/months/test_selectors.py"


@pytest.mark.parametrize(
    ("indicators", "known", "kind"),
    [
        ({"income.drop"}, facts(), "低收入"), ({"income.drop", "medical.self_pay_month"}, facts(), "支出困难"), ({"insurance.lapsed"}, facts(), "政策兜底"),
        ({"insurance.lapsed", "employment.zero"}, facts(), "低收入"), ({"medical.self_pay_month"}, facts(labour=False), "政策兜底"), ({"self_report.filed"}, facts(labour=False), "政策兜底"), ({"property.question"}, facts(), "政策兜底"),
    ],
)
def test_a3_three_types(indicators, known, kind):
    assert labels(POLICY, indicators, known=known)["监测类型"] == kind


def test_a3_every_indicator_but_property_is_of_one_type():
    typed = [name for each in POLICY.settings["types"]["of"] for name in each["indicators"]]
    assert len(typed) == len(set(typed)) and set(typed) == walk.asked_for(POLICY) - {"property.question"}


def test_a3_types_are_counted(county):
    assert "政策兜底" in walk.sheets(county.outbox() / "专项清单_2024-06.xlsx")["按监测类型"]


def test_a4_reported_warned_governed(county):
    assert {"self_report.filed", "visit.found"} <= {rule.indicator for rule in POLICY.rules}
    assert walk.leads(county) and (county.outbox() / "网格表").is_dir()


def test_a5_group_leaders_sheets_come_back(county, tmp_path):
    """Out as a sheet a keeper, back as answers, summed up in the month after: how many of a grid's were answered."""
    made = county.copied(tmp_path / "county")
    book = load_workbook(made.outbox() / "网格表" / "水阳镇_网格表_2024-06.xlsx")
    answered = 0
    for page in book:
        rows = list(page.iter_rows())
        head = next((row for row in rows if any(cell.value == "线索编号" for cell in row)), None)
        titles = {cell.value: cell.column - 1 for cell in head} if head else {}
        for row in rows[head[0].row :] if head else ():
            if row[titles["线索编号"]].value:
                answered += 1
                for title, value in {"是否属实": "否", "情况": "数据错误", "核实人": "王卫国", "核实日期": "2024-07-08"}.items():
                    row[titles[title]].value = value
    (made.home / "returns" / "2024-06").mkdir(parents=True)
    book.save(made.home / "returns" / "2024-06" / "组长交回.xlsx")
    made.drop("enrolment", {"姓名": "王桂英", "证件号码": small.WANG}, folder="2024-07")
    made.run("2024-07")
    with open(made.outbox("2024-07") / "ledger.csv", encoding="utf-8", newline="") as file:
        closed = [row for row in csv.DictReader(file) if row["town"] == "水阳镇" and row["state"] == "销号"]
    assert answered and len(closed) == answered
    assert "反馈进度" in "".join(walk.sheets(made.outbox("2024-07") / "月报_2024-07.xlsx"))


def test_a6_seven_departments_push_monthly(county):
    said = walk.sheets(county.outbox() / "月报_2024-06.xlsx")["各部门数据质量"]
    for name in ("医保结算", "医保参保", "大病慢病登记", "学籍", "持证残疾人", "受灾台账", "社会救助", "死亡登记", "意外事故台账"):
        assert name in said


def test_a7_rules_pick_suspects_and_nobody_is_enrolled_by_itself(county):
    assert {lead["status"] for lead in walk.leads(county).values()} == {"待核实"}


def test_a8_five_steps(county):
    steps = ["上报", "审核", "整改销号", "监测预警", "动态管理"]
    assert [title for title in walk.town_list(county)[0] if title in steps] == steps


def test_a9_every_problem_is_traceable(county):
    from flows.month import silent
    from flows.questions.why import explain
    from flows.workspace import Workspace
    from reports.lead_story import lines

    lead = walk.leads(county)["王桂英家"]["lead_id"]
    told = "\n".join(text for _, text in lines(explain(Workspace.at(county.home), lead, parse_month("2024-07"), False, silent)))
    assert "待核实" in told and "12,000" in told and "医保结算" in told


def test_a10_departments_lead_their_own(county):
    assert {"医保局", "教育局", "住建局"} <= set(walk.sheets(county.outbox() / "部门分办单_2024-06.xlsx"))


def test_a11_benefits_and_insurance_judged_pension_not(found_by):
    assert {("无低保", "assistance.dibao_missing"), ("未参保", "insurance.lapsed")} <= found_by("anju-2020")
    assert not [rule for rule in POLICY.rules if "养老" in rule.title]
