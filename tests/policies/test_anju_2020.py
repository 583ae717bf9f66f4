"""D4, 安居区, 2020–2021: its sentences one by one."""

import csv
import datetime as dt
from collections import Counter

import pytest
from openpyxl import load_workbook

from flows.outcomes import silent
from flows.questions.why import explain
from flows.workspace import Workspace
from matchers.rules.policy import Profile, load_policy
from matchers.rules.register import counted
from reports.lead_story import lines
from schemas.months import parse_month
from tests.flows import small
from tests.matchers.leads.test_labels import facts, labels
from tests.policies import walk

POLICY = load_policy("anju-2020")
JUNE = parse_month("2024-06")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return walk.county(tmp_path_factory.mktemp("安") / "county", "anju-2020")


def test_a1_55_and_26():
    """Which of them: test_switched_on; how the register numbers them: tests/flows/test_register.py."""
    assert walk.asked_for(POLICY) == {*walk.SIXTEEN, *walk.numbers("F17-F55 Z18")} and counted() == (55, 26)


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
    """By the leads on the towns' lists: three that no work or money of his own will end, and one out of work."""
    listed = Counter(row["监测类型"] for town in ("水阳镇", "狸桥镇") for row in walk.town_list(county, town))
    said = walk.sheets(county.outbox() / "专项清单_2024-06.xlsx")["按监测类型"].split("\n")[-4:]
    assert listed == {"政策兜底": 3, "低收入": 1} and said == ["政策兜底", "3", "低收入", "1"]


MODULES = {  # of the platform: the paper that holds it
    "预警处理": "towns/水阳镇_核实清单_2024-06.xlsx", "监测档案": "监测对象档案_2024-06.xlsx", "动态管理": "线索台账_2024-06.xlsx",
    "数据比对": "待判断名单_2024-06.xlsx", "基层治理": "网格表/水阳镇_网格表_2024-06.xlsx",
}


def test_a4_six_modules(county):
    """The sixth, 问题上报, comes in: as applications and visits, whatever the rule book."""
    assert {"self_report.filed", "visit.found"} <= {rule.indicator for rule in POLICY.rules}
    assert [name for name, path in MODULES.items() if not (county.outbox() / path).is_file()] == []


@pytest.fixture(scope="module")
def answered(county, tmp_path_factory):
    """A sheet a keeper of one town goes out and comes back, each lead on it found to be a mistake in the data; the month after is run. The other town is silent."""
    made = county.copied(tmp_path_factory.mktemp("答") / "county")
    book = load_workbook(made.outbox() / MODULES["基层治理"])
    for page in book:
        rows = list(page.iter_rows())
        head = next((row for row in rows if any(cell.value == "线索编号" for cell in row)), None)
        titles = {cell.value: cell.column - 1 for cell in head} if head else {}
        for row in rows[head[0].row :] if head else ():
            if row[titles["线索编号"]].value:
                for title, value in {"是否属实": "否", "情况": "数据错误", "核实人": "王卫国", "核实日期": "2024-07-08"}.items():
                    row[titles[title]].value = value
    (made.home / "returns" / "2024-06").mkdir(parents=True)
    book.save(made.home / "returns" / "2024-06" / "组长交回.xlsx")
    everyone = {"王桂英": small.WANG, "李国强": small.LI, "李小雨": small.CHILD, "张德明": small.ZHANG, "孙玉兰": small.SUN}
    made.drop("enrolment", *({"姓名": name, "证件号码": mine} for name, mine in everyone.items()), folder="2024-07")
    made.run("2024-07")
    return made


def test_a5_group_leaders_sheets_come_back_and_are_summed_up(answered):
    with open(answered.outbox("2024-07") / "ledger.csv", encoding="utf-8", newline="") as file:
        states = {row["household_id"] or row["village"]: row["state"] for row in csv.DictReader(file) if row["lead_id"].startswith("2024-06")}
    assert states == {"王桂英家": "销号", "张德明家": "销号", "李家": "超期", "东云村": "超期"}
    said = walk.sheets(answered.outbox("2024-07") / "月报_2024-07.xlsx")["反馈进度"].split("\n")
    assert said[said.index("水阳镇") :][:7] == ["水阳镇", "2", "0", "0", "0", "2", "0"], "issued, waiting, late, not closed, closed, enrolled"


def test_a6_seven_departments_push_monthly(county):
    """Whoever sent nothing is named."""
    told = walk.extracts(county)
    assert {told[name] for name in ("医保结算", "医保参保", "学籍", "社会救助")} == {("医保局", "已收到"), ("教育局", "已收到"), ("民政局", "已收到")}
    missing = {(department, name) for name, (department, state) in told.items() if state == "没有报送"}
    assert missing == {("卫健委", "大病慢病登记"), ("残联", "持证残疾人"), ("应急局", "受灾台账"), ("民政局", "死亡登记"), ("公安交警", "意外事故台账")}


def test_a7_rules_pick_suspects_and_nobody_is_enrolled_by_itself(county):
    assert {lead["status"] for lead in walk.leads(county).values()} == {"待核实"}
    files = walk.sheets(county.outbox() / MODULES["监测档案"])
    assert "监测对象0户" in files["说明"] and "没有乡镇提出要纳入的户" in files["拟纳入待审定"]
    assert "纳入监测" not in (county.outbox() / "ledger.csv").read_text("utf-8")


def test_a8_five_steps_with_days_to_answer_by(county, answered):
    steps = ["上报", "审核", "整改销号", "监测预警", "动态管理"]
    rows = walk.town_list(county)
    assert [title for title in rows[0] if title in steps] == steps
    assert {f"{row['反馈截止日期']:%Y-%m-%d}" for row in rows} == {"2024-07-20"}
    late = walk.sheets(answered.outbox("2024-07") / "月报_2024-07.xlsx")["超期线索"]
    assert "李家" in late and "东云村" in late and "王桂英家" not in late


def test_a9_every_problem_is_traceable_until_struck_off(answered):
    told = "\n".join(text for _, text in lines(explain(Workspace.at(answered.home), "2024-06-王桂英家", dt.date(2024, 7, 9), False, silent)))
    life = [told.index(words) for words in ("12,000", "医保结算", "下发", "数据错误", "现在：销号")]
    assert life and "7月8日" in told


def test_a10_departments_lead_their_own(county):
    sheets = walk.sheets(county.outbox() / "部门分办单_2024-06.xlsx")
    homes = {name: {home for home in ("王桂英家", "李家", "张德明家") if home in sheets[name]} for name in ("医保局", "教育局", "住建局", "人社局", "民政局")}
    assert homes == {"医保局": {"王桂英家"}, "教育局": {"李家"}, "住建局": {"张德明家"}, "人社局": {"李家"}, "民政局": {"张德明家"}}


def test_a11_benefits_and_insurance_judged_pension_not(found_by):
    assert {("无低保", "assistance.dibao_missing"), ("未参保", "insurance.lapsed")} <= found_by("anju-2020")
    assert not [rule for rule in POLICY.rules if "养老" in rule.title]
