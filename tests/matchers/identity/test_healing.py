"""Where the roster's own number is wrong, the one on which departments agree stands in for it: age comes from it."""

from __future__ import annotations

import pytest

from tests.matchers.desk import County, place
from tests.matchers.people import excels, lives, number, slipped, spoilt

PERSON = """
SELECT healed.number AS healed, person.birth FROM linked.person AS person
JOIN (SELECT DISTINCT person_id, household_id FROM linked.roster_row) AS roster ON roster.person_id = person.person_id
LEFT JOIN linked.healed AS healed ON healed.person_id = person.person_id
WHERE roster.household_id = $household
"""
HERE = "大桥村"


def whole(true):
    return true


def none(true):
    return ""


def anothers(true):
    """Another man's number."""
    return number(f"{int(true[6:10]) - 20}-11-11", 77)


# the roster's number, departments' rows (number, village) → is it healed, and is a birth date proved
LINES = (
    ("a wrong digit", slipped, [(whole, "")], True, True),
    ("two rows agree", slipped, [(whole, ""), (whole, HERE)], True, True),
    ("fifteen digits by Excel", excels, [(whole, "")], True, True),
    ("beyond repair, but of the village", spoilt, [(whole, HERE)], True, True),
    ("no number, but of the village", none, [(whole, HERE)], True, True),
    ("beyond repair, and no village", spoilt, [(whole, "")], False, False),
    ("two valid numbers", none, [(whole, HERE), (anothers, HERE)], False, False),
    ("a repaired number outweighs another of the village", slipped, [(whole, ""), (anothers, HERE)], True, True),
    ("no department has seen it", slipped, [], False, False),
    ("departments have it wrong as well", slipped, [(spoilt, HERE)], False, False),
    ("nothing to heal", whole, [(whole, HERE), (slipped, HERE)], False, True),
    ("nobody knows more than Excel has left", excels, [], False, True),
)


def enrolled(name, id_number, village=""):
    return {"姓名": name, "证件号码": id_number, **(place("水阳镇", village) if village else {})}


@pytest.fixture(scope="module")
def healed(tmp_path_factory):
    county = County(tmp_path_factory.mktemp("healing"))
    people = [(f"王{'甲乙丙丁戊己庚辛壬癸子丑'[at]}男", number(f"19{60 + at}-0{1 + at % 9}-17", 135)) for at in range(len(LINES))]
    county.drop("roster", *(lives(name, roster(true)) for (name, true), (_, roster, *_) in zip(people, LINES, strict=True)))
    county.drop("enrolment", *(enrolled(name, said(true), village) for (name, true), (_, _, rows, *_) in zip(people, LINES, strict=True) for said, village in rows))
    with county.linked() as warehouse:
        return {words: (true, warehouse.records(PERSON, household=f"{name}家")) for (name, true), (words, *_) in zip(people, LINES, strict=True)}


@pytest.mark.parametrize(("words", "is_healed", "is_born"), [(words, is_healed, is_born) for words, _, _, is_healed, is_born in LINES], ids=[words for words, *_ in LINES])
def test_healed(healed, words, is_healed, is_born):
    true, (person,) = healed[words]
    assert person["healed"] == (true if is_healed else None)
    assert (f"{person['birth']:%Y%m%d}" if person["birth"] is not None else None) == (true[6:14] if is_born else None)


CHILD = number("2013-05-05", 1)
AS_ADULT = CHILD[:8] + "8" + CHILD[9:]  # a slip that makes 2013 of the roster 2083


@pytest.fixture
def county(tmp_path):
    """A child of eleven whom the roster's number makes unborn, and whom no school knows."""
    county = County(tmp_path)
    county.drop("roster", lives("王小明", AS_ADULT))
    county.drop("student", {"姓名": "李小红", "证件号码": number("2014-01-01", 2)})
    return county


def test_age_is_that_of_the_healed_number_and_unknown_without_one(county):
    with county.judged() as (_, comparison):
        assert not comparison.signals
    county.drop("enrolment", enrolled("王小明", CHILD))
    with county.judged() as (_, comparison):
        assert {signal.indicator for signal in comparison.signals} == {"education.dropout"}


def test_what_another_department_slips_of_the_healed_number_is_repaired(county):
    county.drop("enrolment", enrolled("王小明", CHILD))
    county.drop("student", {"姓名": "王小明", "证件号码": slipped(CHILD)})
    with county.judged() as (warehouse, comparison):
        assert not comparison.signals
        assert [row["joined_by"] for row in warehouse.records("FROM linked.student JOIN linked.found USING (identity_id)")] == ["repaired"]


def test_two_of_a_household_under_one_number(tmp_path):
    """One number was copied down the column: each is known by the number departments give, and by the village."""
    husband, wife = number("1960-01-01", 11), number("1962-02-02", 22)
    county = County(tmp_path)
    county.drop("roster", lives("钱大海", husband, household="钱"), lives("孙小梅", husband, household="钱", 与户主关系="配偶"))
    county.drop("enrolment", enrolled("钱大海", husband, HERE), enrolled("孙小梅", wife, HERE))
    with county.linked() as warehouse:
        healed = [row["number"] for row in warehouse.records("FROM linked.healed")]
        insured = [row["joined_by"] for row in warehouse.records("FROM linked.enrolment JOIN linked.found USING (identity_id) ORDER BY joined_by")]
    assert (healed, insured) == ([wife], ["exact", "probable"])
