"""A run's outbox: built beside the old one and put in its place whole."""

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from flows.beside import working_beside
from flows.county import CountyMonth
from flows.keeping import Papers
from flows.papers import write_papers
from flows.returning import write_return_receipts
from flows.typed_in import RETURN_RECEIPTS
from flows.workspace import Workspace
from matchers.access.accounts import FILE as ACCOUNTS
from matchers.access.accounts import looks_counted
from matchers.clusters.clustering import clusters
from matchers.identity.numbers import numbers_of
from matchers.identity.review import review_cases, roster_faults
from matchers.intake.receipting import BUREAU, department_of, receipts_of
from matchers.leads import hit_rates, judging, ledger, making, runs, tallies, verdicts
from matchers.leads.labels import form_of
from matchers.monitored.following import follow
from matchers.months import holding, measuring, quality
from matchers.months.quality import OfRoster
from matchers.months.wholeness import doubted
from matchers.records.practice import VISITS, Paper
from matchers.records.receipts import FileReceipt, Receipt
from matchers.records.reporting import Looks, MonthReport
from matchers.rules import titles
from matchers.rules.deadlines import doubt
from matchers.rules.reminding import told_of_policy
from matchers.warehouse import Warehouse
from reports import (
    bulletin,
    cluster_list,
    machine,
    monitored_list,
    month_page,
    month_workbook,
    progress,
    receipt,
    review_list,
    town_leads,
    town_list,
    visit_form,
)
from schemas.months import shifted, written

MANY = 1_000  # leads, from which on a second process writes part of the workbooks


class Issued(NamedTuple):
    """How many review cases wait, each household's part of the papers that pages can give out again, and what is asked of the roster."""

    waiting: int
    papers: Sequence[Paper]
    asked: OfRoster


def write_outbox(at: CountyMonth, found: judging.Findings, listings: Mapping[str, str], unread: tuple[str, ...], in_use: Sequence[FileReceipt], looks: tuple[Looks, ...]) -> Issued:
    """Everything of a month into `workspace.building(month)`."""
    workspace, warehouse, month = at.workspace, at.warehouse, at.month
    folder = workspace.building(month)
    (folder / "towns").mkdir(parents=True)
    county = workspace.settings["name"]
    machine.write_signals(folder / "signals.csv", found.signals)
    machine.write_leads(folder / "leads.csv", found.leads)
    form = form_of(at.policy)
    day, due = making.issue_dates(at.policy, month)
    with working_beside(len(found.leads) > MANY) as submit:
        towns = sorted(measuring.towns_of(warehouse) | {lead.town for lead in (*found.leads, *found.standing)})
        made, papers = Papers(workspace, month, submit), []
        for town in towns:
            told = town_leads.town_leads(town, found.leads, found.standing, found.silenced, day)
            place = folder / "towns" / f"{town}_核实清单_{written(month)}.xlsx"
            made.make(town_list.write_town_list, place, county, month, told, workspace.contact(town), listings.get(town, ""), form)
            forms = visit_form.forms_of(month, told, form)
            made.make(visit_form.write_visit_forms, folder / "towns" / f"{town}_{VISITS}_{written(month)}.docx", forms)
            papers += [Paper(VISITS, town, each.number, each.told()) for each in forms]
        held = holding.held_back(at, found.latest)
        followed = follow(at, found, held)  # not before: the lists are written beside meanwhile
        made.make_anew(monitored_list.write_monitored, folder / f"监测对象档案_{written(month)}.xlsx", county, *followed)
        write_return_receipts(warehouse, month, folder / RETURN_RECEIPTS)
        asked = quality.of_roster(warehouse)
        files = write_receipts(workspace, warehouse, month, folder / "departments", in_use, asked)
        unsure = doubt(due, at.policy.settings["leads"]["due_counted_in"])
        leads = tuple(ledger.ledger_after(at).leads.values())
        machine.write_ledger(folder / "ledger.csv", leads, day)
        cases = review_cases(warehouse, month)
        review_list.write_review(folder / f"待判断名单_{written(month)}.xlsx", county, month, cases, doubted(warehouse))
        together = clusters(at)
        if together.found:
            cluster_list.write_clusters(folder / f"疑似规模性返贫线索_{written(month)}.xlsx", county, together)
        report = MonthReport(
            county=county, month=month, policy=at.policy.title, leads=found.leads, last_month=runs.last_counts(warehouse, month),
            quality=tuple(quality.quality_of(files, warehouse, month, at.policy.settings["intake"]["expected"])), not_evaluated=found.not_evaluated,
            doubts=(*unread, *filter(None, (at.policy.gaps, unsure)), *told_of_policy(at.policy, month, len(found.out_of_scope), found.not_looked_at), *cluster_list.summary(together), *together.not_judged, *quality.doubts(warehouse, files, at.policy.monitored_kinds, asked)), review_waiting=len(cases),
            indicator_titles=titles(), day=day, ledger=leads, progress=tuple(tallies.tallies(leads, day)), grading=form.grading,
            hit_rates=hit_rates.hit_rates(verdicts.asked(leads)), held=held, looks=looks, told_at_once=tuple(at.policy.settings["leads"]["told_at_once"]),
        )
        month_workbook.write_month_workbook(folder / f"月报_{written(month)}.xlsx", report)
        progress.write_ledger_workbook(folder / f"线索台账_{written(month)}.xlsx", county, month, leads, day, form.grading)
        bulletin.write_bulletin(folder / f"通报_{written(month)}.docx", report)
        month_page.write_month_page(folder / f"月报_{written(month)}.html", report)
        papers += write_papers(at, found, followed[0], listings, folder, made.make)
        made.finish()
    return Issued(len(cases), papers, asked)


