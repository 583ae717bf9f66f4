"""A county's workspace opened for work: its warehouse, its rule book, its month."""

from dataclasses import dataclass, replace

from flows.failures import Mistake
from flows.workspace import Workspace
from matchers.months.measuring import Month
from matchers.rules.policy import Policy, PolicyFault, load_policy
from matchers.warehouse import Newer, Warehouse


@dataclass(frozen=True)
class CountyMonth(Month):
    """A month, and whose it is."""

    workspace: Workspace


def policy_of(workspace: Workspace, policy_name: str | None) -> Policy:
    """The rule book in force, with the county's towns' own days to answer."""
    due_days = {name: town.due_days for name, town in workspace.towns.items() if town.due_days is not None}
    try:
        return replace(load_policy(workspace.policy_file(policy_name)), town_due_days=due_days)
    except PolicyFault as fault:
        raise Mistake(str(fault)) from fault


def opened(workspace: Workspace) -> Warehouse:
    try:
        return Warehouse(workspace.database)
    except Newer as shut:
        raise Mistake(str(shut)) from shut
