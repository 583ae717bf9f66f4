"""Writes the example county that lies in data/example: small, messy as a friendly county is, all indicators in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from flows.settings import COUNTY_TOML
from tests.county.declared import write_declared
from tests.county.drops import write_drops
from tests.county.expected import write_expected
from tests.county.invent import County, Size, deliver, invent_county
from tests.county.mess import FRIENDLY
from tests.twin.facts import month_number

FIRST, LAST = month_number("2022-05"), month_number("2024-06")
SIZE = Size(households=140, towns=4, villages=10, months=range(FIRST, LAST + 1), events_of_a_kind=2, listed_months=4)
MISSING = {("employment", month_number("2023-10"))}
LATE = {("assistance", month_number("2024-04"))}
MESS = replace(
    FRIENDLY,
    formats=("csv", "csv-gb18030", "zip", "zip", "xlsx"),
    supplement=0.03,
    resend=0.02,
    town_resend=0.01,
    roster_damage=0.002,
    others_number=0.0004,
    fault=0.004,
)
SEED = 44  # chosen so that the newest month has a row for review and one to quarantine


def invent_example() -> County:
    """The example's facts, with what is missing and late decided."""
    county = invent_county("341802", SIZE, SEED)
    deliver(county, MISSING, LATE, by_town=set(), late_bills=0.05, seed=SEED)
    return county


def write_example(folder: Path) -> int:
    """Replace county.toml, inbox/ and expected/ below `folder`; returns how many drops."""
    for part in ("inbox", "expected"):
        shutil.rmtree(folder / part, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "county.toml").write_text(COUNTY_TOML.format(name="宣州区（示例）", division="341802"), encoding="utf-8")
    county = invent_example()
    write_expected(county, folder / "expected", [LAST])
    drops = write_drops(county, folder / "inbox", MESS, SEED)
    return drops + write_declared(county, folder / "inbox", LAST, SEED)
