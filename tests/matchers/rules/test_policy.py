"""A rule book that cannot be followed stops the run with one Chinese sentence that names the place; values go by date."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest

from flows.workspace import Mistake
from matchers.rules import all_rules
from matchers.rules.books import BUILT_IN, PolicyFault
from matchers.rules.policy import load_policy
from schemas.months import parse_month
from tests.matchers.desk import County
from tests.matchers.people import lives, number, says

DEFAULT = (BUILT_IN / "default.toml").read_text("utf-8")
OF_0_2_1 = Path(__file__).with_name("policy_of_0_2_1.toml").read_text("utf-8")
LINE = 'values = [{ from = "2000-01", value = 6000, document = "防返贫监测范围，人均纯收入6000元（2021年口径）" }]'
SURGE_FLOOR = 'floor_yuan = { unit = "yuan", values = [{ from = "2000-01", value = 3000, document = "支出骤增：当月刚性支出3000元以上" }] }'


def line(*values: str) -> str:
    return f"values = [{', '.join(values)}]"


def since(month: str, value: object, until: str = "") -> str:
    return f'{{ from = "{month}", {f"until = {until!r}, " if until else ""}value = {value}, document = "文件" }}'


@pytest.fixture
def book(tmp_path):
    """A rule book like the default one but for one passage."""

    def written(passage: str, instead: str) -> str:
        assert passage in DEFAULT
        path = tmp_path / "本县规则.toml"
        path.write_text(DEFAULT.replace(passage, instead, 1), "utf-8")
        return str(path)

    return written


REFUSED = (
    ("a key at the top", 'title = "自带规则"', 'title = "自带规则"\ntitel = 1', ("最外层", "titel", "不认识")),
    ("a section at the top", "[intake]", "[intakes]\n[intake]", ("最外层", "intakes", "不认识")),
    ("a section that is missing", "[general.least_pairs]", "[general.least_pears]", ("[general]", "least_pears")),
    ("a misspelt setting", "due_days = 15", "due_day = 15", ("[leads]", "due_day", "不认识")),
    ("a rule nobody knows", "[rules.member_death]", "[rules.member_deaths]\n[rules.member_death]", ("[rules]", "member_deaths", "不认识")),
    ("a parameter in the wrong rule", "[rules.housing_unsafe]", f"[rules.housing_unsafe]\n{SURGE_FLOOR}", ("[rules.housing_unsafe]", "floor_yuan", "不认识")),
    ("another unit", SURGE_FLOOR, SURGE_FLOOR.replace('"yuan"', '"fen"'), ("[expenditure_surge]", "floor_yuan", "单位", "yuan", "fen")),
    ("no unit", SURGE_FLOOR, SURGE_FLOOR.replace('unit = "yuan", ', ""), ("[expenditure_surge]", "floor_yuan", "unit", "缺少")),
    ("two values from one month", LINE, line(since("2000-01", 6000), since("2024-01", 7300), since("2024-01", 7400)), ("[general]", "line_yuan", "同一个月")),
    ("no value at all", LINE, line(), ("[general]", "line_yuan", "没有值")),
    ("a value without its document", LINE, 'values = [{ from = "2000-01", value = 6000 }]', ("[general]", "line_yuan", "document")),
    ("a date that is no month", LINE, line(since("2024-13", 6000)), ("[general]", "line_yuan", "from")),
    ("a value that is no number", LINE, line(since("2024-01", '"many"')), ("[general]", "line_yuan", "value")),
    ("a key in a value", LINE, 'values = [{ from = "2000-01", value = 6000, document = "文件", til = "2024-01" }]', ("[general]", "line_yuan", "til")),
    ("another grading", 'grading = "三色"', 'grading = "四色"', ("grading", "三色")),
    ("a day that no month has", "issue_day = 5", "issue_day = 32", ("[leads]", "issue_day")),
    ("a share in words", "reject_share = 0.2", 'reject_share = "a fifth"', ("[intake]", "reject_share")),
    ("an indicator nobody knows", '"combined.guarantees_two"]', '"combined.guarantees"]', ("[grades]", "combined.guarantees")),
    ("a section of its own that is missing", "[monitoring]", "[monitorings]", ("monitorings", "不认识")),
    ("no monitored kind", '["脱贫不稳定户", "边缘易致贫户", "突发严重困难户"]', "[]", ("[monitoring]", "monitored_kinds", "至少一种")),
    ("a kind that is no text", '"脱贫不稳定户", ', "1, ", ("[monitoring]", "monitored_kinds")),
    ("further back than linking reaches", "above_line_months = 6", "above_line_months = 7", ("[monitoring]", "above_line_months")),
    ("months that are no whole number", "grace_months = 2", "grace_months = 1.5", ("[monitoring]", "grace_months")),
    ("a share of nothing", "rigid_share = 0.6", "rigid_share = 0", ("[monitoring]", "rigid_share")),
    ("a watch in words", "watch_months = 6", 'watch_months = "六"', ("[monitoring]", "watch_months")),
    ("a guarantee nobody knows", 'guarantee_indicators = ["education.dropout"', 'guarantee_indicators = ["education.drop"', ("[monitoring]", "guarantee_indicators")),
    ("neither on nor off", "[rules.housing_unsafe]", '[rules.housing_unsafe]\nenabled = "no"', ("[rules.housing_unsafe]", "enabled")),
    ("a section that is none", "[rules.housing_unsafe]", "[rules]\nhousing_unsafe = 1", ("[rules.housing_unsafe]", "一段")),
    ("no title", 'title = "自带规则"', "", ("最外层", "title", "缺少")),
    ("no toml at all", 'title = "自带规则"', 'title = "缺省规则', ("写法有错",)),
)


@pytest.mark.parametrize(("passage", "instead", "named"), [case for _, *case in REFUSED], ids=[words for words, *_ in REFUSED])
def test_what_is_not_understood_is_refused_and_named(book, passage, instead, named):
    with pytest.raises(PolicyFault) as refused:
        load_policy(book(passage, instead))
    said = str(refused.value)
    assert all(words in said for words in ("本县规则.toml", *named)), said
    assert re.search(r"[\u4e00-\u9fff]", said) and "\n" not in said.strip()


def test_a_rule_book_that_is_not_there_is_said_with_those_that_are():
    with pytest.raises(PolicyFault, match=r"找不到规则文件.*default"):
        load_policy("no such")


def without(pattern: str) -> str:
    """What a county copied from the rule book of version 0.2.1, less a passage."""
    shorter = re.sub(pattern, "", OF_0_2_1, count=1, flags=re.MULTILINE | re.DOTALL)
    assert len(shorter) < len(OF_0_2_1)
    return shorter


LACKS = (
    ("nothing", r"\A#[^\n]*\n", ()),
    ("a rule", r"^\[rules\.visit_found\]\n", ("[rules.visit_found]（干部排查发现困难）",)),
    ("a parameter", r"^ratio = \{ unit = \"times\".*?\n", ("[rules.expenditure_surge] 的 ratio（2）",)),
    ("a setting", r"^wake_share.*?\n", ("[leads] 的 wake_share（0.25）",)),
    ("a list", r"^guarantee_indicators.*?\n", ("[monitoring] 的 guarantee_indicators（education.dropout、insurance.lapsed、housing.unsafe、water.unsafe）",)),
    ("a section", r"^\[monitoring\].*?\n\n", ("[monitoring]一段",)),
    ("a general number", r"^\[general\.least_pairs\].*?\n\n", ("[general] 的 least_pairs（6）",)),
    ("how to grade", r"^grading.*?\n", ("grading（三色）",)),
)


@pytest.mark.parametrize(("pattern", "said"), [case for _, *case in LACKS], ids=[words for words, *_ in LACKS])
def test_an_older_book_goes_on_with_the_defaults_values_and_says_so(tmp_path, pattern, said):
    path = tmp_path / "policy.toml"
    path.write_text(without(pattern), "utf-8")
    policy, default = load_policy(str(path)), load_policy("default")
    assert policy.settings["grades"]["red_indicators"] == ["education.dropout", "insurance.lapsed", "housing.unsafe", "water.unsafe"], "its own four"
    policy.settings["grades"]["red_indicators"] = default.settings["grades"]["red_indicators"]
    assert (policy.settings, policy.parameters, policy.rules) == (default.settings, default.parameters, default.rules)
    assert policy.filled_in == said
    assert policy.gaps == (f"规则文件 policy.toml 没有写 {said[0]}，按自带规则的算" if said else "")


def test_a_rule_that_is_off_need_not_say_its_numbers(book):
    policy = load_policy(book(SURGE_FLOOR, "enabled = false"))
    assert "expenditure_surge" in policy.switched_off and policy.filled_in == ()


IN_FORCE = (
    ("one value for ever", line(since("2000-01", 6000)), "2024-06", 6000),
    ("a later value, before it", line(since("2000-01", 6000), since("2024-06", 7300)), "2024-05", 6000),
    ("a later value, from its month on", line(since("2000-01", 6000), since("2024-06", 7300)), "2024-06", 7300),
    ("written in any order", line(since("2024-06", 7300), since("2000-01", 6000)), "2024-05", 6000),
    ("to its last month and with it", line(since("2000-01", 6000, "2024-06")), "2024-06", 6000),
    ("after its last month", line(since("2000-01", 6000, "2024-05")), "2024-06", None),
    ("in a gap", line(since("2000-01", 6000, "2024-03"), since("2024-08", 7300)), "2024-06", None),
    ("before the first", line(since("2024-07", 7300)), "2024-06", None),
    ("a passing value inside one that goes on", line(since("2000-01", 6000), since("2024-05", 7300, "2024-05")), "2024-05", 7300),
    ("to the fen, not as a float", line(since("2000-01", 6000.1)), "2024-06", "6000.1"),
)


@pytest.mark.parametrize(("values", "month", "value"), [case for _, *case in IN_FORCE], ids=[words for words, *_ in IN_FORCE])
def test_value_in_force(book, values, month, value):
    policy = load_policy(book(LINE, values))
    if value is not None:
        assert policy.number("line_yuan", parse_month(month)) == Decimal(str(value))
        return
    with pytest.raises(PolicyFault) as missing:
        policy.number("line_yuan", parse_month(month))
    assert all(words in str(missing.value) for words in ("本县规则.toml", "line_yuan", month, "没有值"))


def test_a_rule_may_have_a_line_of_its_own(book):
    policy = load_policy(book("[rules.income_below_line]", f"[rules.income_below_line]\nline_yuan = {{ unit = 'yuan', {line(since('2000-01', 8000))} }}"))
    rules, june = all_rules(), dt.date(2024, 6, 1)
    assert policy.parameters_of(rules["income_below_line"], june) == {"line_yuan": 8000}
    assert policy.parameters_of(rules["income_below_line_after_expenditure"], june) == {"line_yuan": 6000}


def test_a_rule_switched_off_is_not_among_the_rules(book):
    policy = load_policy(book("[rules.housing_unsafe]", "[rules.housing_unsafe]\nenabled = false"))
    assert {rule.name for rule in load_policy("default").rules} - {rule.name for rule in policy.rules} == {"housing_unsafe"}


@pytest.fixture
def county(tmp_path):
    """One household with 7000 a person a year and a bill, dropped for May and June."""
    county = County(tmp_path)
    county.drop("roster", lives("王桂英", number("1950-01-01"), 上年人均纯收入="7000"), folder="2024-05")
    for month in ("2024-05", "2024-06"):
        county.drop("settlement", says("王桂英", number("1950-01-01"))[1] | {"结算编号": month, "结算日期": f"{month}-10"}, folder=month)
    (county.workspace.home / "county.toml").write_text('policy = "policy.toml"', "utf-8")
    return county


def test_the_line_rises_in_june(county):
    (county.workspace.home / "policy.toml").write_text(DEFAULT.replace(LINE, line(since("2000-01", 6000), since("2024-06", 7300))), "utf-8")
    county = County(county.workspace.home)
    county.run("2024-05")
    county.run("2024-06")
    assert county.signals("2024-05") == set()
    assert county.signals("2024-06") == {("2024-06", "王桂英家", "income.below_line")}


def test_a_month_without_a_value_stops_the_run_and_changes_nothing(county):
    (county.workspace.home / "policy.toml").write_text(DEFAULT.replace(LINE, line(since("2000-01", 6000, "2024-05"))), "utf-8")
    county = County(county.workspace.home)
    county.run("2024-05")
    with pytest.raises(Mistake, match=r"policy\.toml.*line_yuan.*2024-06"):
        county.run("2024-06")
    assert not (county.workspace.home / "outbox" / "2024-06").exists()
    assert county.signals("2024-05") == set()
