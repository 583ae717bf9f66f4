"""What a run's leads and answers mean for the monitored: their files, and whom towns want enrolled."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from matchers.leads.judging import Findings, monitored_homes
from matchers.leads.standing import ENROLLED_NOW
from matchers.monitored.monitoring import monitor
from matchers.months.measuring import Month
from matchers.records.monitored import Monitoring, Proposed
from matchers.records.said import TO_ENROL
from matchers.records.signals import HeldBack


def follow(at: Month, found: Findings, held: Iterable[HeldBack]) -> tuple[Monitoring, list[Proposed]]:
    """The monitored as of a month just judged, and the open leads whose town proposes to enrol; needs the run on the record.

    `held` is what no signal rests on, as rows wait. Who has a lead that is still open is not proposed to leave.
    """
    silenced = {id(each.signal) for each in found.silenced}
    holding = [signal for signal in found.signals if signal.month == at.month and id(signal) not in silenced]
    leads = defaultdict(list)
    for record in found.ledger.leads.values():
        leads[record.household_id].append(record)
    monitoring = monitor(at, holding, found.latest, held, leads)
    still_open = [lead for lead in (*found.leads, *found.standing) if lead.standing != ENROLLED_NOW]
    open_leads = {lead.household_id: lead for lead in still_open}
    files = tuple(
        replace(file, obstacles=(*file.obstacles, f"有线索还没有办结（{lead.lead_id}，{lead.status}）")) if (lead := open_leads.get(file.household.household_id)) else file
        for file in monitoring.monitored
    )
    return replace(monitoring, monitored=files), _proposed(found, {lead.lead_id for lead in still_open}, monitored_homes(found.latest, at.policy))


def _proposed(found: Findings, still_open: set[str], enrolled: set[str]) -> list[Proposed]:
    """A proposal stands until it is decided or taken back, though what joined the lead since is still to be verified."""
    proposed = []
    for lead in found.ledger.leads.values():
        home = found.latest.households.get(lead.household_id)
        stands = bool(lead.answers) and lead.answers[-1].outcome == TO_ENROL and lead.household_id not in enrolled
        if stands and lead.lead_id in still_open and home:
            proposed.append(Proposed(lead.lead_id, home, lead.reason, lead.answers[-1].situation, lead.answers[-1].measures))
    return sorted(proposed, key=lambda each: (each.household.town, each.household.village, each.lead_id))
