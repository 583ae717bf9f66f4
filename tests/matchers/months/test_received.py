"""What counts as received, for which town, and what an extract that is not whole can prove."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook

from flows.accepting import accept
from flows.clock import today
from flows.county import policy_of
from flows.questions.again import replay
from matchers.identity.joins import CaseAnswer
from matchers.intake.receipting import receipts_of
from matchers.months.awaited import awaited
from matchers.months.comparing import compare
from matchers.months.measuring import Month
from matchers.months.presence import People
from matchers.months.quality import told_to_departments
from matchers.months.wholeness import Arrivals, billed, here_again, of_dataset
from matchers.rules.policy import load_policy
from reports.receipt import verdict
from schemas.months import shifted, written
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number, slipped

JUNE = dt.date(2024, 6, 1)
NAMES = ("王桂英", "李国强", "赵永福", "孙乐乐", "周海波", "吴晓峰", "郑文静", "冯玉兰", "陈大河", "褚来宝")
N = {name: number(f"1950-01-{10 + at}") for at, name in enumerate(NAMES)}
IN_LIQIAO = {"李国强", "孙乐乐"}
IN_SHUIYANG = set(NAMES) - IN_LIQIAO


@pytest.fixture
def county(tmp_path):
    """Ten households of one elder each, two of them in 狸桥镇."""
    county = County(tmp_path)
    county.drop("roster", *(lives(name, N[name], 乡镇=town(name)) for name in NAMES), folder="2023-01")
    return county


def town(name):
    return "狸桥镇" if name in IN_LIQIAO else "水阳镇"


def insured(*names, **more):
    return [{"姓名": name, "证件号码": N[name], **place(town(name)), **more} for name in names]


def lapsed(comparison):
    """(households without insurance, what is said of those not judged)."""
    fired = {signal.household_id.removesuffix("家") for signal in comparison.signals if signal.indicator == "insurance.lapsed"}
    return fired, [line for line in comparison.not_evaluated if "应保未保" in line]


# files of the month → who is found without insurance, and whose absence is not judged
CAME = (
    ("a file for the county", {"医保参保_{}": ["王桂英"]}, set(NAMES) - {"王桂英"}, ""),
    ("headers without rows: nobody is insured", {"医保参保_{}": []}, set(NAMES), ""),
    ("a file for a town", {"医保参保_{}_水阳镇": ["王桂英"]}, IN_SHUIYANG - {"王桂英"}, "狸桥镇"),
    ("a file a town", {"医保参保_{}_水阳镇": ["王桂英"], "医保参保_{}_狸桥镇": ["李国强"]}, set(NAMES) - {"王桂英", "李国强"}, ""),
    ("a county's and a town's", {"医保参保_{}": ["王桂英"], "医保参保_{}_狸桥镇": ["李国强"]}, set(NAMES) - {"王桂英", "李国强"}, ""),
    ("somebody of another town in a town's file is found in it", {"医保参保_{}_水阳镇": ["王桂英", "李国强"]}, IN_SHUIYANG - {"王桂英"}, "狸桥镇"),
    ("no file", {}, set(), "没有收到"),
    ("a file at fault in every row", {"医保参保_{}": ["?王桂英"]}, set(), "没有收到"),
)


@pytest.mark.parametrize(("files", "without", "said"), [case for _, *case in CAME], ids=[words for words, *_ in CAME])
def test_came(county, files, without, said):
    for name, names in files.items():
        rows = insured(*(each.lstrip("?") for each in names), **({"参保状态": "参保中"} if "?" in "".join(names) else {}))
        county.drop("enrolment", *rows, name=name.format("2024-06"))
    county.drop("death")
    with county.judged() as (_, comparison):
        fired, lines = lapsed(comparison)
    assert fired == without
    assert len(lines) == bool(said) and all(said in line and "2024-06医保参保" in line for line in lines)
    assert said != "狸桥镇" or "水阳" not in lines[0]


def test_absence_from_an_extract_that_shrank_proves_nothing_until_it_is_filled_up(county):
    for month, size in (("2024-03", 9), ("2024-04", 9), ("2024-05", 9), ("2024-06", 2)):
        county.drop("enrolment", *insured(*NAMES[:size]), folder=month)
    county.drop("settlement", {"姓名": "王桂英", "证件号码": N["王桂英"], "结算编号": "B1", "医疗总费用": "15000", "个人自付": "15000"})
    with county.judged() as (_, comparison):
        fired, lines = lapsed(comparison)
        assert fired == set() and len(lines) == 1 and "2024-06医保参保" in lines[0] and "没有报全" in lines[0]
        assert {(s.household_id, s.indicator) for s in comparison.signals} == {("王桂英家", "medical.self_pay_month")}, "what rests on no absence is judged"
    county.drop("enrolment", *insured(*NAMES[2:9]), name="医保参保（补报）_2024-06")
    with county.judged() as (_, comparison):
        assert lapsed(comparison)[0] == {NAMES[9]}


def test_a_year_with_an_extract_that_shrank_is_not_known(county):
    """Months worked of twelve: of whom it lacks they cannot be counted."""
    for back in range(13):
        county.drop("employment", *({"姓名": name, "证件号码": N[name]} for name in NAMES[: 2 if back == 8 else 9]), folder=written(shifted(JUNE, -back)))
    with county.linked() as warehouse:
        comparison = compare(Month(warehouse, load_policy("gansu-2021"), JUNE))
        assert [line for line in comparison.not_evaluated if "务工时间不足" in line] == ["2024-06 务工时间不足：2023-10就业务工明显偏少，没有报全"]


def test_a_file_written_anew_where_it_was_fetched_from_takes_its_own_place_and_no_others(county):
    """Beside it lies another department's, or school's, file of the same list."""
    county.drop("enrolment", *insured(*NAMES[:5]), name="甲_医保参保_2024-06")
    county.drop("enrolment", *insured(NAMES[9]), name="乙_医保参保_2024-06")
    county.drop("enrolment", *insured(*NAMES[:3]), name="甲_医保参保_2024-06_第02次改写")
    county.drop("enrolment", *insured(*NAMES[1:3]), name="甲_医保参保_2024-06_第03次改写")
    with county.judged() as (warehouse, comparison):
        assert lapsed(comparison)[0] == set(NAMES) - {*NAMES[1:3], NAMES[9]}
        (receipt,) = [each for each in receipts_of(warehouse, "", JUNE) if each.department == "医保局"]
    assert {file.path.split("/")[-1]: file.state for file in receipt.files} == {
        "甲_医保参保_2024-06.csv": "old", "甲_医保参保_2024-06_第02次改写.csv": "old", "甲_医保参保_2024-06_第03次改写.csv": "taken", "乙_医保参保_2024-06.csv": "taken",
    }


def test_bills_of_the_month_before_are_no_extract_of_this(county):
    bill = {"姓名": "王桂英", "证件号码": N["王桂英"], "结算编号": "B1", "医疗总费用": "15000", "个人自付": "15000", "结算日期": "2024-05-20"}
    county.drop("settlement", bill, name="医保结算_2024-06（新）")
    with county.judged() as (warehouse, comparison):
        assert any("没有收到2024-06医保结算" in line for line in comparison.not_evaluated)
        assert "2024-05" in {f"{row['month']:%Y-%m}" for row in warehouse.records("FROM linked.received WHERE dataset = 'settlement'")}, "but of theirs"
        assert "里面没有一行是2024-06的" in told_to_departments(warehouse, JUNE)["医保局"][0]
        for day, stage in ((20, "没有采用"), (33, "过期")):
            asked = awaited(policy_of(county.workspace, None), warehouse, receipts_of(warehouse, "县", JUNE), JUNE, JUNE + dt.timedelta(day))
            assert [(each.stage, "没有一行是这个月的" in each.words) for each in asked if each.dataset == "医保结算"] == [(stage, True)]
    county.drop("settlement", bill | {"结算编号": "B2", "结算日期": "2024-06-02"}, name="医保结算_2024-06（补报）")
    with county.judged() as (_, comparison):
        assert not any("没有收到2024-06医保结算" in line for line in comparison.not_evaluated)


def as_sent(name):
    """A row of enrolment; one marked with ! has its number wrong."""
    (row,) = insured(name.strip("! "))
    return row | {"姓名": name.strip("!")} | ({"证件号码": slipped(row["证件号码"])} if "!" in name else {})


# What June's files leave in force, after three months of nine.
IN_FORCE = (
    ("nine, and a resend of three", {"医保参保_{}": NAMES[:9], "医保参保_{}（重报）": NAMES[:3]}),
    ("four, and the same four with numbers corrected", {"医保参保_{}": [f"!{name}" for name in NAMES[:4]], "医保参保_{}（更正）": NAMES[:4]}),
    ("four, and the same four corrected", {"医保参保_{}": NAMES[:4], "医保参保_{}（更正）": [f"{name} " for name in NAMES[:4]]}),
)


@pytest.mark.parametrize("files", [files for _, files in IN_FORCE], ids=[words for words, _ in IN_FORCE])
def test_an_extract_is_as_large_as_what_is_in_force_of_it(county, files):
    for month in ("2024-03", "2024-04", "2024-05"):
        county.drop("enrolment", *insured(*NAMES[:9]), folder=month)
    for name, names in files.items():
        county.drop("enrolment", *(as_sent(each) for each in names), name=name.format("2024-06"))
    with county.judged() as (_, comparison):
        assert lapsed(comparison)[0] == set()


def test_who_is_named_in_a_row_at_fault_is_not_absent(county):
    county.drop("enrolment", *insured(*NAMES[:8]), *insured(NAMES[8], 参保状态="参保中"))
    with county.judged() as (_, comparison):
        assert lapsed(comparison) == ({NAMES[9]}, [])


NAMED = [surname + given for surname in "王李赵孙周吴郑冯陈褚" for given in ("桂英", "国强", "永福", "乐乐", "海波", "晓峰", "文静", "玉兰")]
PEOPLE = [(name, f"1951-0{1 + at % 9}-{10 + at // 9}", "水阳镇" if at < 50 else "狸桥镇") for at, name in enumerate(NAMED)]
# Whom of the 30 of 狸桥镇 June's extract names, by their place; 水阳镇 is whole → whether their absence proves anything
KEPT = (
    ("the town is gone", range(0), False),
    ("about half are left", range(16), False),
    ("two thirds are left, as after a January that is not known yet", range(20), True),
    ("all but one", range(29), True),
)


@pytest.fixture
def two_towns(tmp_path):
    """50 elders of 水阳镇 and 30 of 狸桥镇, insured and helped in each month from January on."""
    county = County(tmp_path)
    county.drop("roster", *(lives(name, number(born), 乡镇=town) for name, born, town in PEOPLE), folder="2023-01")
    for month in ("2024-01", "2024-02", "2024-03", "2024-04", "2024-05"):
        for dataset in ("enrolment", "assistance"):
            county.drop(dataset, *ROWS[dataset], folder=month)
    return county


ROWS = {
    "enrolment": [{"姓名": name, "证件号码": number(born), **place(town)} for name, born, town in PEOPLE],
    "assistance": [{"姓名": name, "证件号码": number(born), "救助类型": "低保", "享受状态": "享受", "发放金额": "1500", **place(town)} for name, born, town in PEOPLE],
}


@pytest.mark.parametrize(("kept", "is_whole"), [case for _, *case in KEPT], ids=[words for words, *_ in KEPT])
def test_a_town_that_is_missing_from_a_countys_extract_proves_nobody_absent_there(two_towns, kept, is_whole):
    two_towns.drop("enrolment", *ROWS["enrolment"][1:50], *(ROWS["enrolment"][50 + at] for at in kept))
    with two_towns.judged() as (_, comparison):
        fired, lines = lapsed(comparison)
    gone = {name for at, (name, *_) in enumerate(PEOPLE[50:]) if at not in kept}
    assert fired == {PEOPLE[0][0]} | (gone if is_whole else set()), "the town that is whole is judged"
    assert [("狸桥镇" in line, "水阳镇" in line, "没有报全" in line) for line in lines] == ([] if is_whole else [(True, False, True)])


def test_what_a_lost_town_would_have_shown_as_stopped_or_fallen_is_held_back_there_alone(two_towns):
    two_towns.drop("assistance", *ROWS["assistance"][1:50])
    two_towns.drop("employment")
    for month in ("2024-01", "2024-02", "2024-03", "2024-04", "2024-05"):
        two_towns.drop("employment", folder=month)
    with two_towns.judged() as (_, comparison):
        fired = {(signal.indicator, signal.town) for signal in comparison.signals}
        assert ("assistance.stopped", "水阳镇") in fired and not [each for each in fired if each[1] == "狸桥镇"]
        assert {line.split("（")[0].split("：")[0] for line in comparison.not_evaluated if "没有报全" in line} >= {"2024-06 救助停发"}


def test_fewer_rows_than_the_file_states_prove_nobody_absent(two_towns):
    two_towns.drop("enrolment", *ROWS["enrolment"][2:], name="医保参保_2024-06_共80条")
    with two_towns.judged() as (warehouse, comparison):
        assert lapsed(comparison)[0] == set()
        assert "照文件里写的条数应有80行，只读到78行" in told_to_departments(warehouse, JUNE)["医保局"][0]
        mine = next(each for each in receipts_of(warehouse, "县", JUNE) if each.department == "医保局")
        assert verdict(mine)[0][0].startswith("可能没有报全：照文件里写的条数少2行")
    two_towns.drop("enrolment", *ROWS["enrolment"][1:], name="医保参保_2024-06_共79条（重报）")
    with two_towns.judged() as (warehouse, comparison):
        assert lapsed(comparison)[0] == {PEOPLE[0][0]} and "医保局" not in told_to_departments(warehouse, JUNE)


def test_what_is_known_to_be_whole_is_judged_and_told_until_another_file_comes(two_towns):
    two_towns.drop("enrolment", *ROWS["enrolment"][:50])
    two_towns.run()
    accept(two_towns.workspace, JUNE, "医保参保", "狸桥镇", "王敏", "电话问过")
    assert two_towns.run().changed and not two_towns.run().changed
    lost = {f"{name}家" for name, _, town in PEOPLE if town == "狸桥镇"}
    assert {owner for _, owner, indicator in two_towns.signals() if indicator == "insurance.lapsed"} == lost
    said = f"医保参保（狸桥镇）比平时少很多，县局王敏{today()}已核实“就是这么多”（电话问过）"
    receipt = load_workbook(two_towns.workspace.outbox(JUNE) / "departments" / "医保局_回执_2024-06.xlsx")
    assert any(said in str(cell) for sheet in receipt for row in sheet.iter_rows(values_only=True) for cell in row)
    assert replay(two_towns.workspace, JUNE, None, None).different == ()
    two_towns.drop("enrolment", *ROWS["enrolment"][:49], name="医保参保（重报）_2024-06")
    with two_towns.judged() as (_, comparison):
        assert lapsed(comparison)[0] == {PEOPLE[49][0]} and "狸桥镇" in lapsed(comparison)[1][0], "another file is judged anew"


def bits(*months):
    return sum(1 << month for month in months)


# (months, people) of a place, and whether what comes in month 20 is whole; months 0 to 19 came, 8 was known to be whole
STATES = (
    ("as always", [(bits(*range(21)), 200)], True),
    ("half are gone", [(bits(*range(21)), 100), (bits(*range(20)), 100)], False),
    ("half are gone as a year ago", [(bits(*range(21)), 100), (bits(*range(8)), 100), (bits(*range(8, 20)), 100)], True),
    ("a third are gone", [(bits(*range(21)), 140), (bits(*range(20)), 60)], False),
    ("too few to tell", [(bits(*range(20)), 7)], True),
    ("the last was not whole, this one is, of the one before", [(bits(*range(19), 20), 150), (bits(*range(21)), 50)], True),
    ("the last was not whole, this one as little", [(bits(*range(19)), 150), (bits(*range(21)), 50)], False),
)


@pytest.mark.parametrize(("groups", "is_whole"), [case for _, *case in STATES], ids=[words for words, *_ in STATES])
def test_people_of_the_last_whole_extract_are_here_again(groups, is_whole):
    verdicts = {each.at: each.is_doubtful for each in here_again(People(groups), range(21), {8}.__contains__)}
    assert verdicts.get(20, False) is not is_whole


def test_a_town_that_was_answered_for_stays_so_when_all_are_doubtful():
    towns = {town: People([(bits(*range(20)), 100)]) for town in ("水阳镇", "狸桥镇", "沈村镇")} | {None: People([(bits(*range(20)), 300)])}
    answers: dict = {}
    came = Arrivals("enrolment", JUNE, answers)
    came.contents |= {(at, ""): {f"sha of {at}"} for at in range(21)}
    assert [town for _, town, *_ in of_dataset(towns, came, here_again)] == [""]
    answers[came.case("水阳镇", 20)] = CaseAnswer()
    assert [(town, came.is_known(town, at)) for at, town, *_ in of_dataset(towns, came, here_again)] == [("水阳镇", True), ("狸桥镇", False), ("沈村镇", False)]


BILLS = (
    ("as always", [15, 18, 14, 15, 13], True), ("none", [15, 18, 14, 15, 0], False), ("none of few", [6, 7, 6, 5, 0], True),
    ("fewer, but not half", [100, 110, 90, 100, 55], True), ("none, two extracts before", [20, 20, 0], True),
)


@pytest.mark.parametrize(("people", "is_whole"), [case for _, *case in BILLS], ids=[words for words, *_ in BILLS])
def test_people_with_bills_are_as_many_as_usual(people, is_whole):
    verdicts = {each.at: each.is_doubtful for each in billed(People([(bits(at), count) for at, count in enumerate(people)]), range(len(people)), set().__contains__)}
    assert verdicts.get(len(people) - 1, False) is not is_whole
