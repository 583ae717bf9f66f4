"""Months that went out and that no database knows any more, made again: each is run anew, in order, from inbox/ and returns/."""

import csv
import datetime as dt
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from flows.leftovers import scratch
from flows.month import run_month
from flows.moves import FOLDER as MOVES
from flows.outcomes import Progress
from flows.taking_in import returns_month
from flows.workspace import Workspace
from matchers.leads.runs import run_months
from matchers.warehouse import Warehouse
from schemas.file_names import CORRECTIONS
from schemas.mistakes import Mistake
from schemas.months import shifted, written


@dataclass(frozen=True)
class _Anew(Workspace):
    """Reads the folders of the workspace at `of`, of returns/ those up to a month, and writes to its own home."""

    of: Path = Path()
    returned_until: dt.date = dt.date.max

    @property
    def inbox(self) -> Path:
        return self.of / "inbox"

    @property
    def came_back(self) -> Path:
        return self.of / "returns"

    def returns(self, until: dt.date) -> list[tuple[dt.date, Path]]:
        return super().returns(min(until, self.returned_until))


@dataclass(frozen=True)
class Rebuilt:
    """The months made again, and of those that came out otherwise than they went out how many leads of the ledger differ.

    Without a backup these are all months, else those that went out after it.
    """

    months: tuple[dt.date, ...]
    different: dict[dt.date, int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        if not self.different:
            return f"台账和 outbox 里 {len(self.months)} 个月的完全一样"
        months = "、".join(f"{written(month)}有{leads}条" for month, leads in self.different.items())
        return f"{months}线索和 outbox 里下发时的台账不一样（那时的文件可能改过、删过，或换了规则）；下次运行前请核对，outbox 里原来的清单没有动"


def rebuild(workspace: Workspace, progress: Progress) -> Rebuilt:
    """Under the workspace's lock, beside the database if there is one. A list that came back lies in the folder of its month: it was not known before
    that month went out.
    """
    months = workspace.went_out()
    if workspace.database.exists():
        with Warehouse(workspace.database) as warehouse:
            months = sorted({*months} - {*run_months(warehouse)})
        if not months:
            return Rebuilt(())
    elif not months:
        raise Mistake(f"没有能用的备份，{workspace.home / 'outbox'} 里也没有下发过的清单：直接用 bidui run 运行就行，会从头读 inbox 里的文件")
    different: dict[dt.date, int] = {}
    with scratch(workspace.home) as folder:
        for name in ("county.toml", CORRECTIONS, *(path.name for path in workspace.home.glob("*.toml"))):
            if (workspace.home / name).is_file():
                shutil.copyfile(workspace.home / name, folder / name)
        for name in ("layouts", MOVES):
            if (workspace.home / name).is_dir():
                shutil.copytree(workspace.home / name, folder / name)
        if workspace.database.exists():
            shutil.copyfile(workspace.database, folder / workspace.database.name)
        for month in months:
            run_month(_place(workspace, folder, shifted(month, -1)), month, progress=progress, keeps_copy=False)
            if leads := _differing(workspace.outbox(month) / "ledger.csv", folder / "outbox" / written(month) / "ledger.csv"):
                different[month] = leads
        if workspace.returns(months[-1]):
            returns_month(_place(workspace, folder, dt.date.max), months[-1], progress)
        os.replace(folder / "warehouse.duckdb", workspace.database)
    return Rebuilt(tuple(months), different)


def _place(workspace: Workspace, folder: Path, until: dt.date) -> Workspace:
    return _Anew(folder, workspace.settings, workspace.towns, workspace.places, of=workspace.home, returned_until=until)


def _differing(then: Path, now: Path) -> int:
    """Leads of either ledger that the other has not as it is, by the columns that both have."""
    if not then.exists():
        return 0
    before, after = _read(then), _read(now)
    return sum(_is_other(before.get(lead), after.get(lead)) for lead in before.keys() | after.keys())


def _is_other(one: dict[str, str] | None, other: dict[str, str] | None) -> bool:
    return not one or not other or any(one[column] != other[column] for column in one.keys() & other.keys())


def _read(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["lead_id"]: row for row in csv.DictReader(file)}
