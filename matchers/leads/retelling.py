"""What came before a lead, in words for its town: how it was carried on, what was answered, why somebody is asked again."""

import datetime as dt
from dataclasses import replace

from matchers.leads.ledger import Ledger
from matchers.records.leads import CARRIED, ESCALATED, FALLEN, WAITING, Lead, LeadRecord
from matchers.records.said import TRUE_OUTCOMES, UNVERIFIED, Answer
from matchers.records.signals import Owner
from matchers.rules import SOURCES
from schemas.months import written
from schemas.returned.answered import TRUE_REASONS
from schemas.returned.titles import UNTRUE_REASONS

REASON_CODES = (*TRUE_REASONS, *UNTRUE_REASONS)


def told(lead: Lead, ledger: Ledger, woken: set[tuple[dt.date, Owner, str]], key: str) -> Lead:
    """The lead with its history, and the key to its check sign; of a first one there is no history to tell."""
    known = ledger.leads.get(lead.lead_id)
    words = _so_far(lead, known) if known else _before(lead, ledger.leads.get(lead.continues), woken)
    return replace(lead, history=words, outcome=known.outcome if known else "", key=key)


def _so_far(lead: Lead, known: LeadRecord) -> str:
    words = [f"{written(known.issued_in)}已下发{_renamed(known)}"]
    if lead.standing == ESCALATED:
        words.append("情况加重，请再去看")
    elif lead.standing == CARRIED:
        words.append("本月仍有同样情况")
    elif lead.standing == FALLEN:
        words.append("本月没有再出现，核实后可销号")
    elif lead.standing == WAITING and set(lead.sources) == {SOURCES[0]}:
        words.append("本月数据没有到，还不能判断")
    elif lead.standing == WAITING:
        words.append(f"{'、'.join(source for source in lead.sources if source != SOURCES[0])}的情况还没有核实")
    if known.answers:
        last = known.answers[-1]
        again = "，答复以后又有新的情况，请再核实" if known.unanswered else "，请再核实" if last.outcome == UNVERIFIED else "，等县里审定"
        words.append(f"已答复“{last.outcome}”{again}")
    return "；".join(words)


def _renamed(known: LeadRecord) -> str:
    """That it was listed under another number, or another name of its village."""
    if not known.formerly:
        return ""
    return f"（{'当时户编号' if known.household_id else '当时列为'}{'、'.join(known.formerly)}）"


def _before(lead: Lead, before: LeadRecord | None, woken: set[tuple[dt.date, Owner, str]]) -> str:
    if before is None or not before.answers:
        return ""
    words = [f"{written(before.issued_in)}的线索已答复“{said(before.answers[-1])}”"]
    if any((signal.month, signal.owner, signal.indicator) in woken for signal in lead.signals):
        words.append("这次数额明显更重，请再核实")
    elif before.outcome in TRUE_OUTCOMES:
        words.append("本月又出现")
    return "；".join(words)


def said(answer: Answer) -> str:
    """An answer in short; free text stays on the receipt and in the ledger."""
    return answer.outcome + (f"：{answer.situation}" if answer.situation in REASON_CODES else "")
