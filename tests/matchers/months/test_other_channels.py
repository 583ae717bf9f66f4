"""Households that applied themselves, or where a cadre found trouble: from rows as written to leads, beside the departments' warnings."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from schemas.months import parse_month
from tests.matchers.desk import TITLES, County, place
from tests.matchers.people import lives, number, slipped

WANG, LI, ZHAO = number("1950-01-01"), number("1981-02-02"), number("1983-03-03", 2)
RICH = {"上年人均纯收入": "90000"}
OWN_WORDS = "母亲住院欠了钱，请王书记帮帮我"


@pytest.fixture
def county(tmp_path):
    """An old man alone, and a couple."""
    county = County(tmp_path)
    couple = (lives("李国强", LI, household="李家", **RICH), lives("赵春梅", ZHAO, household="李家", 与户主关系="配偶", **RICH))
    county.drop("roster", lives("王桂英", WANG, **RICH), *couple, folder="2024-04")
    county.drop("death")
    return county


def of(who, written, **more):
    return {"姓名": who, "证件号码": written, **more}


def read(county, file="leads.csv", month="2024-06"):
    with open(county.workspace.outbox(parse_month(month)) / file, encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def reasons(county, month="2024-06"):
    return {row["household_id"]: row["reason"] for row in read(county, month=month)}


def test_one_lead_with_what_the_departments_warn_of(county):
    county.drop("settlement", of("李国强", LI, 结算编号="B1", 医疗总费用="15000", 个人自付="15000"))
    county.drop("self_report", of("赵春梅", ZHAO, 情况说明=OWN_WORDS))
    county.drop("visit", of("李国强", LI))
    county.run()
    (lead,) = read(county)
    assert lead["household_id"] == "李家" and lead["grade"] == "yellow"
    assert lead["indicators"].split(";") == ["self_report.filed", "visit.found", "medical.self_pay_month"]
    said = lead["reason"].split("；")
    assert said[:2] == ["2024年6月12日自己申报困难：因病", "2024年6月18日干部入户排查发现困难：因病"]


def test_a_signal_bears_no_figure_and_leads_back_to_its_rows(county):
    county.drop("self_report", of("李国强", LI), of("赵春梅", ZHAO, 申报日期="2024-06-20"))
    nothing = of("王桂英", WANG, 排查日期="2024-06-03", 是否发现风险="否", 发现问题="无")
    county.drop("visit", nothing, of("王桂英", WANG, 排查日期="2024-06-25"))
    county.run()
    applied, found = sorted(read(county, "signals.csv"), key=lambda row: row["indicator"])
    assert [applied[name] for name in ("value", "baseline", "threshold", "joined_by")] == ["1.00", "", "", "exact"]
    assert [place.rpartition("!")[2] for place in applied["evidence"].split(";")] == ["2", "3"]
    assert (found["household_id"], found["evidence"].rpartition("!")[2]) == ("王桂英家", "3"), "a visit that found nothing is no ground"


HERS = {"姓名": "赵春梅"}


def said_of_couples(county, dataset, cases):
    """Household → reason, in a county of a couple for each case, of whom `dataset` says that case's rows."""
    people, rows = [], []
    for at, (words, said, *_) in enumerate(cases):
        numbers = {"李国强": number(f"1981-02-{at + 1:02}"), "赵春梅": number(f"1983-03-{at + 1:02}", 2)}
        people += [lives(name, known, household=words, 与户主关系=role, **RICH) for (name, known), role in zip(numbers.items(), ("户主", "配偶"), strict=True)]
        rows += [of(name := row.get("姓名", "李国强"), numbers[name]) | row for row in said]
    county.drop("roster", *people, folder="2024-04")
    county.drop(dataset, *rows)
    county.run()
    return reasons(county)


# what the couple's applications say → the day and the matter of the sentence
MATTERS = (
    ("the latest day's", [{"申报日期": "2024-06-2"}, {"申报日期": "2024-06-20", "申报事项": "住房"}, {"申报日期": "2024-6-9"}], 20, "住房"),
    ("both of one day", [{}, HERS | {"申报事项": "因学"}], 12, "因学、因病"),
    ("not in the words of the person", [{"申报事项": "老李家的孩子上大学没有钱", "情况说明": OWN_WORDS}], 12, "因学"),
    ("of no listed kind", [{"申报事项": "求王书记帮忙"}], 12, "其他"),
    ("not said", [{"申报事项": "", "情况说明": OWN_WORDS}], 12, "没有写明"),
)


def test_matters_of_the_sentences(county):
    said = {words: f"2024年6月{day}日自己申报困难：{matter}" for words, _, day, matter in MATTERS}
    assert said_of_couples(county, "self_report", MATTERS) == said


# what the visits to the couple say → what the sentence says was found
VISITS = (
    ("found", [{"发现问题": "房屋漏雨"}], "住房"),
    ("found, not said what", [{"发现问题": ""}], "没有写明"),
    ("named only", [{"是否发现风险": "", "发现问题": "老人住院花费大"}], "因病、支出骤增"),
    ("named only, of no listed kind", [{"是否发现风险": "", "发现问题": "夫妻不和"}], "其他"),
    ("not found", [{"是否发现风险": "否", "发现问题": "无"}], None),
    ("not found, though something is written", [{"是否发现风险": "无", "发现问题": "因病"}], None),
    ("nothing said, nothing named", [{"是否发现风险": "", "发现问题": "未发现返贫致贫风险"}], None),
    ("nothing at all written", [{"是否发现风险": "", "发现问题": ""}], None),
    ("found with one, not with the other", [{"发现问题": "因病"}, HERS | {"是否发现风险": "否", "发现问题": "因学"}], "因病"),
)


