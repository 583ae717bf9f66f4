"""A county's copy is ten lines: it names its base and what it has of its own; and a book is looked over before it is used."""

import datetime as dt
from decimal import Decimal

import pytest

from matchers.rules.books import NOT_WRITTEN, PolicyFault
from matchers.rules.checked import carried_over, check
from matchers.rules.policy import load_policy
from schemas.months import parse_month

COPY = """based_on = "default"
title = "某县规则"
[leads]
due_days = 10
[general.line_yuan]
unit = "yuan"
values = [{ from = "2020-01", value = 5000, document = "某县文件" }, { from = "2022-01", value = 7000, document = "某县2022年文件" }]
[rules.disability_newly_severe]
[rules.water_test_overdue]
enabled = false
"""
JUNE = dt.date(2024, 6, 1)


@pytest.fixture
def written(tmp_path):
    def write(text: str, name: str = "county.toml") -> str:
        (tmp_path / name).write_text(text, "utf-8")
        return str(tmp_path / name)

    return write


def test_ten_lines_are_a_rule_book(written):
    mine, default = load_policy(written(COPY)), load_policy("default")
    assert (mine.title, mine.grading, mine.filled_in, mine.gaps) == ("某县规则", "三色", (), "")
    switched = {"on": ["disability.newly_severe"], "on_listed": [], "on_ordinary": [], "off": ["water.test_overdue"]}
    assert mine.settings == default.settings | {"leads": default.settings["leads"] | {"due_days": 10}, "indicators": switched}
    assert mine.switched_off == default.switched_off - {"disability_newly_severe"} | {"water_test_overdue"}
    assert [mine.number("line_yuan", parse_month(month)) for month in ("2020-01", "2021-12", "2022-01")] == [5000, 5000, 7000]
    with pytest.raises(PolicyFault, match="2019-12 没有值"):
        mine.number("line_yuan", parse_month("2019-12"))


def test_what_a_book_does_not_say_says_so(written):
    mine = load_policy(written(COPY))
    assert mine.in_force("rules.expenditure_surge", "ratio", JUNE).document == NOT_WRITTEN
    assert mine.in_force("rules.expenditure_surge", "ratio", JUNE).value == 2
    assert mine.in_force("general", "line_yuan", JUNE).document == "某县2022年文件"


def test_a_copy_of_a_copy(written):
    written(COPY)
    mine = load_policy(written('based_on = "county.toml"\ntitle = "某镇试点"\n[leads]\nissue_day = 8\n', "town.toml"))
    assert (mine.settings["leads"]["issue_day"], mine.settings["leads"]["due_days"]) == (8, 10)
    assert mine.in_force("general", "line_yuan", JUNE).document == NOT_WRITTEN
    assert [path.name for path in mine.files] == ["town.toml", "county.toml", "default.toml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('based_on = "nobody"\ntitle = "规则"\n', "找不到规则文件 nobody"),
        ('based_on = "county.toml"\ntitle = "规则"\n', "绕了一圈"),
        ('based_on = 1\ntitle = "规则"\n', "based_on"),
        ('based_on = "default"\n', '缺少 title，请在开头写一行，如 title = "某县规则"'),
        ('based_on = "default"\ntitle = "规则"\n[rules.loan_overdue]\ndays = 60\n', 'days = . unit = "days", values = .. from = "2024-01", value = 60,'),
        ('based_on = "default"\ntitle = "规则"\n[leads]\ndue_day = 1\n', "due_day"),
    ],
)
def test_a_copy_that_cannot_be_followed(written, text, said):
    with pytest.raises(PolicyFault, match=said):
        load_policy(written(text))


@pytest.mark.parametrize(("month", "said"), [("2022-12", ()), ("2023-01", ("监测线7,000元沿用的是 2022-01",)), ("2024-06", ("沿用的是 2022-01",))])
def test_a_value_over_a_year_old_is_told(written, month, said):
    mine = load_policy(written(COPY))
    for found in (check(mine, parse_month(month)).warnings, carried_over(mine, parse_month(month))):
        assert len(found) == len(said)
    assert all(words in line for words, line in zip(said, carried_over(mine, parse_month(month)), strict=True))


def test_gaps_and_missing_documents_are_told(written):
    book = COPY.replace('value = 5000, document = "某县文件"', 'until = "2021-06", value = 5000, document = " "')
    said = check(load_policy(written(book)), parse_month("2021-09")).warnings
    assert any("2021-07 至 2021-12" in line for line in said)
    assert any("2021-09 没有值" in line for line in said)
    assert any("没有写依据" in line for line in said)


def test_what_is_in_force_in_a_month(written):
    found = check(load_policy(written(COPY)), JUNE)
    mine = next(line for line in found.in_force if line.meaning == "人均纯收入监测线")
    assert (mine.value, mine.since, mine.document, mine.is_inherited) == ("7,000元", dt.date(2022, 1, 1), "某县2022年文件", False)
    assert not [line for line in found.in_force if line.owner == "水质检测超期"]  # off
    assert Decimal(len(found.in_force)) > 15


LISTED = 'based_on = "default"\ntitle = "规则"\n[indicators]\non = ["disability.newly_severe", "loan.overdue"]\noff = ["member.death"]\n'


def on(policy) -> set[str]:
    return {rule.indicator for rule in policy.rules}


def test_indicators_are_switched_by_lists_that_add_up(written):
    base, default = load_policy(written(LISTED, "base.toml")), load_policy("default")
    assert on(base) >= on(default) - {"member.death"} | {"disability.newly_severe"} and "member.death" not in on(base)
    for text, has, lacks in (
        ("", "disability.newly_severe", "member.death"),
        ('[indicators]\noff = ["disability.newly_severe"]\n', "medical.self_pay_year", "disability.newly_severe"),
        ("[rules.disability_newly_severe]\nenabled = false\n", "medical.self_pay_year", "disability.newly_severe"),
        ("[rules.member_death]\n", "member.death", "nothing"),
        ('[indicators]\non = ["member.death"]\n', "member.death", "nothing"),
    ):
        mine = load_policy(written(f'based_on = "base.toml"\ntitle = "规则"\n{text}'))
        assert has in on(mine) and lacks not in on(mine), text


def test_an_indicator_that_is_not_in_the_register_is_refused(written):
    with pytest.raises(PolicyFault, match="是不是 loan"):
        load_policy(written(LISTED.replace("loan.overdue", "loan.overdues")))
