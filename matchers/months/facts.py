"""How households of a month stand: to the lines that colour their leads, and what else their labels go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from matchers.months.measuring import Month
from matchers.rules import Rule, all_rules
from matchers.rules.dated_values import Profile
from matchers.rules.sections import BY_BANDS, LABOUR
from matchers.statements import statements
from matchers.warehouse import Record

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


def standing(at: Month, named: AbstractSet[str], profiles: Mapping[str, Profile] | None = None) -> dict[str, tuple[bool, bool]]:
    """For each of these households whose income is known: whether it is under its line, and under that from which on it is well off.

    In bands what is spent does not count, and the second line is a number of its own. `profiles` are all households', if they are known already.
    """
    in_bands, line_of = at.policy.grading == BY_BANDS, lines_of(at, profiles)
    stands = {}
    _note_asked(at, named)
    for line in sorted({line_of(household_id) for household_id in named}):
        upper = at.number("band_yuan") if in_bands else line * Decimal(at.policy.settings["grades"]["yellow_times_line"])
        rows = at.warehouse.rows(SQL["standing"], line_yuan=line, yellow_yuan=upper, after_rigid=not in_bands)
        stands.update({household: (under, near) for household, under, near in rows if line_of(household) == line})
    return stands


def lines_of(at: Month, profiles: Mapping[str, Profile] | None = None) -> Callable[[str], Decimal]:
    """The monitoring line of each household of the month."""
    if not at.policy.chooses("line_yuan"):
        line = at.number("line_yuan")
        return lambda household_id: line
    known = profiles_of(at) if profiles is None else profiles
    by_profile = {who: at.policy.number("line_yuan", at.month, who) for who in set(known.values())}
    return lambda household_id: by_profile[known[household_id]] if household_id in known else at.number("line_yuan")


def facts_of(at: Month, named: AbstractSet[str]) -> dict[str, Facts]:
    """By household, where the rule book labels leads by more than their indicators."""
    return facts_for(at, named) if at.policy.needs_facts else {}


def profiles_of(at: Month) -> dict[str, Profile]:
    """By household of the month: what its numbers are chosen by."""
    homes = {row[0]: row for row in at.warehouse.rows(SQL["homes"])}
    facts = facts_for(at, homes.keys())
    return {household_id: profile_of(at, household_type, risk_cleared, facts[household_id]) for household_id, household_type, risk_cleared in homes.values()}


def profiles_if_needed(at: Month) -> dict[str, Profile] | None:
    """Those of all households where any rule that is on goes by them; made once for all rules of a month."""
    return profiles_of(at) if at.policy.chooses_any else None


def profile_of(at: Month, household_type: str, risk_cleared: str, facts: Facts) -> Profile:
    """A household's: its kind on the roster, and the book's own that it is of."""
    derived = kind_of(at, household_type, risk_cleared, facts)
    return Profile(household_type, frozenset(filter(None, (household_type, derived))), LABOUR[0] if facts.has_labour else LABOUR[1])


def kind_of(at: Month, household_type: str, risk_cleared: str, facts: Facts | None, indicators: AbstractSet[str] = frozenset()) -> str:
    """The name of the first of the book's kinds that a household is of; '' for none. Red ones are told by what already holds."""
    for kind in at.policy.settings["kinds"]["of"]:
        if _is_kind(kind, at, at.policy.listed_kind(household_type, risk_cleared) in at.policy.monitored_kinds, facts, indicators):
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
    _note_asked(at, named)
    told = at.warehouse.records(SQL["facts"])
    burdened = _burdened(at, {row["household_id"]: row["has_labour"] for row in told})
    return {
        row["household_id"]: Facts(
            frozenset(filter(None, row["benefits"].split(";"))), row["has_labour"], row["has_frail_elder"], row["income_total"], row["people_months"],
            row["rigid_of_year"], row["size"], row["household_id"] in burdened, row["has_supply_told"],
        )
        for row in told
    }


def _note_asked(at: Month, named: AbstractSet[str]) -> None:
    at.warehouse.replace("linked.labelled", pd.DataFrame({"household_id": sorted(named)}, dtype="str"))


def rows_by(at: Month, rule: Rule, profiles: Mapping[str, Profile], of: AbstractSet[Profile], statement: str, instead: Mapping[str, Decimal]) -> Iterator[Record]:
    """Rows of a household rule's statement, of the households of these profiles: it is run once for each set of numbers that they choose."""
    groups: dict[tuple[Decimal, ...], set[Profile]] = defaultdict(set)
    for who in of:
        groups[tuple(at.policy.parameters_of(rule, at.month, who).values())].add(who)
    for values, mine in groups.items():
        parameters = dict(zip(rule.parameters, values, strict=True)) | dict(instead)
        yield from (row for row in at.warehouse.records(statement, **parameters) if profiles.get(row["household_id"]) in mine)


def _burdened(at: Month, has_labour: Mapping[str, bool]) -> set[str]:
    """Households whose rigid expenditure is a large share of their income, whatever else holds; asked only where a kind goes by it.

    Numbers are those for its kind on the roster: a kind that is derived can't go by itself.
    """
    rule = all_rules().get("expenditure_rigid_share")
    if rule is None or not any(kind.get("rigid") for kind in at.policy.settings["kinds"]["of"]):
        return set()
    homes = at.warehouse.rows(SQL["homes"])
    plain = {row[0]: Profile(row[1], frozenset((row[1],)), LABOUR[0] if has_labour[row[0]] else LABOUR[1]) for row in homes if row[0] in has_labour}
    return {row["household_id"] for row in rows_by(at, rule, plain, set(plain.values()), rule.sql, {})}
