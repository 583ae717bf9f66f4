"""Whoever opens a rule book or county.toml reads in Chinese, on the line or right above, what each key is and in which unit."""

import re

import pytest

from flows.settings import COUNTY_TOML
from matchers.rules import all_rules
from matchers.rules.books import BUILT_IN
from matchers.rules.magnitudes import unit_words
from matchers.rules.sections import GENERAL, OPTIONAL

FILES = {file.name: file.read_text("utf-8") for file in sorted(BUILT_IN.glob("*.toml"))} | {"county.toml": COUNTY_TOML}
SAID_ONCE = {"unit", "values"}  # of every number; what they are stands above the first


def explained(text: str) -> dict[str, str]:
    """Comments by key, as [section] or section.key; '' where there is none."""
    section, above, found = "", "", {}
    for line in text.splitlines():
        said, _, comment = line.partition("#") if not line.startswith("# ") or " = " not in line else line[2:].partition("#")
        if heading := re.match(r"\[(.+)\]", line):
            section = heading[1]
            found[f"[{section}]"] = above
        elif key := re.match(r"(\w+) = ", said):
            found[f"{section}.{key[1]}"] = comment or above
        above = comment if line.startswith("#") else ""
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_explained(name):
    comments = explained(FILES[name])
    assert len(comments) > 4
    assert [key for key, comment in comments.items() if key.rpartition(".")[2] not in SAID_ONCE and not re.search(r"[\u4e00-\u9fff]{2}", comment)] == []


def test_numbers_are_explained_by_the_words_that_whatif_uses():
    comments = explained(FILES["default.toml"])
    wanted = {f"[general.{name}]": words for name, words in GENERAL.items()}
    for rule in all_rules().values():
        assert rule.title in comments[f"[rules.{rule.name}]"], f"default.toml: above [rules.{rule.name}] write # {rule.title}"
        wanted |= {f"rules.{rule.name}.{name}": words for name, words in rule.parameters.items() if name not in GENERAL | OPTIONAL}
    lines = {key: f"# {words['meaning']}（{unit_words(words['unit'])}）" for key, words in wanted.items()}
    assert {key: line for key, line in lines.items() if f"#{comments[key]}".strip() != line} == {}, "write these above their keys"
