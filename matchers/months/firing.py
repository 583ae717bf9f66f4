"""Rows of a rule under a rule book whose numbers may differ from household to household: the statement is run once for each set of numbers."""

from collections.abc import Mapping
from decimal import Decimal

from matchers.months.facts import profiles_of, rows_by
from matchers.months.measuring import Month
from matchers.rules import Rule
from matchers.rules.dated_values import Profile
from matchers.warehouse import Record

Profiles = Mapping[str, Profile]


def rows_of(at: Month, rule: Rule, profiles: Profiles | None = None, sql: str = "", instead: Mapping[str, Decimal] | None = None) -> list[Record]:
    """A row a household (or village) that the rule holds for. `sql` stands in for the rule's, `instead` for numbers of the book."""
    policy, statement = at.policy, sql or rule.sql
    if rule.scope == "village" or not (policy.chooses(f"rules.{rule.name}", *rule.parameters) or not policy.is_for_all(rule)):
        return at.warehouse.records(statement, **(policy.parameters_of(rule, at.month) | dict(instead or {})))
    known = profiles_of(at) if profiles is None else profiles
    judged = {who for who in set(known.values()) if policy.is_for(rule, who.household_type)}
    return sorted(rows_by(at, rule, known, judged, statement, instead or {}), key=lambda row: row["household_id"])
