"""A month: is there anything to do? If so: take in → link → compare → issue. The same steps with or without Prefect; nothing below knows the date.

What reads, compares and writes takes most of a second to load, so it is imported where there is something for it to do.
"""

import datetime as dt
from dataclasses import replace

from flows.arrivals import not_yet_read, returns_not_yet_read
from flows.backups import back_up
from flows.beside import collect_seldom
from flows.contents import contents_of
from flows.county import CountyMonth, opened, policy_of
from flows.failures import in_words
from flows.fingerprints import fingerprint
from flows.keeping import forget_papers
from flows.left_out import left_out
from flows.moves import take_in_moves
from flows.outcomes import Outcome, Progress, silent
from flows.swapping import tidy
from flows.typed_in import RETURN_RECEIPTS, hashes, receipts_gone, take_filled_in, typed_into
from flows.workspace import Workspace
from matchers.leads import runs
from matchers.published.reading import published_file
from matchers.rules.books import PolicyFault
from matchers.rules.policy import Policy
from schemas.mistakes import Mistake
from schemas.months import shifted, written


def run_month(workspace: Workspace, month: dt.date, policy_name: str | None = None, progress: Progress = silent, keeps_copy: bool = True, afresh: bool = False) -> Outcome:
    """Compare a month and issue its leads; a `Mistake` is somebody's to mend and leaves everything as it was. `afresh` uses nothing that
    an earlier run kept to be quicker, and so gives what it gives anyway: what was taken in and issued stands as it is.
    """
    collect_seldom()
    policy = policy_of(workspace, policy_name)
    _need_folder(workspace, month)
    if words := policy.no_value_in(month):
        raise PolicyFault(f"{words}；这个月用的是别的规则的，加 --policy 和它的名字")
    with workspace.locked():
        outcome = _run_month(workspace, month, policy, policy_name, progress, afresh)
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


def _run_month(workspace: Workspace, month: dt.date, policy: Policy, policy_name: str | None, progress: Progress, afresh: bool) -> Outcome:
    with opened(workspace) as warehouse:
        tidy(workspace, month)
        if afresh:
            contents_of(workspace.home).forget()
            forget_papers(workspace, month)
        take_in_moves(workspace, warehouse)
        aside = typed_into(workspace, warehouse, month)
        filled_in = take_filled_in(workspace, warehouse, shifted(month, -1))
        at = CountyMonth(warehouse, policy, month, workspace)
        if aside or afresh or not _unchanged(at):
            from flows.issuing import issue

            return issue(at, policy_name or workspace.settings["policy"], aside, filled_in, progress, afresh)
        if not published_file(workspace.home):
            from flows.publication import publish_now

            publish_now(workspace, warehouse, policy, None)
        again = receipts_gone(workspace, month)
        if again:
            from flows.taking_in import receive

            receive(workspace, warehouse, month, lambda folders: folders)
        return Outcome(month, changed=False, notices=(*(f"outbox/{written(at)}/{RETURN_RECEIPTS} 里少了的反馈回执重新写好了" for at in again), *left_out(workspace, warehouse, month)))


def _need_folder(workspace: Workspace, month: dt.date) -> None:
    """A month that nobody dropped anything in is most often a slip of the keyboard: its leads could not be taken back."""
    if month not in {at for at, _ in workspace.drops(month)}:
        there = [at for at, _ in workspace.drops(dt.date.max)]
        hint = f"；已有的最近一个是 {written(there[-1])}" if there else ""
        raise Mistake(f"收件箱里没有 {written(month)} 的文件夹（{workspace.inbox / written(month)}），请核对月份{hint}")


def _unchanged(at: CountyMonth) -> bool:
    """Nothing new to take in, the same inputs as at the last run, and its outbox still as it was written."""
    place = (at.workspace, at.warehouse, at.month)
    inputs, outputs = runs.last_run(at.warehouse, at.month)
    is_all_read = inputs == fingerprint(at) and not returns_not_yet_read(*place) and not not_yet_read(*place)
    return is_all_read and hashes(at.workspace, at.workspace.outbox(at.month)) == outputs
