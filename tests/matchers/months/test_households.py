"""What a household is as of a month: its size, kind and income, from its householder's row or, where that is silent, another's."""

from __future__ import annotations

import pytest

from tests.matchers.desk import County
from tests.matchers.people import lives, number

FIELDS = "householder, CAST(size AS INTEGER) AS size, household_type, CAST(income_per_capita AS INTEGER) AS income, village"
WIFE, HUSBAND = "王桂英", "李国强"


def of(name, order, *, home, relation="其他", income="5000", kind="脱贫户", village="大桥村"):
    return lives(name, number(f"19{40 + home}-01-01", order), village, f"H{home:02d}", 与户主关系=relation, 上年人均纯收入=income, 户类型=kind)


def told(rows):
    """A table's rows in their columns' words."""
    return [dict(zip(("name", "order", "relation", "income", "kind", "village"), row, strict=False)) for row in rows]


LINES = (
    # (name, number, relation, income, kind, village) → householder, size, kind, income, village; is it under the line?
    ("one person", [(WIFE, 1, "户主", "5000", "脱贫户")], (WIFE, 1, "脱贫户", 5000, "大桥村"), True),
    ("the householder need not come first", [(HUSBAND, 1, "配偶"), (WIFE, 2, "户主")], (WIFE, 2, "脱贫户", 5000, "大桥村"), True),
    ("nobody is called so: the first", [(HUSBAND, 1, "其他"), (WIFE, 2, "其他")], (HUSBAND, 2, "脱贫户", 5000, "大桥村"), True),
    ("the householder's row counts", [(WIFE, 1, "户主", "9000", "一般农户", "金山村"), (HUSBAND, 2, "配偶", "1000", "脱贫户")], (WIFE, 2, "一般农户", 9000, "金山村"), False),
    ("income is on another's row", [(WIFE, 1, "户主", ""), (HUSBAND, 2, "配偶", "3000")], (WIFE, 2, "脱贫户", 3000, "大桥村"), True),
    ("income is nowhere: unknown, not zero", [(WIFE, 1, "户主", ""), (HUSBAND, 2, "配偶", "")], (WIFE, 2, "脱贫户", None, "大桥村"), False),
    ("an income of zero is one", [(WIFE, 1, "户主", "0")], (WIFE, 1, "脱贫户", 0, "大桥村"), True),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    county = County(tmp_path_factory.mktemp("households"))
    county.drop("roster", *(of(home=at, **row) for at, (_, rows, *_) in enumerate(LINES) for row in told(rows)))
    with county.judged() as (warehouse, comparison):
        households = {row.pop("household_id"): tuple(row.values()) for row in warehouse.records(f"SELECT household_id, {FIELDS} FROM linked.household")}
    under = {signal.household_id for signal in comparison.signals if signal.indicator == "income.below_line"}
    return {words: (households[f"H{at:02d}"], f"H{at:02d}" in under) for at, (words, *_) in enumerate(LINES)}


@pytest.mark.parametrize(("words", "household", "is_under"), [(words, *expected) for words, _, *expected in LINES], ids=[words for words, *_ in LINES])
def test_household(found, words, household, is_under):
    assert found[words] == (household, is_under)


def test_a_later_file_of_the_months_roster_puts_its_rows_right(tmp_path):
    county = County(tmp_path)
    county.drop("roster", of(WIFE, 1, home=1, relation="户主"), of(HUSBAND, 2, home=1, relation="配偶"))
    county.drop("roster", of(WIFE, 1, home=1, relation="户主", income="9000", kind="一般农户"), name="农户花名册_2024-06（更正）")
    with county.judged() as (warehouse, _):
        assert [tuple(row.values()) for row in warehouse.records(f"SELECT {FIELDS} FROM linked.household")] == [(WIFE, 2, "一般农户", 9000, "大桥村")]
