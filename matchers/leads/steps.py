"""Days that a town wrote on its list: of verifying, and of the steps of handling, in their order, the one with a term not after it."""

import datetime as dt
import json

from schemas.fields import Unreadable, plain, read_day
from schemas.months import shifted
from schemas.returned.answered import DUE, DUE_STEP, STEPS
from schemas.typed_days import typed_day

LATEST_MONTHS = 2  # after the folder's month, in which a list may be filled in: the folder may be the list's own month
Steps = tuple[tuple[str, dt.date], ...]


def steps_of(returned: str, listed: str, issued_on: dt.date) -> tuple[Steps, str]:
    """(steps that are done, what is asked back in Chinese) of a row; both sides are its columns as JSON by title.

    Where they are out of order none counts; a step done after its term counts, and is told.
    """
    asked = json.loads(listed) if listed else {}
    names = [name for name in asked.get(STEPS, "").split("、") if name]
    if not names:
        return (), ""
    came, done, faults = json.loads(returned), [], []
    for name in names:
        text = plain(came.get(name, ""))
        if not text:
            continue
        day = _day(text, issued_on)
        if day is None:
            faults.append(f"“{name}”的日期看不懂")
        else:
            done.append((name, day))
    dated = [name for name, _ in done]
    for at, (name, day) in enumerate(done):
        missing = [each for each in names[: names.index(name)] if each not in dated]
        if missing:
            faults.append(f"“{name}”填了日期，前面的“{'”“'.join(missing)}”没有填")
        elif at and day < done[at - 1][1]:
            faults.append(f"“{name}”的日期早于前一步“{done[at - 1][0]}”")
    if faults:
        return (), f"办理步骤先没有采用（答复已采用）：{'；'.join(faults)}；请改正后再发回"
    return tuple(done), _late(dict(done), asked)


def wrong_day(verified_on: dt.date | None, issued_on: dt.date, folder: dt.date) -> str:
    """Why a day of verifying cannot be: before the month in which the lead was issued, or long after the list came back."""
    if verified_on and verified_on < issued_on.replace(day=1):
        return f"核实日期早于下发（{issued_on.year}年{issued_on.month}月），请核对年月"
    if verified_on and verified_on >= shifted(folder, LATEST_MONTHS + 1):
        return "核实日期比清单发回的月份还晚得多，请核对年月"
    return ""


def _late(done: dict[str, dt.date], asked: dict[str, str]) -> str:
    step = asked.get(DUE_STEP, "")
    due = dt.date.fromisoformat(asked[DUE]) if asked.get(DUE) else None
    if step in done and due and done[step] > due:
        return f"“{step}”是{done[step].month}月{done[step].day}日，晚于截止日期{due.month}月{due.day}日，算超期"
    return ""


def _day(text: str, issued_on: dt.date) -> dt.date | None:
    """Without a year the first such day from the month of issue on."""
    typed = typed_day(text, issued_on.replace(day=1))
    if typed:
        return typed
    try:
        return read_day(text)
    except Unreadable:
        return None
