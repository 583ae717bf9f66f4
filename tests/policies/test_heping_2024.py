"""D3, 和平县工作要点, 2024: its sentences one by one."""

import csv
import datetime as dt
import json

import pytest

from matchers.leads.labels import form_of
from matchers.leads.making import issue_dates
from matchers.leads.steps import steps_of
from matchers.rules.policy import Profile, load_policy
from schemas.months import parse_month
from schemas.returned.answered import DUE, DUE_STEP, STEPS
from tests.flows import small
from tests.policies import walk

POLICY = load_policy("heping-2024")
JUNE = parse_month("2024-06")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return walk.county(tmp_path_factory.mktemp("和") / "county", "heping-2024")


def test_h1_visits_due(tmp_path):
    made = small.build(tmp_path / "county")
    (made.home / "county.toml").write_text('policy = "heping-2024"\n', "utf-8")
    people = [("王桂英", small.WANG, "脱贫户"), ("张德明", small.ZHANG, "边缘易致贫户"), ("孙玉兰", small.SUN, "一般农户"), ("李国强", small.LI, "监测对象")]
    for month in ("2024-06", "2024-07"):
        made.drop("roster", *(small.lives(name, mine, 户类型=kind) for name, mine, kind in people), folder=month)
    made.drop("visit", *({"姓名": name, "证件号码": mine, "排查日期": "2024-06-20", "是否发现风险": "否"} for name, mine in (("张德明", small.ZHANG), ("李国强", small.LI))), folder="2024-06")
    made.run("2024-06")
    assert "该走访没走访" not in walk.sheets(made.outbox("2024-06") / "专项清单_2024-06.xlsx"), "who was visited is not due, and June begins no quarter"
    made.run("2024-07")
    due = walk.sheets(made.outbox("2024-07") / "专项清单_2024-07.xlsx")["该走访没走访"]
    assert all(name in due for name in ("王桂英", "张德明", "李国强")) and "孙玉兰" not in due and "没有收到走访数据" in due


def test_h2_a_report_a_town(county):
    for town in ("水阳镇", "狸桥镇"):
        (path,) = (county.outbox() / "towns").glob(f"{town}_核实清单*.xlsx")
        assert "说明与汇总" in walk.sheets(path)
        assert "“认定”这一步也要在2024年7月20日前做完" in walk.sheets(path)["说明与汇总"], "H9"


def test_h3_a_card_a_monitored_household(tmp_path):
    made = small.build(tmp_path / "county")
    (made.home / "county.toml").write_text('policy = "heping-2024"\n', "utf-8")
    made.drop("roster", small.lives("张德明", small.ZHANG, "裘公村", 户类型="边缘易致贫户"))
    made.run()
    said = walk.sheets(made.outbox() / "明白卡" / "水阳镇_明白卡_2024-06.xlsx")["明白卡"]
    assert "张德明" in said and "看病自付" in said and "要落实的" in said and "做过什么" in said
    assert "养老保险待遇：没有收到" in said, "H17: no extract tells of pensions; said, not judged"
    assert not [rule for rule in POLICY.rules if "养老" in rule.title]


def test_h4_extracts_expected_and_the_tax_offices_told_as_lacking(county):
    said = walk.sheets(county.outbox() / "月报_2024-06.xlsx")
    assert "没有收到：税务" in said["未评估与存疑"]
    told = walk.extracts(county)
    assert {"教育局", "民政局", "人社局", "住建局", "水务局", "医保局", "金融办", "残联"} <= {department for department, _ in told.values()}
    assert {name for name, (_, state) in told.items() if state == "没有报送"} == {"持证残疾人", "产业经营", "小额信贷", "死亡登记"}


def test_h5_dropouts_and_unsafe_homes_with_a_ledger(county, found_by):
    assert {("骤增", "education.dropout"), ("危房", "housing.unsafe")} <= found_by("heping-2024")
    with open(county.outbox() / "ledger.csv", encoding="utf-8", newline="") as file:
        ledger = {row["household_id"]: row for row in csv.DictReader(file)}
    assert {("李家", "education.dropout"), ("张德明家", "housing.unsafe")} <= walk.signals(county) and {"李家", "张德明家"} <= set(ledger)
    assert "housing.unsafe" in ledger["张德明家"]["indicators"] and ledger["张德明家"]["state"] == "待核实"


def test_h6_water(found_by):
    """Days without water of this month, of the year (42 of 210), and a test of 37 months ago; one of 36 is none."""
    found = {(who, indicator) for who, indicator in found_by("heping-2024") if indicator.startswith("water")}
    assert found == {("东云村", "water.unsafe"), ("雁翅村", "water.unsafe"), ("裘公村", "water.outage_year"), ("大桥村", "water.test_overdue")}
    assert POLICY.in_force("rules.water_test_overdue", "months", JUNE).value == 36 and "D3" in POLICY.in_force("rules.water_test_overdue", "months", JUNE).document