def test_problems_of_the_sentences(county):
    said = {words: f"2024年6月18日干部入户排查发现困难：{problem}" for words, _, problem in VISITS if problem}
    assert said_of_couples(county, "visit", VISITS) == said


def test_a_list_of_visits_that_only_names_what_was_found(county):
    path = county.workspace.inbox / "2024-06" / "入户排查_202406.csv"
    header, day = "户主姓名,户主证件号码,入户时间,存在问题,走访干部", "2024年6月5日"
    path.write_text(f"{header}\n李国强,{LI},{day},孩子要上学,周某\n王桂英,{WANG},{day},家庭情况正常,周某\n", "utf-8")
    county.run()
    assert reasons(county) == {"李家": "2024年6月5日干部入户排查发现困难：因学"}


def test_an_application_belongs_to_the_month_of_its_day_and_comes_late_as_a_bill_does(county):
    county.drop("self_report", of("王桂英", WANG, 申报日期="2024-05-06"), folder="2024-05")
    county.run("2024-05")
    days = (("王桂英", WANG, "2024-05-06"), ("李国强", LI, "2024-05-31"), ("李国强", LI, "2024-07-01"))
    county.drop("self_report", *(of(name, written, 申报日期=day) for name, written, day in days))
    assert county.run().late_leads == 1
    assert {(row["month"], row["household_id"]) for row in read(county)} == {("2024-05", "李家")}


def test_who_applies_is_found_like_anybody(county):
    namesake, told_by_village = of("李国强", number("1990-09-09")), of("赵春梅", "", **place("水阳镇", "大桥村"))
    county.drop("self_report", of("王桂英", slipped(WANG)), namesake, told_by_village, of("王桂英", ""))
    outcome = county.run()
    joins = {(row["household_id"], row["joined_by"]) for row in read(county, "signals.csv")}
    assert joins == {("王桂英家", "repaired"), ("李家", "probable")}
    assert outcome.review_waiting == 1, "a name alone waits; somebody's namesake with a number of his own is an outsider"
    shown = openpyxl.load_workbook(county.workspace.outbox(parse_month("2024-06")) / "待判断名单_2024-06.xlsx").worksheets[0]
    assert any("自主申报" in str(cell) for row in shown.iter_rows(values_only=True) for cell in row)


def test_what_is_sent_again_replaces_what_was_wrong(county):
    county.drop("visit", of("李国强", LI), of("王桂英", WANG))
    county.drop("visit", of("李国强", LI, 是否发现风险="否"), name="干部排查_2024-06（更正）")
    county.run()
    assert set(reasons(county)) == {"王桂英家"}
    county.drop("visit", of("李国强", LI), name="干部排查_2024-06（重报）")
    county.run()
    assert set(reasons(county)) == {"李家"}


def states(county):
    """Dataset → what the month report says came of it."""
    book = openpyxl.load_workbook(county.workspace.outbox(parse_month("2024-06")) / "月报_2024-06.xlsx")
    rows = [row for row in book["各部门数据质量"].iter_rows(values_only=True) if row[1] in TITLES.values()]
    return {row[1]: next(cell for cell in row[2:] if isinstance(cell, str)) for row in rows}


def test_a_county_that_sends_none_is_told_of_none(county):
    outcome = county.run()
    assert not [line for line in outcome.not_evaluated if "申报" in line or "排查" in line]
    expected = ("roster", "settlement", "enrolment", "student", "assistance", "death", "house", "water", "employment")
    assert set(states(county)) == {TITLES[dataset] for dataset in expected}


def test_what_came_is_counted_and_no_town_is_missed(county):
    county.drop("roster", lives("孙玉兰", number("1960-06-06", 2), 乡镇="狸桥镇", **RICH), name="农户花名册_狸桥镇")
    county.drop("self_report", of("王桂英", WANG), name="自主申报_2024-06_水阳镇")
    outcome = county.run()
    assert set(reasons(county)) == {"王桂英家"}
    assert (states(county)["自主申报"], "干部排查" in states(county)) == ("已收到", False)
    assert not [line for line in outcome.not_evaluated if "申报" in line or "排查" in line]


def test_nothing_a_person_wrote_travels_further_than_the_workspace(county):
    county.drop("self_report", of("王桂英", WANG, 申报事项=OWN_WORDS, 情况说明=OWN_WORDS))
    county.drop("visit", of("李国强", LI, 发现问题=OWN_WORDS, 情况说明=OWN_WORDS))
    county.run()
    outbox = county.workspace.outbox(parse_month("2024-06"))
    texts = [path.read_text("utf-8") for path in outbox.iterdir() if path.suffix in (".csv", ".html")]
    for path in outbox.rglob("*.xlsx"):
        texts += [str(cell) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert [text for text in texts if "欠了钱" in text or "王书记" in text] == []
