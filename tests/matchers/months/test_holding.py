"""What no signal rests on, as rows wait: listed with the case whose answer, or the row whose mending, frees it."""

from __future__ import annotations

import pytest

from flows.county import policy_of
from matchers.months.holding import held_back
from matchers.months.measuring import Month
from schemas.months import parse_month
from tests.flows.look import table
from tests.matchers.desk import County
from tests.matchers.people import lives, number

ANNA, CARL, LI = number("2013-05-05", 2), number("2012-01-01", 5), number("1950-02-02")
STOPPED, LAPSED, DROPOUT = "assistance.stopped", "insurance.lapsed", "education.dropout"


@pytest.fixture
def county(tmp_path):
    county = County(tmp_path)
    county.drop("roster", lives("王小英", ANNA, household="一"), lives("孙大勇", CARL, household="二"), lives("李国强", LI, household="三"), folder="2024-05")
    return county


def judged(county, month="2024-06"):
    """(signals, held back), each as {(household, indicator): …}."""
    with county.judged(month) as (warehouse, compared), warehouse.transaction():
        held = held_back(Month(warehouse, policy_of(county.workspace, None), parse_month(month)), compared)
        return {(s.household_id, s.indicator) for s in compared.signals}, {(h.household_id, h.indicator): h for h in held}


def benefit(amount="500", **who):
    return {"姓名": "李国强", "证件号码": LI, "发放金额": amount} | who


FAULTY = {
    # in words: June's row, at fault
    "an amount that is none": benefit("叁佰"),
    "a state that is none": benefit(享受状态="？？"),
    "no kind": benefit(救助类型=""),
}


@pytest.mark.parametrize("row", FAULTY.values(), ids=FAULTY)
def test_a_benefit_whose_row_is_at_fault_has_not_stopped(county, row):
    others = [benefit(证件号码=number(f"19{at}-03-03"), 姓名="外县人") for at in range(50, 60)]
    county.drop("assistance", benefit(), *others, folder="2024-05")
    county.drop("assistance", row, *others)
    signals, held = judged(county)
    assert ("三", STOPPED) not in signals
    found = held["三", STOPPED]
    assert (found.people, found.extracts, found.cases) == (1, ("社会救助",), ())
    assert [source.rpartition("!")[2] for source in found.rows] == ["2"] and "社会救助_2024-06.csv!" in found.rows[0]


@pytest.mark.parametrize(("mended", "stops"), [("500", False), ("200", True)])
def test_a_row_put_right_says_what_is(county, mended, stops):
    others = [benefit(证件号码=number(f"19{at}-03-03"), 姓名="外县人") for at in range(50, 60)]
    county.drop("assistance", benefit(), *others, folder="2024-05")
    county.drop("assistance", benefit("叁佰"), *others)
    county.drop("assistance", benefit(mended), name="社会救助_2024-06（更正）")
    signals, held = judged(county)
    assert (("三", STOPPED) in signals) == stops and ("三", STOPPED) not in held


def test_a_file_sent_anew_takes_the_waiting_rows_of_the_old_with_it(county):
    for month in ("2024-05", "2024-06"):
        county.drop("assistance", benefit() if month == "2024-05" else benefit(证件号码=""), folder=month)
    assert ("三", STOPPED) in judged(county)[1]
    county.drop("assistance", benefit(姓名="外县人", 证件号码=number("1955-03-03")), name="社会救助（重报）_2024-06")
    signals, held = judged(county)
    assert ("三", STOPPED) in signals and ("三", STOPPED) not in held


def test_a_case_that_holds_is_the_one_on_the_review_workbook(county):
    county.drop("enrolment", {"姓名": "王小英", "证件号码": ""}, {"姓名": "李国强", "证件号码": LI}, {"姓名": "孙大勇", "证件号码": CARL})
    signals, held = judged(county)
    assert not {home for home, indicator in signals if indicator == LAPSED}
    assert list(held) == [("一", LAPSED)]
    outcome = county.run()
    outbox = county.workspace.outbox(parse_month("2024-06"))
    (case,) = table(outbox / "待判断名单_2024-06.xlsx", "待人工判断", "序号")
    (line,) = table(outbox / "月报_2024-06.xlsx", "暂缓的预警", "乡镇")
    assert outcome.review_waiting == 1
    assert (line["户编号"], line["指标"], line["涉及人数"], line["待判断的编号"]) == ("一", "应保未保", 1, case["编号"])
    assert "王小英" not in str(line) and "1户的1项预警先没有报" in (outbox / "月报_2024-06.html").read_text("utf-8")


def pupil(name, id_number, school="甲校", **more):
    return {"姓名": name, "证件号码": id_number, "学校": school} | more


def test_under_anothers_number_may_stand_who_bore_the_name_at_that_school(county):
    """June has the girl under the boy's number, without a village: she is no dropout, and the case names her too."""
    county.drop("student", pupil("王小英", ANNA), pupil("孙大勇", CARL), folder="2024-05")
    county.drop("student", pupil("王小英", CARL), pupil("孙大勇", CARL))
    signals, held = judged(county)
    assert not {home for home, indicator in signals if indicator == DROPOUT}
    assert list(held) == [("一", DROPOUT)]


def test_who_bore_the_name_elsewhere_is_not_meant(county):
    county.drop("student", pupil("王小英", ANNA), pupil("孙大勇", CARL), folder="2024-05")
    county.drop("student", pupil("王小英", CARL, "乙校"), pupil("孙大勇", CARL))
    signals, held = judged(county)
    assert {home for home, indicator in signals if indicator == DROPOUT} == {"一"} and not held


def test_a_second_number_that_holds_settles_it(county):
    county.drop("student", pupil("王小英", CARL, 学籍号="G" + ANNA), pupil("孙大勇", CARL))
    signals, held = judged(county)
    assert not {home for home, indicator in signals if indicator == DROPOUT} and not held


def test_an_employer_is_where_people_are_met_too(county):
    work = {"就业状态": "务工", "月工资": "3000", "用工单位": "甲厂"}
    for month in ("2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05"):
        county.drop("employment", {"姓名": "李国强", "证件号码": LI} | work, folder=month)
        county.drop("assistance", folder=month)
    county.drop("assistance")
    county.drop("employment", {"姓名": "李国强", "证件号码": CARL} | work)
    signals, held = judged(county)
    assert ("三", "income.drop") not in signals and held["三", "income.drop"].extracts == ("就业务工",)
