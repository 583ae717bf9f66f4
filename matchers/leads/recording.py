"""What a run found and did, put on the record: its signals, what became of each lead, what it did not ask about again."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matchers.leads import runs
from matchers.leads.judging import Findings
from matchers.leads.making import issue_dates
from matchers.months.measuring import Month
from matchers.records.leads import Lead, LeadEvent, covers
from matchers.statements import statements
from matchers.warehouse import Row, Warehouse

SQL = statements(__file__)


@dataclass(frozen=True)
class Recorded:
    """The mark of each town's list; and of a month that is run again, a line for each town whose list is another than went out."""

    listings: dict[str, str]
    changed: tuple[str, ...]


def record(at: Month, found: Findings, cells: Mapping[str, str]) -> Recorded:
    """`cells` are the columns of each lead's row on its list, as JSON by column title.

    Events are only ever added: a run that changes anything of what its month did before adds a batch, which from then on holds.
    """
    warehouse, run_month = at.warehouse, at.month
    warehouse.run(SQL["set_aside"], run_month=run_month)
    warehouse.run(SQL["forget"], run_month=run_month)
    warehouse.append("leads.issued", _signals(run_month, found))
    batch = _marked(sorted((_event(lead, cells) for lead in (*found.leads, *found.standing)), key=lambda event: event.lead_id))
    silenced = sorted(
        (s.signal.month, s.signal.town, s.signal.village, s.signal.household_id, s.signal.indicator, s.words, s.lead_id, s.until)
        for s in found.silenced
    )
    last, of_month = runs.run_numbers(warehouse, run_month)
    before = batch_of(warehouse, run_month)
    if of_month and [event._replace(cells="", reason="") for event in before] == [event._replace(listing="", cells="", reason="") for event in batch]:
        batch = before  # as version 0.2.1 listed it: its workbooks bear no mark, and it is the same question in other words
    done = Recorded({event.town: event.listing for event in batch}, _changed(before, batch) if of_month else ())
    if of_month and (before, warehouse.rows(SQL["silenced_batch"], run_month=run_month)) == (batch, silenced):
        return done
    opening = LeadEvent("run", "", run_month, "", "", "", "", "", "", "", run_month, 0, *issue_dates(at.policy, run_month), "", "")
    warehouse.append("leads.event", [(last + 1, run_month, *event) for event in (opening, *batch)])
    warehouse.append("leads.silenced", [(last + 1, run_month, *each) for each in silenced])
    return done


def _marked(batch: Sequence[LeadEvent]) -> list[LeadEvent]:
    """A town's list has one mark, told by all that stands on it: the same list of another run is the same question."""
    by_town: dict[str, list[LeadEvent]] = defaultdict(list)
    for event in batch:
        by_town[event.town].append(event)
    marks = {town: hashlib.sha256(repr(events).encode()).hexdigest()[:12] for town, events in by_town.items()}
    return [event._replace(listing=marks[event.town]) for event in batch]


def _changed(before: Sequence[LeadEvent], batch: Sequence[LeadEvent]) -> tuple[str, ...]:
    """What towns must be told again, and why: 水阳镇：新增2条、加重1条."""
    then, now = ({event.lead_id: event for event in events} for events in (before, batch))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for lead_id in sorted(then.keys() | now.keys()):
        if word := _what_changed(then.get(lead_id), now.get(lead_id)):
            counts[(now.get(lead_id) or then[lead_id]).town][word] += 1
    order = ("新增", "加重", "少了", "原因有变", "数字或说明有变")
    return tuple(f"{town}：{'、'.join(f'{word}{mine[word]}条' for word in order if mine[word])}" for town, mine in sorted(counts.items()))


def _what_changed(then: LeadEvent | None, now: LeadEvent | None) -> str:
    if not then or not now:
        return "新增" if now else "少了"
    if not covers(then.grade, now.grade):
        return "加重"
    if set(then.indicators.split(";")) != set(now.indicators.split(";")):
        return "原因有变"
    return "数字或说明有变" if then.cells != now.cells or then.reason != now.reason else ""


def batch_of(warehouse: Warehouse, run_month: dt.date) -> list[LeadEvent]:
    """What the batch in force of a run month did to leads, by lead number."""
    return [LeadEvent(*row) for row in warehouse.rows(SQL["batch"], run_month=run_month)]


def _signals(run_month: dt.date, found: Findings) -> list[Row]:
    grades = {lead.owner: lead.grade for lead in found.leads}
    silenced = {id(each.signal) for each in found.silenced}
    return [
        (
            run_month, s.month, s.town, s.village, s.household_id, s.indicator, s.value, s.baseline, s.threshold, s.joined_by,
            "" if id(s) in silenced else grades.get(s.owner, ""),  # out of scope: not asked about
        )
        for s in found.signals
    ]


def _event(lead: Lead, cells: Mapping[str, str]) -> LeadEvent:
    indicators = ";".join(dict.fromkeys(signal.indicator for signal in lead.signals))
    return LeadEvent(
        lead.standing, lead.lead_id, lead.month, lead.town, lead.village, lead.household_id, lead.grade, indicators, ";".join(lead.sources),
        "；".join(lead.sentences), lead.first_month, lead.months_running, lead.issued_on, lead.due_on, lead.continues, cells.get(lead.lead_id, ""),
    )

