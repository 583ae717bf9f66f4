"""Departments are reminded of what a month waits for: a paper each in the outbox, and by the ways that [send] names."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from flows.clock import today
from flows.county import opened, policy_of
from flows.leftovers import private, scratch
from flows.wires.remote import numbered
from flows.workspace import Workspace
from matchers.intake.receipting import receipts_of
from matchers.months.awaited import awaited, not_yet_said, note_reminded
from matchers.records.receipts import Awaited
from reports.reminder import write_reminder
from schemas.months import shifted, written


def remind(workspace: Workspace, day: dt.date | None = None) -> tuple[Path, ...]:
    """Write what is to be said on a day of the month before and of its own, each thing once; the papers.

    A month in whose neighbourhood nothing ever came is not the county's yet.
    """
    day = day or today()
    policy, this_month = policy_of(workspace, None), day.replace(day=1)
    papers: list[Path] = []
    with workspace.locked(), private(), opened(workspace) as warehouse:
        for month in (shifted(this_month, -1), this_month):
            if not {month, shifted(month, -1)} & {at for at, _ in workspace.drops(month)}:
                continue
            receipts = receipts_of(warehouse, workspace.settings["name"], month)
            items = not_yet_said(warehouse, month, awaited(policy, warehouse, receipts, month, day))
            for department, mine in groupby(items, key=lambda each: each.department):
                said = tuple(mine)
                papers.append(_paper(workspace, month, department, day, said))
                with warehouse.transaction():
                    note_reminded(warehouse, month, day, said)
    return tuple(papers)


def _paper(workspace: Workspace, month: dt.date, department: str, day: dt.date, items: Sequence[Awaited]) -> Path:
    """In its place; one that a killed command had written and not noted is the same, and goes once."""
    folder = workspace.reminders(month)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{department}_催报单_{written(month)}_{day:%m%d}.xlsx"
    with scratch(workspace.home) as aside:
        write_reminder(aside / "made.xlsx", workspace.settings["name"], month, department, day, items)
        made = (aside / "made.xlsx").read_bytes()
        place, number = folder / name, 1
        while place.exists() and place.read_bytes() != made:
            number += 1
            place = folder / numbered(name, number)
        (aside / "made.xlsx").replace(place)
    return place
