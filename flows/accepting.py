"""The bureau says that an extract which is much smaller than usual is whole: a filled-in workbook in returns/, as the one that asks it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from flows.clock import today
from flows.county import opened
from flows.workspace import Workspace
from matchers.months.linking import linked_month
from matchers.months.wholeness import doubted
from reports.review_list import write_acceptance
from schemas.dataset import all_datasets
from schemas.mistakes import Mistake
from schemas.months import written


def accept(workspace: Workspace, month: dt.date, dataset: str, town: str, said_by: str, why: str) -> Path:
    """The workbook written; `dataset` is a Chinese title or a name, without a town all of the extract is meant. The next run goes by it."""
    title = all_datasets()[dataset].title if dataset in all_datasets() else dataset
    with workspace.locked(), opened(workspace) as warehouse:
        at = linked_month(warehouse)
        open_ones = [each for each in doubted(warehouse) if not each.is_accepted] if at else []
    found = [each for each in open_ones if (each.month, each.dataset) == (month, title) and town in ("", each.town)]
    if at is None or not found:
        there = "、".join(dict.fromkeys(f"{written(each.month)} {each.dataset}{f' {each.town}' if each.town else ''}" for each in open_ones))
        raise Mistake(f"最近一次比对里，{written(month)} 的{title}{town}没有比平时少很多，不用核实；{f'要核实的有：{there}' if there else '现在没有要核实的数据'}")
    path = workspace.came_back / written(at) / f"核实_{title}{town}_{written(month)}.xlsx"
    write_acceptance(path, workspace.settings["name"], at, [replace(each, is_accepted=True, said_by=said_by, said_on=today(), why=why) for each in found])
    return path
