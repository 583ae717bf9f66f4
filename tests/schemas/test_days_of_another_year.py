"""Most days of a file a year, or the four years of Excel's other calendar, before its month: doubtful."""

from __future__ import annotations

import pytest

from tests.schemas.drops import table, take_rows


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2023-06-03", "2023-06-04", "2024-06-05"], "一年"), (["2020-06-02", "2020-06-03", "2020-06-04"], "四年"),
        (["2022-06-03", "2022-06-04", "2024-06-05"], "两年"), (["1924-06-03", "1924-06-04", "1924-06-05"], "100年"), (["2022-11-03", "2023-01-04", "2022-03-05"], ""),
        (["2024-06-03", "2024-05-04", "2023-06-05"], ""), (["2024-01-03", "2023-12-04", "2023-11-05"], ""),
    ],
)
def test_days(days, told):
    (part,) = take_rows("医保结算_202406.csv", table("settlement", settled_on=days))
    said = [line for line in part.warnings if "以前，可能年份写错了" in line]
    assert [told in line for line in said] == ([True] if told else [])
    assert part.stored == 3


@pytest.mark.parametrize(
    ("dataset", "name", "column", "days", "told"),
    [
        ("settlement", "医保结算", "settled_on", ["2024-09-03", "2024-06-04", "2024-07-31"], "1行的结算日期"), ("death", "死亡登记", "died_on", ["2042-06-03", "2042-08-01", "2024-06-03"], "2行的死亡日期"),
        ("water", "供水", "tested_on", ["2024-06-03", "2024-12-03", "2024-05-03"], "1行的水质检测日期"), ("industry", "产业经营", "due_on", ["2024-12-31", "2025-12-31", ""], ""),
    ],
)
def test_nothing_has_happened_in_months_to_come(dataset, name, column, days, told):
    (part,) = take_rows(f"{name}_202406.csv", table(dataset, **{column: days}))
    assert [told in line for line in part.warnings if "晚了一个月以上" in line] == [True] * bool(told)
