"""The register of indicators: 55 of those who were poor or are watched, 26 of ordinary households; printed, and beside the rules as printed."""

from __future__ import annotations

from flows.questions.known_books import as_markdown, known_register
from matchers.rules import FOLDER, all_rules
from matchers.rules.register import counted
from tests.policies.walk import CHANNELS, REGISTER, SIXTEEN


def test_55_and_26_make_81():
    assert counted() == (55, 26)
    numbers = sorted(number for rule in all_rules().values() for number in rule.numbers)
    assert numbers == [*(f"F{at:02d}" for at in range(1, 56)), *(f"Z{at:02d}" for at in range(1, 27))]
    assert {number: rule.indicator for rule in all_rules().values() for number in rule.numbers if number in REGISTER} == REGISTER
    assert {rule.indicator for rule in all_rules().values() if not rule.numbers} == CHANNELS
    assert [line.numbers for line in known_register()[: len(SIXTEEN)]] == [(f"F{at:02d}", f"Z{at:02d}") for at in range(1, 17)]


def test_the_register_beside_the_rules_is_what_the_command_prints(bidui):
    printed = bidui("rules", "--markdown").output
    assert printed == as_markdown(known_register()) + "\n"
    assert (FOLDER / "README.md").read_text("utf-8") == printed, "run: bidui rules --markdown > matchers/rules/README.md"


def test_it_says_whom_it_is_for_what_it_needs_and_by_which_document():
    lines = {line.indicator: line for line in known_register()}
    assert (lines["assistance.newly_granted"].whom, lines["medical.members_ill"].whom) == ("一般农户", "脱贫户、监测对象")
    assert lines["employment.wage_low"].needs == "就业务工（和前两月的）"
    assert "heping-2024 7,200元" in "".join(lines["assistance.dibao_missing"].parameters)
    assert "anju-2020（只对脱贫户、监测对象）" in lines["loan.overdue"].books and lines["loan.overdue"].books[0] != "default"
