"""A run's outbox: built beside the old one and put in its place whole."""

import datetime as dt
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from flows.beside import working_beside
from flows.collecting import told_by_name
from flows.county import CountyMonth
from flows.returning import RETURN_RECEIPTS, write_return_receipts
from flows.workspace import Mistake, Workspace
from matchers.identity.review import review_cases, roster_faults
from matchers.intake.receipting import BUREAU, receipts_of
from matchers.leads.hit_rates import hit_rates
from matchers.leads.judging import Findings
from matchers.leads.ledger import ledger_after
from matchers.leads.making import issue_dates
from matchers.leads.runs import last_counts
from matchers.leads.tallies import tallies
from matchers.leads.verdicts import asked
from matchers.monitored.following import follow
from matchers.months.measuring import towns_of
from matchers.months.quality import doubts, quality_of
from matchers.records.receipts import FileReceipt, Receipt
from matchers.records.reporting import MonthReport
from matchers.rules import titles
from matchers.rules.deadlines import doubt
from matchers.warehouse import Warehouse
from reports.machine import write_leads, write_ledger, write_signals
from reports.monitored_list import write_monitored
from reports.month_report import write_month_report
from reports.receipt import write_receipt
from reports.review_list import write_review
from reports.town_leads import town_leads
from reports.town_list import write_town_list
from schemas.months import written

MANY = 3_000  # leads, from which on a second process writes part of the workbooks


def write_outbox(at: CountyMonth, found: Findings, unread: tuple[str, ...], in_use: Sequence[FileReceipt]) -> int:
    """Everything of a month into `workspace.building(month)`; returns how many review cases wait."""
    workspace, warehouse, month = at.workspace, at.warehouse, at.month
    folder = workspace.building(month)
    (folder / "towns").mkdir(parents=True)
    county = workspace.settings["name"]
    write_signals(folder / "signals.csv", found.signals)
    write_leads(folder / "leads.csv", found.leads)
    with working_beside(len(found.leads) > MANY) as submit:
        towns = sorted(towns_of(warehouse) | {lead.town for lead in (*found.leads, *found.standing)})
        begun = [
            submit(
                write_town_list, folder / "towns" / f"{town}_核实清单_{written(month)}.xlsx", county, month,
                town_leads(town, found.leads, found.standing, found.silenced), workspace.contact(town),
            )
            for town in towns
        ]
        followed = follow(at, found)  # not before: the lists are written beside meanwhile
        write_return_receipts(warehouse, month, folder / RETURN_RECEIPTS)
        files = write_receipts(workspace, warehouse, month, folder / "departments", in_use)
        day, due = issue_dates(at.policy, month)
        unsure = doubt(due, at.policy.settings["leads"]["due_counted_in"])
        leads = tuple(ledger_after(at).leads.values())
        write_ledger(folder / "ledger.csv", leads, day)
        cases = review_cases(warehouse, month)
        write_review(folder / f"待判断名单_{written(month)}.xlsx", county, month, cases)
        report = MonthReport(
            county=county, month=month, policy=at.policy.title, leads=found.leads,
            last_month=last_counts(warehouse, month),
            quality=tuple(quality_of(files, warehouse, month)), not_evaluated=found.not_evaluated,
            doubts=(*unread, *filter(None, (unsure,)), *doubts(warehouse, files, at.policy.monitored_kinds)), review_waiting=len(cases),
            indicator_titles=titles(), day=day, ledger=leads, progress=tuple(tallies(leads, day)), hit_rates=hit_rates(asked(leads)),
        )
        begun.append(submit(write_month_report, folder / f"月报_{written(month)}.xlsx", folder / f"月报_{written(month)}.html", report))
        write_monitored(folder / f"监测对象档案_{written(month)}.xlsx", county, *followed)
        for each in begun:
            each.result()
    return len(cases)


def write_receipts(
    workspace: Workspace, warehouse: Warehouse, month: dt.date, folder: Path, in_use: Sequence[FileReceipt], with_roster_faults: bool = True
) -> list[Receipt]:
    """One workbook a department, from what was taken in; `in_use` are the files that could not be opened by this run."""
    folder.mkdir(parents=True, exist_ok=True)
    receipts = _with_unopened(receipts_of(warehouse, workspace.settings["name"], month, roster_faults(warehouse) if with_roster_faults else ()), in_use)
    for receipt in receipts:
        write_receipt(folder / f"{receipt.department}_回执_{written(month)}.xlsx", receipt)
    return receipts


def _with_unopened(receipts: list[Receipt], in_use: Sequence[FileReceipt]) -> list[Receipt]:
    """A file goes on the receipt of the department that its name tells, else on the bureau's."""
    by_department = {receipt.department: receipt for receipt in receipts}
    for file in in_use:
        dataset = told_by_name(file.path.rpartition("/")[2])
        department = dataset.department if dataset else BUREAU
        mine = by_department.get(department) or replace(receipts[0], department=department, files=(), roster_faults=())
        by_department[department] = replace(mine, files=(*mine.files, file))
    return [by_department[department] for department in sorted(by_department)]


def swap_in(workspace: Workspace, month: dt.date) -> None:
    """The new outbox takes the old one's place; a workbook somebody has open stops it, and the next run tries again."""
    new, place, old = workspace.building(month), workspace.outbox(month), _set_aside(workspace, month)
    try:
        if place.exists():
            os.rename(place, old)
        os.rename(new, place)
    except OSError as error:
        restore(workspace, month)
        raise Mistake(f"写不进 {place}：里面可能有文件正被打开，请关闭后再运行一次") from error
    shutil.rmtree(old, ignore_errors=True)


def restore(workspace: Workspace, month: dt.date) -> None:
    """If a swap stopped halfway, the old outbox goes back."""
    old = _set_aside(workspace, month)
    if old.exists():
        if workspace.outbox(month).exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.rename(old, workspace.outbox(month))


def _set_aside(workspace: Workspace, month: dt.date) -> Path:
    return workspace.building(month).with_suffix(".old")
