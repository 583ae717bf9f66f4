"""Which lead is meant, and its story; told beside the workspace, which stays as it is."""

import datetime as dt
import difflib
from collections.abc import Mapping

from flows.county import opened, policy_of
from flows.fingerprints import recorded_decisions
from flows.leftovers import scratch as scratch_folder
from flows.outcomes import Progress, silent
from flows.workspace import Workspace
from matchers.explaining.story import story_of
from matchers.leads.ledger import ledger_now
from matchers.leads.signing import secret_of
from matchers.months import linking
from matchers.records.lead_numbers import SIGNS, check_sign
from matchers.records.leads import LeadRecord
from matchers.records.told import Story
from matchers.warehouse import Warehouse
from schemas.mistakes import Mistake

NEAR, SHOWN = 0.6, 4


def explain(
    workspace: Workspace, words: str, today: dt.date, all_months: bool = False, progress: Progress = silent
) -> Story | list[LeadRecord]:
    """The story of the lead whose number `words` is; or all leads of the household (or town-village) that it names.

    Linked anew by all that is known now, as of each list's month. `Mistake` where there is no such lead.
    """
    policy = policy_of(workspace, None)
    with workspace.locked(), scratch_folder(workspace.home) as folder:
        with opened(workspace) as warehouse:
            leads, key = ledger_now(warehouse, policy).leads, secret_of(warehouse).key
            linked = linking.linked_month(warehouse)
            stands = linked is not None and linking.stands(warehouse, linked, recorded_decisions(warehouse, linked), moves=workspace.places)  # linking again would come to the same
        found = _meant(words, leads, key)
        if not isinstance(found, LeadRecord):
            return found
        with Warehouse.beside(folder / "now.duckdb", workspace.database) as scratch:

            def link(month: dt.date) -> None:
                if stands and month == linked and not all_months:
                    linking.see_last(scratch)
                else:
                    linking.link(scratch, month, recorded_decisions(scratch, month), lambda step: progress(step, 0, 1), moves=workspace.places)

            return story_of(scratch, policy, found, today, link, all_months)


def _meant(words: str, leads: Mapping[str, LeadRecord], key: str) -> LeadRecord | list[LeadRecord]:
    number = words.strip()
    if number in leads:
        return leads[number]
    if mine := _of_owner(number, leads):
        return mine
    bare, sign = number[:-3], number[-2:].upper()
    if number[-3:-2] in ("-", " ", "－", "　") and set(sign) <= set(SIGNS) and bare.strip() in leads:
        if sign != check_sign(bare.strip(), key):
            raise Mistake(f"线索编号 {bare.strip()} 和校验码 {sign} 对不上，可能抄错了；请对照清单再输一次")
        return leads[bare.strip()]
    raise Mistake(_nothing(number, leads))


def _of_owner(number: str, leads: Mapping[str, LeadRecord]) -> list[LeadRecord]:
    return [lead for lead in leads.values() if number in (lead.household_id, f"{lead.town}-{lead.village}", *lead.formerly) and number]


def _nothing(number: str, leads: Mapping[str, LeadRecord]) -> str:
    if not leads:
        return "还没有下发过线索；请先用 bidui run 比对一个月"
    mine = _of_owner(number[8:], leads) or _of_owner(number[8:-3].strip(), leads)
    if mine:
        return f"没有线索 {number}；这一户的线索有 {'、'.join(lead.lead_id for lead in mine)}"
    near = difflib.get_close_matches(number, sorted({*leads, *(lead.household_id for lead in leads.values())} - {""}), SHOWN, NEAR)
    return f"没有线索或户编号 {number}" + (f"；号码相近的有 {'、'.join(near)}" if near else "；线索编号在核实清单的“线索编号”一列")
