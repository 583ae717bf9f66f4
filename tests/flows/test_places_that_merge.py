"""Villages and towns that are merged or renamed: one line in county.toml, and leads and silences go on there."""

from __future__ import annotations

import csv

import pytest

from flows.workspace import Workspace
from schemas.mistakes import Mistake
from schemas.months import parse_month
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number

JUNE, JULY = "2024-06", "2024-07"
WANG, LI = number("1950-03-08"), number("1952-03-08")


def dry(county: County, month: str, *places: tuple[str, str], village: str = "", town: str = "水阳镇") -> dict[str, tuple[str, str, str]]:
    """A month whose people live in `village`, or in two; leads by number: household or place, state."""
    homes = (village or "上河村", village or "下河村")
    county.drop("roster", *(lives(name, who, at, 乡镇=town) for (name, who), at in zip((("王桂英", WANG), ("李国强", LI)), homes, strict=True)), folder=month)
    county.drop("water", *({**place(*where), "供水状态": "停水", "停水天数": "12", "水质检测日期": f"{month}-01"} for where in places), folder=month)
    county.outcome = county.run(month)
    with open(county.workspace.outbox(parse_month(month)) / "ledger.csv", encoding="utf-8-sig", newline="") as file:
        return {row["lead_id"]: (row["town"], row["village"], row["joined_to"]) for row in csv.DictReader(file)}


def told(county: County, places: str) -> None:
    (county.workspace.home / "county.toml").write_text(f"[places]\n{places}\n", "utf-8")
    county.workspace = Workspace.at(county.workspace.home)


@pytest.fixture
def county(tmp_path) -> County:
    return County(tmp_path / "county")


def test_leads_of_merged_villages_are_one(county):
    dry(county, JUNE, ("水阳镇", "上河村"), ("水阳镇", "下河村"))
    told(county, '"水阳镇上河村" = "水阳镇两河村"\n"水阳镇下河村" = { to = "水阳镇两河村", from = "2024-07" }')
    first, second = "2024-06-水阳镇-上河村", "2024-06-水阳镇-下河村"
    assert dry(county, JULY, ("水阳镇", "上河村"), ("水阳镇", "下河村"), village="两河村") == {
        first: ("水阳镇", "两河村", ""), second: ("水阳镇", "两河村", first),
    }
    assert dry(county, "2024-08", ("水阳镇", "两河村"), village="两河村").keys() == {first, second}


def test_a_renamed_town_keeps_its_leads_and_gets_its_lists(county):
    dry(county, JUNE, ("松岭乡", "上河村"), town="松岭乡")
    told(county, '"松岭乡" = "松岭镇"\n[towns."松岭乡"]\ncontact = "王主任"\ndue_days = 40')
    assert dry(county, JULY, ("松岭乡", "上河村"), town="松岭镇") == {"2024-06-松岭乡-上河村": ("松岭镇", "上河村", "")}
    assert [path.name for path in (county.workspace.outbox(parse_month(JULY)) / "towns").glob("*.xlsx")] == ["松岭镇_核实清单_2024-07.xlsx"]
    assert county.workspace.contact("松岭镇") == "王主任" and county.workspace.due_days == {"松岭乡": 40, "松岭镇": 40}


def test_before_its_month_a_place_has_its_old_name(county):
    told(county, '"水阳镇上河村" = { to = "水阳镇两河村", from = "2024-07" }')
    assert list(dry(county, JUNE, ("水阳镇", "上河村"))) == ["2024-06-水阳镇-上河村"]


def test_a_village_that_the_roster_has_not_is_told_with_the_line_to_write(county):
    dry(county, JUNE, ("水阳镇", "上河村"))
    dry(county, JULY, ("水阳镇", "上河村"), ("水阳镇", "两河"), village="两河村")
    assert [line for line in county.outcome.cautions if "花名册里没有这个村" in line] == [
        "水阳镇上河村：花名册里没有这个村（供水1行），原来住这个村的人现在在水阳镇两河村；如果已经合并或改名，"
        '请在 county.toml 的 [places] 下写一行："水阳镇上河村" = "水阳镇两河村"',
    ]


@pytest.mark.parametrize("places", ['"松岭乡" = 3', '"松岭乡" = { from = "2024-07" }', '"松岭乡" = ""', '"松岭乡" = { to = "松岭镇", from = "七月" }', '"松岭乡" = "../../x"', '"松岭乡" = "松岭镇=1+1"'])
def test_what_cannot_be_used_is_said(county, places):
    with pytest.raises(Mistake):
        told(county, places)


def test_a_place_that_gets_its_old_name_back_keeps_its_leads(county):
    dry(county, JUNE, ("松岭乡", "上河村"), town="松岭乡")
    told(county, '"松岭乡" = { to = "松岭镇", from = "2024-07" }\n"松岭镇" = { to = "松岭乡", from = "2024-08" }')
    assert dry(county, JULY, ("松岭乡", "上河村"), town="松岭镇") == {"2024-06-松岭乡-上河村": ("松岭镇", "上河村", "")}
    assert dry(county, "2024-08", ("松岭镇", "上河村"), town="松岭乡") == {"2024-06-松岭乡-上河村": ("松岭乡", "上河村", "")}
