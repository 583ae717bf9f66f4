"""D2, 七步工作法, 2020: its sentences one by one."""

import datetime as dt

import pytest

from matchers.leads.making import grade_of, issue_dates
from matchers.rules.policy import load_policy
from matchers.rules.reminding import told_of_policy
from schemas.months import parse_month
from tests.flows import small
from tests.matchers.leads.test_labels import facts, labels
from tests.matchers.people import lives, number
from tests.policies import walk

POLICY = load_policy("tricolour-2020")
JUNE = parse_month("2020-06")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return walk.county(tmp_path_factory.mktemp("色") / "county", "tricolour-2020")


def test_t2_nothing_is_posted(county):
    assert not [title for title in walk.town_list(county)[0] if "公示" in title]


BANDS = (("4999.99", "red"), ("5000.00", "yellow"), ("9999.99", "yellow"), ("10000.00", "green"), ("", "yellow"))
ORDINARY = {"钱甲": "5000.00", "钱乙": "4999.99", "钱丙": "20000", "钱丁": "5000.00"}  # whose aid was stopped; 钱丙's house is of grade D, 钱丁 applied


@pytest.fixture(scope="module")
def banded(tmp_path_factory):
    """A household on each edge of which somebody applied, so that each has a lead; ordinary ones beside."""
    made = small.County(tmp_path_factory.mktemp("档") / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "tricolour-2020"\n', "utf-8")
    lifted = {f"赵{'甲乙丙丁戊'[at]}": income for at, (income, _) in enumerate(BANDS)}
    ids = {name: number("1950-03-08", at + 1) for at, name in enumerate((*lifted, *ORDINARY))}
    kinds = dict.fromkeys(lifted, "脱贫户") | dict.fromkeys(ORDINARY, "一般农户")
    made.drop("roster", *(lives(name, ids[name], 上年人均纯收入=income, 户类型=kinds[name]) for name, income in (lifted | ORDINARY).items()), folder="2020-01")
    made.drop("self_report", *({"姓名": name, "证件号码": mine, "申报日期": "2020-06-12"} for name, mine in ids.items() if name in lifted or name == "钱丁"), folder="2020-06")
    for month, state in (("2020-05", "享受"), ("2020-06", "停发")):
        made.drop("assistance", *({"姓名": name, "证件号码": ids[name], "享受状态": state} for name in ORDINARY), folder=month)
    made.drop("house", {"姓名": "钱丙", "证件号码": ids["钱丙"], "鉴定等级": "D", "改造状态": "未改造"}, folder="2020-06")
    made.run("2020-06")
    return made


def test_t1_ordinary_households_only_at_risk_others_counted(banded):
    """Of ordinary ones those under 5000 or red are listed; who is lifted whatever he has. Who applied and is neither is answered by the bureau."""
    assert {(f"{name}家", "assistance.stopped") for name in ORDINARY} <= walk.signals(banded, "2020-06")
    listed = walk.leads(banded, "2020-06")
    assert {home: lead["grade"] for home, lead in listed.items() if home.startswith("钱")} == {"钱乙家": "red", "钱丙家": "red"}
    assert len(listed) == len(BANDS) + 2 and {row["户主"] for row in walk.town_list(banded, month="2020-06")} == {home.removesuffix("家") for home in listed}
    assert "范围外 2 户" in walk.sheets(banded.outbox("2020-06") / "月报_2020-06.xlsx")["未评估与存疑"]
    applied = walk.sheets(banded.outbox("2020-06") / "专项清单_2020-06.xlsx")["申请比对"]
    assert "钱丁家\n范围外" in applied and "钱甲家" not in applied


def test_t1_red_now_is_listed_whatever_came_late(tmp_path):
    """A warning of an earlier month that comes late, and is not red, takes nobody off the list who is red this month."""
    made, mine = small.County(tmp_path / "county"), {"姓名": "钱甲", "证件号码": small.WANG}
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "tricolour-2020"\n', "utf-8")
    made.drop("roster", small.lives("钱甲", small.WANG, 户类型="一般农户", 上年人均纯收入="20000"), folder="2020-04")
    made.drop("assistance", mine | {"享受状态": "享受"}, folder="2020-04")
    made.drop("enrolment", mine, folder="2020-05")
    made.run("2020-05")
    made.drop("assistance", mine | {"享受状态": "停发"}, folder="2020-06", name="社会救助_202005")
    made.drop("house", mine | {"鉴定等级": "D", "改造状态": "未改造"}, folder="2020-06")
    made.run("2020-06")
    assert walk.signals(made, "2020-06") == {("钱甲家", "assistance.stopped"), ("钱甲家", "housing.unsafe")}
    assert walk.leads(made, "2020-06")["钱甲家"]["grade"] == "red"


@pytest.mark.parametrize("at", range(len(BANDS)), ids=[income or "unknown" for income, _ in BANDS])
def test_t3_t4_t5_bands_to_the_fen(banded, at):
    assert walk.leads(banded, "2020-06")[f"赵{'甲乙丙丁戊'[at]}家"]["grade"] == BANDS[at][1]


@pytest.mark.parametrize("number_of", ["F02", "F03", "F09", "F12", "F13", "F14", "F16", "F22", "F38", "F40", "F41"])
def test_t3_red_whatever_the_income(number_of):
    assert grade_of({walk.REGISTER[number_of]}, "H1", {"H1": (False, False)}, POLICY, "一般农户") == "red"


@pytest.mark.parametrize("kind", ["脱贫不稳定户", "边缘易致贫户", "突发严重困难户", "监测对象"])
def test_t3_red_on_the_lists(kind):
    """Also where the roster says 监测对象 and not which of the three; whose risk is gone is on none."""
    assert grade_of(set(), "H1", {"H1": (False, False)}, POLICY, POLICY.listed_kind(kind, "否")) == "red"
    assert grade_of(set(), "H1", {"H1": (False, False)}, POLICY, POLICY.listed_kind(kind, "是")) == "green"
    assert grade_of(set(), "H1", {"H1": (False, False)}, POLICY, "脱贫户") == "green"


def test_t6_up_at_once(tmp_path):
    made = small.County(tmp_path / "county")
    small.create(made.home)
    (made.home / "county.toml").write_text('policy = "tricolour-2020"\n', "utf-8")
    made.drop("roster", small.lives("王桂英", small.WANG, 户类型="脱贫户", 上年人均纯收入="9000"), folder="2020-05")
    made.drop("self_report", {"姓名": "王桂英", "证件号码": small.WANG, "申报日期": "2020-06-12"}, folder="2020-06")
    made.drop("settlement", small.bill("1", "王桂英", small.WANG, "12000", 结算日期="2020-07-09"), folder="2020-07")
    made.run("2020-06")
    made.run("2020-07")
    before, after = (walk.leads(made, month)["王桂英家"] for month in ("2020-06", "2020-07"))
    assert (before["grade"], after["grade"], after["lead_id"], after["due_date"]) == ("yellow", "red", before["lead_id"], "2020-08-31")


def test_t7_seven_steps(county):
    steps = ["排", "访", "评", "录", "测", "补", "销"]
    assert [title for title in walk.town_list(county)[0] if title in steps] == steps


def test_t8_six_marks_a_household(county):
    shown = {row["户主"]: row["六项情况"] for town in ("水阳镇", "狸桥镇") for row in walk.town_list(county, town)}
    assert "住房▲" in shown["张德明"] and "看病✓" in shown["张德明"]
    (path,) = (county.outbox() / "towns").glob("水阳镇_核实清单*.xlsx")
    assert "六项情况：✓没有问题　▲有问题　？数据没有来，不知道" in walk.sheets(path)["说明与汇总"]
    assert "饮水▲" in shown["李国强"], "its village's water is its own"
    assert "饮水✓" in shown["王桂英"] and "饮水？" in shown["张德明"], "of the second one's village the water extract says nothing"
    assert "就业？" in shown["张德明"], "employment of April did not come:零就业 was not judged"


@pytest.mark.parametrize(("grade", "known", "measure"), [("red", facts(4000), "补"), ("yellow", facts(), "扶"), ("green", facts(), "引"), ("red", facts(4000, labour=False), "兜底")])
def test_t9_measures(grade, known, measure):
    assert labels(POLICY, {"income.below_line"}, grade, known=known)["措施方向"] == measure


def test_t10_red_of_a_month_is_cleared_in_it():
    assert issue_dates(POLICY, JUNE) == (dt.date(2020, 7, 5), dt.date(2020, 7, 31))
    assert issue_dates(POLICY, parse_month("2020-01"))[1] == dt.date(2020, 2, 29)


def test_t10_what_was_not_cleared_is_listed(banded, tmp_path):
    made = banded.copied(tmp_path / "county")
    made.drop("enrolment", *({"姓名": f"赵{at}", "证件号码": number("1950-03-08", order + 1)} for order, at in enumerate("甲乙丙丁戊")), folder="2020-07")
    made.run("2020-07")
    assert walk.leads(made, "2020-06")["赵甲家"]["due_date"] == "2020-07-31"
    assert "赵甲家" in walk.sheets(made.outbox("2020-07") / "月报_2020-07.xlsx")["超期线索"]


def test_t11_reminders_of_2020_only():
    said = told_of_policy(POLICY, parse_month("2020-03"))
    assert [line.partition(" ")[0] for line in said] == ["请记得：4月15日", "请记得：4月20日", "请记得：4月25日"]
    assert "6月30日" in told_of_policy(POLICY, parse_month("2020-05"))[0]
    assert not [line for line in told_of_policy(POLICY, parse_month("2021-03")) if "请记得" in line]