def test_h7_the_line_goes_by_labour(found_by):
    under = {who for who, indicator in found_by("heping-2024") if indicator == "income.below_line"}
    assert "差点够线" in under and "支出型二" not in under and "支出型一" not in under, "10799.99 and 11000 with labour, 9000 without"
    lines = {word: POLICY.number("line_yuan", JUNE, Profile("一般农户", frozenset(), word)) for word in ("有", "无")}
    assert lines == {"有": 10800, "无": 7200}


def test_h8_what_is_looked_at(found_by):
    """支出型二: 11000 with labour, 5000 of it spent; under gansu's line of 5000 that is none."""
    looked_at = {("支出型二", "income.below_line_after_expenditure"), ("刚性", "expenditure.rigid_share"), ("停产", "industry.failed"), ("大额", "medical.self_pay_month")}
    assert looked_at <= found_by("heping-2024") and looked_at - found_by("gansu-2021") == {("支出型二", "income.below_line_after_expenditure")}


def test_h9_fifteen_days_from_issue_to_decision():
    issued, due = issue_dates(POLICY, JUNE)
    assert (due - issued).days == 15 and form_of(POLICY).due_step == "认定"
    listed = json.dumps({STEPS: "线索、核实、认定、明白卡", DUE_STEP: "认定", DUE: f"{due}"})
    filled = {"线索": "2024-07-05", "核实": "2024-07-10", "认定": "2024-07-20"}
    assert steps_of(json.dumps(filled), listed, issued)[1] == ""
    assert "算超期" in steps_of(json.dumps(filled | {"认定": "2024-07-21"}), listed, issued)[1]


@pytest.fixture(scope="module")
def working(tmp_path_factory):
    """Two green ones of a village: one ill, and one of the lifted who lost a job that had been held for a month."""
    made = small.County(tmp_path_factory.mktemp("工") / "county")
    small.create(made.home)
    made.drop("roster", small.lives("王桂英", small.WANG), small.lives("张德明", small.ZHANG, 户类型="脱贫户"), folder="2024-05")
    for month, status in (("2024-05", "务工"), ("2024-06", "失业")):
        made.drop("employment", {"姓名": "张德明", "证件号码": small.ZHANG, "就业状态": status, "务工地": "芜湖市", "用工单位": "长江船厂"}, folder=month)
    made.drop("settlement", small.bill("1", "王桂英", small.WANG, "12000"), folder="2024-06")
    return made


@pytest.fixture(scope="module")
def worked(working, tmp_path_factory):
    made = working.copied(tmp_path_factory.mktemp("和") / "county")
    (made.home / "county.toml").write_text('policy = "heping-2024"\n', "utf-8")
    made.run()
    return made


def test_h10_idle_labour_first_of_yellow_and_green(worked, working):
    working.run()
    for made, order in ((worked, ["张德明", "王桂英"]), (working, ["王桂英", "张德明"])):  # the default's order is another
        assert [(row["户主"], row["预警等级"]) for row in walk.town_list(made)] == [(name, "绿色") for name in order]


def test_h11_work_ledger(worked):
    said = walk.sheets(worked.outbox() / "专项清单_2024-06.xlsx")["务工台账"].split("\n")
    assert said[said.index("张德明") :] == ["张德明", "1", "芜湖市", "长江船厂", "否", "不稳定"] and walk.has(POLICY, "F29")


def test_h12_own_list_until_the_end_of_2024(tmp_path):
    """Of three in monitoring him with labour who came in before 2023: in 2022 two, one of whom can't work."""
    for month, there in (("2024-06", True), ("2025-01", False)):
        made = small.County(tmp_path / month)
        small.create(made.home)
        (made.home / "county.toml").write_text('policy = "heping-2024"\n', "utf-8")
        homes = {name: small.lives(name, mine, 户类型="边缘易致贫户", 劳动技能=labour) for name, mine, labour in (("张德明", small.ZHANG, "普通劳动力"), ("王桂英", small.WANG, "无劳动力"), ("孙玉兰", small.SUN, "普通劳动力"))}
        made.drop("roster", homes["张德明"], homes["王桂英"], folder="2022-12")
        made.drop("roster", *homes.values(), folder="2023-01")
        made.drop("enrolment", {"姓名": "张德明", "证件号码": small.ZHANG}, folder=month)
        made.run(month)
        listed = walk.sheets(made.outbox(month) / f"专项清单_{month}.xlsx").get("到期消除", "")
        assert {name for name in homes if name in listed} == ({"张德明"} if there else set())


def test_h13_benefits_due(found_by):
    due = {("低收入", "assistance.dibao_missing"), ("残补", "disability.allowance_missing"), ("未参保", "insurance.lapsed"), ("无救助", "medical.aid_missing")}
    assert due <= found_by("heping-2024")
    assert ("支出型一", "assistance.dibao_missing") not in found_by("heping-2024"), "9000 is over 7200"


