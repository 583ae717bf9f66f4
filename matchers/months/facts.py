"""How households of a month stand: to the lines that colour their leads, and what else their labels go by."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from matchers.months.measuring import Month
from matchers.rules.sections import BY_BANDS
from matchers.statements import statements

SQL = statements(__file__)


@dataclass(frozen=True)
class Facts:
    """A household's; `income_total` / `people_months` is yuan a person a year, exactly, both None where unknown; labour counts whoever is not said to be without."""

    benefits: frozenset[str]
    has_labour: bool
    has_frail_elder: bool
    income_total: Decimal | None
    people_months: Decimal | None
    rigid_of_year: Decimal | None
    size: Decimal

    def is_under(self, yuan: Decimal) -> bool:
        """Whether its income is known and under so much a person a year."""
        return self.income_total is not None and self.people_months is not None and self.income_total < yuan * self.people_months


def standing(at: Month, named: AbstractSet[str]) -> dict[str, tuple[bool, bool]]:
    """For each of these households whose income is known: whether it is under the line, and under that from which on it is well off.

    In bands what is spent does not count, and the second line is a number of its own.
    """
    line, in_bands = at.number("line_yuan"), at.policy.grading == BY_BANDS
    upper = at.number("band_yuan") if in_bands else line * Decimal(at.policy.settings["grades"]["yellow_times_line"])
    rows = at.warehouse.rows(SQL["standing"], line_yuan=line, yellow_yuan=upper, after_rigid=not in_bands)
    return {household: (under, near) for household, under, near in rows if household in named}


def facts_of(at: Month, named: AbstractSet[str]) -> dict[str, Facts]:
    """By household, where the rule book labels leads by more than their indicators."""
    if not at.policy.needs_facts:
        return {}
    at.warehouse.replace("linked.labelled", pd.DataFrame({"household_id": sorted(named)}, dtype="str"))
    return {
        home: Facts(frozenset(filter(None, benefits.split(";"))), *rest) for home, benefits, *rest in at.warehouse.rows(SQL["facts"])
    }
