"""`bidui new`, in a copy of the tree: the files are there, and the structure tests name what is missing yet."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.commands import terminal

ROOT = Path(__file__).resolve().parents[2]
TREE = ("flows", "matchers", "reports", "schemas", "data", "tests", "pyproject.toml", "prefect.yaml")
DATASET = "schemas/datasets/pension.py"
RULE = ("matchers/rules/pension_newly_stopped.toml", "matchers/rules/pension_newly_stopped.sql", "tests/matchers/rules/test_pension_newly_stopped.py")


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("source") / "bidui"
    for name in TREE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    return copy


def python(tree: Path, *words: str) -> subprocess.CompletedProcess:
    env = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, *words], cwd=tree, env=env, capture_output=True, encoding="utf-8")


def failed(tree: Path) -> tuple[set[str], str]:
    """Names of the structure tests that fail there, and all that pytest says."""
    ran = python(tree, "-m", "pytest", "-m", "quick", "-p", "no:cacheprovider", "tests/structure")
    return set(re.findall(r"^FAILED \S+::(\S+)", ran.stdout, re.MULTILINE)), ran.stdout


def test_a_new_dataset_and_a_new_rule_and_what_they_lack(tree):
    made = python(tree, "-m", "flows.cli", "new", "dataset", "pension")
    assert made.returncode == 0 and DATASET in made.stdout and "python -m tests.county example" in made.stdout, made.stderr
    made = python(tree, "-m", "flows.cli", "new", "rule", "pension.newly_stopped")
    assert made.returncode == 0 and all(file in made.stdout for file in RULE), made.stderr
    assert "data/policies/default.toml" in made.stdout and "tests/twin/indicators.py" in made.stdout
    assert all((tree / file).is_file() for file in (DATASET, *RULE))

    names, said = failed(tree)
    assert {
        "test_no_place_is_left_to_fill", "test_example_county_has_a_drop_of_it[pension]", "test_has_a_twin[pension_newly_stopped]",
        "test_numbers_are_explained_by_the_words_that_whatif_uses",
    } <= names
    assert "data/example/inbox has no drop of pension" in said
    assert "pension.newly_stopped has no twin: write it in tests/twin/indicators.py" in said
    assert not {name for name in names if "[" in name and "pension" not in name and "default" not in name}, "nobody else's fault"

    path = tree / DATASET
    path.write_text(path.read_text("utf-8").replace("required=True, personal=True", "required=True"), "utf-8")
    (tree / RULE[-1]).unlink()
    names, said = failed(tree)
    assert {"test_personal_columns_are_marked[pension]", "test_is_drawn[pension_newly_stopped]"} <= names
    assert "pension.py: name, id_number tells of somebody" in said and f"write {RULE[-1]}" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dataset", "death"), "schemas/datasets/death.py 已经有了"),
        (("rule", "member.death"), "matchers/rules/member_death.toml 已经有了"),
        (("rule", "member_death"), "matchers/rules/member_death.toml 已经有了"),
        (("dataset", "Pension"), "名字用小写英文"),
        (("dataset", "../pension"), "名字用小写英文"),
        (("rule", "pension"), "bidui new rule disability.newly_severe"),
        (("report", "pension"), "bidui new dataset disability"),
    ],
)
def test_a_name_that_will_not_do_is_one_sentence_and_writes_nothing(tree, words, said):
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    ran = python(tree, "-m", "flows.cli", "new", *words)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1) and said in ran.stderr
    assert {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()} == before


def test_it_needs_the_source(bidui, tmp_path, monkeypatch):
    monkeypatch.setattr(terminal, "SOURCE", tmp_path)
    ran = bidui("new", "dataset", "pension")
    assert ran.exit_code == 2 and "源程序文件夹" in ran.stderr and list(tmp_path.iterdir()) == []
