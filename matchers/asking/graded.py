"""Whom a rule book would ask about in a month, by what is known now: every lead with its grade and reasons, nothing recorded."""

from collections import defaultdict
from dataclasses import dataclass

from matchers.leads.making import grade_of
from matchers.months.comparing import fire, place_of, yields_of
from matchers.months.facts import profiles_if_needed, standing
from matchers.months.measuring import Month, measured
from schemas.household_types import ORDINARY

Place = tuple[str, str, str]  # town, village, household id; a village's own lead has none


@dataclass(frozen=True)
class GradedLead:
    """A household's or village's, its kind as the roster has it ('' for a village)."""

    grade: str
    indicators: frozenset[str]
    household_type: str


def graded_leads(at: Month) -> tuple[dict[Place, GradedLead], list[str]]:
    """Leads that the rule book lists, and in words what it could not judge. Answers and silences are left aside."""
    ground = measured(at)
    profiles = profiles_if_needed(at)
    fired, not_evaluated, _ = fire(at, ground, profiles)
    indicators: dict[Place, set[str]] = defaultdict(set)
    holding = {(rule.indicator, place_of(rule, row, ground.households)) for rule, row in fired}
    for rule, row in fired:
        if not yields_of(rule, place := place_of(rule, row, ground.households), holding):
            indicators[place].add(rule.indicator)
    times_line = standing(at, {household for _, _, household in indicators}, profiles)
    leads = {}
    for place, mine in indicators.items():
        home = ground.households.get(place[2])
        kind, cleared = (home.household_type, home.risk_cleared) if home else ("", "")
        grade = grade_of(mine, place[2], times_line, at.policy, at.policy.listed_kind(kind, cleared))
        if not at.policy.settings["leads"]["ordinary_only_at_risk"] or kind != ORDINARY or grade == "red":
            leads[place] = GradedLead(grade, frozenset(mine), kind)
    return leads, not_evaluated
