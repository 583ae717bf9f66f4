"""Page 9: how far towns have come, and the words to remind them by."""

from typing import Any

from starlette.responses import Response

from flows.clock import today
from flows.console.gate import NAMES, PageAsked
from flows.console.saved_files import WORD, to_save
from matchers.access.accounts import BUREAU
from matchers.records.leads import OPEN, OVERDUE
from reports.pages.rendering import day
from schemas.mistakes import Mistake

SHOWN = 500  # leads of a state on the page of a town


def rows(asked: PageAsked) -> list[dict[str, Any]]:
    """Towns, most overdue first."""
    return asked.ask("by_town", day=today())


def towns(asked: PageAsked) -> Response:
    found = rows(asked)
    return asked.page("chasing.html.j2", towns=[row | {"words": _words(row)} for row in found], is_bureau=asked.who.role == BUREAU, sees_names=asked.who.role in NAMES)


def town(asked: PageAsked) -> Response:
    """One town: who has not been answered for, what of its lists was not used and why."""
    found = _one(asked)
    waiting = [(state, _leads(asked, found["town"], state)) for state in (OVERDUE, OPEN)]
    return asked.page("town.html.j2", town=found | {"words": _words(found)}, waiting=waiting, unused=asked.ask("unused", at_town=found["town"]))


def letter(asked: PageAsked) -> Response:
    """催办单 of one town, in Word."""
    from reports.reminder_letter import reminder_letter

    name, copy = _one(asked)["town"], asked.copy
    leads = _leads(asked, name, OVERDUE)
    if not leads or not copy:
        raise Mistake(f"{name}没有超期的线索，不用催办")
    asked.look("导出", f"{name} 催办单")
    return to_save(reminder_letter(copy.county, name, today(), leads, leads[0]["found"]), f"{name}_催办单_{today():%Y%m%d}.docx", WORD)


def _one(asked: PageAsked) -> dict[str, Any]:
    """The town asked for: a town's own, whatever its address says."""
    name = asked.who.town or asked.text("name")
    found = next((row for row in rows(asked) if row["town"] == name), None)
    if not found:
        raise Mistake("没有这个乡镇，或还没有下发过线索")
    return found


def _leads(asked: PageAsked, name: str, state: str) -> list[dict[str, Any]]:
    copy = asked.copy
    about = {
        "day": today(), "month": copy.month if copy else None, "at_town": name, "village": "", "grade": "", "kind": "", "words": "", "list": "", "after": 0, "until": SHOWN,
    }
    return asked.ask("leads", state=state, **about)


def _words(row: dict[str, Any]) -> str:
    """What can be copied into a message; nobody is named."""
    if not row["overdue"]:
        return ""
    return f"{row['town']}：截至今天有{row['overdue']}条线索超过反馈期限（最早的应在{day(row['oldest'])}前反馈），请尽快入户核实，把填好的核实清单交回县局。"
