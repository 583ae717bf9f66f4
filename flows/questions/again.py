"""A month's outbox made again by what was known on a day: the same steps, beside the workspace, which stays as it is.

Business time: by a day the county had run the months whose issue day had come. What their runs had read was known; drops,
answers and decisions that came later were not.
"""

import datetime as dt
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.collecting import IN_USE
from flows.county import CountyMonth, opened, policy_of
from flows.fingerprints import recorded_decisions, rules_digest
from flows.issuing import make_outbox
from flows.leftovers import scratch as scratch_folder
from flows.outcomes import Progress, silent
from flows.typed_in import hashes
from flows.workspace import Workspace
from matchers.asking.known_then import known_then
from matchers.leads.making import issue_dates
from matchers.leads.runs import come_since, last_run, runs_seen
from matchers.records.receipts import FileReceipt
from matchers.records.reporting import Looks
from matchers.records.words import day_words
from matchers.rules.policy import Policy
from matchers.warehouse import Record, Warehouse
from schemas.mistakes import Mistake
from schemas.months import parse_month, written

GROWING = ("files", "identities", "returns")


@dataclass(frozen=True)
class Replayed:
    """Where the replay lies, the last month run by then, which of its files differ from what was issued, and what came since:
    drops, files of returns/, and whether policy, settings or program are others now.
    """

    month: dt.date
    as_of: dt.date
    known: dt.date
    folder: Path
    files: int
    different: tuple[str, ...]
    drops: int
    returns: int
    rules_changed: bool

    def as_json(self) -> str:
        days = {"month": written(self.month), "as_of": self.as_of.isoformat(), "known": written(self.known), "folder": str(self.folder)}
        return json.dumps({**self.__dict__, **days}, ensure_ascii=False)


def replay(workspace: Workspace, month: dt.date, as_of: dt.date | None, to: Path | None, progress: Progress = silent) -> Replayed:
    """Write the month's outbox as of a day (default: its own issue day) into a folder; `Mistake` where that cannot be."""
    with workspace.locked(), scratch_folder(workspace.home) as scratch:
        with opened(workspace) as warehouse:
            runs = runs_seen(warehouse)
            _, issued = last_run(warehouse, month)
        own = next((run for run in reversed(runs) if run["month"] == month), None)
        if own is None:
            raise Mistake(_never_run(month, bool(issued), {run["month"] for run in runs}))
        policy = policy_of(workspace, own["policy"] or None)
        as_of = as_of or issue_dates(policy, month)[0]
        known = _last_month_run(policy, month, as_of, {run["month"] for run in runs})
        seen = own | {name: max(run[name] for run in _last_runs(runs, month, known)) for name in GROWING}
        folder = _place(workspace, month, as_of, to)
        built = _build(replace(workspace, home=scratch), workspace.database, policy, month, own, seen, progress)
        with opened(workspace) as warehouse:
            drops, returns = _come(warehouse, month, own, seen)
        made = hashes(workspace, built)
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(built, folder)
    different = tuple(sorted(name for name in made.keys() | issued.keys() if made.get(name) != issued.get(name)))
    return Replayed(month, as_of, known, folder, len(made), different, drops, returns, own["rules"] != rules_digest(workspace, policy))


def _never_run(month: dt.date, was_issued: bool, months: set[dt.date]) -> str:
    if was_issued:
        return f"{written(month)} 是旧版程序比对的，没有记下当时读过哪些文件；请用 bidui run {written(month)} 再比对一次，以后就能复现"
    others = "、".join(written(m) for m in sorted(months))
    return f"{written(month)} 还没有比对过，没法复现" + (f"；比对过的有 {others}" if others else "")


def _last_month_run(policy: Policy, month: dt.date, as_of: dt.date, months: set[dt.date]) -> dt.date:
    issued_on = issue_dates(policy, month)[0]
    if as_of < issued_on:
        raise Mistake(f"到{day_words(as_of)}，{written(month)} 的清单还没有下发；请把 --as-of 写成{day_words(issued_on)}或以后")
    return max(m for m in months if m >= month and issue_dates(policy, m)[0] <= as_of)


def _last_runs(runs: Sequence[Record], month: dt.date, known: dt.date) -> list[Record]:
    """The last run of each month from the replayed one on; on its own issue day that is its own last run, however late."""
    return list({run["month"]: run for run in runs if month <= run["month"] <= known}.values())


def _place(workspace: Workspace, month: dt.date, as_of: dt.date, to: Path | None) -> Path:
    if to is None:
        return workspace.home / "replays" / f"{written(month)}_as-of_{as_of.isoformat()}"
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise Mistake(f"{to} 里已有别的东西，请换一个空文件夹")
    return to


def _build(scratch: Workspace, database: Path, policy: Policy, month: dt.date, own: Record, seen: Record, progress: Progress) -> Path:
    """The outbox, in the scratch folder."""
    unopened = json.loads(own["unopened"]) if seen == own else {"unread": (), "in_use": ()}
    in_use = [FileReceipt(path, parse_month(folder), "ignored", note[0] if note else IN_USE, ()) for path, folder, *note in unopened["in_use"]]
    known = {name: seen[name] for name in ("seen_no", "files", "identities", "returns", "events")}
    with known_then(scratch.home / "known.duckdb", database, **known) as warehouse, warehouse.transaction():
        answers, looks = recorded_decisions(warehouse, month), tuple(Looks(*each) for each in json.loads(own["unopened"]).get("looks", ()))
        make_outbox(CountyMonth(warehouse, policy, month, scratch), answers, tuple(unopened["unread"]), in_use, looks, progress)
    return scratch.building(month)


def _come(warehouse: Warehouse, month: dt.date, own: Record, seen: Record) -> tuple[int, int]:
    """Drops and files of returns/ in the month's folders that its own run did not know and this replay does."""
    since_own = come_since(warehouse, month, own["files"], own["returns"])
    since_then = come_since(warehouse, month, seen["files"], seen["returns"])
    return since_own[0] - since_then[0], since_own[1] - since_then[1]
