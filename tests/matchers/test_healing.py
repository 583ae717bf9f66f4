"""Where the roster's own number is wrong, the one on which departments agree stands in for it: age and sex come from it."""

import pytest

from tests.matchers.desk import County, place
from tests.matchers.people import excels, lives, number, slipped, spoilt

CHILD = number("2013-05-05", 1)
AS_ADULT = CHILD[:8] + "8" + CHILD[9:]  # a slip that makes 2013 of the roster 2083
PERSON = """
SELECT person.number, person.birth, person.sex, healed.number AS healed FROM linked.person AS person
JOIN (SELECT DISTINCT person_id, household_id FROM linked.roster_row) AS roster ON roster.person_id = person.person_id
LEFT JOIN linked.healed AS healed ON healed.person_id = person.person_id
WHERE roster.household_id = $household
"""


def person(warehouse, household):
    (row,) = warehouse.query(PERSON, household=household)
    return row["healed"], str(row["birth"])[:10] if row["birth"] else None, row["sex"]


def enrolled(name, id_number, village=""):
    return {"姓名": name, "证件号码": id_number, **(place("水阳镇", village) if village else {})}


MAN = number("1970-07-07", 135)
HEALED = (
    # the roster's number, what departments write (number, village), → healed number, birth, sex
    ("a wrong digit", slipped(MAN), [(MAN, "")], (MAN, "1970-07-07", "男")),
    ("two extracts agree", slipped(MAN), [(MAN, ""), (MAN, "大桥村")], (MAN, "1970-07-07", "男")),
    ("fifteen digits by Excel", excels(MAN), [(MAN, "")], (MAN, "1970-07-07", "男")),
    ("beyond repair, but of the village", spoilt(MAN), [(MAN, "大桥村")], (MAN, "1970-07-07", "男")),
    ("no number, but of the village", "", [(MAN, "大桥村")], (MAN, "1970-07-07", "男")),
    ("beyond repair, and no village", spoilt(MAN), [(MAN, "")], (None, None, None)),
    ("two valid numbers", "", [(MAN, "大桥村"), (number("1970-07-08", 135), "大桥村")], (None, None, None)),
    ("a repaired number outweighs another of the village", slipped(MAN), [(MAN, ""), (number("1970-07-08", 135), "大桥村")], (MAN, "1970-07-07", "男")),
    ("no department has seen it", slipped(MAN), [], (None, None, None)),
    ("nothing to heal", MAN, [(MAN, "大桥村"), (slipped(MAN), "大桥村")], (None, "1970-07-07", "男")),
    ("fifteen digits still show the birth date", excels(MAN), [], (None, "1970-07-07", None)),
)


@pytest.mark.parametrize(("roster", "rows", "expected"), [case for _, *case in HEALED], ids=[words for words, *_ in HEALED])
def test_healed(tmp_path, roster, rows, expected):
    county = County(tmp_path)
    county.drop("roster", lives("王大明", roster))
    county.drop("enrolment", *(enrolled("王大明", *row) for row in rows))
    with county.linked() as warehouse:
        assert person(warehouse, "王大明家") == expected


@pytest.fixture
def county(tmp_path):
    """A child of eleven whom the roster's number makes unborn, and whom the school does not know."""
    county = County(tmp_path)
    county.drop("roster", lives("王小明", AS_ADULT))
    county.drop("student", {"姓名": "李小红", "证件号码": number("2014-01-01", 2)})
    return county


def test_age_is_that_of_the_healed_number(county):
    county.drop("enrolment", enrolled("王小明", CHILD))
    with county.judged() as (_, comparison):
        assert {signal.indicator for signal in comparison.signals} == {"education.dropout"}


def test_without_a_number_that_proves_it_nobody_has_an_age(county):
    with county.judged() as (_, comparison):
        assert not comparison.signals


def test_what_another_department_slips_of_the_healed_number_is_repaired(county):
    county.drop("enrolment", enrolled("王小明", CHILD))
    county.drop("student", {"姓名": "王小明", "证件号码": slipped(CHILD)})
    with county.judged() as (warehouse, comparison):
        assert not comparison.signals
        assert [row["joined_by"] for row in warehouse.query("FROM linked.student")] == ["repaired"]


def test_two_of_a_household_under_one_number(tmp_path):
    """One number was copied down the column: each is known by the number departments give, and by the village."""
    husband, wife = number("1960-01-01", 11), number("1962-02-02", 22)
    county = County(tmp_path)
    county.drop("roster", lives("钱大海", husband, household="钱"), lives("孙小梅", husband, household="钱", 与户主关系="配偶"))
    county.drop("enrolment", enrolled("钱大海", husband, "大桥村"), enrolled("孙小梅", wife, "大桥村"))
    with county.linked() as warehouse:
        healed = [row["number"] for row in warehouse.query("FROM linked.healed")]
        insured = [row["joined_by"] for row in warehouse.query("FROM linked.enrolment ORDER BY joined_by")]
    assert (healed, insured) == ([wife], ["exact", "probable"])
