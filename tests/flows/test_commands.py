"""The command line: help in Chinese, exit codes that programs can trust, JSON where asked for."""

from __future__ import annotations

import json
import re

import pytest
import typer.main

from flows import month as monthly
from flows import workspace
from flows.cli import app
from flows.commands import running
from schemas.dataset import all_datasets
from tests.flows import small

COMMANDS = sorted(typer.main.get_command(app).commands)
EXPECTED = [dataset for dataset in all_datasets().values() if not dataset.is_optional]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_the_commands_are_those_of_the_handbook():
    assert {"demo", "init", "run", "status", "template", "collect"} <= set(COMMANDS)


@pytest.mark.parametrize("words", [(), *((command,) for command in COMMANDS)], ids=" ".join)
def test_help_is_in_chinese(bidui, words):
    shown = bidui(*words, "--help")
    assert shown.exit_code == 0
    said = [line.strip("│╭╮╰╯─ ") for line in shown.output.splitlines()]
    said = [line for line in said if line and not re.match(r"Usage|Options|Arguments|Commands|--help|\[|\*?\s*$", line)]
    assert said and all(CHINESE.search(line) for line in said), said


@pytest.mark.parametrize("words", [("fly",), ("run",), ("run", "2024-06", "--colour"), ("template",)])
def test_a_command_written_wrong_is_somebodys_input(bidui, words):
    assert bidui(*words).exit_code == 2


def test_a_bug_is_exit_code_1(county, bidui, monkeypatch):
    def break_down(*_):
        raise ZeroDivisionError("division by zero")

    for owner, name, words in [
        (monthly, "run_month", ("run", small.MONTH, "--home", county.home)),
        (monthly, "collect_month", ("collect", small.MONTH, "--home", county.home)),
        (workspace.Workspace, "strays", ("status", small.MONTH, "--home", county.home)),
        (running, "create", ("init", county.home / "new")),
    ]:
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, break_down)
            ran = bidui(*words)
        assert ran.exit_code == 1, words
        assert "ZeroDivisionError: division by zero" in ran.stderr and "break_down" in ran.stderr
        assert ran.stdout == ""


def test_json_says_what_the_words_say(county, bidui):
    status = json.loads(bidui("status", small.MONTH, "--home", county.home, "--json").stdout)
    assert status["month"] == small.MONTH and status["waiting"] == status["strays"] == []
    assert {row["dataset"]: row["rows_read"] for row in status["datasets"]}["医保结算"] == 7
    assert all(row["rows_read"] == sum(row[name] for name in ("stored", "duplicates", "quarantined", "not_data")) for row in status["datasets"])
    small.later_drop(county)
    collected = json.loads(bidui("collect", small.MONTH, "--home", county.home, "--json").stdout)
    assert (collected["changed"], collected["new_files"], collected["refused_files"]) == (True, 1, 0)
    ran = bidui("run", small.MONTH, "--home", county.home, "--json")
    outcome = json.loads(ran.stdout)
    assert (ran.stderr, outcome["month"], outcome["changed"]) == ("", small.MONTH, True)
    assert sum(outcome["leads"].values()) == 5


def test_a_new_workspace_from_its_making_to_its_first_status(bidui, tmp_path):
    home = tmp_path / "county"
    made = bidui("init", home)
    assert made.exit_code == 0 and "bidui run" in made.output
    assert {path.name for path in home.iterdir()} == {"county.toml", "inbox", "returns", "outbox"}
    (home / "county.toml").write_text('name = "某县"\n', "utf-8")
    assert bidui("init", home).exit_code == 0
    assert (home / "county.toml").read_text("utf-8") == 'name = "某县"\n', "what is there already stays"
    small.County(home).drop("water", {"乡镇": "水阳镇", "行政村": "大桥村"})
    before = bidui("status", "--home", home)
    assert before.exit_code == 0
    assert "还没有下发线索" in before.output and "供水_2024-06.csv" in before.output
    assert "本月没有报送" in before.output.replace("\n", "")
    report = json.loads(bidui("status", small.MONTH, "--home", home, "--json").stdout)
    assert (report["waiting"], len(report["datasets"])) == (["2024-06/供水_2024-06.csv"], len(EXPECTED))


def test_an_empty_folder_is_a_workspace(bidui, tmp_path):
    assert bidui("status", "--home", tmp_path).exit_code == 2, "but nothing has been dropped"
    small.County(tmp_path).drop("water", {"乡镇": "水阳镇", "行政村": "大桥村"})
    assert bidui("status", "--home", tmp_path).exit_code == 0


def test_words_are_printed_as_they_are(county, bidui):
    """Square brackets in a file's name are not colours."""
    (county.inbox / "[red]重报[bold].csv").write_text("", "utf-8")
    assert "[red]重报[bold].csv" in bidui("status", small.MONTH, "--home", county.home).output
