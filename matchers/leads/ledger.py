"""A lead's life: what runs did to it and what its town said, folded into where it stands on a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from matchers.identity.successors import Successors
from matchers.leads import runs
from matchers.leads.answers import ANY_RUN, read_answers
from matchers.leads.moving import Brought, brought, taken_away
from matchers.months.measuring import Month
from matchers.records.leads import LISTED, LeadRecord
from matchers.records.said import HELPED, NO_RISK, TO_ENROL, TRUE_OUTCOMES, UNTRUE
from matchers.records.signals import Owner
from matchers.rules import all_rules
from matchers.rules.policy import Policy
from matchers.statements import statements
from matchers.warehouse import Record, Warehouse
from schemas.months import shifted

SQL = statements(__file__)

SETTLED = (NO_RISK, HELPED)
FAR = dt.date(9999, 12, 1)
AS_IT_STANDS = ("lead_id", "grade", "reason", "first_month", "months_running", "issued_on", "due_on", "continues")  # of an event, on the record


@dataclass(frozen=True)
class Silence:
    """An indicator that a town found untrue for a household, or a state that it found settled: not asked again until after `until`, unless much worse."""

    lead_id: str
    value: Decimal
    until: dt.date


@dataclass(frozen=True)
class Ledger:
    """All leads by number, in the order in which they were issued, and what is silenced by (owner, indicator)."""

    leads: Mapping[str, LeadRecord]
    silences: Mapping[tuple[Owner, str], Silence]
    _open: Mapping[Owner, LeadRecord] = field(init=False)
    _last: Mapping[Owner, LeadRecord] = field(init=False)

    def open_lead(self, owner: Owner) -> LeadRecord | None:
        return self._open.get(owner)

    def last_lead(self, owner: Owner) -> LeadRecord | None:
        return self._last.get(owner)

    def enrolling(self, lead_ids: Iterable[str]) -> "Ledger":
        """The same, with these leads ended as their households are monitored now."""
        return Ledger({**self.leads, **{lead_id: replace(self.leads[lead_id], decided="enrol") for lead_id in lead_ids}}, self.silences)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_open", {lead.owner: lead for lead in self.leads.values() if not lead.has_ended})
        object.__setattr__(self, "_last", {lead.owner: lead for lead in self.leads.values()})


def ledger_before(at: Month) -> Ledger:
    """As it was when the month was first run: what earlier months' runs did, and what had come back by then.

    What came back after that is an answer to the lists of that run: run again, it must not issue anew what has been answered since.
    """
    return _ledger(at.warehouse, at.policy, at.month, at.month, runs.first_run(at.warehouse, at.month))


def ledger_after(at: Month) -> Ledger:
    """As the month left it when it was first run."""
    return _ledger(at.warehouse, at.policy, shifted(at.month, 1), at.month, runs.first_run(at.warehouse, at.month))


def ledger_now(warehouse: Warehouse, policy: Policy) -> Ledger:
    """All there is."""
    return _ledger(warehouse, policy, FAR, FAR, ANY_RUN)


def _ledger(warehouse: Warehouse, policy: Policy, before: dt.date, until: dt.date, before_run: int) -> Ledger:
    answers = read_answers(warehouse, until, before_run).answers
    enrolments = warehouse.rows(SQL["enrolments"], before=before, until=until, before_run=before_run)
    decided: dict[str, str] = dict(enrolments)
    successors = Successors(warehouse)
    came = brought(warehouse, until, successors)
    folded = _folded(warehouse.records(SQL["events"], before=before), successors, came)
    continued = {told["continues"] for told in folded.values()}
    leads = {
        lead_id: LeadRecord(**told | {
            "answers": (*told.get("answers", ()), *answers.get(lead_id, ())), "decided": decided.get(lead_id, told.get("decided", "")),
            "is_continued": lead_id in continued or told.get("is_continued", False), "joined_to": "",
        })
        for lead_id, told in folded.items()
    }
    silences = _silences(warehouse, leads, policy, before, successors, came)
    went = taken_away(warehouse, until)
    return Ledger(_joined(leads | {lead_id: replace(leads[lead_id], joined_to=goes_on) for lead_id, goes_on in went.items() if lead_id in leads}), silences)


def _joined(leads: Mapping[str, LeadRecord]) -> dict[str, LeadRecord]:
    """Of households or villages that have become one, one open lead goes on and the others end in it: that on which its town proposed to enrol the
    household, so that the county still decides, else the one that was issued first.
    """
    together: dict[Owner, list[LeadRecord]] = defaultdict(list)
    for lead in leads.values():
        if not lead.has_ended:
            together[lead.owner].append(lead)
    joined = dict(leads)
    for mine in together.values():
        goes_on = next((lead for lead in mine if lead.outcome == TO_ENROL), mine[0])
        for lead in mine:
            if lead is not goes_on and (lead.formerly or goes_on.formerly):
                joined[lead.lead_id] = replace(lead, joined_to=goes_on.lead_id)
    return joined


def _folded(events: Iterable[Record], successors: Successors, came: Mapping[str, Brought]) -> dict[str, Record]:
    """What there is to tell of each lead, under the number that its household bears now, or the name of its village now; first of those that came from other counties."""
    leads: dict[str, Record] = {lead_id: dict(vars(each.lead)) for lead_id, each in came.items()}
    for event in events:
        known = leads.get(event["lead_id"], {})
        town, village = successors.place(event["town"], event["village"])
        household_id = successors.household(event["household_id"], event["run_month"])
        then, now = (event["household_id"], household_id) if household_id else (f"{event['town']}-{event['village']}", f"{town}-{village}")
        before = known.get("formerly", ())
        fired = frozenset(event["indicators"].split(";")) if event["indicators"] else frozenset()
        leads[event["lead_id"]] = known | {name: event[name] for name in AS_IT_STANDS} | {
            "town": town, "village": village, "household_id": household_id,
            "indicators": known.get("indicators", frozenset()) | fired, "asked": _asked(event, fired, known),
            "sources": tuple(filter(None, event["sources"].split(";"))),
            "issued_in": known.get("issued_in", event["run_month"]),
            "listed_in": event["run_month"] if event["kind"] in LISTED else known.get("listed_in", event["run_month"]),
            "formerly": (*before, then) if then != now and then not in before else before,
        }
    return leads


def _asked(event: Record, fired: frozenset[str], known: Record) -> frozenset[str]:
    """What a town is asked about; under 0.2.1, whose lists bear no mark, an answer was one to the whole lead."""
    still: frozenset[str] = known.get("asked", frozenset())
    return still if not fired else fired if event["listing"] else frozenset()


def _silences(
    warehouse: Warehouse, leads: Mapping[str, LeadRecord], policy: Policy, before: dt.date, successors: Successors, came: Mapping[str, Brought]
) -> dict[tuple[Owner, str], Silence]:
    """In the order of issue: a later lead that was found true ends the silence of its indicators, unless they are a state: what was
    found without risk, or helped, holds on and is not asked about either. Nor is what an older lead still asks silenced: of households that became
    one, each is asked for itself.
    """
    months = policy.settings["leads"]["silence_months"]
    states = {rule.indicator for rule in all_rules().values() if rule.state}
    if not any(answer.outcome in (UNTRUE, *SETTLED) for lead in leads.values() for answer in lead.answers):
        return {}
    values: dict[tuple[Owner, str], list[tuple[dt.date, Decimal]]] = defaultdict(list)
    for each in came.values():
        for run_month, indicator, value in each.figures:
            values[each.lead.owner, indicator].append((run_month, value))
    for run_month, town, village, household_id, indicator, value in warehouse.rows(SQL["values"], before=before):
        values[successors.owner(town, village, household_id, run_month), indicator].append((run_month, value))
    silences: dict[tuple[Owner, str], Silence] = {}
    still_asked: set[tuple[Owner, str]] = set()
    for lead in leads.values():
        for indicator in sorted(lead.indicators):
            key = (lead.owner, indicator)
            answer = next((answer for answer in reversed(lead.answers) if indicator in answer.indicators), None)
            if answer and (answer.outcome == UNTRUE or (answer.outcome in SETTLED and indicator in states)):
                then = [value for run_month, value in values[key] if run_month <= answer.listed_in]
                if key not in still_asked:
                    silences[key] = Silence(lead.lead_id, then[-1] if then else Decimal(1), shifted(answer.listed_in, months))
            elif answer and answer.outcome in TRUE_OUTCOMES:
                silences.pop(key, None)
        if not lead.has_ended:
            still_asked |= {(lead.owner, indicator) for indicator in lead.unanswered}
    return silences
