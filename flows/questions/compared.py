"""`bidui compare`: a month under several rule books, side by side in a workbook; nothing in the workspace's record changes."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.county import opened, policy_of
from flows.outcomes import Progress, silent
from flows.questions.trying import link_known, need_drops
from flows.workspace import Workspace
from matchers.asking.abreast import side_by_side
from matchers.leads.ledger import ledger_now
from matchers.leads.runs import run_months
from matchers.leads.verdicts import outcomes_of_month
from matchers.months.measuring import Month
from matchers.records.side_by_side import SideBySide
from reports.policies_beside import write_policies_beside
from schemas.mistakes import Mistake
from schemas.months import written


@dataclass(frozen=True)
class Compared:
    """Where the workbook lies, and by rule book the leads by grade."""

    path: Path
    found: SideBySide

    def counts(self) -> list[tuple[str, dict[str, int]]]:
        return [(book.name, dict(Counter(book.grades.values()))) for book in self.found.books]


def compare(workspace: Workspace, month: dt.date, names: Sequence[str], to: Path | None = None, progress: Progress = silent) -> Compared:
    """Whom each rule book would visit, by what is known now. The rule books are named, or files."""
    if len(names) < 2:
        raise Mistake("请写两套以上规则的名字，如 bidui compare 2024-06 default anju-2020；有哪些规则看 bidui policies")
    if twice := sorted({name for name in names if list(names).count(name) > 1}):
        raise Mistake(f"{'、'.join(twice)} 写了两次，请只留一个")
    policies = [(called, policy_of(workspace, name)) for name, called in zip(names, _called(names), strict=True)]
    need_drops(workspace, month)
    with workspace.locked(), opened(workspace) as warehouse, warehouse.taken_back():
        link_known(workspace, warehouse, max([month, *run_months(warehouse)]), month, progress)
        progress("按各套规则比对", 0, 1)
        outcomes = outcomes_of_month(warehouse, ledger_now(warehouse, policies[0][1]), month)
        found = side_by_side(Month(warehouse, policies[0][1], month), policies, outcomes)
    path = (to or workspace.home / "compared") / f"规则比较_{written(month)}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_policies_beside(path, workspace.settings["name"], found)
    return Compared(path, found)


def _called(names: Sequence[str]) -> list[str]:
    """A file by its name alone, whatever folder it lies in; as it was written where two are called the same."""
    short = [Path(name).name for name in names]
    return [mine if short.count(mine) == 1 else name for name, mine in zip(names, short, strict=True)]
