"""A lead's story, put together from the record and from what is linked anew in a scratch warehouse."""

import datetime as dt
from collections.abc import Callable, Mapping

from matchers.answers import Answer, Line, read_answers
from matchers.explaining.contents import Amounts, Decided, Happened, NotAsked, Said, Story
from matchers.explaining.reasons import Issued, reasons_of
from matchers.ledger import FAR, LISTED, LeadRecord
from matchers.policy import Policy
from matchers.warehouse import Warehouse
from reports.town_list import MEASURES
from schemas.returned import TRUE_REASONS, UNTRUE_REASONS

WRITTEN_FREELY = "另有文字说明，见表内"
Link = Callable[[dt.date], None]


def story_of(warehouse: Warehouse, policy: Policy, lead: LeadRecord, today: dt.date, link: Link, all_months: bool) -> Story:
    """`link` links the scratch warehouse as of a month; of the lists that the lead stood on the last is told, or all."""
    life = tuple(
        Happened(row["run_month"], row["kind"], row["grade"], row["reason"], row["due_on"])
        for row in warehouse.records("explaining/life", lead_id=lead.lead_id)
    )
    lists = [happened.run_month for happened in life if happened.kind in LISTED]
    signals = _signals(warehouse, lead)
    reasons, home = [], {}
    for run_month in lists if all_months else lists[-1:]:
        link(run_month)
        reasons.append((run_month, reasons_of(warehouse, policy, [signal for signal in signals if signal.run_month == run_month])))
        home = _home(warehouse, lead)
    return Story(
        lead.lead_id, lead.town, lead.village, lead.household_id, home.get("size"), home.get("household_type", ""), lead.grade,
        lead.state(today), lead.due_on, lead.sources, lead.continues, life,
        tuple(NotAsked(*row) for row in warehouse.rows("explaining/silenced", lead_id=lead.lead_id)),
        _answers(warehouse, lead.lead_id), _decisions(warehouse, lead), tuple(reversed(reasons)),
    )


def _signals(warehouse: Warehouse, lead: LeadRecord) -> list[Issued]:
    """What was asked under the lead's number: what was silenced has no grade."""
    rows = warehouse.records("explaining/signals", household_id=lead.household_id, town=lead.town, village=lead.village)
    return [
        Issued(
            row["run_month"], row["month"], lead.town, lead.village, lead.household_id, row["indicator"],
            Amounts(row["value"], row["baseline"], row["threshold"]),
        )
        for row in rows if row["grade"]
    ]


def _home(warehouse: Warehouse, lead: LeadRecord) -> Mapping:
    found = warehouse.records("explaining/household", household_id=lead.household_id) if lead.household_id else []
    return {"size": int(found[0]["size"]), "household_type": found[0]["household_type"]} if found else {}


def _answers(warehouse: Warehouse, lead_id: str) -> tuple[Said, ...]:
    returned = read_answers(warehouse, FAR)
    lines = [(sheet.folder, line) for sheet in returned.sheets for line in sheet.lines if line.lead_id == lead_id]
    held = {answer: at for at, answer in enumerate(returned.answers.get(lead_id, ()))}
    lines.sort(key=lambda each: (held.get(each[1].answer, -1), each[0], each[1].path, each[1].row))
    return tuple(_said(folder, line) for folder, line in lines)


def _said(folder: dt.date, line: Line) -> Said:
    answer: Answer | None = line.answer
    if answer is None:
        return Said(folder, line.path, line.sheet, line.row, line.fate, line.reason, "", "", "", None)
    return Said(
        folder, line.path, line.sheet, line.row, line.fate, line.reason, answer.outcome,
        _listed(answer.situation, TRUE_REASONS + UNTRUE_REASONS), _listed(answer.measures, MEASURES), answer.verified_on,
    )


def _listed(text: str, choices: tuple[str, ...]) -> str:
    """Words of the list's own choices; of what somebody wrote freely, and may name people in, only that it is there."""
    parts = [part.strip() for part in text.replace("，", "、").split("、") if part.strip()]
    return "、".join(dict.fromkeys(part if part in choices else WRITTEN_FREELY for part in parts))


def _decisions(warehouse: Warehouse, lead: LeadRecord) -> tuple[Decided, ...]:
    return tuple(
        Decided(*row) for row in warehouse.rows("explaining/decisions", lead_id=lead.lead_id, household_id=lead.household_id)
    )
