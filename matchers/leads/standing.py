"""Open leads whose household shows no reason this month: fallen away, or waiting for data that did not come."""

from collections.abc import Iterable
from dataclasses import replace

from matchers.leads.ledger import Ledger
from matchers.leads.making import Run, issue_dates
from matchers.months.comparing import Comparison
from matchers.records.leads import FALLEN, WAITING, Lead, LeadRecord
from matchers.records.said import TO_ENROL
from matchers.records.signals import Household
from matchers.rules import SOURCES, all_rules

ENROLLED_NOW = "enrolled"


def enrolled_now(ledger: Ledger, monitored: set[str]) -> frozenset[str]:
    """Leads whose town proposed to enrol and whose household the roster now has among the monitored, whether or not it shows a reason."""
    return frozenset(
        record.lead_id for record in ledger.leads.values()
        if not record.has_ended and record.outcome == TO_ENROL and record.household_id in monitored
    )


def standing_leads(run: Run, listed: Iterable[Lead], enrolled: frozenset[str]) -> list[Lead]:
    """Every lead that is open and not on the month's list, and those that ended by being `enrolled`."""
    on_list = {lead.lead_id for lead in listed}
    open_still = [record for record in run.ledger.leads.values() if not record.has_ended and record.lead_id not in on_list]
    leads = [_standing(run, record, enrolled) for record in (*open_still, *(run.ledger.leads[lead_id] for lead_id in sorted(enrolled)))]
    return sorted(leads, key=lambda lead: (lead.town, lead.village, lead.household_id))


def _standing(run: Run, record: LeadRecord, enrolled: frozenset[str]) -> Lead:
    """Told to the town in which the household lives now."""
    issued_on, _ = issue_dates(run.policy, run.month)
    household = _household(run.latest, record)
    if household and (record.town, record.village) != (household.town, household.village):
        record = replace(record, town=household.town, village=household.village)
    standing = FALLEN if _is_judged(run.latest, record) else WAITING
    status = record.state(issued_on)
    if record.lead_id in enrolled:
        standing = ENROLLED_NOW
    return Lead(
        lead_id=record.lead_id, month=record.listed_in, town=record.town, village=record.village, household=household,
        grade=record.grade, signals=(), sentences=(record.reason,), town_checks=(), first_month=record.first_month,
        months_running=record.months_running, issued_on=record.issued_on, due_on=record.due_on, status=status, standing=standing,
        continues=record.continues, sources=record.sources,
    )


def _is_judged(comparison: Comparison, record: LeadRecord) -> bool:
    """Only what was judged and did not hold has fallen away; what could not be judged is unknown, and that nobody applied or
    visited again says nothing of an application or a visit.
    """
    if set(record.sources) != {SOURCES[0]}:
        return False
    in_force = {rule.indicator for rule in all_rules().values()} & set(comparison.judged)
    return all(record.town in comparison.judged[indicator] for indicator in record.indicators & in_force)


def _household(comparison: Comparison, record: LeadRecord) -> Household | None:
    """As the roster has it now; of one that left the roster, what is left is its number."""
    if not record.household_id:
        return None
    gone = Household(record.household_id, record.town, record.village, "", "（已不在花名册）", "", "", "", 0)
    return comparison.households.get(record.household_id, gone)
