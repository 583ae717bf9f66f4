"""A month: take in → link → compare → issue. The same steps with or without Prefect; nothing below knows the date."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from flows import outbox
from flows.backups import back_up
from flows.beside import collect_seldom
from flows.collecting import Collected, collect, not_yet_read
from flows.county import CountyMonth, opened, policy_of
from flows.failures import in_words
from flows.keeping import program
from flows.left_out import left_out
from flows.moves import take_in_moves
from flows.outcomes import Outcome, ReturnsOutcome, of_run
from flows.publication import publish_now, published_or_told
from flows.returning import (
    RETURN_RECEIPTS,
    Receipted,
    Taken,
    recorded_decisions,
    returns_not_yet_read,
    take_in_returns,
    unusable_returns,
    write_return_receipts,
)
from flows.settings import town_named
from flows.typed_in import (
    DEPARTMENTS,
    hashes,
    keep_receipts,
    note_in_place,
    note_receipts,
    receipts_gone,
    take_filled_in,
    typed_into,
    typed_meanwhile,
)
from flows.wires.pulling import left_there
from flows.workspace import Workspace
from matchers.identity.joins import CaseAnswers
from matchers.identity.persons import roster_towns
from matchers.identity.renumbering import new_numbers
from matchers.intake import taken
from matchers.leads import judging, runs
from matchers.leads.labels import form_of
from matchers.leads.receiving import returned_inputs
from matchers.leads.recording import record
from matchers.leads.signing import make_secret
from matchers.months import linking, quality
from matchers.months.unlisted import unlisted_villages
from matchers.published.reading import published_file
from matchers.records.receipts import FileReceipt
from matchers.records.reporting import Looks
from matchers.rules.policy import Policy
from matchers.warehouse import Warehouse
from reports.town_list import listed_cells
from schemas.mistakes import Mistake
from schemas.months import shifted, written

Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def run_month(workspace: Workspace, month: dt.date, policy_name: str | None = None, progress: Progress = silent, keeps_copy: bool = True) -> Outcome:
    """Compare a month and issue its leads; a `Mistake` is somebody's to mend and leaves everything as it was."""
    collect_seldom()
    policy = policy_of(workspace, policy_name)
    _need_folder(workspace, month)
    with workspace.locked():
        outcome = _run_month(workspace, month, policy, policy_name, progress)
        if outcome.changed and keeps_copy:
            outcome = _backed_up(workspace, month, outcome)
    return outcome


def _backed_up(workspace: Workspace, month: dt.date, outcome: Outcome) -> Outcome:
    """The month is done, whatever becomes of its copy."""
    try:
        back_up(workspace, month)
    except (OSError, Mistake) as failure:
        return replace(outcome, notices=(*outcome.notices, f"比对做完了，但数据库没能备份（{in_words(failure) or '写不进备份文件夹'}）；请腾出地方后运行 bidui backup"))
    return outcome


def _run_month(workspace: Workspace, month: dt.date, policy: Policy, policy_name: str | None, progress: Progress) -> Outcome:
    with opened(workspace) as warehouse:
        outbox.tidy(workspace, month)
        take_in_moves(workspace, warehouse)
        aside = typed_into(workspace, warehouse, month)
        filled_in = take_filled_in(workspace, warehouse, shifted(month, -1))
        at = CountyMonth(warehouse, policy, month, workspace)
        if not aside and _unchanged(at):
            if not published_file(workspace.home):
                publish_now(workspace, warehouse, policy, None)
            again = receive(workspace, warehouse, month, lambda folders: folders)[1]
            return Outcome(month, changed=False, notices=(*(f"outbox/{written(at)}/{RETURN_RECEIPTS} 里少了的反馈回执重新写好了" for at in again), *left_out(workspace, warehouse, month)))
        collected = take_in(at, progress)
        returned, _, kept = receive(workspace, warehouse, month, lambda folders: folders - {month})  # this month's own go with its outbox
        _need_roster(warehouse, month)
        with outbox.tidied_if_it_fails(workspace, month), warehouse.transaction():
            make_secret(warehouse)
            ahead = runs.ahead_of(warehouse, month)
            inputs = _fingerprint(at)
            notices = left_out(workspace, warehouse, month)
            unlooked, looks = outbox.looks_at(at)
            unopened = (*returned.in_use, *unusable_returns(workspace, warehouse, month), *notices, *unlooked), (*collected.in_use, *left_there(workspace, warehouse, month)), looks
            found, issued, changed_lists = make_outbox(at, recorded_decisions(warehouse, month), *unopened, progress)
            told = (*new_numbers(warehouse), *quality.doubtful_households(warehouse), *unlisted_villages(warehouse))
            outputs = hashes(workspace, workspace.building(month))
            aside.put_back(workspace.building(month))
            runs.note_run(warehouse, month, inputs, outputs, policy_name or "", rules_digest(workspace, policy), outbox.as_text(*unopened))
        outbox.swap_in(workspace, month)
        note_in_place(workspace, month, outputs)
        note_receipts(workspace, month)
        typed_meanwhile(workspace, month, outbox.set_aside(workspace, month), aside)
        outbox.forget_old(workspace, month)
        unpublished = published_or_told(workspace, warehouse, policy, found.leads, issued.papers)
    return of_run(month, collected, found, issued.waiting, ahead, changed_lists, policy.gaps, (*notices, *unpublished, *told, *filled_in, *kept, *(f"outbox/{name} 被改动过：{what}" for name, what in aside.told)))


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


