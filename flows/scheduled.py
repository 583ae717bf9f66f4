"""The same month and the same collecting under Prefect: when, again if reading fails, and what to show on the run's page.

Parameters, results and artifacts hold paths, months and counts only: Prefect stores and shows them.
"""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.runtime import task_run

from flows.monthly import Outcome, Progress, collect_month, run_month
from flows.status import status_of
from flows.workspace import Workspace
from schemas.months import parse_month, shifted, written

CHINA = ZoneInfo("Asia/Shanghai")
READING_TRIES = 3


class StillInUse(Exception):
    """A file could not be opened; somebody may have closed it by the next try."""


@task(name="读取各部门文件", retries=READING_TRIES - 1, retry_delay_seconds=60)
def collect_task(home: str, month: str) -> dict[str, int]:
    """Take in drops and write receipts; a file in use is tried again, and after the last try left for the next run."""
    outcome = collect_month(Workspace.at(Path(home)), parse_month(month), progress=_shown("collecting"))
    if outcome.in_use_files and task_run.run_count < READING_TRIES:
        raise StillInUse(f"有{outcome.in_use_files}个文件正被占用，过一会儿再读")
    return {"new_files": outcome.new_files, "refused_files": outcome.refused_files}


@task(name="比对并下发")
def compare_task(home: str, month: str, policy: str | None) -> dict[str, int]:
    """Link, judge and issue; counts of leads by grade."""
    outcome = run_month(Workspace.at(Path(home)), parse_month(month), policy, _shown("comparing"))
    _describe(outcome)
    return {"changed": int(outcome.changed), **outcome.leads}


@task(name="登记数据到位情况")
def report_task(home: str, month: str) -> int:
    """A table of what came, as counts."""
    status = status_of(Workspace.at(Path(home)), parse_month(month))
    rows = [
        {"部门": q.department, "数据": q.dataset, "情况": q.state, "文件": q.files, "读到": q.rows_read, "入库": q.stored, "重复": q.duplicates, "隔离": q.quarantined}
        for q in status.datasets
    ]
    create_table_artifact(table=rows, key="datasets", description=f"{month} 各部门数据到位情况")
    return len(rows)


@flow(name="月度比对", log_prints=False)
def month_flow(home: str = "county", month: str | None = None, policy: str | None = None) -> dict[str, int]:
    """Compare a month; without one, the month before today's in China."""
    month = month or written(shifted(_today().replace(day=1), -1))
    collect_task(home, month)
    counts = compare_task(home, month, policy)
    report_task(home, month)
    return counts


@flow(name="每日收件", log_prints=False)
def collect_flow(home: str = "county", month: str | None = None) -> dict[str, int]:
    """Take in what has come up to today's month in China."""
    month = month or written(_today().replace(day=1))
    counts = collect_task(home, month)
    report_task(home, month)
    return counts


def _today() -> dt.date:
    return dt.datetime.now(CHINA).date()


def _shown(key: str) -> Progress:
    """Progress as an artifact, moved a dozen times at most: each move is a call to the server."""
    artifact = create_progress_artifact(progress=0.0, key=key, description="进度")
    last = 0.0

    def show(step: str, done: int, total: int) -> None:
        nonlocal last
        share = 100.0 * done / total if total else 0.0
        if share - last >= 10 or (share == 100.0 and last < 100.0):
            last = share
            update_progress_artifact(artifact_id=artifact, progress=share, description=step)

    return show


def _describe(outcome: Outcome) -> None:
    if outcome.changed:
        grades = "、".join(f"{words}{outcome.leads.get(grade, 0)}条" for grade, words in (("red", "红"), ("yellow", "黄"), ("green", "绿")))
        lines = [f"# {written(outcome.month)} 月度比对", f"- 线索：{grades}；补发以前月份{outcome.late_leads}条", f"- 待人工判断：{outcome.review_waiting}人"]
        lines += [f"- 未评估：{line}" for line in outcome.not_evaluated]
    else:
        lines = [f"# {written(outcome.month)} 月度比对", "没有新的文件，结果和上次一样，什么都没有改动。"]
    create_markdown_artifact("\n".join(lines), key="month", description="本月结果")
