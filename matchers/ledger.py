"""A lead's life: what runs did to it and what its town said, folded into where it stands on a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from matchers import answers as said
from matchers.answers import Answer
from matchers.policy import Policy
from matchers.warehouse import Warehouse
from schemas.months import shifted

OPEN, OVERDUE, ANSWERED, ENROLLED, CLOSED = "待核实", "超期", "已反馈", "纳入监测", "销号"
ENDED = (ENROLLED, CLOSED)
FAR = dt.date(9999, 12, 1)
Owner = tuple[str, str, str]  # ("", "", household) or (town, village, "")


def owner_of(town: str, village: str, household_id: str) -> Owner:
    """A household is the same wherever it lives; a village goes by its place."""
    return ("", "", household_id) if household_id else (town, village, "")


class Owned:
    """What bears a place and a household's number, '' for a village's own: a signal, a lead."""

    @property
    def owner(self) -> Owner:
        return owner_of(self.town, self.village, self.household_id)


@dataclass(frozen=True)
class LeadRecord(Owned):
    """A lead as the runs so far left it. `listed_in` is the last month whose list it stood on with reasons, `indicators` all
    that ever fired under it; `decided` is the bureau's word on enrolling it ('enrol', 'decline' or ''); `is_continued` that a
    later lead of the household has taken its place.
    """

    lead_id: str
    town: str
    village: str
    household_id: str
    grade: str
    indicators: frozenset[str]
    sources: tuple[str, ...]
    reason: str
    first_month: dt.date
    months_running: int
    issued_in: dt.date
    listed_in: dt.date
    issued_on: dt.date
    due_on: dt.date
    continues: str
    answers: tuple[Answer, ...] = ()
    decided: str = ""
    is_continued: bool = False

    @property
    def outcome(self) -> str:
        return self.answers[-1].outcome if self.answers else ""

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(indicator.partition(".")[0] for indicator in self.indicators)

    def state(self, day: dt.date) -> str:
        """The one state in which it is on a day."""
        if self.decided:
            return ENROLLED if self.decided == "enrol" else CLOSED
        # A word on an old lead after a new one was issued stays on the record, and opens nothing a second time.
        if self.is_continued or self.outcome in (said.HELPED, said.NO_RISK, said.UNTRUE):
            return CLOSED
        if self.outcome:
            return ANSWERED
        return OVERDUE if self.due_on < day else OPEN

    @property
    def has_ended(self) -> bool:
        return self.state(dt.date.min) in ENDED


@dataclass(frozen=True)
class Silence:
    """An indicator that a town found untrue for a household: not asked again until after `until`, unless much worse."""

    lead_id: str
    value: Decimal
    until: dt.date


@dataclass(frozen=True)
class Ledger:
    """All leads by number, in the order in which they were issued, and what is silenced by (owner, indicator)."""

    leads: Mapping[str, LeadRecord]
    silences: Mapping[tuple[Owner, str], Silence]

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


def read_ledger(warehouse: Warehouse, policy: Policy, run_month: dt.date) -> Ledger:
    """As it was when `run_month` was first run: what earlier months' runs did, and what had come back by then.

    What came back after that is an answer to the lists of that run: run again, it must not issue anew what has been answered since.
    """
    return _ledger(warehouse, policy, run_month, run_month, _first_run(warehouse, run_month))


def read_ledger_after(warehouse: Warehouse, policy: Policy, run_month: dt.date | None = None) -> Ledger:
    """As `run_month` left it when it was first run; without a month, all there is now."""
    if run_month is None:
        return _ledger(warehouse, policy, FAR, FAR, said.ANY_RUN)
    return _ledger(warehouse, policy, shifted(run_month, 1), run_month, _first_run(warehouse, run_month))


def _first_run(warehouse: Warehouse, run_month: dt.date) -> int:
    return warehouse.rows("issued/first_run", run_month=run_month)[0][0]


def _ledger(warehouse: Warehouse, policy: Policy, before: dt.date, until: dt.date, before_run: int) -> Ledger:
    answers = said.read_answers(warehouse, until, before_run).answers
    enrolments = warehouse.rows("issued/enrolments", before=before, until=until, before_run=before_run)
    decided = dict(enrolments)
    leads = _folded(warehouse.records("issued/events", before=before))
    continued = {lead.continues for lead in leads.values()}
    leads = {
        lead_id: replace(lead, answers=answers.get(lead_id, ()), decided=decided.get(lead_id, ""), is_continued=lead_id in continued)
        for lead_id, lead in leads.items()
    }
    return Ledger(leads, _silences(warehouse, leads, policy, before))


def _folded(events: Iterable[dict]) -> dict[str, LeadRecord]:
    leads: dict[str, LeadRecord] = {}
    for event in events:
        known = leads.get(event["lead_id"])
        fired = frozenset(event["indicators"].split(";")) if event["indicators"] else frozenset()
        leads[event["lead_id"]] = LeadRecord(
            lead_id=event["lead_id"], town=event["town"], village=event["village"], household_id=event["household_id"], grade=event["grade"],
            indicators=(known.indicators if known else frozenset()) | fired,
            sources=tuple(filter(None, event["sources"].split(";"))), reason=event["reason"],
            first_month=event["first_month"], months_running=event["months_running"],
            issued_in=known.issued_in if known else event["run_month"],
            listed_in=event["run_month"] if event["kind"] in LISTED else known.listed_in if known else event["run_month"],
            issued_on=event["issued_on"], due_on=event["due_on"], continues=event["continues"],
        )
    return leads


NEW, CARRIED, ESCALATED, FALLEN, WAITING = "issued", "carried", "escalated", "fallen", "waiting"
LISTED = (NEW, CARRIED, ESCALATED)


def _silences(warehouse: Warehouse, leads: Mapping[str, LeadRecord], policy: Policy, before: dt.date) -> dict[tuple[Owner, str], Silence]:
    """In the order of issue: a later lead that was found true ends the silence of its indicators."""
    months = policy.settings["leads"]["silence_months"]
    if not any(lead.outcome == said.UNTRUE for lead in leads.values()):
        return {}
    values: dict[tuple[Owner, str], list[tuple[dt.date, Decimal]]] = defaultdict(list)
    for run_month, town, village, household_id, indicator, value in warehouse.rows("issued/values", before=before):
        values[owner_of(town, village, household_id), indicator].append((run_month, value))
    silences: dict[tuple[Owner, str], Silence] = {}
    for lead in leads.values():
        for indicator in sorted(lead.indicators):
            key = (lead.owner, indicator)
            if lead.outcome in said.TRUE_OUTCOMES:
                silences.pop(key, None)
            elif lead.outcome == said.UNTRUE:
                then = [value for run_month, value in values[key] if run_month <= lead.listed_in]
                silences[key] = Silence(lead.lead_id, then[-1] if then else Decimal(1), shifted(lead.listed_in, months))
    return silences
