"""What a run found and did, put on the record: its signals, what became of each lead, what it did not ask about again."""

import datetime as dt
from collections.abc import Mapping

from matchers.leads import runs
from matchers.leads.judging import Findings
from matchers.leads.making import issue_dates
from matchers.months.measuring import Month
from matchers.records.leads import Lead, LeadEvent
from matchers.statements import statements
from matchers.warehouse import Warehouse

SQL = statements(__file__)


def record(at: Month, found: Findings, cells: Mapping[str, str]) -> None:
    """`cells` are the columns of each lead's row on its list, as JSON by column title.

    Events are only ever added: a run that changes anything of what its month did before adds a batch, which from then on holds.
    """
    warehouse, run_month = at.warehouse, at.month
    warehouse.run(SQL["set_aside"], run_month=run_month)
    warehouse.run(SQL["forget"], run_month=run_month)
    warehouse.append("leads.issued", _signals(run_month, found))
    batch = sorted((_event(lead, cells) for lead in (*found.leads, *found.standing)), key=lambda event: event.lead_id)
    silenced = sorted(
        (s.signal.month, s.signal.town, s.signal.village, s.signal.household_id, s.signal.indicator, s.words, s.lead_id, s.until)
        for s in found.silenced
    )
    last, of_month = runs.run_numbers(warehouse, run_month)
    recorded = batch_of(warehouse, run_month), warehouse.rows(SQL["silenced_batch"], run_month=run_month)
    if of_month and recorded == (batch, silenced):
        return
    opening = LeadEvent("run", "", run_month, "", "", "", "", "", "", "", run_month, 0, *issue_dates(at.policy, run_month), "", "")
    warehouse.append("leads.event", [(last + 1, run_month, *event) for event in (opening, *batch)])
    warehouse.append("leads.silenced", [(last + 1, run_month, *each) for each in silenced])


def batch_of(warehouse: Warehouse, run_month: dt.date) -> list[LeadEvent]:
    """What the batch in force of a run month did to leads, by lead number."""
    return [LeadEvent(*row) for row in warehouse.rows(SQL["batch"], run_month=run_month)]


def _signals(run_month: dt.date, found: Findings) -> list[tuple]:
    grades = {lead.owner: lead.grade for lead in found.leads}
    silenced = {id(each.signal) for each in found.silenced}
    return [
        (
            run_month, s.month, s.town, s.village, s.household_id, s.indicator, s.value, s.baseline, s.threshold, s.joined_by,
            "" if id(s) in silenced else grades[s.owner],
        )
        for s in found.signals
    ]


def _event(lead: Lead, cells: Mapping[str, str]) -> LeadEvent:
    indicators = ";".join(dict.fromkeys(signal.indicator for signal in lead.signals))
    return LeadEvent(
        lead.standing, lead.lead_id, lead.month, lead.town, lead.village, lead.household_id, lead.grade, indicators, ";".join(lead.sources),
        "；".join(lead.sentences), lead.first_month, lead.months_running, lead.issued_on, lead.due_on, lead.continues, cells.get(lead.lead_id, ""),
    )

