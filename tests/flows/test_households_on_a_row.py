"""A roster with a household on each row finds what the same roster with a person a row does."""

from __future__ import annotations

import csv

from flows import issuing
from flows.county import opened
from flows.workspace import Workspace
from matchers.leads.signing import secret_of
from tests.flows import small
from tests.flows.look import rows, words
from tests.matchers.desk import ORDINARY

OF_A_PERSON = ("姓名", "证件号码", "与户主关系", "劳动技能", "联系电话")

MEMBERS = """SELECT name, number, relation, labour, "row" FROM linked.member WHERE household_id = '李家' ORDER BY name"""


def folded(path):
    """The same roster, read from a csv and written back with a household a row."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    homes: dict[str, list[dict]] = {}
    for person in people:
        homes.setdefault(person["户编号"], []).append(person)
    most = max(map(len, homes.values()))
    own = [column for column in {**ORDINARY["roster"], **people[0]} if column not in OF_A_PERSON]
    header = [*own, *(f"成员{place}{column}" for place in range(1, most + 1) for column in OF_A_PERSON)]
    lines = [
        [*(members[0][column] for column in own), *(member[column] for member in members for column in OF_A_PERSON)]
        for members in homes.values()
    ]
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *(line + [""] * (len(header) - len(line)) for line in lines)])
    return len(homes), len(people)


def without_places(path):
    return [{name: cell for name, cell in row.items() if name != "evidence"} for row in rows(path)]


def test_the_same_signals_and_leads(finished, tmp_path, monkeypatch):
    county = small.build(tmp_path / "county")
    with opened(Workspace.at(finished.home)) as warehouse:
        secret = secret_of(warehouse)
    monkeypatch.setattr(issuing, "make_secret", lambda warehouse: warehouse.append("leads.secret", [secret]))  # of the roster's bytes
    (roster,) = (county.inbox / small.MONTH_BEFORE).glob("农户花名册*")
    households, persons = folded(roster)
    assert households < persons
    county.run()
    for name in ("signals.csv", "leads.csv"):
        assert without_places(county.outbox() / name) == without_places(finished.outbox() / name)
    (child,) = (row for row in rows(county.outbox() / "signals.csv") if row["indicator"] == "education.dropout")
    assert child["household_id"] == "李家"
    for path in (finished.outbox() / "towns").iterdir():
        assert words(county.outbox() / "towns" / path.name) == words(path)


def test_two_of_one_row_are_two_with_their_own_numbers(tmp_path):
    county = small.build(tmp_path / "county")
    (roster,) = (county.inbox / small.MONTH_BEFORE).glob("农户花名册*")
    folded(roster)
    county.run(small.MONTH_BEFORE)
    with opened(Workspace.at(county.home)) as warehouse:
        members = warehouse.records(MEMBERS)
    assert members == [
        {"name": "李国强", "number": small.LI, "relation": "户主", "labour": "普通劳动力", "row": 3},
        {"name": "李小雨", "number": small.CHILD, "relation": "之女", "labour": "无劳动力", "row": 3},
    ]
