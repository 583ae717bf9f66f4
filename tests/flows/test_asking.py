"""`whatif` and `propose`: what they find, and that they leave everything as it was."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from flows.questions import trying
from matchers.months import linking, measuring
from tests.flows import small
from tests.flows.look import contents
from tests.flows.test_mistakes import refused

LARGE = ("--set", "medical.self_pay_month.floor_yuan=20000", "--set", "medical.self_pay_year.other_yuan=20000")


def tables(home: Path) -> dict[str, list[tuple]]:
    """Every row of every table of the warehouse."""
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as database:
        names = database.execute("SELECT table_schema || '.' || table_name FROM information_schema.tables ORDER BY 1").fetchall()
        return {name: sorted(map(repr, database.execute(f"SELECT * FROM {name}").fetchall())) for (name,) in names}


def asked(bidui, county, *words: str) -> dict:
    ran = bidui(*words, "--home", county.home, "--json")
    assert (ran.exit_code, ran.stderr) == (0, ""), ran.output
    return json.loads(ran.stdout)


def moved(answer: dict) -> dict[str, tuple[int, int, int]]:
    return {town["town"]: (town["gained"], town["stays"], town["lost"]) for town in answer["towns"]}


def test_leads_lost_and_leads_gained(finished, bidui):
    dearer = asked(bidui, finished, "whatif", small.MONTH, *LARGE)
    assert moved(dearer) == {"水阳镇": (0, 1, 1), "狸桥镇": (0, 2, 0)}
    assert (dearer["before"], dearer["after"]) == ({"red": 3, "green": 1}, {"red": 3})
    assert dearer["whole"] | {"town": ""} == {
        "town": "", "gained": 0, "stays": 3, "lost": 1, "lost_true": 0, "lost_untrue": 0, "lost_not_found_out": 0, "lost_unanswered": 1,
    }
    higher = asked(bidui, finished, "whatif", small.MONTH, "--set", "line_yuan=30000")
    assert moved(higher) == {"水阳镇": (1, 2, 0), "狸桥镇": (0, 2, 0)}
    assert higher["after"] == {"red": 5}
    wetter = asked(bidui, finished, "whatif", small.MONTH, "--set", "water.unsafe.outage_days=10")
    assert moved(wetter) == {"水阳镇": (0, 2, 0), "狸桥镇": (0, 1, 1)}, "a village's lead"


def test_the_same_parameters_find_what_the_run_found(finished, bidui):
    same = asked(bidui, finished, "whatif", small.MONTH, "--set", "line_yuan=6000")
    assert (same["before"], same["whole"]["stays"], same["whole"]["lost"]) == (same["after"], 4, 0)


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [("属实已帮扶", "lost_true"), ("不属实", "lost_untrue"), ("无法核实", "lost_not_found_out"), (None, "lost_unanswered")],
)
def test_what_had_been_found_out_about_those_lost(finished, bidui, monkeypatch, outcome, counted):
    monkeypatch.setattr(trying, "outcomes_of_month", lambda *_: {("", "", "王桂英家"): outcome} if outcome else {})
    whole = asked(bidui, finished, "whatif", small.MONTH, *LARGE)["whole"]
    assert {name for name, count in whole.items() if name.startswith("lost_") and count} == {counted}
    said = bidui("whatif", small.MONTH, *LARGE, "--home", finished.home).output
    assert ("核实属实" in said) == (counted == "lost_true") and "没有改动" in said


def test_nothing_is_changed(county, bidui):
    """Also where it must link anew, because something was taken in since the last run."""
    outbox, before = contents(county.home / "outbox"), tables(county.home)
    asked(bidui, county, "whatif", small.MONTH, *LARGE, "--set", "least_pairs=1")
    assert (contents(county.home / "outbox"), tables(county.home)) == (outbox, before)
    small.later_drop(county)
    assert asked(bidui, county, "whatif", small.MONTH, *LARGE)["waiting"] == 1
    assert tables(county.home) == before
    assert bidui("collect", small.MONTH, "--home", county.home).exit_code == 0
    before = tables(county.home)
    assert "现在线索 5 条，已下发的是 4 条" in bidui("whatif", small.MONTH, *LARGE, "--home", county.home).output
    after = asked(bidui, county, "whatif", small.MONTH, *LARGE)
    assert (after["waiting"], after["before"]) == (0, {"red": 4, "green": 1}), "the bill that came since"
    assert tables(county.home) == before


def test_does_not_make_again_what_stands(county, bidui, monkeypatch):
    """Neither links nor measures for the month that was run last; measures for one before it; links once something has come."""
    made = []
    fill = measuring._fill_measures
    monkeypatch.setattr(measuring, "_fill_measures", lambda *asked: made.append("measures") or fill(*asked))

    def link(*_):
        raise AssertionError("linked again")

    monkeypatch.setattr(linking, "link", link)
    asked(bidui, county, "whatif", small.MONTH, *LARGE)
    assert made == []
    asked(bidui, county, "whatif", small.MONTH, "--set", "least_pairs=3")
    assert made == ["measures"]
    asked(bidui, county, "whatif", small.MONTH_BEFORE, *LARGE)
    assert made == ["measures"] * 2
    small.later_drop(county)
    assert bidui("collect", small.MONTH, "--home", county.home).exit_code == 0
    assert bidui("whatif", small.MONTH, *LARGE, "--home", county.home).exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("whatif", "2024-6", *LARGE), "2024-06"),
        (("whatif", "2030-01", *LARGE), "2030-01"),
        (("whatif", small.MONTH, "--set", "expenditure.surge=3"), "expenditure.surge.ratio"),
        (("whatif", small.MONTH, "--set", "income.drop.ratio=half"), "数字"),
        (("whatif", small.MONTH, *LARGE, "--policy", "nobody's"), "nobody's"),
        (("propose", "June"), "2024-06"),
    ],
)
def test_mistakes_are_one_sentence(finished, bidui, words, said):
    assert said in refused(bidui, *words, "--home", finished.home)


def test_a_workspace_in_which_nothing_was_run(bidui, tmp_path):
    fresh = small.build(tmp_path / "county")
    assert "bidui run" in refused(bidui, "whatif", small.MONTH, *LARGE, "--home", fresh.home)
    assert "bidui run" in refused(bidui, "propose", "--home", fresh.home)
    assert refused(bidui, "propose", "--home", tmp_path / "nowhere")


def test_a_setting_must_be_given(finished, bidui):
    assert bidui("whatif", small.MONTH, "--home", finished.home).exit_code == 2


def test_no_answers_no_advice(finished, bidui):
    advice = asked(bidui, finished, "propose")
    assert (advice["months"], advice["tried"], advice["month"]) == ([], [], small.MONTH)
    assert "提不出建议" in bidui("propose", small.MONTH, "--home", finished.home).output
