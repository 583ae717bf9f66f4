"""Numbers that differ from household to household: by kind on the roster, by labour, by kinds that benefits and income make."""

from decimal import Decimal

import pytest

from matchers.months.comparing import compare
from matchers.months.measuring import Month
from matchers.rules.books import PolicyFault
from matchers.rules.checked import check
from matchers.rules.policy import Profile, load_policy
from schemas.months import parse_month
from tests.matchers.desk import County
from tests.matchers.people import lives, number


def home(name: str, order: int, kind: str, income: str, labour: str = "普通劳动力", **more: str) -> dict[str, str]:
    return lives(name, number("1970-03-08", order), 户类型=kind, 上年人均纯收入=income, 劳动技能=labour, **more)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """Households on both sides of every line; all as of June of each year asked about, from a roster of 2020."""
    county = County(tmp_path_factory.mktemp("各户各数"))
    county.drop(
        "roster",
        home("赵一", 1, "脱贫不稳定户", "4999.99"), home("钱二", 3, "脱贫不稳定户", "5000"), home("孙三", 5, "一般农户", "5999.99"), home("李四", 7, "一般农户", "6000"),
        home("周五", 9, "一般农户", "7199.99", "无劳动力"), home("吴六", 11, "一般农户", "7200", "丧失劳动力"), home("郑七", 13, "一般农户", "10799.99", "弱劳动力或半劳动力"),
        home("王八", 15, "一般农户", "10800", "技能劳动力"), home("冯九", 17, "一般农户", "10799.99", ""), home("陈十", 19, "脱贫户", "5999.99"), home("褚甲", 21, "", "5999.99"),
        folder="2020-01", name="农户花名册_2020-01",
    )
    county.drop("assistance", {"姓名": "王八", "证件号码": number("1970-03-08", 15), "救助类型": "特困供养"}, folder="2026-06")
    county.drop("settlement", *(
        {"姓名": name, "证件号码": number("1970-03-08", order), "结算编号": name, "结算日期": "2026-06-10", "医疗总费用": "12000", "个人自付": paid}
        for name, order, paid in (("王八", 15, "1000"), ("郑七", 13, "9999.99"), ("冯九", 17, "10000"), ("赵一", 1, "10000"), ("周五", 9, "14999.99"))
    ), folder="2026-06")
    return county


def fires(county: County, policy: str, month: str, indicator: str) -> set[str]:
    with county.linked(month) as warehouse:
        found = compare(Month(warehouse, load_policy(policy), parse_month(month)))
        return {signal.household_id.removesuffix("家") for signal in found.signals if signal.indicator == indicator}


@pytest.mark.parametrize(
    ("policy", "month", "under"),
    [
        ("default", "2026-06", {"赵一", "钱二", "孙三", "陈十", "褚甲"}),
        ("anju-2020", "2026-06", {"赵一", "孙三", "褚甲"}),  # 5000 for lifted households, 6000 for ordinary ones and where nothing is said
        ("gansu-2021", "2026-06", {"赵一"}), ("tricolour-2020", "2026-06", {"赵一"}),  # 5000 for all
        ("xuanzhou-2021", "2026-06", {"赵一", "钱二", "孙三", "陈十", "褚甲"}),
        ("heping-2024", "2026-06", {"赵一", "钱二", "孙三", "李四", "周五", "郑七", "冯九", "陈十", "褚甲"}),  # 10800 with labour, half or unknown; 7200 without
        ("low-income-2026", "2026-06", {"赵一", "钱二", "孙三", "李四", "周五", "陈十", "褚甲"}),
    ],
)
def test_a_household_has_its_own_line(county, policy, month, under):
    assert fires(county, policy, month, "income.below_line") == under


def test_kinds_made_of_benefits_and_income_choose_too(county):
    # 特困 from 1000 on; near the line or monitored from 10000 on; others from 15000 on
    assert fires(county, "low-income-2026", "2026-06", "medical.self_pay_year") == {"王八", "冯九", "赵一"}


def test_the_colour_goes_by_the_households_own_line(county):
    with county.linked("2026-06") as warehouse:
        found = compare(Month(warehouse, load_policy("heping-2024"), parse_month("2026-06")))
    assert found.times_line["郑七家"] == (True, True) and found.times_line["周五家"] == (True, True)


