"""D0, 甘肃某县 “1+6”, 2021: its sentences one by one."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from matchers.leads.labels import classes_of, form_of
from matchers.leads.steps import steps_of
from matchers.rules.policy import load_policy
from schemas.returned.answered import STEPS
from tests.flows import small
from tests.matchers.leads.test_labels import home
from tests.policies import walk

POLICY = load_policy("gansu-2021")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return walk.county(tmp_path_factory.mktemp("甘") / "county", "gansu-2021")


def test_g1_every_household_of_the_roster_is_judged(eventful_county):
    """Ordinary, lifted, monitored ones, and one of which the roster does not say: each has a lead on a list."""
    assert {"骤增家", "大额家", "危房家", "未参保家"} <= set(walk.leads(eventful_county))
    assert all(POLICY.is_for(rule, kind) for rule in POLICY.rules for kind in ("一般农户", "脱贫户", "边缘易致贫户", ""))


def test_g2_ten_kinds_are_the_class_column(county):
    section = POLICY.settings["classes"]
    assert [*(each["name"] for each in section["of"]), section["rest"]] == ["脱贫不稳定", "边缘易致贫", "因学", "因病", "因灾危房", "饮水", "产业", "就业", "意外", "其他"]
    shown = {row["户主"]: row["风险类别"] for row in walk.town_list(county)}
    assert shown["王桂英"] == "因病" and shown["张德明"] == "因灾危房、其他"
    li, village = sorted(walk.town_list(county, "狸桥镇"), key=lambda row: row["户主"] == "（全村）")
    assert (li["户主"], li["风险类别"], village["风险类别"]) == ("李国强", "因学、就业、其他", "饮水")
    assert "义务教育、饮水安全同时没有落实" in li["预警原因"], "what is lacking is called by the guarantee"


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


def test_g3_surge_drop_guarantees_water(found_by):
    found = found_by("gansu-2021")
    assert {("骤增", "expenditure.surge"), ("骤减", "income.drop"), ("骤增", "education.dropout"), ("未参保", "insurance.lapsed"), ("危房", "housing.unsafe"), ("东云村", "water.unsafe")} <= found
    assert {indicator for who, indicator in found if who in ("骤减", "未参保", "危房")} == {"income.drop", "insurance.lapsed", "housing.unsafe"}, "each by its own"


def test_g4_below_the_line_and_the_authorised_asked(found_by):
    found = found_by("gansu-2021")
    assert {who for who, indicator in found if indicator == "income.below_line"} == {"低收入", "有车", "没授权", "无低保"}
    assert {who for who, indicator in found if indicator == "property.question"} == {"有车"}


NEW_STANDARD = """based_on = "gansu-2021"
title = "某县规则"
[general.line_yuan]
unit = "yuan"
values = [
    { from = "2020-01", value = 5000, document = "甘脱贫领发〔2020〕16号" },
    { from = "2021-07", value = 6000, document = "某政办〔2021〕9号" },
]
"""


def test_g5_a_new_standard_changes_the_line_from_its_month_only(tmp_path):
    made = small.County(tmp_path / "county")
    small.create(made.home)
    (made.home / "本县规则.toml").write_text(NEW_STANDARD, "utf-8")
    (made.home / "county.toml").write_text('policy = "本县规则.toml"\n', "utf-8")
    made.drop("roster", small.lives("赵一", small.number("1950-03-08"), 上年人均纯收入="5500"), folder="2021-06")
    for month, found in (("2021-06", set()), ("2021-07", {("赵一家", "income.below_line")})):
        made.drop("enrolment", {"姓名": "赵一", "证件号码": small.number("1950-03-08")}, folder=month)
        made.run(month)
        assert walk.signals(made, month) == found
    made.run("2021-06")
    assert walk.signals(made, "2021-06") == set(), "judged again later, June goes by its own line"


def test_g6_above_the_line_and_rigid_spending_heavy(found_by):
    found = found_by("gansu-2021")
    rigid = {("大额", "medical.self_pay_month"), ("大额", "medical.self_pay_year"), ("支出型一", "income.below_line_after_expenditure"), ("刚性", "expenditure.rigid_share")}
    assert rigid <= found and not {(who, "income.below_line") for who, _ in rigid} & found
    assert not {("支出型二", "income.below_line_after_expenditure")} & found, "6000 is left, over 5000"


def test_g7_past_compulsory_schooling_without_aid_or_still_heavy(found_by):
    schooling = {who: indicator for who, indicator in found_by("gansu-2021") if indicator.startswith("education") and who != "骤增"}
    assert schooling == {"无资助": "education.unaided_burden", "应助未助": "education.aid_missing", "学费": "education.cost_year"}


def test_g8_homes_and_water(found_by):
    """Of the only house C or D; nine days without water, and a spring that runs dry – not six days."""
    of = {kind: {who for who, indicator in found_by("gansu-2021") if indicator == kind} for kind in ("housing.unsafe", "water.unsafe")}
    assert of == {"housing.unsafe": {"危房", "丙级房"}, "water.unsafe": {"东云村", "雁翅村"}}


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


def test_g10_three_channels_in_one_list_named(eventful_county):
    rows = {row["户主"]: row["预警原因"] for row in walk.town_list(eventful_county)}
    assert "自己申报困难" in rows["申报"] and "干部入户排查" in rows["走访"] and "看病个人自付" in rows["大额"]
    assert "申报家" in walk.sheets(eventful_county.outbox() / "专项清单_2024-06.xlsx")["申请比对"]


def test_g11_five_steps_and_a_sheet_a_department(county):
    assert POLICY.settings["leads"]["steps"] == ["一算", "二核", "三看", "四评议", "五公示"]
    assert {"一算", "二核", "三看", "四评议", "五公示"} <= set(walk.town_list(county)[0])
    listed, issued = json.dumps({STEPS: "、".join(form_of(POLICY).steps)}), dt.date(2024, 7, 5)
    days = dict(zip(form_of(POLICY).steps, ("2024-07-08", "2024-07-08", "2024-07-09", "2024-07-12", "2024-07-15"), strict=True))
    assert steps_of(json.dumps(days), listed, issued)[1] == ""
    assert "“五公示”的日期早于前一步“四评议”" in steps_of(json.dumps(days | {"五公示": "2024-07-11"}), listed, issued)[1]
    sheets = walk.sheets(county.outbox() / "部门分办单_2024-06.xlsx")
    assert "王桂英家" in sheets["医保局"] and "张德明家" in sheets["住建局"] and "王桂英家" not in sheets["住建局"]


def test_g12_five_outcomes_each_keeps_the_watch(tmp_path):
    """Each is said of one of the monitored: a month later all are in the files still, asked about again, and none is proposed to be ended by it."""
    five = ["一般或临时困难，已解决", "情况复杂，需综合帮扶", "风险已消除", "风险有所缓解", "帮扶没有见效"]
    made = small.County(tmp_path / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "gansu-2021"\n', "utf-8")
    people = {f"赵{'甲乙丙丁戊'[at]}": small.number("1960-01-01", at + 1) for at in range(len(five))}
    made.drop("roster", *(small.lives(name, mine, 户类型="边缘易致贫户") for name, mine in people.items()))
    for month, yuan in ((small.MONTH, "12000"), ("2024-07", "24000")):
        made.drop("settlement", *(small.bill(f"{month}{name}", name, mine, yuan, 结算日期=f"{month}-09") for name, mine in people.items()), folder=month)
    made.run()
    (path,) = (made.outbox() / "towns").glob("水阳镇_核实清单*.xlsx")
    assert walk.choices(path, "情况")[:5] == POLICY.settings["leads"]["outcomes"] == five
    walk.answered(made, {"是否属实": "是", "情况": five, "拟采取措施": "继续关注", "是否纳入监测": "否", "核实人": "王卫国", "核实日期": "2024-07-08"})
    made.run("2024-07")
    (receipt,) = (made.outbox(small.MONTH) / "returns").glob("水阳镇*.xlsx")
    told = walk.sheets(receipt)["收到的答复"]
    assert all(name in told for name in people) and "没有采用" not in told
    files = walk.sheets(made.outbox("2024-07") / "监测对象档案_2024-07.xlsx")
    assert all(name in files["监测对象"] for name in people) and not any(name in files["消除后回访"] for name in people)
    assert {row["户主"] for row in walk.town_list(made, month="2024-07")} == set(people)


def test_g13_the_top_up_of_december(tmp_path):
    december = dt.date(2021, 12, 1)
    assert (POLICY.number("poverty_yuan", december), POLICY.number("top_up_share", december)) == (4000, Decimal("0.1"))
    made = small.County(tmp_path / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "gansu-2021"\n', "utf-8")
    incomes = (("王桂英", small.WANG, "边缘易致贫户", "3000.15"), ("张德明", small.ZHANG, "边缘易致贫户", "4000"), ("孙玉兰", small.SUN, "一般农户", "3000"))
    for month in ("2021-11", "2021-12"):
        made.drop("roster", *(small.lives(name, mine, 户类型=kind, 上年人均纯收入=income) for name, mine, kind, income in incomes), folder=month)
    made.run("2021-11")
    assert "年底补足" not in walk.sheets(made.outbox("2021-11") / "专项清单_2021-11.xlsx")
    made.run("2021-12")
    said = walk.sheets(made.outbox("2021-12") / "专项清单_2021-12.xlsx")["年底补足"]
    assert "1399.85" in said and "王桂英" in said and "张德明" not in said and "孙玉兰" not in said, "under 4000, not at it; the monitored alone"
    shown = [cell.number_format for row in load_workbook(made.outbox("2021-12") / "专项清单_2021-12.xlsx")["年底补足"].iter_rows() for cell in row if cell.value == 1399.85]
    assert shown == ["#,##0.00"], "what is paid is shown to the fen"
    assert "年底补足：1,399.85元" in walk.sheets(made.outbox("2021-12") / "明白卡" / "水阳镇_明白卡_2021-12.xlsx")["明白卡"]


def test_g14_guarantees_are_red_and_no_labour_is_asked_about(eventful_county, found_by):
    grades = {who: lead["grade"] for who, lead in walk.leads(eventful_county).items()}
    assert {grades[who] for who in ("骤增家", "未参保家", "危房家", "东云村")} == {"red"} and grades["骤减家"] == "green"
    assert ("无劳力", "member.no_labour") in found_by("gansu-2021")


def test_g15_surge_and_drop_are_told_first_by_town(eventful_county):
    told = {"骤增家": "水阳镇", "大额家": "水阳镇", "无救助家": "水阳镇", "骤减家": "狸桥镇"}
    opened = walk.sheets(eventful_county.outbox() / "月报_2024-06.xlsx")
    assert list(opened)[:2] == ["首页", "先看的户"] and "支出骤增、收入骤减的户" in opened["首页"]
    page = (eventful_county.outbox() / "月报_2024-06.html").read_text("utf-8")
    assert all(-1 < page.index("支出骤增、收入骤减的户") < page.index(who) < page.index("按原因分") for who in told)
    cells = [cell for cell in opened["先看的户"].split("\n") if cell in {*told, *told.values()}]
    assert dict(zip(cells[1::2], cells[::2], strict=True)) == told
    assert sum(town != before for town, before in zip(cells[2::2], cells[::2], strict=False)) == 1, "a town's stand together"


def test_g16_known_cells_come_filled(county):
    (row,) = [row for row in walk.town_list(county) if row["户主"] == "王桂英"]
    assert row["村"] == "大桥村" and row["户类型"] == "脱贫户" and row["联系电话"] and row["线索编号"]


def test_g17_loans_posts_and_a_worker_a_household(found_by):
    """No extract marks who was resettled: every household's worker is asked after."""
    assert {("逾期", "loan.overdue"), ("退岗", "employment.post_ended"), ("零就业", "employment.zero")} <= found_by("gansu-2021")
