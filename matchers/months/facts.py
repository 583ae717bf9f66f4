"""How households of a month stand: to the lines that colour their leads, and what else their labels go by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from matchers.months.measuring import Month
from matchers.rules import all_rules
from matchers.rules.policy import Profile
from matchers.rules.sections import BY_BANDS, LABOUR
from matchers.statements import statements

SQL = statements(__file__)


@dataclass(frozen=True)
class Facts:
    """A household's; `income_total` / `people_months` is yuan a person a year, exactly, both None where unknown; labour counts whoever is not said to be without;
    `has_supply_told` is whether the month's water extract says anything of its village.
    """

    benefits: frozenset[str]
    has_labour: bool
    has_frail_elder: bool
    income_total: Decimal | None
    people_months: Decimal | None
    rigid_of_year: Decimal | None
    size: Decimal
    is_burdened: bool = False
    has_supply_told: bool = True

    def is_under(self, yuan: Decimal) -> bool:
        """Whether its income is known and under so much a person a year."""
        return self.income_total is not None and self.people_months is not None and self.income_total < yuan * self.people_months


def standing(at: Month, named: AbstractSet[str]) -> dict[str, tuple[bool, bool]]:
    """For each of these households whose income is known: whether it is under its line, and under that from which on it is well off.

    In bands what is spent does not count, and the second line is a number of its own.
    """
    in_bands, line_of = at.policy.grading == BY_BANDS, lines_of(at)
    stands = {}
    for line in sorted({line_of(household_id) for household_id in named}):
        upper = at.number("band_yuan") if in_bands else line * Decimal(at.policy.settings["grades"]["yellow_times_line"])
        rows = at.warehouse.rows(SQL["standing"], line_yuan=line, yellow_yuan=upper, after_rigid=not in_bands)
        stands.update({household: (under, near) for household, under, near in rows if household in named and line_of(household) == line})
    return stands


def lines_of(at: Month) -> Callable[[str], Decimal]:
    """The monitoring line of each household of the month."""
    if not at.policy.chooses("line_yuan"):
        line = at.number("line_yuan")
        return lambda household_id: line
    profiles = profiles_of(at)
    by_profile = {who: at.policy.number("line_yuan", at.month, who) for who in set(profiles.values())}
    return lambda household_id: by_profile[profiles[household_id]] if household_id in profiles else at.number("line_yuan")


def facts_of(at: Month, named: AbstractSet[str]) -> dict[str, Facts]:
    """By household, where the rule book labels leads by more than their indicators."""
    return facts_for(at, named) if at.policy.needs_facts else {}


def profiles_of(at: Month) -> dict[str, Profile]:
    """By household of the month: what its numbers are chosen by."""
    homes = {row[0]: row for row in at.warehouse.rows(SQL["homes"])}
    facts = facts_for(at, homes.keys())
    derives = bool(at.policy.settings["kinds"]["of"])
    profiles = {}
    for household_id, household_type, risk_cleared in homes.values():
        mine = facts[household_id]
        kinds = {household_type}
        if derives and (derived := kind_of(at, household_type, risk_cleared, mine)):
            kinds.add(derived)
        profiles[household_id] = Profile(household_type, frozenset(kinds), LABOUR[0] if mine.has_labour else LABOUR[1])
    return profiles


def kind_of(at: Month, household_type: str, risk_cleared: str, facts: Facts | None, indicators: AbstractSet[str] = frozenset()) -> str:
    """The name of the first of the book's kinds that a household is of; '' for none. Red ones are told by what already holds."""
    for kind in at.policy.settings["kinds"]["of"]:
        if _is_kind(kind, at, household_type in at.policy.monitored_kinds and risk_cleared != "是", facts, indicators):
            return str(kind["name"])
    return ""


def _is_kind(kind: Mapping[str, Any], at: Month, is_monitored: bool, facts: Facts | None, indicators: AbstractSet[str]) -> bool:
    if kind.get("monitored"):
        return is_monitored
    if kind.get("red"):
        return bool(indicators & set(at.policy.settings["grades"]["red_indicators"]))
    if facts is None:
        return False
    if "benefits" in kind:
        return bool(facts.benefits & set(kind["benefits"]))
    if "times" in kind:
        dibao = at.number("dibao_yuan")
        return facts.income_total is not None and not facts.is_under(dibao) and facts.is_under(dibao * kind["times"])
    return bool(kind.get("rigid")) and facts.is_under(at.number("rural_income_yuan")) and facts.is_burdened


def facts_for(at: Month, named: AbstractSet[str]) -> dict[str, Facts]:
    """By household, of these."""
    at.warehouse.replace("linked.labelled", pd.DataFrame({"household_id": sorted(named)}, dtype="str"))
    burdened = _burdened(at)
    return {
        row["household_id"]: Facts(
            frozenset(filter(None, row["benefits"].split(";"))), row["has_labour"], row["has_frail_elder"], row["income_total"], row["people_months"],
            row["rigid_of_year"], row["size"], row["household_id"] in burdened, row["has_supply_told"],
        )
        for row in at.warehouse.records(SQL["facts"])
    }


def _burdened(at: Month) -> set[str]:
    """Households whose rigid expenditure is a large share of their income, whatever else holds; asked only where a kind goes by it."""
    rule = all_rules().get("expenditure_rigid_share")
    if rule is None or not any(kind.get("rigid") for kind in at.policy.settings["kinds"]["of"]):
        return set()
    return {row["household_id"] for row in at.warehouse.records(rule.sql, **at.policy.parameters_of(rule, at.month))}
