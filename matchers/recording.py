"""What a run found and did, put on the record: its signals, what became of each lead, what it did not ask about again."""

import datetime as dt
from collections.abc import Mapping

from matchers.history import Findings
from matchers.leads import issue_dates
from matchers.policy import Policy
from matchers.warehouse import Warehouse
from reports.contents import Lead


def record(warehouse: Warehouse, policy: Policy, run_month: dt.date, found: Findings, cells: Mapping[str, str]) -> None:
    """`cells` are the columns of each lead's row on its list, as JSON by column title.

    Events are only ever added: a run that changes anything of what its month did before adds a batch, which from then on holds.
    """
    warehouse.run("issued/set_aside", run_month=run_month)
    warehouse.run("issued/forget", run_month=run_month)
    warehouse.append("leads.issued", _signals(run_month, found))
    batch = sorted((_event(lead, cells) for lead in (*found.leads, *found.standing)), key=lambda event: event[1])
    silenced = sorted(
        (s.signal.month, s.signal.town, s.signal.village, s.signal.household_id, s.signal.indicator, s.words, s.lead_id, s.until)
        for s in found.silenced
    )
    last, of_month = warehouse.rows("issued/run_numbers", run_month=run_month)[0]
    recorded = warehouse.rows("issued/batch", run_month=run_month), warehouse.rows("issued/silenced_batch", run_month=run_month)
    if of_month and recorded == (batch, silenced):
        return
    opening = ("run", "", run_month, "", "", "", "", "", "", "", run_month, 0, *issue_dates(policy, run_month), "", "")
    warehouse.append("leads.event", [(last + 1, run_month, *event) for event in (opening, *batch)])
    warehouse.append("leads.silenced", [(last + 1, run_month, *each) for each in silenced])


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


def _event(lead: Lead, cells: Mapping[str, str]) -> tuple:
    indicators = ";".join(dict.fromkeys(signal.indicator for signal in lead.signals))
    return (
        lead.standing, lead.lead_id, lead.month, lead.town, lead.village, lead.household_id, lead.grade, indicators, ";".join(lead.sources),
        "；".join(lead.sentences), lead.first_month, lead.months_running, lead.issued_on, lead.due_on, lead.continues, cells.get(lead.lead_id, ""),
    )

