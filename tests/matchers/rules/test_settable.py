"""Parameters by name: what can be set, to what, and where the policy's file says it."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from matchers.rules import all_rules
from matchers.rules.books import BUILT_IN, PolicyFault
from matchers.rules.magnitudes import in_words
from matchers.rules.policy import load_policy
from matchers.rules.settable import changed, line_in_file, parameters_of

DEFAULT = load_policy("default")
JUNE = dt.date(2024, 6, 1)
RULES = all_rules()


def test_a_rules_own_parameter():
    tried, changes = changed(DEFAULT, JUNE, ["expenditure.surge.ratio=2.5", " income.drop.least_yuan = 2000 "])
    assert tried.parameters_of(RULES["expenditure_surge"], JUNE) == {"floor_yuan": 3000, "ratio": Decimal("2.5"), "least_months": 6}
    assert tried.parameters_of(RULES["income_drop"], dt.date(2019, 1, 1))["least_yuan"] == 2000, "in every month"
    assert [(c.parameter.name, c.before, c.after) for c in changes] == [
        ("expenditure.surge.ratio", 2, Decimal("2.5")), ("income.drop.least_yuan", 1000, 2000),
    ]
    assert DEFAULT.parameters_of(RULES["expenditure_surge"], JUNE)["ratio"] == 2, "the policy itself stays as it is"


def test_general_ones_and_a_rules_own_line():
    tried, _ = changed(DEFAULT, JUNE, ["line_yuan=7300", "least_pairs=3", "income.below_line.line_yuan=8000"])
    assert (tried.number("line_yuan", JUNE), tried.number("least_pairs", JUNE)) == (7300, 3)
    assert tried.parameters_of(RULES["income_below_line"], JUNE) == {"line_yuan": 8000}
    assert tried.parameters_of(RULES["income_below_line_after_expenditure"], JUNE) == {"line_yuan": 7300}


REFUSED = (
    ("expenditure.surge", "没有写值"),
    ("=3", "没有叫“”的参数"),
    ("surge.ratio=3", "可以改的有：人均纯收入监测线（line_yuan）元、推算年收入至少要有的可比月数（least_pairs）个月、"),
    ("expenditure.surge.ratios=3", "支出骤增：至少是平时的（expenditure.surge.ratio）倍、"),
    ("expenditure_surge.ratio=3", "收入骤减：最多剩下平时的多少（income.drop.ratio）0到1的比例、"),
    ("expenditure.surge.ratio=", "数字"),
    ("expenditure.surge.ratio=three", "数字"),
    ("expenditure.surge.ratio=0", "大于0的数（倍）"),
    ("expenditure.surge.ratio=nan", "大于0的数"),
    ("expenditure.surge.ratio=1e999999", "小于10亿"),
    ("expenditure.surge.ratio=2.00001", "小数不超过4位"),
    ("income.drop.ratio=1.2", "0到1之间的数"),
    ("income.drop.ratio=50%", "数字"),
    ("line_yuan=-1", "大于0的数（元）"),
    ("least_pairs=2.5", "整数（个月）"),
    ("water.unsafe.outage_days=-3", "整数（天）"),
)


@pytest.mark.parametrize(("setting", "said"), REFUSED)
def test_what_cannot_be_followed_is_one_sentence(setting, said):
    with pytest.raises(PolicyFault, match=re.escape(said)) as refused:
        changed(DEFAULT, JUNE, ["line_yuan=6001", setting] if not setting.startswith("line") else [setting])
    assert "\n" not in str(refused.value)


def test_without_a_setting_all_that_can_be_set_is_listed():
    with pytest.raises(PolicyFault) as listed:
        changed(DEFAULT, JUNE, [])
    names = [re.escape(f"{one.title}（{name}）") for name, one in parameters_of(DEFAULT).items()]
    assert re.search(r"\S*、".join(names), str(listed.value)) and "--set" in str(listed.value)


def test_the_same_twice_is_refused():
    with pytest.raises(PolicyFault, match="写了两次"):
        changed(DEFAULT, JUNE, ["line_yuan=7300", "line_yuan=8000"])


def test_a_rule_that_is_off_cannot_be_tried(tmp_path):
    path = tmp_path / "policy.toml"
    book = (BUILT_IN / "default.toml").read_text("utf-8")
    path.write_text(book.replace("[rules.water_unsafe]", "[rules.water_unsafe]\nenabled = false"), "utf-8")
    policy = load_policy(str(path))
    assert "water.unsafe.outage_days" not in parameters_of(policy)
    surge = parameters_of(policy)["expenditure.surge.ratio"]
    assert path.read_text("utf-8").splitlines()[line_in_file(policy, surge) - 1].startswith("ratio = ")


def test_the_line_of_every_parameter_that_the_default_policy_gives():
    lines = DEFAULT.path.read_text("utf-8").splitlines()
    for parameter in parameters_of(DEFAULT).values():
        at = line_in_file(DEFAULT, parameter)
        if (parameter.owner, parameter.parameter) in DEFAULT.parameters:
            assert parameter.parameter in lines[at - 1]
        else:
            assert at is None, "a line that the general one stands for"


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [("yuan", "3000.00", "3,000元"), ("times", "2.50", "2.5倍"), ("share", "0.3", "0.3"), ("months", "10", "10个月")],
)
def test_values_in_words(unit, value, words):
    assert in_words(unit, Decimal(value)) == words
