"""The same month and the same collecting under Prefect: when, again if reading fails, and what to show on the run's page.

Parameters, results, states and artifacts hold paths, months and counts only: Prefect stores and shows them.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from prefect import State, flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run, task_run
from prefect.states import Completed, Failed

from flows.dead_runs import end_dead_runs
from flows.failures import in_words, told, what
from flows.left_out import months_left_out
from flows.month import run_month
from flows.outcomes import Progress, in_markdown
from flows.status import status_of
from flows.taking_in import collect_month
from flows.turning import last_month, receiving_month
from flows.urging import remind
from flows.wires.pulling import pull_month
from flows.wires.sending import send_month
from flows.workspace import Busy, Workspace
from matchers.leads.dispatched import FAILED, REFUSED, UNCERTAIN
from schemas.mistakes import Mistake
from schemas.months import parse_month, shifted, written

P = ParamSpec("P")
T = TypeVar("T")
Counts = dict[str, int] | State[Any]

READING_TRIES = 3
COMPARING_STEPS = 5  # two of identity, one of households, judging, writing


class StillInUse(Exception):
    """A file could not be opened; somebody may have closed it by the next try."""


def _ending_in_words(step: Callable[P, T]) -> Callable[P, T | State[Any]]:
    """A failed task ends in one sentence. Prefect would store and show an exception with all that it quotes."""

    @wraps(step)
    def run(*args: P.args, **named: P.kwargs) -> T | State[Any]:
        try:
            return step(*args, **named)
        except StillInUse:
            raise
        except Busy as busy:
            if task_run.run_count < READING_TRIES:
                raise StillInUse(str(busy)) from None
            return Failed(message=str(busy))
        except Exception as failure:
            if words := in_words(failure):
                return Failed(message=words)
            get_run_logger().error(told(failure))
            return Failed(message=f"程序出错，请把运行日志发给开发人员：{what(failure)}")

    return run


def _is_in_use(_task: object, _run: object, state: State[Any]) -> bool:
    return isinstance(state.data, StillInUse)


@task(name="取各部门的文件", task_run_name="pull {month} 取各部门的文件", cache_policy=NO_CACHE, retries=READING_TRIES - 1, retry_delay_seconds=60, retry_condition_fn=_is_in_use)
@_ending_in_words
def pull_task(home: str, month: str) -> Counts:
    """Files that came, by department; one whose place does not answer is told in the status and the report, and the month goes on."""
    done = pull_month(*_place(home, month))
    return _told({each.department: len(each.landed) for each in done}, "没取到", [each.department for each in done if each.failure])


@task(name="发出清单和回执", task_run_name="send {month} 发出清单和回执", cache_policy=NO_CACHE, retries=READING_TRIES - 1, retry_delay_seconds=60, retry_condition_fn=_is_in_use)
@_ending_in_words
def send_task(home: str, month: str) -> Counts:
    """Papers by what became of them; what failed is tried again, as it has not gone."""
    done = send_month(*_place(home, month))
    states = Counter(each.state for each in done)
    if states[FAILED] and task_run.run_count < READING_TRIES:
        raise StillInUse(f"有{states[FAILED]}个文件没能发出，过一会儿再发")
    return _told(dict(states), "没发到", [each.recipient for each in done if each.state in (FAILED, REFUSED, UNCERTAIN)])


@task(name="催报", task_run_name="remind 催报", cache_policy=NO_CACHE, retries=READING_TRIES - 1, retry_delay_seconds=60, retry_condition_fn=_is_in_use)
@_ending_in_words
def remind_task(home: str) -> int:
    """Departments that are due, late, refused or doubtful: how many papers were made."""
    return len(remind(Workspace.at(Path(home))))


@task(
    name="读取各部门文件", task_run_name="collect {month} 读取各部门文件", cache_policy=NO_CACHE,
    retries=READING_TRIES - 1, retry_delay_seconds=60, retry_condition_fn=_is_in_use,
)
@_ending_in_words
def collect_task(home: str, month: str) -> dict[str, int]:
    """Take in drops and write receipts; a file in use is tried again, and after the last try left for the next run."""
    workspace, at = _place(home, month)
    with _shown("collecting", f"{month} 读取各部门文件", 1) as progress:
        outcome = collect_month(workspace, at, progress=progress)
    if outcome.in_use_files and task_run.run_count < READING_TRIES:
        raise StillInUse(f"有{outcome.in_use_files}个文件正被占用，过一会儿再读")
    return {"new_files": outcome.new_files, "refused_files": outcome.refused_files}


@task(
    name="比对并下发", task_run_name="compare {month} 比对并下发", cache_policy=NO_CACHE,
    retries=READING_TRIES - 1, retry_delay_seconds=60, retry_condition_fn=_is_in_use,
)
@_ending_in_words
def compare_task(home: str, month: str, policy: str | None, new_files: int) -> dict[str, int]:
    """Link, judge and issue; counts of leads by grade."""
    workspace, at = _place(home, month)
    with _shown("comparing", f"{month} 比对并下发", COMPARING_STEPS) as progress:
        outcome = run_month(workspace, at, policy, progress)
    create_markdown_artifact(in_markdown(outcome, new_files), key="leads", description=f"{month} 比对结果")
    return {"changed": int(outcome.changed), **outcome.leads}


@task(name="登记数据到位情况", task_run_name="report {month} 登记数据到位情况", cache_policy=NO_CACHE)
@_ending_in_words
def report_task(home: str, month: str) -> int:
    """A table of what came, as counts."""
    status = status_of(*_place(home, month))
    rows = [
        {"部门": q.department, "数据": q.dataset, "情况": q.state, "文件": q.files, "读到": q.rows_read, "用上了": q.stored, "重复": q.duplicates, "先没用": q.quarantined, "不是数据": q.not_data}
        for q in status.datasets
    ]
    create_table_artifact(table=rows, key="datasets", description=f"{month} 各部门数据到位情况")
    return len(rows)


def _named(usual_month: Callable[[str], str]) -> Callable[[], str]:
    def name() -> str:
        given = flow_run.parameters
        return f"{given.get('month') or usual_month(given.get('home', 'county'))} {flow_run.flow_name}（{Path(given.get('home', 'county')).name}）"

    return name


def left_out(home: str, due: str) -> list[str]:
    """Months before the due one whose files lie there and that no run compared, in order: what was missed is made up for first."""
    workspace, month = _place(home, due)
    try:
        return [written(each) for each in months_left_out(workspace, month)]
    except (Mistake, OSError):  # the tasks will say what is wrong
        return []


@flow(name="月度比对", flow_run_name=_named(lambda home: last_month()), log_prints=False)
def month_flow(home: str = "county", month: str | None = None, policy: str | None = None) -> Counts:
    """比对一个月并下发线索；不填 month 就是上个月。home 是工作区文件夹，policy 是规则的名字或文件。"""
    due = month or last_month()
    counts: Counts = {}
    _fetch(home, due)
    for at in (*(left_out(home, due) if month is None else ()), due):
        collected = collect_task(home, at)
        counts = collected if isinstance(collected, State) else compare_task(home, at, policy, collected["new_files"])
        if isinstance(counts, State):
            break
        _dispatch(home, at)
    return _ended(counts if isinstance(counts, State) else report_task(home, due), counts)


@flow(name="每日收件", flow_run_name=_named(receiving_month), log_prints=False)
def collect_flow(home: str = "county", month: str | None = None) -> Counts:
    """收下各部门到今天为止的文件，写好回执，该催的催；不填 month 就是本月，下发日（含）以前是上个月。home 是工作区文件夹。"""
    month = month or receiving_month(home)
    _fetch(home, month)
    collected = collect_task(home, month)
    if not isinstance(collected, State):
        remind_task(home)
    for at in (written(shifted(parse_month(month), -1)), month):  # what could not be sent then is tried again
        _dispatch(home, at)
    return _ended(collected if isinstance(collected, State) else report_task(home, month), collected)


def _fetch(home: str, month: str) -> None:
    with suppress(Mistake, OSError):  # the tasks will say what is wrong
        end_dead_runs(Workspace.at(Path(home)))
        if Workspace.at(Path(home)).sources:
            pull_task(home, month)


def _dispatch(home: str, month: str) -> None:
    with suppress(Mistake, OSError):
        workspace, at = _place(home, month)
        if workspace.recipients and (workspace.outbox(at).is_dir() or workspace.reminders(at).is_dir()):
            send_task(home, month)


def _told(counts: dict[str, int], what: str, names: list[str]) -> Counts:
    """Done, and by name who was not reached; why stands in the status."""
    return Completed(message=f"{what}：{'、'.join(dict.fromkeys(names))}", data=counts) if names else counts


def _ended(last: int | Counts, counts: Counts) -> Counts:
    """A failed task's sentence is the run's, too."""
    return Failed(message=last.message) if isinstance(last, State) else counts


def _place(home: str, month: str) -> tuple[Workspace, dt.date]:
    return Workspace.at(Path(home)), parse_month(month)


@contextmanager
def _shown(key: str, title: str, steps: int) -> Iterator[Progress]:
    """Progress through so many steps as an artifact, moved a dozen times at most: each move is a call to the server."""
    artifact = create_progress_artifact(progress=0.0, key=key, description=title)
    assert isinstance(artifact, UUID), "outside an event loop it is made at once"
    begun: list[str] = []
    last = 0.0

    def show(step: str, done: int, total: int) -> None:
        nonlocal last
        begun.extend([] if step in begun else [step])
        share = min(99.0, 100.0 * (len(begun) - 1 + (done / total if total else 0.0)) / steps)
        if share - last >= 10:
            last = share
            update_progress_artifact(artifact_id=artifact, progress=share, description=f"{title}：{step}")

    yield show
    update_progress_artifact(artifact_id=artifact, progress=100.0, description=f"{title}：完成")
