"""Page 10: how often each indicator was right, and what other numbers would have found; nothing is saved."""

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import Any

from starlette.responses import RedirectResponse, Response

from flows.console import working
from flows.console.gate import PageAsked
from matchers.access.accounts import BUREAU
from matchers.rules.magnitudes import UNIT_WORDS, WHOLE
from schemas.mistakes import Mistake

STEPS = 10  # a slider goes so many either way
LEAST_FOR_A_BAR = 20  # answers, below which nothing is said yet


def trying(asked: PageAsked) -> Response:
    copy, work = asked.copy, working.state(asked.desk.home)
    rates = {row["indicator"]: row for row in asked.ask("rates")}
    by_title: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in asked.ask("parameters"):
        title, _, meaning = row["title"].rpartition("：")
        by_title[row["indicator"], title or "各项共用的"].append(row | {"meaning": meaning, "unit_words": UNIT_WORDS.get(row["unit"], ""), **_slider(row["unit"], Decimal(row["amount"]))})
    groups = [(title, _bar(rates.get(indicator)), parameters) for (indicator, title), parameters in by_title.items()]
    groups.sort(key=lambda group: (group[1] is None, not (group[1] or {}).get("is_enough")))  # what has answers first
    result = work.get("result") if work.get("kind") == "whatif" and work["is_done"] else None
    return asked.page("trying.html.j2", groups=groups, result=result, month_tried=copy.month if copy else None, may_try=asked.who.role == BUREAU)


def try_out(asked: PageAsked) -> Response:
    copy = asked.copy
    if not copy or not copy.month:
        raise Mistake("还没有比对过，没有可以试算的")
    settings = []
    for row in asked.ask("parameters"):
        text = asked.text(f"set/{row['name']}")
        try:
            if text and Decimal(text) != Decimal(row["amount"]):
                settings.append(f"{row['name']}={text}")
        except InvalidOperation:
            raise Mistake(f"“{row['title']}”要写数字") from None
    if not settings:
        raise Mistake("还没有改任何一个数；先拖动一个滑块，再点“算一算”")
    return RedirectResponse("/work" if working.begin(asked.desk.home, "whatif", copy.month, settings=settings) else "/work?said=busy", 303)


def _slider(unit: str, amount: Decimal) -> dict[str, Decimal]:
    """Ends and step such that the number in force lies on a step."""
    step = Decimal(1) if unit in WHOLE else Decimal("0.01") if unit == "share" else max(Decimal("0.1"), Decimal(10) ** (amount.adjusted() - 1)) if amount else Decimal(1)
    below = min(STEPS, int((amount - (0 if unit in (*WHOLE, "share") else step)) / step))
    above = min(STEPS, int((1 - amount) / step)) if unit == "share" else STEPS
    return {"least": amount - max(below, 0) * step, "most": amount + max(above, 0) * step, "step": step}


def _bar(rate: dict[str, Any] | None) -> dict[str, Any] | None:
    """Of an indicator with answers: its share of true ones in whole per cent and the interval's ends; too few answers say nothing yet."""
    if not rate:
        return None
    enough = rate["answered"].isdecimal() and int(rate["answered"]) >= LEAST_FOR_A_BAR and rate["true_share"] == rate["true_share"] and rate["true_share"] is not None
    return {"answered": rate["answered"], "is_enough": enough, **({name: round(100 * rate[name]) for name in ("true_share", "low", "high")} if enough else {})}
