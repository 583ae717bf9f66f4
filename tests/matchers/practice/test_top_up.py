"""三(四): short of the year's poverty line, and a tenth of it on top, for every member; for December and the monitored only."""

from decimal import Decimal

import pytest

from matchers.months.facts import Facts
from matchers.practice.gathering import top_up


def facts(income: str | None, size: int = 3) -> Facts:
    total = None if income is None else Decimal(income) * size * 7
    return Facts(frozenset(), True, False, total, None if income is None else Decimal(7 * size), None, Decimal(size))


@pytest.mark.parametrize(
    ("income", "size", "yuan"),
    [("3000", 3, "4200.00"), ("3999.99", 1, "400.01"), ("4000", 4, None), ("9000", 2, None), (None, 2, None), ("0", 2, "8800.00"), ("-500", 1, "4900.00")],
)
def test_top_up(income, size, yuan):
    assert top_up(facts(income, size), Decimal(4000), Decimal("0.1")) == (None if yuan is None else Decimal(yuan))
