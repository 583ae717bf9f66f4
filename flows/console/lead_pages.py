"""Page 5: leads by fixed lists and filters that stand in the address, fifty a page."""

import math
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from flows.clock import today
from flows.console.gate import PageAsked

A_PAGE, MOST = 50, 100_000
LISTS = (("overdue", "超期", "overdue"), ("new", "本月新", "new_leads"), ("lasting", "连续3月", "lasting"), ("deciding", "等审定", "deciding"), ("unmet", "没见到人", "unmet"), ("fallen", "可销号", "fallen"))
STATES = ("待核实", "超期", "已反馈", "纳入监测", "销号")
FILTERS = ("list", "town", "village", "grade", "kind", "state", "q")


def found_leads(asked: PageAsked, after: int, until: int) -> list[dict[str, Any]]:
    """What the filters of the address leave, by places from `after` up to `until`."""
    month = asked.copy
    return asked.ask(
        "leads", day=today(), month=month.month if month else None, at_town=asked.text("town"), village=asked.text("village"), grade=asked.text("grade"),
        kind=asked.text("kind"), words=asked.text("q"), state=asked.text("state"), list=asked.text("list"), after=after, until=until,
    )


def leads(asked: PageAsked) -> Response:
    copy = asked.copy
    page = min(asked.place("page") or 1, MOST)
    found = found_leads(asked, (page - 1) * A_PAGE, page * A_PAGE)
    counts = next(iter(asked.ask("lists", day=today(), month=copy.month if copy else None)), {})
    places = asked.ask("choices")
    kinds = sorted({kind for row in asked.ask("kinds_ever") for kind in row["kinds"].split("、") if kind})
    town = asked.text("town")
    return asked.page(
        "leads.html.j2", leads=found, found=found[0]["found"] if found else 0, page=page, pages=math.ceil(found[0]["found"] / A_PAGE) if found else 0,
        lists=[(name, words, counts.get(column, 0)) for name, words, column in LISTS], states=STATES, kinds=kinds,
        towns=sorted({row["town"] for row in places}), villages=sorted({row["village"] for row in places if town in ("", row["town"])}),
        asked={name: asked.text(name) for name in FILTERS}, filter=urlencode({name: asked.text(name) for name in FILTERS if asked.text(name)}),
    )
