"""A run's leads → what each town is told, each lead in one place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from matchers.records.leads import CARRIED, FALLEN, OVERDUE, WAITING, Lead
from matchers.records.said import TO_ENROL
from matchers.records.signals import Silenced

NEW_TASK, OPEN_TASK, FALLEN_TASK = TASKS = ("新", "没办完", "可销号")


@dataclass(frozen=True)
class TownLeads:
    """`leads` to visit, `fallen` ones that show no reason any more, `waiting` ones that could not be judged, `awaited` ones
    whose enrolment the county still decides, `silenced` signals that are not asked about; `day` is that of issue.
    """

    town: str
    leads: Sequence[Lead] = ()
    fallen: Sequence[Lead] = ()
    waiting: Sequence[Lead] = ()
    awaited: Sequence[Lead] = ()
    silenced: Sequence[Silenced] = ()
    day: dt.date | None = None

    @property
    def to_fill_in(self) -> list[Lead]:
        return [*self.leads, *self.fallen, *self.waiting]

    @property
    def overdue(self) -> list[Lead]:
        return [lead for lead in self.to_fill_in if lead.status == OVERDUE]


def town_leads(town: str, leads: Sequence[Lead], standing: Sequence[Lead], silenced: Sequence[Silenced], day: dt.date) -> TownLeads:
    """What is a town's own of a run's leads to visit, of those that only stand open, and of silenced signals."""
    mine = [lead for lead in leads if lead.town == town]
    open_still = [lead for lead in standing if lead.town == town and not _is_awaited(lead)]
    return TownLeads(
        town,
        [lead for lead in mine if not _is_awaited(lead)],
        [lead for lead in open_still if lead.standing == FALLEN],
        [lead for lead in open_still if lead.standing == WAITING],
        [lead for lead in (*mine, *standing) if lead.town == town and _is_awaited(lead)],
        [each for each in silenced if each.signal.town == town],
        day,
    )


def task_of(lead: Lead) -> str:
    """What is to be done about it."""
    if lead.standing == FALLEN:
        return FALLEN_TASK
    return OPEN_TASK if lead.is_carried or lead.standing == WAITING else NEW_TASK


def _is_awaited(lead: Lead) -> bool:
    """Proposed by its town to be enrolled: nobody need go again unless it grew worse."""
    return lead.outcome == TO_ENROL and lead.standing in (CARRIED, FALLEN, WAITING)
