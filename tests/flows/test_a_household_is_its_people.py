"""Rosters that give households other numbers: leads, answers and silences go on with the people."""

from __future__ import annotations

import csv

import pytest

from schemas.months import parse_month
from tests.matchers.desk import County
from tests.matchers.people import lives, number
from tests.signs import sign_of

A, B, C, D, E = (number(f"19{year}-03-08") for year in (50, 52, 61, 63, 75))
MAY, JUNE, JULY = "2024-05", "2024-06", "2024-07"


def roster(**homes: str) -> list[dict[str, str]]:
    """`H1="甲 乙"`: a household of two, the first of whom is the householder."""
    who = {"甲": ("王桂英", A), "乙": ("李国强", B), "丙": ("张德明", C), "丁": ("孙玉兰", D), "戊": ("周文海", E)}
    return [lives(*who[name], household=home, 与户主关系="户主" if at == 0 else "配偶") for home, names in homes.items() for at, name in enumerate(names.split())]


class Numbered:
    """Rosters by month; everybody's houses are unsafe who is named in `unsafe`."""

    def __init__(self, home) -> None:
        self.county = County(home)

    def month(self, month: str, unsafe: str = "", **homes: str):
        self.county.drop("roster", *roster(**homes), folder=month)
        heads = {"甲": ("王桂英", A), "乙": ("李国强", B), "丙": ("张德明", C), "丁": ("孙玉兰", D), "戊": ("周文海", E)}
        houses = [{"姓名": heads[each][0], "证件号码": heads[each][1], "鉴定等级": "D", "改造状态": "未改造", "乡镇": "水阳镇", "行政村": "大桥村"} for each in unsafe.split()]
        self.county.drop("house", *(houses or [{"姓名": "钱多多", "证件号码": number("1988-01-01"), "鉴定等级": "A"}]), folder=month)
        return self.county.run(month)

    def ledger(self, month: str) -> dict[str, dict[str, str]]:
        with open(self.county.workspace.outbox(parse_month(month)) / "ledger.csv", encoding="utf-8-sig", newline="") as file:
            return {row["lead_id"]: row for row in csv.DictReader(file)}

    def answer(self, folder: str, **words: str) -> None:
        path = self.county.workspace.home / "returns" / folder / "水阳镇.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{lead_id},{sign_of(self.county.workspace.home, lead_id)},{said},看过了" for lead_id, said in words.items()]
        path.write_text("\n".join(["线索编号,校验码,是否属实,拟采取措施,是否纳入监测,情况", *lines]), "utf-8")


@pytest.fixture
def numbered(tmp_path) -> Numbered:
    return Numbered(tmp_path / "county")


def test_a_new_number_goes_on_with_the_lead(numbered):
    numbered.month(JUNE, "甲 丙", H1="甲 乙", H2="丙 丁")
    outcome = numbered.month(JULY, "甲 丙", X1="甲 乙", X2="丙 丁")
    ledger = numbered.ledger(JULY)
    assert {(lead_id, row["household_id"], row["state"], row["formerly"]) for lead_id, row in ledger.items()} == {
        ("2024-06-H1", "X1", "超期", "H1"), ("2024-06-H2", "X2", "超期", "H2"),
    }
    assert ledger["2024-06-H1"]["months_running"] == "2"
    assert any("2户换了户编号" in line for line in outcome.cautions)


def test_numbers_that_are_handed_round_are_told_apart(numbered):
    numbered.month(JUNE, "甲", H1="甲 乙", H2="丙 丁")
    numbered.month(JULY, "甲", H2="甲 乙", H3="丙 丁")
    assert {(lead_id, row["household_id"]) for lead_id, row in numbered.ledger(JULY).items()} == {("2024-06-H1", "H2")}
    numbered.month("2024-08", "甲 丙", H1="甲 乙", H2="丙 丁")
    assert {(lead_id, row["household_id"]) for lead_id, row in numbered.ledger("2024-08").items()} == {("2024-06-H1", "H1"), ("2024-08-H2", "H2")}


def test_what_was_found_untrue_is_not_asked_under_the_new_number(numbered):
    numbered.month(JUNE, "甲", H1="甲 乙", H2="丙 丁")
    numbered.answer(JUNE, **{"2024-06-H1": "否,,"})
    numbered.month(JULY, "甲", X1="甲 乙", X2="丙 丁")
    assert list(numbered.ledger(JULY)) == ["2024-06-H1"]


def test_merged_households_have_one_lead(numbered):
    numbered.month(JUNE, "甲 丙", H1="甲 乙", H2="丙 丁")
    numbered.month(JULY, "甲 丙", H1="甲 乙 丙 丁")
    ledger = numbered.ledger(JULY)
    assert {(lead_id, row["household_id"], row["state"], row["joined_to"]) for lead_id, row in ledger.items()} == {
        ("2024-06-H1", "H1", "超期", ""), ("2024-06-H2", "H1", "销号", "2024-06-H1"),
    }


def test_of_merged_households_the_proposal_goes_on_and_each_is_asked_for_itself(numbered):
    numbered.month(JUNE, "甲 乙 丙 丁", H1="甲", H2="乙", H3="丙", H4="丁")
    numbered.answer(JUNE, **{"2024-06-H2": "是,,是", "2024-06-H4": "否,,"})
    numbered.month(JULY, "甲 乙 丙 丁", H1="甲 乙", H3="丙 丁")
    assert {(lead_id, row["state"], row["outcome"], row["joined_to"], row["months_running"]) for lead_id, row in numbered.ledger(JULY).items()} == {
        ("2024-06-H1", "销号", "", "2024-06-H2", "1"), ("2024-06-H2", "已反馈", "属实拟纳入", "", "2"),
        ("2024-06-H3", "超期", "", "", "2"), ("2024-06-H4", "销号", "不属实", "", "1"),
    }


def test_a_split_household_goes_on_where_most_of_it_lives_and_of_two_halves_with_the_householder(numbered):
    numbered.month(JUNE, "甲", H1="甲 乙 丙", H2="丁 戊")
    numbered.month(JULY, "甲 丙 丁", X1="甲", X2="乙 丙", X3="戊", X4="丁")
    assert {(lead_id, row["household_id"]) for lead_id, row in numbered.ledger(JULY).items()} == {
        ("2024-06-H1", "X2"), ("2024-07-X1", "X1"), ("2024-07-X4", "X4"),
    }


def test_a_month_run_again_knows_the_numbers_of_its_time(numbered):
    numbered.month(JUNE, "甲", H1="甲 乙", H2="丙 丁")
    before = numbered.ledger(JUNE)
    numbered.month(JULY, "甲", X1="甲 乙", X2="丙 丁")
    numbered.county.run(JUNE)
    assert numbered.ledger(JUNE) == before
    after = numbered.ledger(JULY)
    numbered.county.run(JULY)
    assert numbered.ledger(JULY) == after


def test_who_stands_under_two_numbers_counts_once(numbered):
    numbered.county.drop("settlement", {"结算编号": "1", "姓名": "张德明", "证件号码": C, "个人自付": "30000"}, folder=JUNE)
    outcome = numbered.month(JUNE, "", H1="甲 丙", H2="丙 丁")
    assert {household for _, household, _ in numbered.county.signals(JUNE)} == {"H2"}
    assert any("户编号H1里有1人同一期还列在户编号H2里" in line for line in outcome.cautions)
