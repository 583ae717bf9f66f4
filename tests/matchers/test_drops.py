"""Which of several drops counts: by folder, by name, by town. Each test is a county of a few files."""

import pytest

from tests.matchers.desk import County
from tests.matchers.people import lives, number, slipped
from tests.matchers.desk import place

WANG, LI, ZHAO = number("1950-01-01"), number("1950-02-02"), number("1950-03-03")
HOME = (lives("王桂英", WANG), lives("李国强", LI, 乡镇="狸桥镇"), lives("赵永福", ZHAO))
WAGES = """
SELECT roster.name, sum(employment.wage) AS wages FROM linked.employment AS employment
JOIN (SELECT DISTINCT person_id, name FROM linked.roster_row) AS roster ON roster.person_id = employment.person_id
WHERE employment.month = $month GROUP BY roster.name
"""
BILLS = """
SELECT roster.name, sum(settlement.self_pay) AS paid FROM linked.settlement AS settlement
JOIN (SELECT DISTINCT person_id, name FROM linked.roster_row) AS roster ON roster.person_id = settlement.person_id
GROUP BY roster.name
"""


@pytest.fixture
def county(tmp_path):
    """Three households: two of 水阳镇, one of 狸桥镇."""
    county = County(tmp_path)
    county.drop("roster", *HOME, folder="2024-01")
    return county


def works(name, id_number, wage, town="", employer="甲厂"):
    return {"姓名": name, "证件号码": id_number, "月工资": str(wage), "用工单位": employer} | place(town)


def wages(county, month="2024-06", of=""):
    with county.linked(month) as warehouse:
        return {row["name"]: int(row["wages"]) for row in warehouse.query(WAGES, month=f"{of or month}-01")}


# Several files of one month


def test_a_supplement_adds_its_rows(county):
    county.drop("employment", works("王桂英", WANG, 3000))
    county.drop("employment", works("李国强", LI, 2000), name="就业务工（补报）_2024-06")
    assert wages(county) == {"王桂英": 3000, "李国强": 2000}


@pytest.mark.parametrize("name", ["就业务工_2024-06（更正）", "A更正就业务工_2024-06", "就业务工补报2024年6月"])
def test_a_correction_wins_wherever_its_name_sorts(county, name):
    county.drop("employment", works("王桂英", WANG, 3000), works("李国强", LI, 2000))
    county.drop("employment", works("王桂英", WANG, 3300), name=name)
    assert wages(county) == {"王桂英": 3300, "李国强": 2000}


def test_of_two_plain_files_the_later_name_wins(county):
    county.drop("employment", works("王桂英", WANG, 3000), name="就业务工_2024-06_1")
    county.drop("employment", works("王桂英", WANG, 3100), name="就业务工_2024-06_2")
    assert wages(county) == {"王桂英": 3100}


def test_of_two_rows_of_a_file_the_later_wins_but_another_employer_is_another_job(county):
    county.drop("employment", works("王桂英", WANG, 3000), works("王桂英", WANG, 2900), works("王桂英", WANG, 500, employer="乙厂"))
    assert wages(county) == {"王桂英": 2900 + 500}


@pytest.mark.parametrize("written", [slipped(WANG), "", f" {WANG} "], ids=["a slip", "no number", "spaces"])
def test_a_corrected_number_or_name_replaces_the_persons_row(county, written):
    county.drop("employment", {**works("王桂英", written, 3000), **place("水阳镇", "大桥村")})
    county.drop("employment", works("王贵英", WANG, 3500), name="就业务工_2024-06（更正）")
    assert wages(county) == {"王桂英": 3500}


def test_the_same_bytes_again_change_nothing(county):
    first = county.drop("employment", works("王桂英", WANG, 3000))
    county.run()
    copy = first.with_name("就业务工_2024-06(1).csv")
    copy.write_bytes(first.read_bytes())
    county.run()
    with county.linked() as warehouse:
        states = {row["path"]: row["state"] for row in warehouse.query("SELECT path, state FROM intake.file")}
        assert states[f"2024-06/{copy.name}"] == "duplicate"
    assert not county.run().changed and wages(county) == {"王桂英": 3000}


# 重报


