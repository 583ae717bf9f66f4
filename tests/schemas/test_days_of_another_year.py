"""Most days of a file a year, or the four years of Excel's other calendar, before its month: doubtful."""

from __future__ import annotations

import pytest

from tests.schemas.drops import table, take_rows


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2023-06-03", "2023-06-04", "2024-06-05"], "一年"), (["2020-06-02", "2020-06-03", "2020-06-04"], "四年"),
        (["2024-06-03", "2024-05-04", "2023-06-05"], ""), (["2024-01-03", "2023-12-04", "2023-11-05"], ""),
    ],
)
def test_days(days, told):
    (part,) = take_rows("医保结算_202406.csv", table("settlement", settled_on=days))
    said = [line for line in part.warnings if "以前，可能年份写错了" in line]
    assert [told in line for line in said] == ([True] if told else [])
    assert part.stored == 3
