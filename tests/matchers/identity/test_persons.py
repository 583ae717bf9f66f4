"""Who a household's members are: a person is the same from roster to roster by number, else by household and name.

Every line is a household of its own, in the rosters of January 2023 and of January 2024.
"""

from __future__ import annotations

import pytest

from flows.workspace import Mistake
from tests.matchers.desk import County
from tests.matchers.people import lives, number, slipped

OLD, NEW = "2023-01", "2024-01"
LINES = (
    # (name, number, household) in the old roster, in the new one → persons there ever were, members now
    ("the same row twice", [("王桂英", "A", 1)], [("王桂英", "A", 1)], 1, [("王桂英", "A", 1)]),
    ("a homophone under one number", [("王桂英", "A", 1)], [("王贵英", "A", 1)], 1, [("王贵英", "A", 1)]),
    ("a homophone by another reading, one number, another household", [("刘长生", "A", 1)], [("刘常生", "A", 2)], 1, [("刘常生", "A", 2)]),
    ("another name, one number, one household", [("王招弟", "A", 1)], [("王静雯", "A", 1)], 1, [("王静雯", "A", 1)]),
    ("another name, one number, another household", [("王招弟", "A", 1)], [("李静雯", "A", 2)], 2, [("李静雯", "A", 2)]),
    ("another household, one number", [("王桂英", "A", 1)], [("王桂英", "A", 2)], 1, [("王桂英", "A", 2)]),
    ("the number mended", [("王桂英", "a", 1)], [("王桂英", "A", 1)], 1, [("王桂英", "A", 1)]),
    ("the number spoilt: the usable one stays", [("王桂英", "A", 1)], [("王桂英", "a", 1)], 1, [("王桂英", "A", 1)]),
    ("the number lost", [("王桂英", "A", 1)], [("王桂英", "", 1)], 1, [("王桂英", "A", 1)]),
    ("namesakes of two households", [("王桂英", "A", 1), ("王桂英", "", 2)], [("王桂英", "A", 1), ("王桂英", "", 2)], 2, [("王桂英", "A", 1), ("王桂英", "", 2)]),
    ("namesakes of one household", [("王桂英", "A", 1), ("王桂英", "B", 1)], [("王桂英", "A", 1), ("王桂英", "B", 1)], 2, [("王桂英", "A", 1), ("王桂英", "B", 1)]),
    ("two of a household under one number", [("王桂英", "A", 1), ("李国强", "A", 1)], [("王桂英", "A", 1), ("李国强", "A", 1)], 2, [("李国强", "A", 1), ("王桂英", "A", 1)]),
    ("somebody left, somebody came", [("王桂英", "A", 1), ("李国强", "B", 1)], [("王桂英", "A", 1), ("李小宝", "C", 1)], 3, [("李小宝", "C", 1), ("王桂英", "A", 1)]),
    ("split off", [("王桂英", "A", 1), ("李小宝", "B", 1)], [("王桂英", "A", 1), ("李小宝", "B", 2)], 2, [("王桂英", "A", 1), ("李小宝", "B", 2)]),
)


def rows_of(at, people):
    numbers = {letter: number(f"19{60 + at}-01-01", order) for order, letter in enumerate("ABC", 11)} | {"": ""}
    numbers["a"] = slipped(numbers["A"])
    return [lives(name, numbers[letter], household=f"{at}-{home}") for name, letter, home in people], {told: letter for letter, told in numbers.items()}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """(persons there ever were, members now) by line."""
    county = County(tmp_path_factory.mktemp("persons"))
    for folder, place in ((OLD, 1), (NEW, 2)):
        county.drop("roster", *(row for at, line in enumerate(LINES) for row in rows_of(at, line[place])[0]), folder=folder)
    with county.judged() as (warehouse, _):
        members = warehouse.records("SELECT household_id, name, number FROM linked.member ORDER BY household_id, name, number")
        persons = warehouse.records("SELECT split_part(household_id, '-', 1) AS line, count(DISTINCT person_id) AS persons FROM linked.roster_row GROUP BY line")
    ever = {row["line"]: row["persons"] for row in persons}
    now = {}
    for at, (words, old, *_) in enumerate(LINES):
        letters = rows_of(at, old)[1]
        mine = [row for row in members if row["household_id"].split("-")[0] == str(at)]
        now[words] = (ever[str(at)], [(row["name"], letters[row["number"]], int(row["household_id"].split("-")[1])) for row in mine])
    return now


@pytest.mark.parametrize(("words", "persons", "members"), [(words, *expected) for words, _, _, *expected in LINES], ids=[words for words, *_ in LINES])
def test_members(found, words, persons, members):
    assert found[words] == (persons, members)


A, B, C = number("1970-01-01", 1), number("1972-02-02", 2), number("1999-03-03", 3)


def of_liqiao(name, id_number):
    return lives(name, id_number, household="H2", 乡镇="狸桥镇")


def members(county, month="2024-06"):
    with county.judged(month) as (warehouse, _):
        return [tuple(row.values()) for row in warehouse.records("SELECT household_id, name FROM linked.member ORDER BY household_id, name")]


def test_a_roster_holds_until_the_next_of_its_town(tmp_path):
    """By a town's own roster somebody has left it and somebody has moved to it, whom the other town's older roster still has."""
    county = County(tmp_path)
    county.drop("roster", lives("王桂英", A, household="H1"), lives("李国强", B, household="H1"), of_liqiao("李小宝", C), folder=OLD)
    county.drop("roster", of_liqiao("李国强", B), folder=NEW, name="农户花名册_2024-01_狸桥镇")
    assert members(county) == [("H1", "王桂英"), ("H2", "李国强")]
    assert members(county, "2023-12") == [("H1", "李国强"), ("H1", "王桂英"), ("H2", "李小宝")]


def test_a_correction_of_one_row_leaves_the_rest_of_its_roster(tmp_path):
    county = County(tmp_path)
    county.drop("roster", lives("王桂英", slipped(A), household="H1"), lives("李国强", B, household="H1"), folder=NEW)
    county.drop("roster", lives("王桂英", A, household="H1"), folder=NEW, name="农户花名册_2024-01（更正）")
    assert members(county) == [("H1", "李国强"), ("H1", "王桂英")]


def test_a_run_whose_only_roster_is_of_a_later_month_does_not_pass_over_it_in_silence(tmp_path):
    """June is run in July, with a roster that says it is July's."""
    county = County(tmp_path)
    county.drop("roster", lives("王桂英", A, household="H1"), folder="2024-06", name="农户花名册20240703")
    county.drop("death")
    with pytest.raises(Mistake, match="花名册"):
        county.run()
