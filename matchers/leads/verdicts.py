"""What towns found when they went and looked, as the statistics take it: by lead, by month, by owner."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from matchers.identity.successors import Successors
from matchers.leads.ledger import Ledger
from matchers.leads.recording import batch_of
from matchers.records.leads import ENROLLED, LISTED, LeadRecord
from matchers.records.said import TO_ENROL
from matchers.records.signals import Owner
from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


@dataclass(frozen=True)
class Asked:
    """A lead that a town was asked about, once whatever its signals; `outcome` is one of `said.OUTCOMES`, None before it is answered."""

    lead_id: str
    town: str
    indicators: tuple[str, ...]
    outcome: str | None = None
    is_enrolled: bool = False


@dataclass(frozen=True)
class AnsweredLead:
    """A lead that came back: whose it is (a household id, or a village's (town, village)), why it was issued, what was found.

    Enrolled is also whom the town wants enrolled.
    """

    owner: object
    indicators: frozenset[str]
    outcome: str
    is_enrolled: bool


def asked(leads: Iterable[LeadRecord]) -> list[Asked]:
    """Every lead of the ledger."""
    return [Asked(lead.lead_id, lead.town, tuple(sorted(lead.indicators)), lead.outcome or None, _is_enrolled(lead)) for lead in leads]


def outcomes_of_month(warehouse: Warehouse, ledger: Ledger, month: dt.date) -> dict[Owner, str]:
    """What came of the leads on a month's lists, by owner."""
    listed = [event.lead_id for event in batch_of(warehouse, month) if event.kind in LISTED]
    return {lead.owner: lead.outcome for lead in map(ledger.leads.get, listed) if lead and lead.outcome}


def answered_leads(warehouse: Warehouse, ledger: Ledger, first: dt.date, last: dt.date) -> dict[dt.date, list[AnsweredLead]]:
    """Leads that were issued in a month of the span and have an outcome, by that month, with the reasons they had there."""
    reasons: dict[tuple[dt.date, Owner], set[str]] = defaultdict(set)
    successors = Successors(warehouse)
    for run_month, month, town, village, household_id, indicator in warehouse.rows(SQL["reasons"]):
        if run_month == month:
            reasons[month, successors.owner(town, village, household_id, run_month)].add(indicator)
    leads = defaultdict(list)
    for lead in ledger.leads.values():
        indicators = reasons.get((lead.issued_in, lead.owner))
        if lead.outcome and indicators and first <= lead.issued_in <= last:
            owner = lead.household_id or (lead.town, lead.village)
            leads[lead.issued_in].append(AnsweredLead(owner, frozenset(indicators), lead.outcome, _is_enrolled(lead) or lead.outcome == TO_ENROL))
    return dict(leads)


def _is_enrolled(lead: LeadRecord) -> bool:
    return lead.state(dt.date.min) == ENROLLED
