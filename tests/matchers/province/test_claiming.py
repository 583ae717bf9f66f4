"""Whose row a provincial extract holds: drawn, one way of telling a line."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from matchers.identity.joins import CaseAnswer, case_id
from matchers.province import claiming
from matchers.warehouse import Warehouse
from schemas import citizen_id, names
from tests.matchers.people import number, slipped

A, B = "341802", "510904"
JUNE = dt.date(2024, 6, 1)


Written = tuple[str, str, str, str]  # number, name, town, village
Listed = tuple[str, str, str, str, str]  # county, and the same


def claimed_in(warehouse: Warehouse, written: list[Written], rosters: list[Listed], answer: str | None = None, later: Sequence[Written] = ()) -> list[dict[str, str]]:
    """Identities as written by June, and rosters → {county: how} of each; `answer` is the county that somebody said the first is of, `later` came in July."""
    claiming.gather(warehouse, {}, JUNE)
    warehouse.append("province.roster", [
        (county, *citizen_id.normalise(number), names.key(names.clean(name)), town, village, f"{county}0001", dt.date(2024, 1, 1))
        for county, number, name, town, village in rosters
    ])
    warehouse.append("intake.identity", [
        (at, *citizen_id.normalise(number), names.clean(name), names.key(names.clean(name)), town, village, "", came)
        for at, ((number, name, town, village), came) in enumerate([*((each, JUNE) for each in written), *((each, dt.date(2024, 7, 1)) for each in later)])
    ])
    first = warehouse.rows("SELECT number, name, town, village FROM intake.identity ORDER BY identity_id")[0]
    claiming.claim(warehouse, JUNE, {} if answer is None else {case_id(*first): CaseAnswer(answer, "") if answer else None})
    found: list[dict[str, str]] = [{} for _ in (*written, *later)]
    for identity, county, how in warehouse.rows("SELECT identity_id, county, told_by FROM province.claim ORDER BY identity_id, county"):
        found[identity][county] = how
    return found


@pytest.fixture
def claims(tmp_path):
    """`claimed_in` a warehouse of its own."""

    turn = 0

    def made(*asked: Any) -> list[dict[str, str]]:
        nonlocal turn
        turn += 1
        with Warehouse(tmp_path / f"warehouse{turn}.duckdb") as warehouse:
            return claimed_in(warehouse, *asked)

    return made


WANG, LI, SUN = number("1980-03-05", 11), number("1975-07-01", 21), number("1990-02-02", 31, B)
ROSTERS = [
    (A, WANG, "王大柱", "水阳镇", "大桥村"), (A, LI, "李小满", "城关镇", "东街村"), (B, SUN, "孙二梅", "城关镇", "西街村"), (B, "", "周无号", "龙泉镇", "龙王村"),
]


@pytest.mark.parametrize(
    ("who", "claimed"),
    [
        pytest.param((WANG, "王大柱", "", ""), {A: "number"}, id="on the roster"),
        pytest.param((SUN, "别的名", "水阳镇", "大桥村"), {B: "number"}, id="the number before the place"),
        pytest.param((number("1988-08-08", 5, "110101"), "外来人", "水阳镇", "大桥村"), {A: "place"}, id="nobody's number, one county's place"),
        pytest.param((number("1988-08-08", 5, "110101"), "外来人", "水阳", ""), {A: "place"}, id="a town without its suffix"),
        pytest.param((number("1988-08-08", 5, "110101"), "外来人", "城关镇", "西街村"), {B: "place"}, id="a town of two counties, by its village"),
        pytest.param((number("1988-08-08", 5, "110101"), "外来人", "城关镇", ""), {}, id="a town of two counties and no more"),
        pytest.param((slipped(WANG), "王大柱", "", ""), {A: "near"}, id="a slip away"),
        pytest.param((slipped(WANG), "张三丰", "", ""), {A: "code"}, id="a slip away, another name: by its own code"),
        pytest.param((slipped(WANG), "王大柱", "龙泉镇", "龙王村"), {A: "near", B: "place"}, id="a slip away, at a place of another county"),
        pytest.param((f"{A}E+17", "王大柱", "龙泉镇", "龙王村"), {A: "code", B: "place"}, id="no more than the code is left, at a place of another county"),
        pytest.param((f"{A}E+17", "张三丰", "龙泉镇", "龙王村"), {B: "place"}, id="nobody is called so where the code is from"),
        pytest.param((number("1988-08-08", 5, B), "外来人", "", ""), {B: "code"}, id="nobody's, given out in a county"),
        pytest.param((number("1988-08-08", 5, "110101"), "外来人", "", ""), {}, id="nobody's"),
        pytest.param(("", "王大柱", "", ""), {}, id="a name alone"),
        pytest.param(("", "周无号", "龙泉镇", "龙王村"), {B: "place"}, id="a name and a place"),
    ],
)
def test_whose_a_row_is(claims, who, claimed):
    assert claims([who], ROSTERS) == [claimed]


def test_who_is_on_two_rosters_goes_to_both(claims):
    assert claims([(WANG, "王大柱", "", "")], [*ROSTERS, (B, WANG, "王大柱", "龙泉镇", "龙王村")]) == [{A: "number", B: "number"}]


def test_a_number_that_two_counties_may_have_meant_is_handed_to_both(claims):
    near_both = WANG[:15] + ("7" if WANG[15] != "7" else "8") + WANG[16:]
    found = claims([(near_both, "王大柱", "", "")], [*ROSTERS, (B, WANG, "王大柱", "龙泉镇", "龙王村")])[0]
    assert set(found) == {A, B} and set(found.values()) == {"near"}


@pytest.mark.parametrize(("answer", "claimed"), [(A, {A: "near"}), (B, {B: "near"}), ("", {}), ("110101", {})])
def test_of_several_counties_the_one_that_was_said_has_the_rows(claims, answer, claimed):
    """None where he was said to be on no roster, or in a county that never claimed him."""
    near_both = WANG[:15] + ("7" if WANG[15] != "7" else "8") + WANG[16:]
    found = claims([(near_both, "王大柱", "", ""), (WANG, "王大柱", "", "")], [*ROSTERS, (B, WANG, "王大柱", "龙泉镇", "龙王村")], answer)
    assert found == [claimed, {A: "number", B: "number"}]


def test_a_valid_number_is_found_where_the_roster_has_it_wrong(claims):
    """Without a place, by another county's code; and where he is insured elsewhere: that county would else take him for absent."""
    born_elsewhere = number("1969-04-04", 3, "110101")
    rosters = [*ROSTERS, (A, slipped(born_elsewhere), "周来婷", "水阳镇", "大桥村")]
    written = [(born_elsewhere, "周来婷", "", ""), (born_elsewhere, "周来婷", "龙泉镇", "龙王村"), (born_elsewhere, "周去婷", "", "")]
    assert claims(written[:1], rosters) == [{A: "near"}]
    assert claims(written[1:], rosters) == [{A: "near", B: "place"}, {B: "place"}]


