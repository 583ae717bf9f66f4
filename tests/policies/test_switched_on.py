"""Part 4's table: which of the 81 each book judges, on which lines; whatever pair of files is there is judged by the books that ask for it."""

import datetime as dt

import pytest

from matchers.leads.labels import form_of
from reports.town_list import list_columns
from reports.workbook import ACROSS, GAP
from schemas.months import parse_month
from tests.policies.walk import FORTY, REGISTER, SIXTEEN, asked_for, books, numbers

ON = {
    "gansu-2021": "F17 F18 F22 F25-F27 F29 F30 F35 F38-F43 F46-F48 F51 F52 F54",
    "xuanzhou-2021": "F18 F22 F29 F35 F38-F43 F45 F47 F48 F51",
    "tricolour-2020": "F22 F38 F40 F41 F51",
    "heping-2024": "F17 F21 F25 F27-F30 F33 F34 F36 F43 F44 F46",
    "anju-2020": "F17-F55 Z18",
    "low-income-2026": "F17 F20-F26 F31-F33 F35-F43 F48-F52 F54 F55 Z18",
}
OF_BOTH = "F22 F35 F38 F40-F43 F49 F52"  # beside the sixteen, Z's rows that share an F row's pair
LINES = {
    "gansu-2021": ("2020-01", {"": 5000}), "xuanzhou-2021": ("2021-01", {"": 6000}), "tricolour-2020": ("2020-01", {"": 5000}),
    "heping-2024": ("2024-01", {"（有劳动力）": 10800, "（无劳动力）": 7200}), "anju-2020": ("2020-01", {"（脱贫户、脱贫不稳定户）": 5000, "": 6000}),
    "low-income-2026": ("2026-01", {"": 7200}),
}


def test_the_register_counts_81():
    assert (len(SIXTEEN), len(FORTY), len(REGISTER)) == (16, 39, 56)


@pytest.mark.parametrize(("name", "policy"), books())
def test_what_is_judged(name, policy):
    expected = {*SIXTEEN, *numbers(ON[name])} - ({"water.test_overdue"} if name == "tricolour-2020" else set())
    assert asked_for(policy) == expected
    assert {rule.indicator for rule in policy.rules} >= expected


@pytest.mark.parametrize(("name", "policy"), books())
def test_lines_and_since_when(name, policy):
    since, lines = LINES[name]
    found = policy.all_in_force("general", "line_yuan", parse_month("2026-06"))
    assert {value.whose: value.value for value in found} == lines
    assert {f"{value.since:%Y-%m}" for value in found} == {since}
    assert all(value.document and "缺省" not in value.document for value in found)


def test_anju_counts_55_and_26():
    policy = dict(books())["anju-2020"]
    listed = policy.settings["indicators"]
    of_f, of_z = (asked_for(policy) - set(listed[other]) for other in ("on_ordinary", "on_listed"))
    assert (len(of_f), len(of_z)) == (55, 26)
    assert of_z == {*SIXTEEN, *numbers(OF_BOTH), "assistance.newly_granted"}


@pytest.mark.parametrize(("name", "policy"), books())
def test_a_town_has_the_reason_and_what_to_check_on_paper(name, policy):
    columns = list_columns(dt.date(2024, 7, 5), form_of(policy))
    last = [column.title for column in columns].index("核实要点")
    assert sum(column.width + GAP for column in columns[: last + 1]) <= ACROSS
