"""Runs that Prefect still takes for running, or about to, though their process was killed. What they held is given back by itself within five minutes."""

import datetime as dt
from contextlib import suppress
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.runtime import deployment, flow_run
from prefect.states import Crashed

from flows.workspace import Busy, Workspace

BEGINS = dt.timedelta(minutes=10)  # the longest that a process may take from being asked for to running
SAID = "没有做完就断了（电脑关机，或程序被结束）；做完的都在，后来的这次接着做"


def end_dead_runs(workspace: Workspace) -> int:
    """End, in a sentence, those of the present run's deployment that are down as running, or for long as about to, while nobody has the workspace; how many."""
    if not deployment.id:
        return 0
    with suppress(Busy), workspace.locked():
        return _end_others(UUID(deployment.id), UUID(flow_run.id))
    return 0


def _end_others(of: UUID, mine: UUID) -> int:
    begun = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING, StateType.CANCELLING])))
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(flow_run_filter=begun, deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[of])))
        dead = [run.id for run in found if run.id != mine and not _may_still_begin(run)]
        for run in dead:
            client.set_flow_run_state(run, Crashed(message=SAID), force=True)
    return len(dead)


def _may_still_begin(run: FlowRun) -> bool:
    return bool(run.state and run.state.is_pending() and dt.datetime.now(dt.UTC) - run.state.timestamp < BEGINS)
