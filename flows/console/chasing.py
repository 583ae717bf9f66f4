"""Page 9: how far towns have come, and the words to remind them by."""

from typing import Any

from starlette.responses import Response

from flows.clock import today
from flows.console.gate import PageAsked
from matchers.access.accounts import BUREAU
from reports.pages.rendering import day


def rows(asked: PageAsked) -> list[dict[str, Any]]:
    """Towns, most overdue first."""
    return asked.ask("by_town", day=today())


def towns(asked: PageAsked) -> Response:
    found = rows(asked)
    return asked.page("chasing.html.j2", towns=[row | {"words": _words(row)} for row in found], is_bureau=asked.who.role == BUREAU)


def _words(row: dict[str, Any]) -> str:
    """What can be copied into a message; nobody is named."""
    if not row["overdue"]:
        return ""
    return f"{row['town']}：截至今天有{row['overdue']}条线索超过反馈期限（最早的应在{day(row['oldest'])}前反馈），请尽快入户核实，把填好的核实清单交回县局。"
