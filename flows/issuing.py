"""What came is taken in, linked and compared, and the month's outbox put in its place."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from flows import outbox, swapping
from flows.arrivals import unusable_returns
from flows.collecting import Collected
from flows.county import CountyMonth
from flows.fingerprints import fingerprint, recorded_decisions, rules_digest
from flows.left_out import left_out
from flows.outcomes import Outcome, Progress, silent
from flows.publication import published_or_told
from flows.settings import town_named
from flows.taking_in import receive, take_in
from flows.typed_in import Aside, hashes, note_in_place, note_receipts, typed_meanwhile
from flows.wires.pulling import left_there
from flows.workspace import Workspace
from matchers.identity.joins import CaseAnswers
from matchers.identity.persons import roster_towns
from matchers.intake import taken
from matchers.leads import judging, runs
from matchers.leads.judging import Findings
from matchers.leads.labels import form_of
from matchers.leads.recording import record
from matchers.leads.signing import make_secret
from matchers.months import linking
from matchers.records.leads import FALLEN, OVERDUE
from matchers.records.receipts import FileReceipt
from matchers.records.reporting import Looks
from matchers.warehouse import Warehouse
from reports.town_list import listed_cells
from schemas.mistakes import Mistake
from schemas.months import written


def issue(at: CountyMonth, policy_name: str, aside: Aside, filled_in: tuple[str, ...], progress: Progress, afresh: bool) -> Outcome:
    """A month with something new; `aside` is what somebody typed into its outbox, `filled_in` what is told of those before."""
    workspace, warehouse, policy, month = at.workspace, at.warehouse, at.policy, at.month
    returned, _, kept = receive(workspace, warehouse, month, lambda folders: folders - {month})  # this month's own go with its outbox
    collected = take_in(at, progress)  # as what came back teaches
    _need_roster(warehouse, month)
    with swapping.tidied_if_it_fails(workspace, month), warehouse.transaction():
        if afresh:
            warehouse.forget("linked")
        make_secret(warehouse)
        ahead = runs.ahead_of(warehouse, month)
        inputs = fingerprint(at)
        notices = left_out(workspace, warehouse, month)
        unlooked, looks = outbox.looks_at(at)
        unopened = (*returned.in_use, *unusable_returns(workspace, warehouse, month), *notices, *unlooked), (*collected.in_use, *left_there(workspace, warehouse, month)), looks
        found, issued, changed_lists = make_outbox(at, recorded_decisions(warehouse, month), *unopened, progress)
        told = (*issued.asked.numbers, *issued.asked.households, *issued.asked.villages)
        outputs = hashes(workspace, workspace.building(month))
        aside.put_back(workspace.building(month))
        runs.note_run(warehouse, month, inputs, outputs, policy_name, rules_digest(workspace, policy), outbox.as_text(*unopened))
    swapping.swap_in(workspace, month)
    note_in_place(workspace, month, outputs)
    note_receipts(workspace, month)
    typed_meanwhile(workspace, month, swapping.set_aside(workspace, month), aside)
    swapping.forget_old(workspace, month)
    unpublished = published_or_told(workspace, warehouse, policy, found.leads, issued.papers)
    return _of_run(month, collected, found, issued.waiting, ahead, changed_lists, policy.gaps, (*returned.taught, *notices, *unpublished, *told, *filled_in, *kept, *(f"outbox/{name} 被改动过：{what}" for name, what in aside.told)))


def make_outbox(
    at: CountyMonth, answers: CaseAnswers, unread: tuple[str, ...], in_use: Sequence[FileReceipt], looks: tuple[Looks, ...], progress: Progress = silent
) -> tuple[judging.Findings, outbox.Issued, tuple[str, ...]]:
    """Link, compare and record a month by what the warehouse holds, and build its outbox; (findings, what was issued,
    towns whose list is another than went out).
    """
    linking.link(at.warehouse, at.month, answers, lambda step: progress(step, 0, 1), moves=at.workspace.places)
    _need_towns_of_settings(at.workspace, at.warehouse)
    progress("按规则比对", 0, 1)
    found = judging.judge(at)
    progress("写清单、回执和月报", 0, 1)
    form = form_of(at.policy)
    cells = {lead.lead_id: listed_cells(lead, form) for lead in (*found.leads, *found.standing)}
    recorded = record(at, found, cells)
    return found, outbox.write_outbox(at, found, recorded.listings, unread, in_use, looks), recorded.changed


def _need_roster(warehouse: Warehouse, month: dt.date) -> None:
    first = taken.first_roster(warehouse, month)
    if first is None and (unused := taken.unused_rosters(warehouse, month)):
        raise Mistake(f"农户花名册收到了，但没能采用，没法按户比对。{'；'.join(f'{path}：{words}' for path, words in unused[:3])}")
    if first is None:
        raise Mistake("还没有收到农户花名册，没法按户比对；请把花名册放进收件箱后再运行（空表：bidui template 农户花名册；只收文件、写回执可用 bidui collect）")
    if first > month:
        raise Mistake(
            f"收到的农户花名册最早是 {written(first)} 的，{written(month)} 还没有花名册可用，没法按户比对；"
            f"如果这份花名册也管 {written(month)}，请把文件名或标题里的日期改成 {written(month)} 后再运行"
        )


def _need_towns_of_settings(workspace: Workspace, warehouse: Warehouse) -> None:
    known = [*roster_towns(warehouse), *workspace.places]
    for name, town in workspace.towns.items():
        if name not in known:
            raise Mistake(f"{workspace.home / 'county.toml'} {town_named(name, town.line)}：花名册里没有这个乡镇，请检查写法；花名册里的乡镇有：{'、'.join(known)}")


def _of_run(
    month: dt.date, collected: Collected, found: Findings, review_waiting: int, ahead: dt.date | None, changed_lists: tuple[str, ...], gaps: str,
    notices: tuple[str, ...] = (),
) -> Outcome:
    """A finished run's; leads that bear an earlier month came late."""
    own = [lead for lead in found.leads if lead.month == month]
    return Outcome(
        month, True, collected.new, collected.refused, len(collected.in_use), dict(Counter(lead.grade for lead in own)),
        len(found.leads) - len(own), review_waiting, len({lead.town for lead in found.leads}), found.not_evaluated,
        carried=sum(lead.is_carried for lead in found.leads),
        overdue=sum(lead.status == OVERDUE for lead in (*found.leads, *found.standing)),
        fallen=sum(lead.standing == FALLEN for lead in found.standing),
        silenced=len(found.silenced),
        ahead=written(ahead) if ahead else "",
        changed_lists=changed_lists,
        gaps=gaps,
        notices=notices,
    )
