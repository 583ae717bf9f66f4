"""Leads of households that moved to another county of the province: out of the one county's ledger, into the other's."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence

from flows.county import opened, policy_of
from flows.moves import add_moves
from flows.province.counties import County
from flows.province.each_county import passed_over_if_closed
from flows.workspace import Workspace
from matchers.leads.ledger import ledger_now
from matchers.leads.moving import texts_of
from matchers.province import households_moved
from matchers.records.provincial import Moved, MovedTo
from matchers.warehouse import Warehouse


def hand_over_moved(warehouse: Warehouse, counties: Sequence[County], month: dt.date) -> list[County]:
    """Those of `counties` whose ledgers are others now: their month is to be run again.

    Files of moves/ are written before it is noted in the province's own that they are; killed between, the same is written once more.
    """
    by_code = {county.code: county for county in counties}
    came: dict[str, dict[str, str]] = defaultdict(dict)
    went: dict[str, dict[str, str]] = defaultdict(dict)
    found, left = [], defaultdict(list)
    for each in households_moved.moved(warehouse, {county.code: county.database for county in counties}, month):
        left[each.county].append(each)
    for each, leads in (one for code, households in left.items() for one in _leads_of(by_code[code], households)):
        found.append(Moved(each.county, each.household_id, each.to_county, each.to_household, len(leads)))
        came[each.to_county] |= leads
        went[each.county] |= dict.fromkeys(leads, f"{each.to_county}/{each.to_household}")
    changed = [by_code[code] for code in sorted({code for told in (came, went) for code, leads in told.items() if leads})]
    for county in changed:
        add_moves(county.home, month, came[county.code], went[county.code])
    households_moved.note(warehouse, month, found)
    return changed


def _leads_of(county: County, households: Sequence[MovedTo]) -> list[tuple[MovedTo, dict[str, str]]]:
    """Of each household that left a county its leads, as JSON by lead number, under its number and place now."""
    texts: dict[str, dict[str, str]] = {}
    with passed_over_if_closed(), (workspace := Workspace.at(county.home)).locked(), opened(workspace) as warehouse:
        leads = ledger_now(warehouse, policy_of(workspace, county.policy)).leads.values()
        texts = texts_of(warehouse, leads, [each.household_id for each in households])
    here = county.name or county.code
    told = [each for each in households if each.household_id in texts]  # where the county is closed nobody, until the next run
    return [(each, {lead_id: _at_home_now(text, each, here) for lead_id, text in texts[each.household_id].items()}) for each in told]


def _at_home_now(text: str, moved: MovedTo, county: str) -> str:
    told = json.loads(text)
    formerly = [*told["formerly"], f"{county}{moved.household_id}"]
    return json.dumps(told | {"household_id": moved.to_household, "town": moved.town, "village": moved.village, "formerly": formerly}, ensure_ascii=False, sort_keys=True)
