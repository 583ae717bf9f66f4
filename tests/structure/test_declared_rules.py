"""One pair of files is one indicator: words and logic name the same parameters, figures and datasets."""

import re
from string import Formatter

import pytest
import sqlglot

from matchers.rules import FOLDER, SOURCES, Rule, all_rules
from matchers.rules.policy import load_policy
from matchers.rules.sections import indicators as known_indicators
from schemas.dataset import all_datasets
from tests.structure.tree import ROOT, here
from tests.twin import indicators

RULES = list(all_rules().values())
SAID_ANYWAY = {"value", "baseline", "threshold", "month", "times", "compared", "left", "less"}
SHARED = (75, 188)  # ranks of combined indicators, and of two that are never of one household
ON_BY_DEFAULT = {
    "expenditure_surge", "medical_self_pay_month", "medical_self_pay_year", "income_drop", "income_below_line", "income_below_line_after_expenditure", "employment_job_loss", "employment_zero",
    "education_dropout", "education_unaided_burden", "assistance_stopped", "insurance_lapsed", "housing_unsafe", "water_unsafe", "water_test_overdue", "member_death", "self_report_filed", "visit_found",
}
FIGURES = ("value", "baseline", "threshold")
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)


def columns_of(rule: Rule) -> list[str]:
    return sqlglot.parse_one(rule.sql, read="duckdb").named_selects


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_every_toml_has_its_sql_and_the_reverse():
    assert {path.stem for path in FOLDER.glob("*.toml")} == {path.stem for path in FOLDER.glob("*.sql")} == set(all_rules())


def test_no_place_is_left_to_fill():
    """What `bidui new` marks, or writes into a file that is there already."""
    written = [*(path for folder in ("schemas/datasets", "matchers/rules", "tests/matchers/rules") for path in (ROOT / folder).glob("*")), ROOT / "data/policies/default.toml"]
    assert {here(path): count for path in written if path.is_file() and (count := path.read_text("utf-8").count("FILL IN"))} == {}


@every_rule
def test_is_drawn(rule: Rule):
    table = ROOT / f"tests/matchers/rules/test_{rule.name}.py"
    assert table.is_file(), f"{rule.name} has no drawn table: write {here(table)}, as bidui new rule does"
    assert f'drawn("{rule.indicator}", CASES)' in table.read_text("utf-8"), f"{here(table)} draws another indicator than {rule.indicator}"


@every_rule
def test_has_a_twin(rule: Rule):
    twins = "AFTER" if rule.after else {"household": "OF_HOUSEHOLD", "village": "OF_VILLAGE"}[rule.scope]
    assert rule.indicator in getattr(indicators, twins), f"{rule.indicator} has no twin: write it in tests/twin/indicators.py and list it in {twins}"


def test_indicators_and_ranks_are_their_own():
    assert len({rule.indicator for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES)
    own = [rule.rank for rule in RULES if rule.rank not in SHARED]
    assert len(set(own)) == len(own)


@every_rule
def test_parameters_are_those_of_the_sql(rule: Rule):
    assert set(rule.parameters) == set(re.findall(r"\$([a-z_]+)", rule.sql))
    assert all(parameter["meaning"] and parameter["unit"] for parameter in rule.parameters.values())


@every_rule
def test_placeholders_are_figures_of_the_query(rule: Rule):
    allowed = SAID_ANYWAY | set(columns_of(rule))
    for words in filter(None, (rule.explanation, rule.explanation_first)):
        assert placeholders(words) <= allowed


@every_rule
def test_query_names_the_place_and_all_three_figures(rule: Rule):
    owner = {"household": ["household_id"], "village": ["town", "village"]}[rule.scope]
    columns = columns_of(rule)
    assert columns[: len(owner)] == owner
    assert [name for name in columns if name in FIGURES] == list(FIGURES)
    assert len(set(columns)) == len(columns)


@every_rule
def test_query_is_one_select_in_the_owners_order(rule: Rule):
    tree = sqlglot.parse_one(rule.sql, read="duckdb")
    order = [column.name for column in tree.args["order"].find_all(sqlglot.exp.Column)]
    assert isinstance(tree, sqlglot.exp.Select)
    assert order == columns_of(rule)[: len(order)] and len(order) == (1 if rule.scope == "household" else 2)


@every_rule
def test_says_what_it_is_and_what_to_ask(rule: Rule):
    assert rule.title and rule.town_checks and rule.name.startswith(rule.kind)
    assert not rule.explanation.endswith(("。", "，"))


@every_rule
def test_names_datasets_that_there_are(rule: Rule):
    assert {dataset for dataset, _ in rule.needed} | {d for d, _, _ in rule.evidence} | set(rule.absence) <= set(all_datasets())
    assert set(rule.absence) <= set(rule.needs)
    assert all(first <= last for _, first, last in rule.evidence)
    assert all(all_datasets()[dataset].absence_counts for dataset in rule.absence)


@every_rule
def test_rests_on_no_rows_that_are_not_linked(rule: Rule):
    """A dataset says how far back its rows are looked at."""
    reaches = {name: all_datasets()[name].reach for name, _, _ in rule.evidence}
    assert [(name, last) for name, _, last in rule.evidence if reaches[name] is not None and last > reaches[name]] == []


@every_rule
def test_says_from_which_extracts_rows_that_wait_hold_it_back(rule: Rule):
    """Whatever looks at linked.pending is told in the month report, and whatever rests on absence looks there."""
    looked_at = set(re.findall(r"pending\.dataset (?:= |IN \()([^)\n]+)", rule.sql))
    assert bool(rule.held_by) == ("linked.pending" in rule.sql)
    assert {name for words in looked_at for name in re.findall(r"'(\w+)'", words)} == {dataset for dataset, _, _ in rule.held_by}
    assert {dataset for dataset, _, _ in rule.held_by} >= set(rule.absence)
    assert all(rule.scope == "household" and first <= last for _, first, last in rule.held_by)


@every_rule
def test_comes_by_one_of_the_three_channels(rule: Rule):
    read = {dataset for dataset, _, _ in rule.evidence}
    assert rule.source == {"self_report": "自主申报", "visit": "干部排查"}.get(rule.kind, "部门预警") and rule.source in SOURCES
    assert (rule.source == "部门预警") != bool(read & {"self_report", "visit"})


@pytest.mark.parametrize("file", sorted((ROOT / "data/policies").glob("*.toml")), ids=lambda f: f.stem)
def test_every_policy_names_every_rule_and_gives_every_parameter(file):
    policy = load_policy(str(file))
    assert set(policy.settings["grades"]["red_indicators"]) <= known_indicators()
    own = {owner.removeprefix("rules.") for owner, _ in policy.parameters if owner != "general"}
    assert own <= set(all_rules())
    if file.stem == "default":
        assert {rule.name for rule in policy.rules} == ON_BY_DEFAULT
    assert all(value.document for values in policy.parameters.values() for value in values)
