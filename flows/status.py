"""What has come for a month, what is missing or doubtful, what was issued; read without changing anything."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flows.arrivals import not_yet_read, returns_not_yet_read
from flows.clock import today
from flows.county import opened, policy_of
from flows.outcomes import GRADES
from flows.wires.fetched import troubles
from flows.wires.sending import unsent
from flows.workspace import Workspace
from matchers.intake.receipting import receipts_of, unmet
from matchers.leads import runs
from matchers.leads.checklist import checklist
from matchers.leads.ledger import ledger_now
from matchers.leads.tallies import tallies
from matchers.months.quality import doubts, of_roster, quality_of
from matchers.records.receipts import Receipt
from matchers.records.reporting import Delivered, Quality, Tally
from schemas.citizen_id import hidden_in
from schemas.corrections import corrections_of
from schemas.file_names import CORRECTIONS, is_litter
from schemas.mistakes import Mistake
from schemas.months import written


@dataclass(frozen=True)
class Status:
    """`waiting` and `returns_waiting` are files not yet taken in, `strays` what lies outside month folders, `issued` one Chinese
    line, `progress` each town's leads as they stand today, `not_fetched` what the last fetching from departments left open, `unsent` papers that nobody is known to have, `unused` files of which nothing could be used and why, `checklist`
    a line a dataset: when it came, how good it is, what it bore and what is awaited.
    """

    month: dt.date
    datasets: tuple[Quality, ...]
    doubts: tuple[str, ...]
    waiting: tuple[str, ...]
    strays: tuple[str, ...]
    issued: str
    progress: tuple[Tally, ...] = ()
    returns_waiting: tuple[str, ...] = ()
    not_fetched: tuple[str, ...] = ()
    unsent: tuple[str, ...] = ()
    checklist: tuple[Delivered, ...] = ()
    unused: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {
            "month": written(self.month),
            "datasets": [asdict(row) | {"joined_share": _text(row.joined_share)} for row in self.datasets],
            "checklist": [asdict(row) | {key: _text(getattr(row, key)) for key in ("due", "came_on", "used_share", "joined_share")} for row in self.checklist],
        }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _unused(receipts: Sequence[Receipt]) -> tuple[str, ...]:
    """Also what no line of `datasets` tells of: files of which nobody knows what they are."""
    return tuple(
        f"{hidden_in(file.path)}：{file.note or next((part.refusal for part in file.parts if part.refusal), '')}（写在{receipt.department}的回执里）"
        for receipt in receipts for file in receipt.files if file.state == "refused"
    )


def status_of(workspace: Workspace, month: dt.date | None) -> Status:
    """The month's, or without one the latest month's that has a folder in the inbox."""
    folders = workspace.drops(month or dt.date.max)
    if month is None:
        if not folders:
            raise Mistake(f"收件箱 {workspace.inbox} 里还没有月份文件夹")
        month = folders[-1][0]
    with workspace.locked(), opened(workspace) as warehouse:
        waiting = [hidden_in(name) for _, path, name in not_yet_read(workspace, warehouse, month) if not is_litter(path.name)]
        receipts = receipts_of(warehouse, workspace.settings["name"], month)
        counts = runs.counts(warehouse, month)
        words = "、".join(f"{words}{counts[grade]}" for grade, words in GRADES if grade in counts)
        issued = f"已下发线索：{words}" if counts else "还没有下发线索"
        policy = policy_of(workspace, None)
        quality = sorted(quality_of(receipts, warehouse, month, policy.settings["intake"]["expected"]), key=lambda row: row.department)
        leads = ledger_now(warehouse, policy).leads.values()
        returned = tuple(name for _, _, name in returns_not_yet_read(workspace, warehouse, month))
        return Status(
            month, tuple(quality), (*filter(None, (policy.gaps,)), *doubts(warehouse, receipts, policy.monitored_kinds, of_roster(warehouse)), *unmet(receipts, corrections_of(workspace.home / CORRECTIONS))), tuple(waiting), tuple(f"{of}/{name}" for of in ("inbox", "returns") for name in workspace.strays(of)), issued,
            tuple(tallies(leads, today())), returned, troubles(workspace, warehouse, month), unsent(workspace, warehouse, month),
            checklist(policy, warehouse, month, quality), _unused(receipts),
        )
