"""A month asked of the Prefect server that runs beside: its worker does it now, not on the fifth."""

from pathlib import Path

from httpx import HTTPError
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.settings import get_current_settings

from schemas.mistakes import Mistake

STARTED_BY = "在另一个窗口运行 prefect server start --host 127.0.0.1 并一直开着；不用定时，直接 bidui run 也行"
DEPLOYED = "月度比对/month"  # as prefect.yaml names it


def order(home: Path, month: str | None) -> tuple[str, str]:
    """Have the server's worker run a month now, last month's without one; returns the run's name, and where its page is.

    Raises `Mistake` if the server does not run, knows no such deployment, or none is said to be asked.
    """
    if not get_current_settings().api.url:
        raise Mistake(f"没有说定时服务（Prefect）在哪里：请先设 PREFECT_API_URL；{STARTED_BY}")
    given = {"home": str(home.resolve())} | ({"month": month} if month else {})
    try:
        run = run_deployment(DEPLOYED, parameters=given, timeout=0)
    except (HTTPError, RuntimeError):
        raise Mistake(f"连不上定时服务（Prefect），它没有开着：{STARTED_BY}") from None
    except ObjectNotFound:
        raise Mistake("定时服务（Prefect）里还没有本程序的任务：请先运行 prefect --no-prompt deploy --all") from None
    assert isinstance(run, FlowRun), "outside an event loop it is made at once"
    return run.name, get_current_settings().ui_url or ""
