"""A county's workspace opened for work: its warehouse, its rule book, its month."""

from dataclasses import dataclass, replace

from flows.workspace import Workspace
from matchers.months.measuring import Month
from matchers.rules.policy import Policy, load_policy
from matchers.warehouse import Warehouse


@dataclass(frozen=True)
class CountyMonth(Month):
    """A month, and whose it is."""

    workspace: Workspace


def policy_of(workspace: Workspace, policy_name: str | None) -> Policy:
    """The rule book in force, with the county's towns' own days to answer."""
    due_days = {name: town.due_days for name, town in workspace.towns.items() if town.due_days is not None}
    return replace(load_policy(workspace.policy_file(policy_name)), town_due_days=due_days)


def opened(workspace: Workspace) -> Warehouse:
    return Warehouse(workspace.database)
