"""A lead's story, put together from the record and from what is linked anew in a scratch warehouse."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable

from matchers.explaining.reasons import reasons_of
from matchers.explaining.sources import home_of
from matchers.leads.answers import read_answers
from matchers.leads.ledger import FAR
from matchers.leads.signing import secret_of
from matchers.records.lead_numbers import check_sign
from matchers.records.leads import LISTED, LeadRecord
from matchers.records.said import Answer, ReturnedLine
from matchers.records.signals import Signal
from matchers.records.told import Decision, Happened, NotAsked, Said, Story
from matchers.rules.policy import Policy
from matchers.statements import statements
from matchers.warehouse import Record, Warehouse
from schemas.returned.answered import MEASURES, TRUE_REASONS
from schemas.returned.titles import UNTRUE_REASONS

SQL = statements(__file__)

WRITTEN_FREELY = "另有文字说明，见表内"
Link = Callable[[dt.date], None]


def story_of(warehouse: Warehouse, policy: Policy, lead: LeadRecord, today: dt.date, link: Link, all_months: bool) -> Story:
    """`link` links the scratch warehouse as of a month; of the lists that the lead stood on the last is told, or all."""
    life = tuple(Happened(*row) for row in warehouse.rows(SQL["life"], lead_id=lead.lead_id))
    lists = [happened.run_month for happened in life if happened.kind in LISTED and happened.is_in_force]
    signals = _signals(warehouse, lead)
    reasons = []
    home: Record = {}
    for run_month in lists if all_months else lists[-1:]:
        link(run_month)
        reasons.append((run_month, reasons_of(warehouse, policy, signals[run_month])))
        home = next(filter(None, (home_of(warehouse, number) for number in (lead.household_id, *lead.formerly))), {}) if lead.household_id else {}
    return Story(
        lead.lead_id, lead.town, lead.village, lead.household_id, int(home["size"]) if home else None, home.get("household_type", ""), lead.grade,
        lead.state(today), lead.due_on, lead.sources, lead.continues, life,
        tuple(NotAsked(*row) for row in warehouse.rows(SQL["silenced"], lead_id=lead.lead_id)),
        _answers(warehouse, lead.lead_id), _decisions(warehouse, lead), tuple(reversed(reasons)), check_sign(lead.lead_id, secret_of(warehouse).key),
    )


def _signals(warehouse: Warehouse, lead: LeadRecord) -> dict[dt.date, list[Signal]]:
    """What was asked under the lead's number, by run month: what was silenced has no grade."""
    signals: dict[dt.date, list[Signal]] = defaultdict(list)
    for number in (lead.household_id, *(lead.formerly if lead.household_id else ())):
        rows = warehouse.rows(SQL["signals"], household_id=number, town=lead.town, village=lead.village)
        for run_month, month, indicator, value, baseline, threshold, joined_by, grade in rows:
            if grade:
                signals[run_month].append(Signal(month, lead.town, lead.village, number, indicator, value, baseline, threshold, joined_by, ""))
    return signals


def _answers(warehouse: Warehouse, lead_id: str) -> tuple[Said, ...]:
    returned = read_answers(warehouse, FAR)
    lines = [(sheet.folder, line) for sheet in returned.sheets for line in sheet.lines if line.lead_id == lead_id]
    held: dict[Answer | None, int] = {answer: at for at, answer in enumerate(returned.answers.get(lead_id, ()))}
    lines.sort(key=lambda each: (held.get(each[1].answer, -1), each[0], each[1].path, each[1].row))
    return tuple(_said(folder, line) for folder, line in lines)


def _said(folder: dt.date, line: ReturnedLine) -> Said:
    if not (answer := line.answer):
        return Said(folder, line.path, line.sheet, line.row, line.fate, line.reason, "", "", "", None, None, "", 0)
    situation, measures = _listed(answer.situation, TRUE_REASONS + UNTRUE_REASONS), _listed(answer.measures, MEASURES)
    return Said(
        folder, line.path, line.sheet, line.row, line.fate, line.reason, answer.outcome, situation, measures, answer.verified_on,
        answer.listed_in, answer.grade, line.since,
    )


def _listed(text: str, choices: tuple[str, ...]) -> str:
    """Words of the list's own choices; of what somebody wrote freely, and may name people in, only that it is there."""
    parts = [part.strip() for part in text.replace("，", "、").split("、") if part.strip()]
    return "、".join(dict.fromkeys(part if part in choices else WRITTEN_FREELY for part in parts))


def _decisions(warehouse: Warehouse, lead: LeadRecord) -> tuple[Decision, ...]:
    return tuple(
        Decision(*row) for row in warehouse.rows(SQL["decisions"], lead_id=lead.lead_id, household_id=lead.household_id)
    )
