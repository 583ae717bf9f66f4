"""Questions to a month that change nothing: what other parameters would have found, and which the answers speak for."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flows.arrivals import not_yet_read
from flows.county import opened, policy_of
from flows.fingerprints import recorded_decisions
from flows.outcomes import Progress, silent
from flows.workspace import Workspace
from matchers.asking import proposing, whatif
from matchers.intake.taken import first_roster
from matchers.leads.ledger import ledger_now
from matchers.leads.runs import counts, run_months
from matchers.leads.verdicts import answered_leads, outcomes_of_month
from matchers.months import linking
from matchers.months.measuring import Month
from matchers.rules import magnitudes, settable
from matchers.rules.books import BUILT_IN
from matchers.rules.policy import Policy
from matchers.warehouse import Warehouse
from schemas.file_names import is_litter
from schemas.mistakes import Mistake
from schemas.months import months_between, shifted, written


@dataclass(frozen=True)
class Tried:
    """What a change would have done; `waiting` counts files that nobody has taken in yet and that are therefore not in it, `listed` the leads of the month's run."""

    changes: tuple[settable.Change, ...]
    found: whatif.WhatIf
    waiting: int
    listed: int

    def in_words(self) -> dict[str, Any]:
        """As a page shows it: leads before and after, changes in words and as a line of the rule book, a row of counts a town."""
        found = self.found
        changes = [
            {"title": c.parameter.title, "line": f"[{c.parameter.owner}] {c.parameter.parameter} = {c.after:f}"}
            | {name: magnitudes.in_words(c.parameter.unit, value) for name, value in (("before", c.before), ("after", c.after))}
            for c in self.changes
        ]
        return {
            "before": sum(found.before.values()), "after": sum(found.after.values()), "not_evaluated": list(found.not_evaluated), "waiting": self.waiting, "changes": changes,
            "towns": [list(town.__dict__.values()) for town in (*found.towns, found.whole)], "lost_true": found.whole.lost_true,
        }


@dataclass(frozen=True)
class Advice:
    """Proposals, and for each the line of the policy's file that gives its parameter (None where it is not found)."""

    found: proposing.Proposals
    lines: tuple[int | None, ...]
    policy_file: str
    where_to_write: str


def what_if(
    workspace: Workspace, month: dt.date, settings: list[str], policy_name: str | None = None, progress: Progress = silent
) -> Tried:
    """The month under the policy in force and under a changed one, with what is known now; nothing in the workspace changes."""
    policy = policy_of(workspace, policy_name)
    tried, changes = settable.changed(policy, month, settings)
    need_drops(workspace, month)
    with workspace.locked(), opened(workspace) as warehouse, warehouse.taken_back():
        known = max([month, *run_months(warehouse)])
        link_known(workspace, warehouse, known, month, progress)
        progress("按规则试算", 0, 1)
        outcomes = outcomes_of_month(warehouse, ledger_now(warehouse, policy), month)
        found = whatif.what_if(Month(warehouse, policy, month), tried, outcomes)
        waiting = [name for _, _, name in not_yet_read(workspace, warehouse, known) if not is_litter(name.rpartition("/")[2])]
        listed = sum(counts(warehouse, month).values())
    return Tried(changes, found, len(waiting), listed)


def need_drops(workspace: Workspace, month: dt.date) -> None:
    if not workspace.drops(month) or workspace.drops(month)[-1][0] != month:
        raise Mistake(f"收件箱 {workspace.inbox} 里没有 {written(month)} 的文件夹，没有可以试算的数据")


def propose(workspace: Workspace, month: dt.date | None, policy_name: str | None = None, progress: Progress = silent) -> Advice:
    """What the answers of up to a year, back from a month or the last run, speak for; nothing in the workspace changes."""
    policy = policy_of(workspace, policy_name)
    with workspace.locked(), opened(workspace) as warehouse, warehouse.taken_back():
        runs = run_months(warehouse)
        if not runs:
            raise Mistake(f"工作区 {workspace.home} 还没有运行过任何一个月；请先运行 bidui run")
        month = month or max(runs)
        leads = answered_leads(warehouse, ledger_now(warehouse, policy), shifted(month, -proposing.MONTHS_BACK), month)
        if leads:
            link_known(workspace, warehouse, max([month, *runs]), min(leads), progress)
        found = proposing.propose(Month(warehouse, policy, month), leads, lambda done, total: progress("逐月试算", done, total))
    lines = tuple(settable.line_in_file(policy, one.parameter) for one in found.tried)
    return Advice(found, lines, str(policy.path), _where_to_write(policy))


def _where_to_write(policy: Policy) -> str:
    if policy.path.parent == BUILT_IN:
        copied = f"先把自带规则 {policy.path} 复制到工作区，改名为 policy.toml"
        return f'{copied}，在 county.toml 里写 policy = "policy.toml"，再改里面对应的那一行'
    return f"请改规则文件 {policy.path} 里对应的那一行"


def link_known(workspace: Workspace, warehouse: Warehouse, known: dt.date, first: dt.date, progress: Progress) -> None:
    """Link what is known up to a folder month, so that `first` can be judged, unless what the last run left stands for that."""
    if first_roster(warehouse, known) is None:
        raise Mistake(f"{written(known)} 及以前还没有读入农户花名册；请先运行 bidui run {written(known)}")
    said = recorded_decisions(warehouse, known)
    back = max(months_between(first, known), linking.BACK)
    if not linking.stands(warehouse, known, said, back, workspace.places):
        linking.link(warehouse, known, said, lambda step: progress(step, 0, 1), back, workspace.places)