def test_h14_dividends_in_arrears(found_by):
    assert ("欠分红", "industry.dividend_overdue") in found_by("heping-2024") - found_by("gansu-2021")


def test_h7_h14_to_the_fen_and_to_the_day(tmp_path):
    """Whether anybody can work is not said of 周五: he goes by the line of those who can. A share due on the last of April is two months late in June."""
    people = (
        ("赵一", "普通劳动力", "10800", "500", "2024-05-01"), ("钱二", "普通劳动力", "10799.99", "500", "2024-04-30"), ("孙三", "无劳动力", "7200", "499.99", "2024-04-30"),
        ("李四", "丧失劳动力", "7199.99", "500", "2024-05-01"), ("周五", "", "10799.99", "499.99", "2024-04-30"),
    )
    made = small.County(tmp_path / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "heping-2024"\n', "utf-8")
    ids = {name: small.number("1980-03-08", at + 1) for at, (name, *_) in enumerate(people)}
    made.drop("roster", *(small.lives(name, ids[name], 劳动技能=labour, 上年人均纯收入=income) for name, labour, income, *_ in people))
    made.drop("industry", *(
        {"姓名": name, "证件号码": ids[name], "项目名称": "合作社", "应得收益": due, "实得收益": "300", "应付日期": on} for name, _, _, due, on in people
    ))
    made.run()
    found = {kind: {who for who, indicator in walk.signals(made) if indicator == kind} for kind in ("income.below_line", "industry.dividend_overdue")}
    assert found == {"income.below_line": {"钱二家", "李四家", "周五家"}, "industry.dividend_overdue": {"钱二家"}}


def test_h15_doubtful_data_go_back(tmp_path):
    made = walk.county(tmp_path / "county", "heping-2024")
    assert any((made.outbox() / "departments").iterdir())
    walk.answered(made, {"是否属实": "否", "情况": "数据错误", "核实日期": "2024-07-08"})
    made.drop("enrolment", {"姓名": "王桂英", "证件号码": small.WANG}, folder="2024-07")
    made.run("2024-07")
    said = walk.sheets(made.outbox("2024-07") / "部门分办单_2024-07.xlsx")["乡镇说数据有错的"].split("\n")
    assert "数据错误" in said and "医保局" in said and any("住建局" in words for words in said)
    own = walk.sheets(made.outbox("2024-07") / "部门分办单" / "民政局_部门分办单_2024-07.xlsx")["乡镇说数据有错的"]
    assert "救助停发" in own and "别的部门的原因，这里不写" in own and "住房" not in own, "张德明's house is the housing bureau's to look at"


BY_KIND = """based_on = "heping-2024"
title = "和平县，和低收入人口并轨"
[kinds]
title = "人群"
of = [{ name = "低保对象", benefits = ["低保"] }, { name = "防止返贫监测对象", monitored = true }, { name = "低保边缘家庭", times = 1.5, doubtful = true }]
[rules.medical_self_pay_year.ordinary_yuan]
unit = "yuan"
values = [
    { from = "2024-01", value = 3000, document = "某文", kinds = ["低保对象"] },
    { from = "2024-01", value = 5000, document = "某文", kinds = ["低保边缘家庭"] },
    { from = "2024-01", value = 20000, document = "某文" },
]
"""


def test_h16_kinds_of_the_low_income_population_are_selectors(tmp_path):
    """A county's copy of the book goes by them: who draws 低保, or is just above it, is asked about from less on; under the book itself nobody is."""
    people = (("赵一", "20000", "低保", "3000"), ("钱二", "20000", "", "3000"), ("孙三", "7200", "", "5000"), ("李四", "7200", "", "4999"), ("周五", "10800", "", "5000"))
    made = small.County(tmp_path / "county")
    small.create(made.home)
    ids = {name: small.number("1950-03-08", at + 1) for at, (name, *_) in enumerate(people)}
    made.drop("roster", *(small.lives(name, ids[name], 上年人均纯收入=income) for name, income, *_ in people))
    made.drop("assistance", *({"姓名": name, "证件号码": ids[name], "救助类型": benefit} for name, _, benefit, _ in people if benefit))
    made.drop("settlement", *(small.bill(name, name, ids[name], yuan) for name, _, _, yuan in people))
    (made.home / "并轨.toml").write_text(BY_KIND, "utf-8")
    for book, asked in (("heping-2024", set()), ("并轨.toml", {"赵一家", "孙三家"})):
        (made.home / "county.toml").write_text(f'policy = "{book}"\n', "utf-8")
        made.run()
        assert {who for who, indicator in walk.signals(made) if indicator == "medical.self_pay_year"} == asked
    assert {row["户主"]: row["人群"] for row in walk.town_list(made)}.items() >= {"赵一": "低保对象", "孙三": "低保边缘家庭（疑似）"}.items()


def test_the_book_begins_in_2024():
    with pytest.raises(ValueError, match="2023-12 没有值"):
        POLICY.number("line_yuan", dt.date(2023, 12, 1))
