"""How far each county of a province is, and a lead's story led back to the provincial files that it rests on."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from flows.county import opened
from flows.failures import in_words
from flows.outcomes import Progress
from flows.province.counties import County, Province
from flows.province.handing import FOLDER
from flows.questions.why import explain
from flows.workspace import Workspace
from matchers.leads import runs
from matchers.province.sharing import sheets_behind
from matchers.records.leads import LeadRecord
from matchers.records.told import SourceRow, Story
from schemas.months import written


@dataclass(frozen=True)
class CountyStanding:
    """A county, whether its month was run, and in words how far it is."""

    code: str
    name: str
    is_done: bool
    words: str


def standing(province: Province, month: dt.date) -> list[CountyStanding]:
    return [_standing(county, month) for county in province.counties]


def _standing(county: County, month: dt.date) -> CountyStanding:
    def said(words: str, is_done: bool = False) -> CountyStanding:
        return CountyStanding(county.code, county.name, is_done, words)

    if not county.home.is_dir():
        return said("还没有建工作区，第一次运行时会建")
    if not county.database.exists():
        return said(f"还没有收进文件；花名册请放进 {county.home / 'inbox' / written(month)}")
    try:
        workspace = Workspace.at(county.home)
        with workspace.locked(), opened(workspace) as warehouse:
            counts = runs.counts(warehouse, month)
    except Exception as fault:
        if (words := in_words(fault)) is None:
            raise
        return said(words)
    return said(f"已下发线索 {sum(counts.values())} 条", True) if counts or workspace.outbox(month).is_dir() else said("还没有比对")


def explain_in(province: Province, county: County, lead: str, today: dt.date, progress: Progress) -> Story | list[LeadRecord]:
    """The lead's story, each row of a provincial share told as the row of the provincial file that it was."""
    story = explain(Workspace.at(county.home), lead, today, progress=progress)
    if isinstance(story, list):
        return story
    with province.workspace.locked(), opened(province.workspace) as warehouse:
        behind = sheets_behind(warehouse, county.code)
    led: Story = _led_back(story, behind, county.home / "inbox")
    return led


def _led_back(told: Any, behind: Mapping[str, tuple[str, str]], inbox: Path) -> Any:
    if isinstance(told, SourceRow):
        if told.path not in behind:
            return told
        path, sheet = behind[told.path]
        return replace(told, path=f"{FOLDER}/{path}", sheet=sheet, row=_rows(inbox / told.path)[told.row], cells=())
    if isinstance(told, tuple):
        return tuple(_led_back(each, behind, inbox) for each in told)
    if is_dataclass(told) and not isinstance(told, type):
        return replace(told, **{each.name: _led_back(getattr(told, each.name), behind, inbox) for each in fields(told)})
    return told


@cache
def _rows(share: Path) -> dict[int, int]:
    """Of a share's file its row numbers, and the rows that they were."""
    with share.open(encoding="utf-8", newline="") as file:
        return {at: int(row[-1]) for at, row in enumerate(csv.reader(file), 1) if at > 1}
