"""Leads of households that moved to another county: what one county hands over, and how the other goes on with it."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from matchers.records.leads import LeadRecord
from matchers.records.said import Answer
from matchers.statements import statements
from matchers.warehouse import Row, Warehouse

if TYPE_CHECKING:
    from matchers.identity.successors import Successors

SQL = statements(__file__)


class Brought(NamedTuple):
    """A lead as its county left it, under its household's number and place in this one; with which figures (run month, indicator, value) it had been issued."""

    lead: LeadRecord
    figures: tuple[tuple[dt.date, str, Decimal], ...]


def texts_of(warehouse: Warehouse, leads: Iterable[LeadRecord], household_ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Of each of the households its leads by number, as JSON; of persons nobody stands in it but who verified."""
    from matchers.identity.successors import Successors

    successors = Successors(warehouse)
    texts: dict[str, dict[str, str]] = {household_id: {} for household_id in household_ids}
    figures = defaultdict(list)
    for run_month, home, indicator, value in warehouse.rows(SQL["figures"]):
        figures[successors.household(home, run_month)].append((run_month.isoformat(), indicator, str(value)))
    for lead in leads:
        if lead.household_id in texts and not lead.joined_to:
            told = _plain(asdict(lead)) | {"figures": figures[lead.household_id]}
            texts[lead.household_id][lead.lead_id] = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return texts


def _plain(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: _plain(value) for key, value in told.items()}
    if isinstance(told, (frozenset, tuple)):
        return [_plain(each) for each in (sorted(told) if isinstance(told, frozenset) else told)]
    return told.isoformat() if isinstance(told, dt.date) else told


def store(warehouse: Warehouse, came: Sequence[Row], went: Sequence[Row]) -> None:
    """All that households ever brought along (since, lead number, text) and took away (since, lead number, where it goes on)."""
    for forget, table, rows in (("forget_in", "leads.moved_in", came), ("forget_out", "leads.moved_out", went)):
        warehouse.run(SQL[forget])
        warehouse.append(table, rows)


def handed_over(warehouse: Warehouse, until: dt.date) -> list[Row]:
    """All that is known in a month of what came and went."""
    return [*warehouse.rows(SQL["moved_in"], until=until), *warehouse.rows(SQL["moved_out"], until=until)]


def brought(warehouse: Warehouse, until: dt.date, successors: Successors) -> dict[str, Brought]:
    """By lead number, the first come first."""
    found = {}
    for since, lead_id, text in warehouse.rows(SQL["moved_in"], until=until):
        told = json.loads(text)
        figures = tuple((dt.date.fromisoformat(month), indicator, Decimal(value)) for month, indicator, value in told.pop("figures"))
        lead = _lead(told)
        town, village = successors.place(lead.town, lead.village)
        found[lead_id] = Brought(replace(lead, town=town, village=village, household_id=successors.household(lead.household_id, since)), figures)
    return found


def taken_away(warehouse: Warehouse, until: dt.date) -> dict[str, str]:
    """Where leads go on whose households left the county, by lead number."""
    return {lead_id: becomes for _, lead_id, becomes in warehouse.rows(SQL["moved_out"], until=until)}


def _lead(told: dict[str, Any]) -> LeadRecord:
    answers = tuple(Answer(**_typed(each, "verified_on", "folder", "listed_in", "list_month") | {
        "steps": tuple((step, dt.date.fromisoformat(day)) for step, day in each["steps"]),
    }) for each in told["answers"])
    days = _typed(told, "first_month", "issued_in", "listed_in", "issued_on", "due_on")
    return LeadRecord(**days | {"asked": frozenset(told["asked"]), "sources": tuple(told["sources"]), "formerly": tuple(told["formerly"]), "answers": answers})


def _typed(told: dict[str, Any], *days: str) -> dict[str, Any]:
    return told | {day: dt.date.fromisoformat(told[day]) if told[day] else None for day in days} | {"indicators": frozenset(told["indicators"])}
