"""Real rosters, extracts, answers and decisions → files, the watch after it ended, and notes for the bureau."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from flows.county import policy_of
from matchers.monitored.monitoring import monitor
from matchers.months.holding import held_back
from matchers.months.measuring import Month
from matchers.records.monitored import Monitoring
from schemas.months import parse_month, shifted, written
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number

WANG, LI, CHEN, ZHAO = "王桂英", "李国强", "陈秀兰", "赵德发"
PEOPLE = {name: number(f"19{70 + at}-01-01") for at, name in enumerate((WANG, LI, CHEN, ZHAO))}
MARGINAL, UNSTABLE = "边缘易致贫户", "脱贫不稳定户"
EXTRACTS = ("settlement", "student", "employment", "assistance", "house", "water", "death")


def roster(county: County, month: str, **kinds: tuple[str, str]) -> None:
    """A roster by name: kind and whether the risk is cleared; all able to work, with 9000 a person a year."""
    rows = [
        lives(name, PEOPLE[name], 户类型=kind, 风险是否消除=cleared, 劳动技能="普通劳动力", 上年人均纯收入=income[0] if income else "9000")
        for name, (kind, cleared, *income) in kinds.items()
    ]
    county.drop("roster", *rows, folder=month)


def extracts(county: County, month: str, *uninsured: str) -> None:
    for dataset in EXTRACTS:
        county.drop(dataset, folder=month)
    rows = [{"姓名": name, "证件号码": who, **place("水阳镇", "大桥村")} for name, who in PEOPLE.items() if name not in uninsured]
    county.drop("enrolment", *rows, folder=month)


def looked_at(county: County, month: str, decisions=(), leads=None, issued=()) -> Monitoring:
    """`decisions` are (household, kind, day, folder of the workbook), `issued` (household, month, indicator)."""
    with county.judged(month) as judged:
        return after(county, month, judged, decisions, leads, issued)


def after(county: County, month: str, judged, decisions, leads=None, issued=()) -> Monitoring:
    """What a month judged shows with these; they are taken back."""
    at, (warehouse, comparison) = parse_month(month), judged
    with warehouse.taken_back():
        for place_, (household, kind, day, folder) in enumerate(decisions):
            day = dt.date.fromisoformat(day)
            warehouse.append("leads.returned_file", [(parse_month(folder), "档案.xlsx", f"sha{place_}", 1, 1, "decisions", "", 0)])
            warehouse.append("leads.decision", [(f"sha{place_}", "可提风险消除", 4, household, f"2024-02-{household}", kind, day, "")])
        for household, of, indicator in issued:
            warehouse.append("leads.issued", [(parse_month(of), parse_month(of), "水阳镇", "大桥村", household, indicator, 1, None, None, "exact", "red")])
        month_judged = Month(warehouse, policy_of(county.workspace, None), at)
        return monitor(month_judged, comparison.signals, comparison, held_back(month_judged, comparison), leads or {})


@pytest.fixture
def county(tmp_path):
    return County(tmp_path)


def since(found: Monitoring) -> dict[str, str]:
    return {file.household.householder: str(file.since) for file in found.monitored}


def watched(found: Monitoring) -> dict[str, tuple[str, str]]:
    return {file.household.householder: (str(file.ended), written(file.until)) for file in found.watched}


def test_files_across_rosters(county):
    roster(county, "2023-01", **{WANG: (UNSTABLE, "否"), LI: ("一般农户", ""), CHEN: (MARGINAL, "否"), ZHAO: (UNSTABLE, "是")})
    roster(county, "2024-01", **{WANG: (UNSTABLE, "否"), LI: (MARGINAL, "否"), CHEN: (MARGINAL, "是"), ZHAO: (UNSTABLE, "是")})
    extracts(county, "2024-06")
    found = looked_at(county, "2024-06")
    assert since(found) == {WANG: "2023-01-01", LI: "2024-01-01"}
    assert watched(found) == {CHEN: ("2024-01-01", "2024-07")}
    assert [file.why for file in found.monitored] == ["2024-01花名册列为边缘易致贫户", "2023-01花名册列为脱贫不稳定户（最早的一期，实际纳入时间不明）"]
    assert {file.household.householder for file in found.proposable} == {WANG, LI}


@pytest.mark.parametrize(("month", "is_watched"), [("2024-01", True), ("2024-07", True), ("2024-08", False)])
def test_the_watch_lasts_six_months(county, month, is_watched):
    roster(county, "2023-01", **{CHEN: (MARGINAL, "否")})
    roster(county, "2024-01", **{CHEN: (MARGINAL, "是")})
    extracts(county, month)
    assert bool(looked_at(county, month).watched) == is_watched


DECISIONS = (
    # decisions (household, kind, day, folder) → monitored since, watched
    ("none", [], {WANG: "2023-01-01"}, {}),
    ("enrolled in May", [(f"{LI}家", "enrol", "2024-05-10", "2024-05")], {WANG: "2023-01-01", LI: "2024-05-10"}, {}),
    ("the workbook lies in a later folder", [(f"{LI}家", "enrol", "2024-05-10", "2024-07")], {WANG: "2023-01-01"}, {}),
    ("decided after the month", [(f"{LI}家", "enrol", "2024-07-01", "2024-06")], {WANG: "2023-01-01"}, {}),
    ("declined", [(f"{LI}家", "decline", "2024-05-10", "2024-05")], {WANG: "2023-01-01"}, {}),
    ("eliminated", [(f"{WANG}家", "eliminate", "2024-05-10", "2024-05")], {}, {WANG: ("2024-05-10", "2024-11")}),
    ("eliminated long ago", [(f"{WANG}家", "eliminate", "2023-05-10", "2023-05")], {}, {}),
    ("kept", [(f"{WANG}家", "keep", "2024-05-10", "2024-05")], {WANG: "2023-01-01"}, {}),
)


def test_decisions(county):
    roster(county, "2023-01", **{WANG: (UNSTABLE, "否"), LI: ("一般农户", "")})
    extracts(county, "2024-06")
    with county.judged("2024-06") as judged:
        for words, decisions, monitored, ended in DECISIONS:
            found = after(county, "2024-06", judged, decisions)
            assert (since(found), watched(found)) == (monitored, ended), words


def test_who_was_enrolled_in_may_has_grace_and_a_story(county):
    roster(county, "2023-01", **{LI: ("一般农户", "")})
    extracts(county, "2024-06")
    answer = SimpleNamespace(outcome="属实", situation="确有困难", measures="医疗救助", verified_on=dt.date(2024, 3, 12))
    lead = SimpleNamespace(lead_id=f"2024-02-{LI}家", issued_in=dt.date(2024, 2, 1), indicators={"expenditure.surge"}, answers=(answer,))
    found = looked_at(county, "2024-06", [(f"{LI}家", "enrol", "2024-05-10", "2024-05")], {f"{LI}家": [lead]})
    (file,) = found.monitored
    assert file.why == "2024年5月10日审定纳入；2024-02预警支出骤增；乡镇核实：确有困难"
    assert file.done == ("2024-02预警（2024年3月12日核实）：属实，确有困难，采取医疗救助", "2024年5月10日审定同意纳入")
    assert file.obstacles == ("2024-05才纳入监测，纳入当月和次月不能提风险消除",)
    assert found.notes == (f"1户已审定纳入，花名册上还不是监测对象，请更新花名册：{LI}家",)


def test_what_was_issued_before_enrolment_is_why(county):
    roster(county, "2023-01", **{LI: ("一般农户", "")})
    roster(county, "2024-01", **{LI: (MARGINAL, "")})
    extracts(county, "2024-06")
    issued = [(f"{LI}家", "2023-06", "income.drop"), (f"{LI}家", "2023-07", "expenditure.surge"), (f"{LI}家", "2024-02", "income.drop")]
    (file,) = looked_at(county, "2024-06", issued=issued).monitored
    assert file.why == "2024-01花名册列为边缘易致贫户；此前预警：2023-07支出骤增"


def test_a_fall_back_in_the_watch_is_marked(county):
    kinds = {WANG: (UNSTABLE, "是", "5000"), LI: (UNSTABLE, "是"), CHEN: (UNSTABLE, "是")}
    roster(county, "2024-01", **{name: (kind, "否", *more) for name, (kind, _, *more) in kinds.items()})
    roster(county, "2024-04", **kinds)
    extracts(county, "2024-06", LI)
    found = {file.household.householder: file for file in looked_at(county, "2024-06").watched}
    assert found[WANG].fallen_back == ("推算人均年收入5,000元，低于监测线6,000元",)
    assert found[LI].fallen_back == ("应保未保：家中1人2024年6月没有正常参加医疗保险",)
    assert found[CHEN].fallen_back == () and found[CHEN].how == "2024-04花名册标注已消除"


def test_an_unknown_income_stands_in_the_way(county):
    roster(county, "2023-01", **{WANG: (UNSTABLE, "否", "")})
    extracts(county, "2024-06")
    (file,) = looked_at(county, "2024-06").monitored
    assert file.obstacles == ("花名册上没有这户去年的人均纯收入，推算不出近6个月的收入，不能确认高于监测线",)


def test_an_unsafe_house_that_waits_in_review_is_not_fine(county):
    roster(county, "2023-01", **{WANG: (UNSTABLE, "否"), LI: (UNSTABLE, "否")})
    extracts(county, "2024-06")
    county.drop("house", {"姓名": WANG, "鉴定等级": "D", "改造状态": "未改造"}, {"姓名": LI}, folder="2024-06")
    found = {file.household.householder: file.obstacles for file in looked_at(county, "2024-06").monitored}
    assert found == {WANG: ("家中1人的住房安全记录对不准人或有错误，还在等待判断，不能确认有没有“住房不安全”",), LI: ()}


def test_a_house_whose_row_is_at_fault_is_not_fine(county):
    roster(county, "2023-01", **{WANG: (UNSTABLE, "否"), LI: (UNSTABLE, "否")})
    extracts(county, "2024-06")
    county.drop("house", {"姓名": WANG, "证件号码": PEOPLE[WANG], "鉴定等级": "E"}, *({"姓名": LI, "证件号码": PEOPLE[LI], "房屋地址": f"{at}号"} for at in range(9)), folder="2024-06")
    found = {file.household.householder: file.obstacles for file in looked_at(county, "2024-06").monitored}
    assert found == {WANG: ("家中1人的住房安全记录对不准人或有错误，还在等待判断，不能确认有没有“住房不安全”",), LI: ()}


def test_january_rests_on_wages_of_28_months_back(county):
    """Linking reaches as far back as the six months need."""
    roster(county, "2022-01", **{WANG: (UNSTABLE, "否", "7000")})
    for back in range(29):
        month = written(shifted(parse_month("2024-06"), -back))
        row = {"姓名": WANG, "证件号码": PEOPLE[WANG], "月工资": "3001" if back == 28 else "2000"}
        county.drop("employment", row, folder=month)
        county.drop("assistance", folder=month)
    for dataset in {*EXTRACTS} - {"employment", "assistance"}:
        county.drop(dataset, folder="2024-06")
    county.drop("enrolment", {"姓名": WANG, "证件号码": PEOPLE[WANG]}, folder="2024-06")
    (file,) = looked_at(county, "2024-06").monitored
    assert file.obstacles == ("近6个月有1个月推算人均年收入低于监测线6,000元（2024-01 5,999元）",)


def test_months_that_did_not_come_are_unknown(county):
    roster(county, "2023-01", **{WANG: (UNSTABLE, "否")})
    extracts(county, "2024-06")
    county.drop("employment", {"姓名": WANG, "证件号码": PEOPLE[WANG], "月工资": "2100"}, folder="2024-06", name="就业务工_2024-06_补报")
    (file,) = looked_at(county, "2024-06").monitored
    *before, june = file.figures.months
    assert (june.income, june.medical_self_pay, june.rigid_expenditure) == (210_000, 0, 0)
    assert len(before) == 11 and {(month.income, month.medical_self_pay, month.education_cost) for month in before} == {(None, None, None)}
    assert before[0].month == shifted(parse_month("2024-06"), -11)


def test_whom_the_roster_lost_is_noted(county):
    roster(county, "2023-01", **{WANG: (UNSTABLE, "否")})
    extracts(county, "2024-06")
    found = looked_at(county, "2024-06", [("别处家", "enrol", "2024-05-10", "2024-05")])
    assert since(found) == {WANG: "2023-01-01"}
    assert found.notes[-1] == "1户在最新的花名册里找不到，没有列入各表，请核对户编号：别处家"


def test_nobody_is_monitored(county):
    roster(county, "2023-01", **{LI: ("一般农户", "")})
    extracts(county, "2024-06")
    assert looked_at(county, "2024-06") == Monitoring(parse_month("2024-06"), (6000,), (), ())
