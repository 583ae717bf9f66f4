"""Runs that Prefect still takes for running though their process was killed. What they held is given back by itself within five minutes."""

from contextlib import suppress
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import StateType
from prefect.runtime import deployment, flow_run
from prefect.states import Crashed

from flows.workspace import Busy, Workspace

SAID = "没有做完就断了（电脑关机，或程序被结束）；做完的都在，后来的这次接着做"


def end_dead_runs(workspace: Workspace) -> int:
    """End, in a sentence, those of the present run's deployment that are down as running while nobody has the workspace; how many."""
    if not deployment.id:
        return 0
    with suppress(Busy), workspace.locked():
        return _end_others(UUID(deployment.id), UUID(flow_run.id))
    return 0


def _end_others(of: UUID, mine: UUID) -> int:
    running = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.CANCELLING])))
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(flow_run_filter=running, deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[of])))
        dead = [run.id for run in found if run.id != mine]
        for run in dead:
            client.set_flow_run_state(run, Crashed(message=SAID), force=True)
    return len(dead)
