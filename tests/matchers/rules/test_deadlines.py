"""By when a town has to answer: calendar days, and working days over moved weekends and holidays."""

from __future__ import annotations

import datetime as dt

import pytest

from matchers.rules.deadlines import doubt, due_on

DUE = (
    # issued on, days, counted in → due on
    ("2024-07-05", 15, "calendar_days", "2024-07-20"),
    ("2024-02-28", 2, "calendar_days", "2024-03-01"),
    ("2024-07-05", 1, "working_days", "2024-07-08"),  # a Friday: Monday
    ("2024-07-05", 15, "working_days", "2024-07-26"),
    ("2024-02-02", 2, "working_days", "2024-02-05"),  # Sunday 4 February was worked for Spring Festival
    ("2024-02-08", 3, "working_days", "2024-02-19"),  # 9 February was worked, 10 to 17 not, Sunday 18 was
    ("2024-09-30", 1, "working_days", "2024-10-08"),  # National Day
    ("2023-12-29", 1, "working_days", "2024-01-02"),  # over the year's end
    ("2044-01-01", 5, "working_days", "2044-01-08"),  # nobody knows yet: Monday to Friday
)


@pytest.mark.parametrize(("issued", "days", "counted_in", "due"), DUE)
def test_due_on(issued, days, counted_in, due):
    assert due_on(dt.date.fromisoformat(issued), days, counted_in).isoformat() == due


def test_says_where_the_holidays_are_not_known_yet():
    assert "2044年" in doubt(dt.date(2044, 1, 8), "working_days")
    assert doubt(dt.date(2044, 1, 8), "calendar_days") == doubt(dt.date(2024, 1, 8), "working_days") == ""
