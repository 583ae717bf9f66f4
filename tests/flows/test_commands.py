"""The command line: help in Chinese, exit codes that programs can trust, JSON where asked for."""

from __future__ import annotations

import json
import re

import pytest
import typer.main
from rich.cells import cell_len

from flows import month as monthly
from flows import taking_in, workspace
from flows.cli import app
from flows.commands import running
from flows.wording import in_chinese
from matchers.rules.books import DEFAULT
from schemas.dataset import all_datasets
from tests.flows import small

COMMANDS = typer.main.get_command(app).commands
OPTIONS = {"--help"} | {word for command in COMMANDS.values() for parameter in command.params for word in parameter.opts}
# Besides commands and options: names of programs and files, and what is to be typed as it stands.
AS_WRITTEN = {"bidui", "JSON", "xlsx", "county", "inbox", "outbox", "Markdown", "county.toml", "demo", "replays", "compared", "settlement", "expenditure.surge.ratio"}
AS_WRITTEN |= {"check", "dataset", "rule", "disability", "disability.newly_severe", "FILL", "IN", "pytest", "quick", "sources"}
EXPECTED = [dataset for dataset in all_datasets().values() if not dataset.is_optional]
ENGLISH = re.compile(r"[A-Za-z][A-Za-z._-]*[A-Za-z]")


def test_the_commands_are_those_of_the_handbook():
    assert {"demo", "init", "run", "status", "template", "collect", "new"} <= set(COMMANDS)


def english(text: str) -> set[str]:
    """The words that are neither Chinese nor to be typed as they stand."""
    return set(ENGLISH.findall(text)) - set(COMMANDS) - {option.strip("-") for option in OPTIONS} - AS_WRITTEN


@pytest.mark.parametrize("words", [(), *((command,) for command in sorted(COMMANDS))], ids=" ".join)
def test_help_is_in_chinese_to_the_last_word(bidui, monkeypatch, words):
    monkeypatch.setenv("COLUMNS", "160")
    shown = bidui(*words, "--help")
    assert shown.exit_code == 0 and f"用法：{' '.join(('bidui', *words))} [选项]" in shown.output
    assert english(shown.output) == set()


@pytest.mark.parametrize("words", [(), *((command,) for command in sorted(COMMANDS))], ids=" ".join)
def test_help_fits_a_window_of_80_columns(bidui, monkeypatch, words):
    monkeypatch.setenv("COLUMNS", "80")
    lines = bidui(*words, "--help").output.splitlines()
    assert all(cell_len(line) <= 80 for line in lines) and not any("… │" in line for line in lines), "nothing is cut"
    if not words:
        assert sum(line.startswith("│ ") and line[2] != " " for line in lines) == len(COMMANDS) + 1, "a command a line"
        assert len([line for line in lines if line.startswith("│")]) == len(COMMANDS) + 1


def test_help_shows_the_brackets_that_are_to_be_typed(bidui):
    assert "[sources]、[returns]" in bidui("pull", "--help").output and "[send]" in bidui("send", "--help").output


def test_every_option_that_takes_a_value_says_in_chinese_what():
    valued = [(name, p) for name, command in COMMANDS.items() for p in command.params if p.param_type_name == "argument" or not p.is_flag]
    assert [(name, p.name) for name, p in valued if not re.search(r"[\u4e00-\u9fff]", p.metavar or "")] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fly",), "没有 fly 这个命令"),
        (("rum",), "没有 rum 这个命令，是不是 run"),
        (("--fly",), "没有 --fly 这个选项"),
        (("run",), "少写了 月份"),
        (("run", "2024-06", "--colour"), "没有 --colour 这个选项"),
        (("run", "2024-06", "--hom"), "没有 --hom 这个选项，是不是 --home"),
        (("run", "2024-06", "--home"), "选项 --home 后面要写内容"),
        (("run", "2024-06", "--json=1"), "选项 --json 后面不用写内容"),
        (("run", "2024-06", "2024-07"), "多写了 2024-07"),
        (("template",), "少写了 数据"),
    ],
)
def test_a_command_written_wrong_is_somebodys_input(bidui, words, said):
    ran = bidui(*words)
    assert ran.exit_code == 2 and said in ran.stderr
    assert english(ran.stderr) <= {"fly", "rum", "colour", "hom"}


def test_what_typer_may_say_yet_is_chinese_too():
    assert in_chinese("Some new English sentence.") == "看不懂这样写的命令"


def test_whatif_without_settings_lists_them_by_name_and_unit(bidui, tmp_path):
    bidui("init", tmp_path / "county")
    asked = bidui("whatif", "2024-06", "--home", tmp_path / "county")
    assert asked.exit_code == 2 and "支出骤增：当月支出至少（expenditure.surge.floor_yuan）元" in asked.stderr


def test_a_run_by_an_older_rule_book_says_once_what_is_filled_in(county, bidui):
    book = re.sub(r"(?m)^wake_share.*\n", "", DEFAULT.read_text("utf-8"))
    (county.home / "policy.toml").write_text(book, "utf-8")
    (county.home / "county.toml").write_text('policy = "policy.toml"', "utf-8")
    said = "规则文件 policy.toml 没有写 [leads] 的 wake_share（0.25），按自带规则的算"
    ran = bidui("run", small.MONTH, "--home", county.home)
    assert ran.exit_code == 0 and ran.output.count(said) == 1
    assert (county.outbox() / f"月报_{small.MONTH}.html").read_text("utf-8").count(said) == 1
    assert said in bidui("status", small.MONTH, "--home", county.home).output
    assert "没有写" not in bidui("run", small.MONTH, "--home", county.home).output, "nothing is done again, and nothing said"


def test_a_bug_is_exit_code_1(county, bidui, monkeypatch):
    def break_down(*_, **__):
        raise ZeroDivisionError("division by zero")

    for owner, name, words in [
        (monthly, "run_month", ("run", small.MONTH, "--home", county.home)),
        (taking_in, "collect_month", ("collect", small.MONTH, "--home", county.home)),
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
    assert {path.name for path in home.iterdir()} == {"county.toml", "inbox", "returns", "outbox", "打开比对.bat", "打开比对.sh"}
    (home / "county.toml").write_text('name = "某县"\n', "utf-8")
    assert bidui("init", home).exit_code == 0
    assert (home / "county.toml").read_text("utf-8") == 'name = "某县"\n', "what is there already stays"
    small.County(home).drop("water", {"乡镇": "水阳镇", "行政村": "大桥村"})
    before = bidui("status", "--home", home)
    assert before.exit_code == 0
    assert "还没有下发线索" in before.output and "供水_2024-06.csv" in before.output
    assert before.output.count("没有报送") == len(EXPECTED), "the roster too: there is none that could go on"
    assert "农户花名册：没有它，没法按户比对" in before.output
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
