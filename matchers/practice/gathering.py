"""A month just judged and followed → what the rule book's papers show of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from matchers.leads.judging import Findings
from matchers.leads.making import issue_dates
from matchers.leads.sentences import sentence
from matchers.months.facts import Facts, facts_for, profiles_of
from matchers.months.measuring import Month
from matchers.records.leads import Lead, LeadRecord
from matchers.records.monitored import Monitored, Monitoring
from matchers.records.practice import Card, DueVisit, KeptGrid, Person, Practice, Worker
from matchers.records.signals import Owner, Signal
from matchers.rules import SOURCES, all_rules
from matchers.rules.sections import CARDS, GRIDS, LABOUR, LISTS
from matchers.statements import statements
from schemas.months import parse_month, shifted, written

SQL = statements(__file__)
DECEMBER, HALF_A_YEAR = 12, 6
PROPERTY = "property.question"


def gather(at: Month, found: Findings, followed: Monitoring) -> Practice:
    """Only what the rule book's papers need. Needs linked.* measured for the month."""
    papers, month = at.policy.settings["papers"]["of"], at.month
    if not papers:
        return Practice(month)
    facts = facts_for(at, {file.household.household_id for file in followed.monitored})
    tops_up = month.month == DECEMBER and at.policy.has("poverty_yuan") and at.policy.has("top_up_share")
    poverty, share = (at.number("poverty_yuan"), at.number("top_up_share")) if tops_up else (None, None)
    leads = {lead.household_id: lead for lead in (*found.leads, *found.standing) if lead.household_id}
    came: dict[str, set[str]] = defaultdict(set)
    for town, dataset in at.warehouse.rows(SQL["came"]):
        came[town].add(dataset)
    people = _people(at, facts.keys()) if CARDS in papers else {}
    cards = tuple(
        Card(
            file, people.get(file.household.household_id, ()), leads.get(file.household.household_id),
            top_up(facts.get(file.household.household_id), poverty, share) if poverty is not None and share is not None else None,
            frozenset(came[file.household.town]),
        )
        for file in followed.monitored
    )
    lists = LISTS in papers
    visited = {home for (home,) in at.warehouse.rows(SQL["visited"])} if lists else set()
    return Practice(
        month, cards, _grids(at, found) if GRIDS in papers else (),
        tuple(_striking_off(followed.monitored, leads)) if lists else (), tuple(_by_day(at, followed.monitored, facts)) if lists else (),
        tuple(_visits(at, found, visited)) if lists else (), bool(visited),
        tuple(_late_steps(at, found)) if lists else (),
        tuple(Worker(*row) for row in at.warehouse.rows(SQL["work"])) if lists else (),
        _kinds(at) if lists and at.policy.settings["kinds"]["of"] else None, poverty, share, tuple(_unlisted(found)) if lists else (),
    )


def top_up(facts: Facts | None, poverty: Decimal, share: Decimal) -> Decimal | None:
    """What a household under the year's poverty line is short of, and a share of the line on top, for every member; yuan, to the fen."""
    if facts is None or facts.income_total is None or facts.people_months is None or not facts.is_under(poverty):
        return None
    whole = (poverty + share * poverty) * facts.size - facts.income_total * facts.size / facts.people_months
    return whole.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _people(at: Month, household_ids: Iterable[str]) -> dict[str, tuple[Person, ...]]:
    at.warehouse.replace("linked.asked_for", pd.DataFrame({"household_id": sorted(household_ids)}, dtype="str"))
    people: dict[str, list[Person]] = defaultdict(list)
    for household_id, *told in at.warehouse.rows(SQL["people"]):
        people[household_id].append(Person(*told))
    return {home: tuple(mine) for home, mine in people.items()}


def _grids(at: Month, found: Findings) -> tuple[KeptGrid, ...]:
    homes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for town, village, keeper, household_id in at.warehouse.rows(SQL["grids"]):
        homes[town, keeper or f"{village}（未填网格员）"].append(household_id)
    return tuple(KeptGrid(town, keeper, tuple(found.latest.households[home] for home in mine)) for (town, keeper), mine in homes.items())


def _striking_off(monitored: Iterable[Monitored], leads: Mapping[str, Lead]) -> Iterable[tuple[Monitored, str]]:
    """Only listed: nobody is struck off by itself."""
    for file in monitored:
        lead = leads.get(file.household.household_id)
        if lead and any(signal.indicator == PROPERTY for signal in lead.signals):
            yield file, "授权查询到财产疑点，请核实后再定"
        elif not file.signals and lead is None:
            yield file, "本月没有任何预警，也没有未办结的线索"


def _by_day(at: Month, monitored: Iterable[Monitored], facts: Mapping[str, Facts]) -> Iterable[tuple[Monitored, str]]:
    for term in at.policy.settings["monitoring"]["by"]:
        last, by = parse_month(term["enrolled_until"]), parse_month(term["by"])
        for file in monitored:
            mine = facts.get(file.household.household_id)
            has = LABOUR[0] if mine and mine.has_labour else LABOUR[1]
            if file.since.replace(day=1) <= last and term.get("labour", has) == has and at.month <= by:
                yield file, written(by)


def _visits(at: Month, found: Findings, visited: set[str]) -> Iterable[DueVisit]:
    """Monthly ones each month; others in the first month of their span of the year."""
    terms = [(set(term["kinds"]), term["every_months"]) for term in at.policy.settings["visits"]["of"] if (at.month.month - 1) % term["every_months"] == 0]
    if not terms:
        return
    for home in found.latest.households.values():
        if home.household_id in visited:
            continue
        kind = at.policy.listed_kind(home.household_type, home.risk_cleared)
        if every := next((months for kinds, months in terms if kind in kinds), None):
            yield DueVisit(home, every)


def _late_steps(at: Month, found: Findings) -> Iterable[tuple[LeadRecord, str]]:
    """Of the leads of half a year that were answered: done after its term, or not done though that is over when the month is issued."""
    step, (day, _) = at.policy.settings["leads"]["due_step"], issue_dates(at.policy, at.month)
    for lead in found.ledger.leads.values() if step else ():
        if not lead.answers or lead.listed_in < shifted(at.month, -HALF_A_YEAR):
            continue
        done = dict(lead.answers[-1].steps).get(step)
        if done and done > lead.due_on:
            yield lead, f"{step}是{done.month}月{done.day}日，超期{(done - lead.due_on).days}天"
        elif not done and lead.due_on < day:
            yield lead, f"到{day.month}月{day.day}日还没有{step}，超期{(day - lead.due_on).days}天"


def _unlisted(found: Findings) -> Iterable[tuple[str, str, str, tuple[str, ...]]]:
    """Nobody who came forward goes without an answer, whatever the list is for."""
    rules = {rule.indicator: rule for rule in all_rules().values()}
    mine: dict[Owner, list[Signal]] = defaultdict(list)
    for signal in found.signals:
        if signal.owner in found.out_of_scope:
            mine[signal.owner].append(signal)
    for signals in mine.values():
        if any(rules[signal.indicator].source != SOURCES[0] for signal in signals):
            ranked = sorted(signals, key=lambda signal: rules[signal.indicator].rank)
            yield ranked[0].town, ranked[0].village, ranked[0].household_id, tuple(sentence(signal, rules[signal.indicator]) for signal in ranked)


def _kinds(at: Month) -> dict[str, int]:
    names = [str(kind["name"]) for kind in at.policy.settings["kinds"]["of"]]
    counts = Counter(name for profile in profiles_of(at).values() for name in names if name in profile.kinds)
    return {name: counts[name] for name in names if counts[name]}