def looks_at(at: CountyMonth) -> tuple[tuple[str, ...], tuple[Looks, ...]]:
    """How often personal data were looked at on pages since the issue day before, up to this month's; or a Chinese line that nobody knows."""
    after, until = (making.issue_dates(at.policy, month)[0] for month in (shifted(at.month, -1), at.month))
    try:
        return (), tuple(Looks(*row) for row in looks_counted(at.workspace.home / ACCOUNTS, after, until))
    except sqlite3.Error:
        return (f"网页的账号和查看记录（{ACCOUNTS.as_posix()}）读不了，谁看过个人信息没有统计",), ()


def as_text(unread: tuple[str, ...], in_use: Sequence[FileReceipt], looks: tuple[Looks, ...]) -> str:
    """What a run knew beside the warehouse, as it is kept for a replay."""
    return json.dumps({"unread": unread, "in_use": [(file.path, written(file.folder), file.note) for file in in_use], "looks": looks}, ensure_ascii=False)


def write_receipts(
    workspace: Workspace, warehouse: Warehouse, month: dt.date, folder: Path, in_use: Sequence[FileReceipt], asked: OfRoster | None = None, only_missing: bool = False
) -> list[Receipt]:
    """One workbook a department, from what was taken in; `in_use` are the files that could not be opened by this run.

    Only where linking has followed, and something may be `asked` of the roster, do they tell whose numbers are whose.
    """
    folder.mkdir(parents=True, exist_ok=True)
    is_linked = asked is not None
    wrong, numbers = roster_faults(warehouse) if is_linked else (), numbers_of(warehouse, month, is_linked)
    of_bureau = (*asked.numbers, *asked.households) if asked else ()
    told = quality.told_to_departments(warehouse, month) if is_linked else {}
    receipts = [replace(each, asked=(*(of_bureau if each.department == BUREAU else ()), *told.get(each.department, ()))) for each in receipts_of(warehouse, workspace.settings["name"], month, wrong, numbers)]
    receipts = _with_unopened(receipts, in_use)
    for each in receipts:
        path = folder / f"{each.department}_回执_{written(month)}.xlsx"
        if not (only_missing and path.exists()):
            receipt.write_receipt(path, each)
    return receipts


def _with_unopened(receipts: list[Receipt], in_use: Sequence[FileReceipt]) -> list[Receipt]:
    """A file goes on the receipt on which it would stand had it been read and not understood."""
    by_department = {each.department: each for each in receipts}
    for file in in_use:
        department = department_of(None, file.path)
        mine = by_department.get(department) or replace(receipts[0], department=department, files=(), roster_faults=(), numbers=(), asked=())
        by_department[department] = replace(mine, files=(*mine.files, file))
    return [by_department[department] for department in sorted(by_department)]
