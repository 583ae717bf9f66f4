"""A department's own question before it sends: the receipt that its files would get. No workspace is needed, nothing of them is kept."""

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.county import CountyMonth, opened, policy_of
from flows.leftovers import private
from flows.outbox import write_receipts
from flows.outcomes import silent
from flows.taking_in import take_in
from flows.workspace import Workspace, create
from matchers.intake.receipting import BUREAU
from matchers.records.receipts import PartReceipt, Receipt
from reports.receipt import Verdict, verdict
from schemas.dataset import all_datasets
from schemas.file_names import CORRECTIONS
from schemas.mistakes import Mistake
from schemas.months import written


@dataclass(frozen=True)
class Foretold:
    """One receipt: where it lies, how much could be used, what is to be done, and whether that is anything."""

    department: str
    receipt: Path
    rows_read: int
    stored: int
    lines: tuple[Verdict, ...]
    is_good: bool


def check(files: Sequence[Path], month: dt.date, to: Path, county: Workspace | None = None) -> tuple[Foretold, ...]:
    """Take files in as `collect` would, in a workspace of their own, and put the receipts into `to`; of a `county` its layouts, corrections and
    rule book go for them.
    """
    for file in files:
        if not file.is_file():
            raise Mistake(f"没有这个文件：{file}")
    with private(), TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder, "county")
        create(home)
        if county:
            _taught(county.home, home)
        workspace = Workspace(home.resolve(), county.settings if county else Workspace.at(home).settings)
        for number, file in enumerate(files):  # two may have the same name, in folders of their own
            place = workspace.inbox / written(month) / (str(number) if number else "")
            place.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place / file.name)
        made = Path(folder, "receipts")
        with workspace.locked(), opened(workspace) as warehouse:
            collected = take_in(CountyMonth(warehouse, policy_of(county or workspace, None), month, workspace), silent)
            receipts = write_receipts(workspace, warehouse, month, made, collected.in_use)
        to.mkdir(parents=True, exist_ok=True)
        return tuple(_told(each, made / f"{each.department}_回执_{written(month)}.xlsx", to) for each in receipts if each.files or each.department != BUREAU)


def _taught(county: Path, home: Path) -> None:
    """How the county has taught its files to be read."""
    for own in (*(county / "layouts").glob("*.toml"), county / CORRECTIONS):
        if own.is_file():
            (home / own.relative_to(county)).parent.mkdir(exist_ok=True)
            shutil.copyfile(own, home / own.relative_to(county))


def _told(receipt: Receipt, made: Path, to: Path) -> Foretold:
    parts = [part for file in receipt.files for part in file.parts]
    lines = verdict(receipt)
    return Foretold(
        receipt.department, _kept(made, to), sum(part.rows_read for part in parts), sum(part.stored for part in parts),
        (*lines, *_unseen(parts)), not any(look in ("bad", "yellow") for _, look in lines),
    )


def _unseen(parts: Sequence[PartReceipt]) -> list[Verdict]:
    """What only the county can tell."""
    closed = {dataset.title for dataset in all_datasets().values() if dataset.needs_consent}
    if any(part.dataset in closed for part in parts):
        return [("这类数据只留已授权家庭的行；授权写在县里的花名册上，这里看不到，行数以正式回执为准。", "muted")]
    return []


def _kept(made: Path, to: Path) -> Path:
    """Under a name that is free: an older receipt may have rows mended in it."""
    place, number = to / made.name, 1
    while place.exists():
        number += 1
        place = to / f"{made.stem}({number}){made.suffix}"
    shutil.copyfile(made, place)
    return place