def test_a_bill_follows_the_place_that_stands_beside_its_number_elsewhere(claims):
    stranger = number("1966-06-06", 7, "110101")
    placed, bare = (stranger, "周无号", "龙泉镇", "龙王村"), (stranger, "周无号", "", "")
    assert claims([placed, bare], ROSTERS) == [{B: "place"}, {B: "place"}]
    assert claims([bare], ROSTERS, None, [placed]) == [{}, {}]  # not one that came later: an older month is told as it was


def test_whoever_may_be_meant_by_a_damaged_row_comes_along(claims):
    """Else the county would repair the row to its own namesake, as it has never seen the other."""
    rival = number("1980-03-05", 43, B)
    written = [(rival, "孙二梅", "", ""), (rival[:16] + ("1" if rival[16] != "1" else "2") + rival[17], "孙二梅", "水阳镇", "大桥村")]
    found = claims(written, [*ROSTERS, (B, rival, "孙二梅", "城关镇", "西街村")])
    assert found == [{A: "beside", B: "number"}, {A: "place", B: "near"}]


def test_a_neighbours_namesake_comes_along_to_a_row_without_a_number(claims):
    found = claims([(SUN, "孙二梅", "水阳镇", "大桥村"), ("", "孙二梅", "水阳镇", "大桥村")], ROSTERS)
    assert found == [{A: "beside", B: "number"}, {A: "place"}]


def test_a_province_looked_at_in_shares_is_told_the_same(claims, monkeypatch):
    written = [(slipped(WANG), "王大柱", "", ""), (slipped(LI), "李小满", "龙泉镇", "龙王村"), (SUN, "孙二梅", "水阳镇", "大桥村"), ("", "孙二梅", "水阳镇", "大桥村")]
    whole = claims(written, ROSTERS)
    monkeypatch.setattr(claiming, "OF_A_SHARE", 1)
    assert claims(written, ROSTERS) == whole
