"""What becomes part of a file's name or a csv must be none that runs, leaves its folder, or names somebody."""

from __future__ import annotations

import pytest

from schemas.fields import HOUSEHOLD_NUMBER, TOWN, VILLAGE, Unreadable, plain
from tests.matchers.people import number
from tests.schemas.drops import table, take_rows


@pytest.mark.parametrize("written", ["=1+1", "+86", "-1", "@x", "＝HYPERLINK(1)", "－－1-cmd|'/c calc'!A1", "﹦1"])
@pytest.mark.parametrize("kind", [HOUSEHOLD_NUMBER, TOWN, VILLAGE])
def test_no_formula(kind, written):
    with pytest.raises(Unreadable):
        kind.read(plain(written))


@pytest.mark.parametrize("written", ["../../x", "/abs", "a/b", "a\\b", "CON", "con.x", "LPT1", "a:b", "水" * 31, "水阳镇.", "a\tb", "[red]水", "水阳镇_核实清单", "34990119700101013X镇"])
def test_no_town_leaves_its_folder(written):
    with pytest.raises(Unreadable):
        TOWN.read(plain(written))


@pytest.mark.parametrize("written", ["水阳镇", "东乡族自治县·甲镇", "CONG乡", "第3街道"])
def test_towns(written):
    assert TOWN.read(plain(written)) == written


def test_an_id_number_is_no_household_number():
    with pytest.raises(Unreadable):
        HOUSEHOLD_NUMBER.read(number("1950-03-08"))
    with pytest.raises(Unreadable):
        HOUSEHOLD_NUMBER.read(f"户{number('1950-03-08')}-1")
    assert HOUSEHOLD_NUMBER.read("34180200000059") == "34180200000059"


@pytest.mark.parametrize("mark", ["\r", "\n", "\t", "\u2028"])
def test_no_household_number_ends_a_row(mark):
    """A csv's writer quotes no \\r: what follows it would begin a row, and with = a formula."""
    with pytest.raises(Unreadable, match="换行"):
        HOUSEHOLD_NUMBER.read(plain(f"H6{mark}=1+1"))


@pytest.mark.parametrize("place", [{"town": "../../x"}, {"town": "CON"}, {"village": "=2+3"}, {"village": "＠村"}, {"village": "349901197001010139"}])
def test_a_village_that_makes_a_lead_is_held_to_the_same(place):
    """What supplies water brings villages, too, that no roster has."""
    (part,) = take_rows("供水_202406.csv", table("water", 6, **{name: [written, "甲村", "乙村", "丙村", "丁村", "戊村"] for name, written in place.items()}))
    assert (part.stored, part.quarantined) == (5, 1)
