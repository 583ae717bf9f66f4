"""Signals in words."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from matchers.leads.sentences import sentence
from matchers.records.words import money
from tests.reports.samples import signal


@dataclass
class Rule:
    explanation: str
    explanation_first: str | None = None


SURGE = Rule("{month}看病自付和上学支出{value}元，是平时每月{baseline}元的{times}倍", "{month}看病自付和上学支出{value}元，此前一年没有这类支出")


def test_times_its_own_baseline():
    assert sentence(signal(value="12680.5", baseline="428.33"), SURGE) == "2024年6月看病自付和上学支出12,681元，是平时每月428元的29.6倍"


def test_whole_times_bear_no_decimals():
    assert sentence(signal(value="6000", baseline="3000"), SURGE).endswith("平时每月3,000元的2倍")


@pytest.mark.parametrize("baseline", ["0", "0.00", None])
def test_without_a_baseline_other_words(baseline):
    assert sentence(signal(value="3000", baseline=baseline), SURGE) == "2024年6月看病自付和上学支出3,000元，此前一年没有这类支出"


def test_less():
    words = Rule("少了{less}元，线{threshold}元")
    assert sentence(signal(value="320", baseline="4150.5"), words) == "少了3,831元，线3,000元"


@pytest.mark.parametrize(
    ("value", "baseline", "said"),
    [
        ("3000", "1200", "是平时每月1,200元的2.5倍"), ("3000", "99.99", "比平时每月多2,900元"), ("3000", "300", "比平时每月多2,700元"),
        ("2999.99", "300", "比平时每月多2,700元"), ("9530.24", "1", "比平时每月多9,529元"),
    ],
)
def test_times_are_said_only_where_they_say_something(value, baseline, said):
    assert sentence(signal(value=value, baseline=baseline), Rule("{compared}")) == said


@pytest.mark.parametrize(("value", "said"), [("1500.4", "剩1,500元"), ("-1223", "还差1,223元"), ("2999.99", "剩2,999.99元"), ("3000", "剩3,000元")])
def test_what_is_left_or_lacks_and_never_looks_like_the_line_it_is_under(value, said):
    assert sentence(signal(value=value), Rule("{left}元")) == said


def test_fields_of_the_query():
    words = Rule("{count}人，{works}，{kept}元，{on}")
    assert sentence(signal(count=2, works="一级", kept=Decimal("1200"), on=dt.date(2024, 6, 3)), words) == "2人，一级，1,200元，2024年6月3日"


@pytest.mark.parametrize("words", ["{nobody}", "{count}", "{value:.2f}", "{value!r}", "{}", "{value.real}"])
def test_an_unknown_placeholder_is_a_bug(words):
    with pytest.raises(LookupError):
        sentence(signal(), Rule(words))


@pytest.mark.parametrize("words", ["{baseline}", "{times}", "{less}"])
def test_a_figure_that_is_missing_is_a_bug(words):
    with pytest.raises(LookupError):
        sentence(signal(baseline=None), Rule(words))


@pytest.mark.parametrize(("yuan", "written"), [("1234.5", "1,234.50"), ("3000.00", "3,000"), ("0", "0"), ("-5.005", "-5.01"), ("40", "40"), ("1234567.999", "1,234,568")])
def test_money(yuan, written):
    assert money(Decimal(yuan)) == written


OF_EVERY_SIGNAL = {"value", "baseline", "threshold", "month", "times", "compared", "left", "less"}


def test_every_rule_of_the_product_finds_its_figures():
    for path in sorted((Path(__file__).parents[3] / "matchers" / "rules").glob("*.toml")):
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        # which of these are columns of its query the structure's tests hold
        fields = {name: "某" for _, name, _, _ in Formatter().parse(words["explanation"] + words.get("explanation_first", "")) if name} | {"count": 1}
        fields = {name: told for name, told in fields.items() if name not in OF_EVERY_SIGNAL}
        rule = Rule(words["explanation"], words.get("explanation_first"))
        assert "{" not in sentence(signal(**fields), rule) + sentence(signal(baseline="0" if rule.explanation_first else "1", **fields), rule)
