"""A village's supply in a month, changed."""

from __future__ import annotations

from dataclasses import replace

from tests.twin.facts import Supply, last_day


def outage(supply: Supply, month: int) -> Supply:
    return replace(supply, outage_days=9)


def short_outage(supply: Supply, month: int) -> Supply:
    return replace(supply, outage_days=6)


def foul_water(supply: Supply, month: int) -> Supply:
    return replace(supply, quality="不合格")


def test_overdue(supply: Supply, month: int) -> Supply:
    return replace(supply, tested_on=last_day(month - 37))


def test_just_in_time(supply: Supply, month: int) -> Supply:
    return replace(supply, tested_on=last_day(month - 36).replace(day=1))
