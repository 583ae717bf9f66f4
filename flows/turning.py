"""Which month a scheduled run is for, by the day on which it was due in China."""

import datetime as dt
from pathlib import Path

from prefect.runtime import flow_run

from flows.clock import CHINA, today
from flows.county import policy_of
from flows.workspace import Workspace
from schemas.mistakes import Mistake
from schemas.months import parse_month, shifted, written


def _due_on() -> dt.date:
    due = flow_run.scheduled_start_time if flow_run.id else None
    return due.astimezone(CHINA).date() if due else today()


def this_month() -> str:
    """That in which the run was due, in China: one made up for later is still for its own month."""
    return written(_due_on().replace(day=1))


def last_month() -> str:
    """The month before."""
    return written(shifted(parse_month(this_month()), -1))


def receiving_month(home: str) -> str:
    """What comes up to the day of issue is of the month before, whose lists have not gone out; from then on of this one."""
    try:
        issue_day = policy_of(Workspace.at(Path(home)), None).settings["leads"]["issue_day"]
    except (Mistake, OSError):  # the tasks will say what is wrong
        return this_month()
    return last_month() if _due_on().day <= issue_day else this_month()
