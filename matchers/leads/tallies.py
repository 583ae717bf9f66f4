"""How far each town has come with what was issued to it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

from matchers.records.leads import ANSWERED, CLOSED, ENROLLED, OPEN, OVERDUE, LeadRecord
from matchers.records.reporting import Tally


def tallies(records: Iterable[LeadRecord], day: dt.date) -> list[Tally]:
    """One a town, by name; `day` decides what is overdue."""
    by_town = defaultdict(list)
    for lead in records:
        by_town[lead.town].append(lead)
    counted = []
    for town, leads in sorted(by_town.items()):
        states = Counter(lead.state(day) for lead in leads)
        counted.append(Tally(
            town, len(leads), states[OPEN], states[OVERDUE], states[ANSWERED], states[CLOSED], states[ENROLLED],
            due=sum(lead.due_on < day or bool(lead.outcome) for lead in leads), answered=sum(bool(lead.outcome) for lead in leads),
        ))
    return counted