def test_a_resend_replaces_all_of_its_month_but_no_other(county):
    for month in ("2024-05", "2024-06"):
        county.drop("employment", works("王桂英", WANG, 3000), works("李国强", LI, 2000), folder=month)
    county.drop("employment", works("赵永福", ZHAO, 1000), name="A就业务工（重报）_2024-06")
    assert wages(county) == {"赵永福": 1000}
    assert wages(county, of="2024-05") == {"王桂英": 3000, "李国强": 2000}


def test_a_resend_for_a_town_replaces_that_towns_rows(county):
    county.drop("employment", works("王桂英", WANG, 3000, "水阳镇"), works("赵永福", ZHAO, 1000, "水阳镇"), works("李国强", LI, 2000, "狸桥镇"))
    county.drop("employment", works("王桂英", WANG, 3300, "水阳镇"), name="就业务工（重报）_2024-06_水阳")
    assert wages(county) == {"王桂英": 3300, "李国强": 2000}


def test_a_resend_for_a_town_goes_by_the_home_where_rows_name_none(county):
    county.drop("employment", works("王桂英", WANG, 3000), works("赵永福", ZHAO, 1000), works("李国强", LI, 2000))
    county.drop("employment", works("王桂英", WANG, 3300), name="就业务工（重报）_2024-06_水阳镇")
    assert wages(county) == {"王桂英": 3300, "李国强": 2000}


def test_of_two_resends_the_later_stands(county):
    county.drop("employment", works("王桂英", WANG, 3000), works("李国强", LI, 2000), name="就业务工_2024-06（重报）1")
    county.drop("employment", works("王桂英", WANG, 3100), name="就业务工_2024-06（重报）2")
    assert wages(county) == {"王桂英": 3100}


def test_a_later_folders_supplement_adds_to_a_resend(county):
    county.drop("employment", works("王桂英", WANG, 3000))
    county.drop("employment", works("赵永福", ZHAO, 1000), name="就业务工（重报）_2024-06")
    county.drop("employment", works("李国强", LI, 2000), folder="2024-07", name="就业务工（补报）_2024-06")
    assert wages(county, "2024-07", of="2024-06") == {"赵永福": 1000, "李国强": 2000}


# Folders


def test_a_later_folder_wins_and_is_not_looked_at_before_its_month(county):
    county.drop("employment", works("王桂英", WANG, 3000))
    county.drop("employment", works("王桂英", WANG, 2000), folder="2024-07", of="2024-06", name="A就业务工_2024-06")
    assert wages(county) == {"王桂英": 3000}
    assert wages(county, "2024-07", of="2024-06") == {"王桂英": 2000}
    assert wages(county) == {"王桂英": 3000}


def test_the_month_in_the_name_goes_before_the_folders(county):
    county.drop("employment", works("王桂英", WANG, 3000), folder="2024-06", name="就业务工2024年5月")
    assert wages(county, of="2024-05") == {"王桂英": 3000}
    assert wages(county) == {}


# Bills


def bill(name, id_number, yuan, which, day="2024-06-10"):
    return {"姓名": name, "证件号码": id_number, "结算编号": which, "结算日期": day, "医疗总费用": str(yuan), "个人自付": str(yuan)}


def paid(county, month="2024-06"):
    with county.linked(month) as warehouse:
        return {row["name"]: int(row["paid"]) for row in warehouse.query(BILLS)}


def test_a_bill_counts_once_and_its_reversal_beside_it(county):
    county.drop("settlement", bill("王桂英", WANG, 900, "B1"), bill("王桂英", WANG, 500, "B2"), bill("李国强", LI, 70, "B3"))
    county.drop("settlement", bill("王桂英", WANG, 900, "B1"), bill("王桂英", WANG, -500, "B2"), bill("李国强", LI, 75, "B3"), name="医保结算_2024-06_2")
    assert paid(county) == {"王桂英": 900 + 500 - 500, "李国强": 75}


def test_a_bill_belongs_to_the_month_of_its_day_whichever_file_brings_it(county):
    county.drop("settlement", bill("王桂英", WANG, 20000, "B1", "2024-05-31"), bill("王桂英", WANG, 50, "B2"))
    county.drop("settlement", folder="2024-05")
    with county.judged() as (_, comparison):
        assert "medical.self_pay_month" not in {signal.indicator for signal in comparison.signals}
    with county.judged("2024-05") as (_, comparison):
        assert not comparison.signals, "in May the bill had not come"
