"""How far each town has come with what was issued to it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matchers.ledger import ANSWERED, CLOSED, ENROLLED, OPEN, OVERDUE, LeadRecord


@dataclass(frozen=True)
class Tally:
    """A town's leads since the beginning, by the state in which they are: issued = open + closed + enrolled.

    `due` counts those whose day has come and what was answered before it; `answered` of these.
    """

    town: str
    issued: int
    waiting: int
    overdue: int
    answered_open: int
    closed: int
    enrolled: int
    due: int
    answered: int

    @property
    def open(self) -> int:
        return self.waiting + self.overdue + self.answered_open


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


def in_all(counted: Sequence[Tally]) -> Tally:
    """The sum of all towns."""
    return Tally("合计", *(sum(getattr(tally, name) for tally in counted) for name in list(Tally.__dataclass_fields__)[1:]))