def collect_month(workspace: Workspace, month: dt.date, policy_name: str | None = None, progress: Progress = silent) -> Outcome:
    """Take in what has come, from departments and from towns, and write receipts; nothing is compared or issued."""
    policy = policy_of(workspace, policy_name)
    with workspace.locked(), opened(workspace) as warehouse:
        collected = take_in(CountyMonth(warehouse, policy, month, workspace), progress)
        are_due = workspace.receipts_due(month).exists()
        kept = keep_receipts(workspace, month, DEPARTMENTS) if are_due else ()
        unopened = (*collected.in_use, *left_there(workspace, warehouse, month))
        outbox.write_receipts(workspace, warehouse, month, workspace.outbox(month) / DEPARTMENTS, unopened, is_linked=False, only_missing=not are_due)
        workspace.receipts_due(month).unlink(missing_ok=True)
        filled_in = take_filled_in(workspace, warehouse, month)
        *_, typed = receive(workspace, warehouse, month, lambda folders: folders)
        publish_now(workspace, warehouse, policy, None)
        notices = (*kept, *filled_in, *typed, *left_out(workspace, warehouse, month))
    return Outcome(month, bool(collected.new), collected.new, collected.refused, len(collected.in_use), notices=notices)


def returns_month(workspace: Workspace, month: dt.date, progress: Progress = silent) -> ReturnsOutcome:
    """Take in what towns and the bureau sent back and write each town its receipt; nothing is compared or issued."""
    with workspace.locked(), opened(workspace) as warehouse:
        filled_in = take_filled_in(workspace, warehouse, month)
        if not workspace.returns(month):
            misplaced = f"；里面有 {'、'.join(strays)}，请移到 returns/{written(month)}/ 里" if (strays := workspace.strays("returns")) else ""
            raise Mistake(f"{workspace.home / 'returns'} 里没有 {written(month)} 及以前月份的文件夹；请建 returns/{written(month)} 并放入乡镇发回的清单{misplaced}")
        taken, counts, kept = receive(workspace, warehouse, month, lambda folders: folders | {month}, progress)
        publish_now(workspace, warehouse, policy_of(workspace, None), None)
    mine = counts[month]
    return ReturnsOutcome(month, taken.new, taken.refused, len(taken.in_use), mine.answers, mine.refused, (*filled_in, *kept, *mine.unused))


def receive(
    workspace: Workspace, warehouse: Warehouse, month: dt.date, told: Callable[[set[dt.date]], set[dt.date]], progress: Progress = silent
) -> tuple[Taken, dict[dt.date, Receipted], tuple[str, ...]]:
    """Take in what came back and write receipts, in one: what is taken in has been receipted. `told` says for which folders, of those that something
    came into or that receipts are gone from.

    The last are receipts that somebody typed into, which are kept, a Chinese line each.
    """
    with warehouse.transaction():
        taken = take_in_returns(workspace, warehouse, month, lambda done, total: progress("读取发回的清单", done, total))
        folders = sorted(told({*taken.folders, *receipts_gone(workspace, month)}))
        kept = tuple(line for at in folders for line in keep_receipts(workspace, at, RETURN_RECEIPTS))
        counts = {at: write_return_receipts(warehouse, at, workspace.outbox(at) / RETURN_RECEIPTS) for at in folders}
        for at in folders:
            note_receipts(workspace, at)
        return taken, counts, kept


def take_in(at: CountyMonth, progress: Progress) -> Collected:
    if not at.workspace.drops(at.month):
        raise Mistake(f"收件箱 {at.workspace.inbox} 里没有 {written(at.month)} 及以前月份的文件夹；请建 inbox/{written(at.month)} 并放入各部门的文件")
    share = float(at.policy.settings["intake"]["reject_share"])
    return collect(at.workspace, at.warehouse, at.month, share, lambda done, total, _: progress("读取各部门文件", done, total))


def _need_folder(workspace: Workspace, month: dt.date) -> None:
    """A month that nobody dropped anything in is most often a slip of the keyboard: its leads could not be taken back."""
    if month not in {at for at, _ in workspace.drops(month)}:
        there = [at for at, _ in workspace.drops(dt.date.max)]
        hint = f"；已有的最近一个是 {written(there[-1])}" if there else ""
        raise Mistake(f"收件箱里没有 {written(month)} 的文件夹（{workspace.inbox / written(month)}），请核对月份{hint}")


def _need_roster(warehouse: Warehouse, month: dt.date) -> None:
    first = taken.first_roster(warehouse, month)
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


def _unchanged(at: CountyMonth) -> bool:
    """Nothing new to take in, the same inputs as at the last run, and its outbox still as it was written."""
    place = (at.workspace, at.warehouse, at.month)
    inputs, outputs = runs.last_run(at.warehouse, at.month)
    is_all_read = inputs == _fingerprint(at) and not returns_not_yet_read(*place) and not not_yet_read(*place)
    return is_all_read and hashes(at.workspace, at.workspace.outbox(at.month)) == outputs


def _fingerprint(at: CountyMonth) -> str:
    """All that a run's outcome depends on: drops, decisions, policy, settings, what was issued before, and the program."""
    warehouse, month = at.warehouse, at.month
    returned = returned_inputs(warehouse, month, runs.first_run(warehouse, month))
    digest = hashlib.sha256()
    for each in (*taken.inputs(warehouse, month), *runs.issued_before(warehouse, month), *returned, sorted(recorded_decisions(warehouse, month).items())):
        digest.update(repr(each).encode())
    return digest.hexdigest() + rules_digest(at.workspace, at.policy)


def rules_digest(workspace: Workspace, policy: Policy) -> str:
    """Of all that is neither data nor decision: settings, policy and the program."""
    digest = hashlib.sha256(repr((sorted(workspace.settings.items()), sorted(workspace.towns.items()), *sorted(workspace.places.items()))).encode())
    for path in policy.files:
        digest.update(path.read_bytes())
    return digest.hexdigest() + program()
