"""What is taken away from the pages of leads and households: a table, 入户核实表, 明白卡; each a line in the log."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from starlette.responses import Response

from flows.console.gate import PageAsked
from flows.console.lead_pages import FILTERS, LISTS, MOST, found_leads
from flows.console.saved_files import EXCEL, WORD, to_save
from matchers.records.leads import ENDED
from matchers.records.practice import VISITS
from matchers.rules.sections import CARDS
from reports.pages.rendering import GRADES
from reports.plain_text import may_turn
from schemas.mistakes import Mistake
from schemas.months import written

EXPORTED = {"grade": "等级", "town": "乡镇", "village": "村", "householder": "户主", "reason": "原因", "due_on": "反馈截止", "state_now": "状态", "outcome": "答复", "months_running": "连续月数", "lead_id": "线索编号", "sign": "校验码"}
HELD = 4_000  # leads at once
MOST_FORMS = 500  # at once; a town's whole document is among the month's downloads


def export(asked: PageAsked) -> Response:
    """All that the filters leave, as a csv that Excel opens."""
    text, count = io.StringIO(), 0
    writer = csv.writer(text)
    writer.writerow(EXPORTED.values())
    for row in _each(asked):
        writer.writerow(_cell(row[name]) for name in EXPORTED)
        count += 1
    asked.look("导出线索", f"{count}条", _in_words(asked))
    return to_save(text.getvalue().encode("utf-8-sig"), f"线索_{_month(asked)}.csv", "text/csv; charset=utf-8")


def _each(asked: PageAsked) -> Iterator[dict[str, Any]]:
    """All that the filters leave, some at a time: the console is small."""
    for after in range(0, MOST, HELD):
        rows = found_leads(asked, after, after + HELD)
        yield from rows
        if len(rows) < HELD:
            return


def visits(asked: PageAsked) -> Response:
    """入户核实表 of all that the filters leave and somebody has to visit, as the run made them."""
    from reports.visit_form import Form, visit_forms

    rows = found_leads(asked, 0, MOST_FORMS)
    if rows and rows[0]["found"] > MOST_FORMS:
        raise Mistake(f"有 {rows[0]['found']} 条，一次最多导出 {MOST_FORMS} 户的{VISITS}；请先选乡镇、村或名单，全镇的在“本月”页的下载里")
    papers = _papers(asked, VISITS, *(row["lead_id"] for row in rows if row["state_now"] not in ENDED))
    if not papers:
        raise Mistake(f"这里没有要入户核实的户；已经答复、等审定和办结的没有{VISITS}")
    asked.look(f"导出{VISITS}", rows[0]["household_id"] if len(rows) == 1 else f"{len(papers)}户", _in_words(asked))
    return to_save(visit_forms([Form.of(told) for told in papers]), f"{VISITS}_{_month(asked)}.docx", WORD)


def card(asked: PageAsked) -> Response:
    """明白卡 of a household, as the run made it."""
    from reports.plain_card import CardText, cards_on_paper

    papers = _papers(asked, CARDS, asked.text("id"))
    if not papers:
        raise Mistake(f"这一户没有{CARDS}：只有监测对象有，并且要本县的规则里写了要出{CARDS}")
    asked.look(f"导出{CARDS}", asked.text("id"))
    return to_save(cards_on_paper([CardText.of(told) for told in papers]), f"{CARDS}_{_month(asked)}.xlsx", EXCEL)


def _papers(asked: PageAsked, kind: str, *whoms: str) -> list[str]:
    return [row["told"] for row in asked.ask("papers", kind=kind, whoms=list(whoms))]


def papers_there(asked: PageAsked, household_id: str, lead: dict[str, Any] | None) -> dict[str, bool]:
    """Which papers can be taken away of a household, or of a village's lead."""
    has_form = bool(lead and lead["state_now"] not in ENDED and _papers(asked, VISITS, lead["lead_id"]))
    return {"has_form": has_form, "has_card": bool(_papers(asked, CARDS, household_id))}


def _month(asked: PageAsked) -> str:
    copy = asked.copy
    return written(copy.month) if copy and copy.month else ""


def _in_words(asked: PageAsked) -> str:
    """By what was chosen what was taken away."""
    words = {name: words for name, words, _ in LISTS} | GRADES
    return "、".join(words.get(text, text)[:40] for name in FILTERS if (text := asked.text(name))) or "全部"


def _cell(value: object) -> str:
    """Text that a spreadsheet would take for a formula is set behind an apostrophe."""
    text = value.date().isoformat() if hasattr(value, "date") else GRADES.get(str(value), str(value))
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and may_turn(text) else text
