"""What has come for a month, what is missing or doubtful, what was issued; read without changing anything."""

import datetime as dt
from dataclasses import asdict, dataclass

from flows.monthly import opened
from flows.workspace import Mistake, Workspace
from reports import gather
from reports.contents import Quality
from schemas.grids import is_litter
from schemas.months import written


@dataclass(frozen=True)
class Status:
    """`waiting` are files not yet taken in, `strays` what lies outside month folders, `issued` one Chinese line."""

    month: dt.date
    datasets: tuple[Quality, ...]
    doubts: tuple[str, ...]
    waiting: tuple[str, ...]
    strays: tuple[str, ...]
    issued: str

    def as_dict(self) -> dict:
        return asdict(self) | {
            "month": written(self.month),
            "datasets": [asdict(row) | {"joined_share": str(row.joined_share) if row.joined_share is not None else None} for row in self.datasets],
        }


def status_of(workspace: Workspace, month: dt.date | None) -> Status:
    """The month's, or without one the latest month's that has a folder in the inbox."""
    folders = workspace.drops(month or dt.date.max)
    if month is None:
        if not folders:
            raise Mistake(f"收件箱 {workspace.inbox} 里还没有月份文件夹")
        month = folders[-1][0]
    with workspace.locked(), opened(workspace) as warehouse:
        known = {(path, size, mtime) for path, size, mtime in warehouse.rows("store/known_files")}
        waiting = []
        for _, root in folders:
            for path in sorted(root.rglob("*")):
                if path.is_file() and not is_litter(path.name):
                    stat, name = path.stat(), path.relative_to(workspace.inbox).as_posix()
                    if (name, stat.st_size, stat.st_mtime_ns) not in known:
                        waiting.append(name)
        receipts = gather.receipts(warehouse, workspace.settings["name"], month, with_roster_faults=False)
        counts = warehouse.rows("issued/counts", month=month)
        words = "、".join(f"{ {'red': '红', 'yellow': '黄', 'green': '绿'}[grade]}{leads}" for grade, leads in counts)
        issued = f"已下发线索：{words}" if counts else "还没有下发线索"
        return Status(
            month, tuple(sorted(gather.quality(receipts, warehouse, month), key=lambda q: q.department)), tuple(gather.doubts(warehouse, receipts)), tuple(waiting),
            tuple(workspace.strays()), issued,
        )
