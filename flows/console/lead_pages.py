"""Page 5: leads by fixed lists and filters that stand in the address, fifty a page; the same as a table to take away."""

import csv
import io
import math
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from flows.clock import today
from flows.console.gate import PageAsked
from reports.pages.rendering import GRADES
from reports.plain_text import may_turn

A_PAGE, MOST = 50, 100_000
LISTS = (("overdue", "超期", "overdue"), ("new", "本月新", "new_leads"), ("lasting", "连续3月", "lasting"), ("deciding", "等审定", "deciding"), ("unmet", "没见到人", "unmet"), ("fallen", "可销号", "fallen"))
STATES = ("待核实", "超期", "已反馈", "纳入监测", "销号")
FILTERS = ("list", "town", "village", "grade", "kind", "state", "q")
EXPORTED = {"grade": "等级", "town": "乡镇", "village": "村", "householder": "户主", "reason": "原因", "due_on": "反馈截止", "state_now": "状态", "outcome": "答复", "months_running": "连续月数", "lead_id": "线索编号", "sign": "校验码"}


def _found(asked: PageAsked, after: int, until: int) -> list[dict[str, Any]]:
    month = asked.desk.published()
    return asked.ask(
        "leads", day=today(), month=month.month if month else None, at_town=asked.text("town"), village=asked.text("village"), grade=asked.text("grade"),
        kind=asked.text("kind"), words=asked.text("q"), state=asked.text("state"), list=asked.text("list"), after=after, until=until,
    )


def leads(asked: PageAsked) -> Response:
    copy = asked.desk.published()
    page = min(asked.place("page") or 1, MOST)
    found = _found(asked, (page - 1) * A_PAGE, page * A_PAGE)
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


def export(asked: PageAsked) -> Response:
    """All that the filters leave, as a csv that Excel opens; a line in the log."""
    rows = _found(asked, 0, MOST)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(EXPORTED.values())
    writer.writerows([_cell(row[name]) for name in EXPORTED] for row in rows)
    asked.look("导出线索", f"{len(rows)}条", _in_words(asked))
    return Response(text.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="leads.csv"'})


def _in_words(asked: PageAsked) -> str:
    """By what the leads were chosen that were taken away."""
    words = {name: words for name, words, _ in LISTS} | GRADES
    return "、".join(words.get(text, text)[:40] for name in FILTERS if (text := asked.text(name))) or "全部"


def _cell(value: object) -> str:
    """Text that a spreadsheet would take for a formula is set behind an apostrophe."""
    text = value.date().isoformat() if hasattr(value, "date") else GRADES.get(str(value), str(value))
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and may_turn(text) else text