BOOK = 'based_on = "default"\ntitle = "规则"\n[general.line_yuan]\nunit = "yuan"\nvalues = [{}]\n'
WHO = {"lifted": Profile("脱贫户", frozenset({"脱贫户", "低保对象"}), "无"), "ordinary": Profile("一般农户", frozenset({"一般农户"}), "有")}


def entry(since: str, value: int, more: str = "") -> str:
    return f'{{ from = "{since}", value = {value}, document = "文件"{more} }}'


@pytest.mark.parametrize(
    ("entries", "month", "who", "value"),
    [
        ((entry("2020-01", 6000), entry("2020-01", 5000, ', kinds = ["脱贫户"]')), "2024-06", "lifted", 5000),
        ((entry("2020-01", 6000), entry("2020-01", 5000, ', kinds = ["脱贫户"]')), "2024-06", "ordinary", 6000),
        ((entry("2020-01", 6000), entry("2020-01", 5000, ', kinds = ["脱贫户"]'), entry("2023-01", 7000)), "2024-06", "lifted", 5000),
        ((entry("2020-01", 6000), entry("2020-01", 5000, ', kinds = ["脱贫户"]'), entry("2023-01", 7000)), "2024-06", "ordinary", 7000),
        ((entry("2020-01", 1, ', kinds = ["低保对象"]'), entry("2020-01", 2, ', kinds = ["脱贫户"]'), entry("2020-01", 3)), "2024-06", "lifted", 1),
        ((entry("2020-01", 1, ', labour = "有"'), entry("2020-01", 2, ', labour = "无"')), "2024-06", "lifted", 2),
        ((entry("2020-01", 1, ', kinds = ["脱贫户"], labour = "有"'), entry("2020-01", 3)), "2024-06", "lifted", 3),
    ],
)
def test_the_first_that_fits(tmp_path, entries, month, who, value):
    path = tmp_path / "a.toml"
    path.write_text(BOOK.format(", ".join(entries)), "utf-8")
    assert load_policy(str(path)).number("line_yuan", parse_month(month), WHO[who]) == Decimal(value)


@pytest.mark.parametrize("entries", [(entry("2020-01", 1, ', kinds = ["脱贫户"]'),), (entry("2020-01", 1, ', labour = "有"'),), (entry("2020-01", 1, ', labour = "多"'),)])
def test_somebody_without_a_number_is_refused(tmp_path, entries):
    path = tmp_path / "a.toml"
    path.write_text(BOOK.format(", ".join(entries)), "utf-8")
    with pytest.raises(PolicyFault, match="labour"):
        load_policy(str(path))


@pytest.mark.parametrize(("section", "kind"), [("[general.line_yuan]", "刚性支出困难家庭"), ("[general.line_yuan]", "其他困难人员"), ("[general.dibao_yuan]", "其他困难人员")])
def test_a_kind_that_a_number_decides_does_not_choose_it(tmp_path, section, kind):
    path = tmp_path / "a.toml"
    values = ", ".join((entry("2026-01", 1, f', kinds = ["{kind}"]'), entry("2026-01", 2)))
    path.write_text(f'based_on = "low-income-2026"\ntitle = "规则"\n{section}\nunit = "yuan"\nvalues = [{values}]\n', "utf-8")
    with pytest.raises(PolicyFault, match=f"不能按{kind}定数"):
        load_policy(str(path))


@pytest.mark.parametrize(("kind", "is_told"), [("监测户", True), ("低保对象", True), ("脱贫户", False), ("监测对象", False)])
def test_a_kind_that_no_household_is_of_is_told(tmp_path, kind, is_told):
    path = tmp_path / "a.toml"
    path.write_text(BOOK.format(", ".join((entry("2020-01", 1, f', kinds = ["{kind}"]'), entry("2020-01", 2)))), "utf-8")
    said = [line for line in check(load_policy(str(path)), parse_month("2020-06")).warnings if kind in line]
    assert bool(said) == is_told


def test_one_of_the_monitored_is_meant_where_all_their_kinds_are(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(BOOK.format(", ".join((entry("2020-01", 1, ', kinds = ["脱贫不稳定户", "边缘易致贫户", "突发严重困难户"]'), entry("2020-01", 2)))), "utf-8")
    who = Profile("监测对象", frozenset({"监测对象"}), "有")
    assert load_policy(str(path)).number("line_yuan", parse_month("2020-06"), who) == 1
