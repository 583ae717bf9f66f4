"""A county's workspace opened for work: its warehouse, its rule book, its month."""

from dataclasses import dataclass, replace

from flows.loading import stand_aside
from flows.workspace import Workspace
from matchers.leads.runs import run_months
from matchers.months.measuring import Month
from matchers.rules.policy import Policy, load_policy
from matchers.warehouse import MEMORY_LIMIT, Warehouse
from schemas.dataset import all_datasets
from schemas.mistakes import Mistake


@dataclass(frozen=True)
class CountyMonth(Month):
    """A month, and whose it is."""

    workspace: Workspace


def policy_of(workspace: Workspace, policy_name: str | None) -> Policy:
    """The rule book in force, with the county's towns' own days to answer."""
    return replace(load_policy(workspace.policy_file(policy_name)), town_due_days=workspace.due_days)


def opened(workspace: Workspace, memory: str = MEMORY_LIMIT) -> Warehouse:
    """A workspace whose lists went out and whose record of them is gone must not begin anew without a word."""
    issued = bool(workspace.went_out())
    if issued and not workspace.database.exists():
        raise Mistake(
            f"{workspace.home / 'outbox'} 里有以前下发的清单，但数据库 warehouse.duckdb 不见了；请用 bidui restore 换回备份"
            "（没有备份的，它会从 inbox 和 returns 重做）；确实要从头开始的，请先把 outbox 文件夹改名"
        )
    all_datasets()  # whose files import pandas; of the rest whatever is needed has been imported
    stand_aside()
    warehouse = Warehouse(workspace.database, memory=memory)
    if issued and not run_months(warehouse):
        warehouse.close()
        raise Mistake(
            f"{workspace.home / 'outbox'} 里有以前下发的清单，数据库 warehouse.duckdb 里却一个月也没有（可能被空的数据库盖住了）；请用 bidui restore 换回备份；"
            "确实要从头开始的，请先把 outbox 文件夹改名"
        )
    return warehouse
