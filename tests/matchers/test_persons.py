"""Who a household's members are: a person is the same from roster to roster by number, else by household and name."""

import pytest

from tests.matchers.desk import County
from tests.matchers.people import lives, number, slipped

A, B, C = number("1970-01-01", 1), number("1972-02-02", 2), number("1999-03-03", 3)
OLD, NEW = "2023-01", "2024-01"


def members(tmp_path, *rosters, month="2024-06"):
    """(household, name, number) of members in June, of rosters of (folder, name of the file, rows)."""
    county = County(tmp_path)
    for folder, name, rows in rosters:
        county.drop("roster", *rows, folder=folder, name=name)
    with county.judged(month) as (warehouse, _):
        rows = warehouse.query("SELECT household_id, name, number FROM linked.member ORDER BY household_id, name")
        persons = warehouse.query("SELECT count(DISTINCT person_id) AS persons FROM linked.roster_row")
        return [tuple(row.values()) for row in rows], persons[0]["persons"]


def of_home(name, id_number, **more):
    return lives(name, id_number, household="H1", **more)


SAME = (
    ("the same row twice", of_home("王桂英", A), of_home("王桂英", A), [("H1", "王桂英", A)]),
    ("a homophone under one number", of_home("王桂英", A), of_home("王贵英", A), [("H1", "王贵英", A)]),
    ("another name under one number in one household", of_home("王招弟", A), of_home("王静雯", A), [("H1", "王静雯", A)]),
    ("another household, the same number", of_home("王桂英", A), lives("王桂英", A, household="H2"), [("H2", "王桂英", A)]),
    ("the number mended", of_home("王桂英", slipped(A)), of_home("王桂英", A), [("H1", "王桂英", A)]),
    ("the number spoilt: the usable one stays", of_home("王桂英", A), of_home("王桂英", slipped(A)), [("H1", "王桂英", A)]),
    ("the number lost", of_home("王桂英", A), of_home("王桂英", ""), [("H1", "王桂英", A)]),
)


@pytest.mark.parametrize(("old", "new", "expected"), [case for _, *case in SAME], ids=[words for words, *_ in SAME])
def test_one_person(tmp_path, old, new, expected):
    assert members(tmp_path, (OLD, "", [old]), (NEW, "", [new])) == (expected, 1)


def test_two_of_one_name_in_a_household_are_told_apart_by_number(tmp_path):
    two = [of_home("王桂英", A), of_home("王桂英", B)]
    assert members(tmp_path, (OLD, "", two), (NEW, "", two)) == ([("H1", "王桂英", A), ("H1", "王桂英", B)], 2)


def test_namesakes_of_two_households_are_two(tmp_path):
    assert members(tmp_path, (OLD, "", [of_home("王桂英", A)]), (NEW, "", [lives("王桂英", "", household="H2")]))[1] == 2


def test_who_is_not_in_the_latest_roster_is_no_member_and_who_is_new_is(tmp_path):
    old, new = [of_home("王桂英", A), of_home("李国强", B)], [of_home("王桂英", A), of_home("李小宝", C)]
    assert members(tmp_path, (OLD, "", old), (NEW, "", new))[0] == [("H1", "李小宝", C), ("H1", "王桂英", A)]


def test_before_the_new_roster_the_old_one_holds(tmp_path):
    old, new = [of_home("王桂英", A), of_home("李国强", B)], [of_home("王桂英", A)]
    assert len(members(tmp_path, (OLD, "", old), (NEW, "", new), month="2023-12")[0]) == 2


def test_a_roster_of_one_town_leaves_the_others_as_they_are(tmp_path):
    old = [of_home("王桂英", A), lives("李国强", B, household="H2", 乡镇="狸桥镇"), lives("李小宝", C, household="H2", 乡镇="狸桥镇")]
    new = [lives("李国强", B, household="H2", 乡镇="狸桥镇")]
    assert members(tmp_path, (OLD, "", old), (NEW, "农户花名册_2024-01_狸桥镇", new))[0] == [("H1", "王桂英", A), ("H2", "李国强", B)]


def test_a_correction_of_one_row_leaves_the_rest_of_its_roster(tmp_path):
    old = [of_home("王桂英", slipped(A)), of_home("李国强", B)]
    assert members(tmp_path, (NEW, "", old), (NEW, "农户花名册_2024-01（更正）", [of_home("王桂英", A)]))[0] == [("H1", "李国强", B), ("H1", "王桂英", A)]


def test_who_moved_lives_in_one_household_only(tmp_path):
    """By a town's own roster somebody has moved to that town; the old town's older roster still has them."""
    old = [of_home("王桂英", A), of_home("李国强", B)]
    moved = [lives("李国强", B, household="H2", 乡镇="狸桥镇")]
    assert members(tmp_path, (OLD, "", old), (NEW, "农户花名册_2024-01_狸桥镇", moved))[0] == [("H1", "王桂英", A), ("H2", "李国强", B)]
