"""What has come is taken in, from departments and from towns, and receipts written; nothing is compared."""

import datetime as dt
from collections.abc import Callable

from flows import outbox
from flows.collecting import Collected, collect
from flows.county import CountyMonth, opened, policy_of
from flows.left_out import left_out
from flows.outcomes import Outcome, Progress, ReturnsOutcome, silent
from flows.publication import publish_now
from flows.returning import Receipted, Taken, take_in_returns, write_return_receipts
from flows.typed_in import DEPARTMENTS, RETURN_RECEIPTS, keep_receipts, note_receipts, receipts_gone, take_filled_in
from flows.wires.pulling import left_there
from flows.workspace import Workspace
from matchers.warehouse import Warehouse
from schemas.mistakes import Mistake
from schemas.months import written


def collect_month(workspace: Workspace, month: dt.date, policy_name: str | None = None, progress: Progress = silent) -> Outcome:
    """Take in what has come, from departments and from towns, and write receipts; nothing is compared or issued."""
    policy = policy_of(workspace, policy_name)
    with workspace.locked(), opened(workspace) as warehouse:
        filled_in = take_filled_in(workspace, warehouse, month)
        returned, counts, typed = receive(workspace, warehouse, month, lambda folders: folders)
        collected = take_in(CountyMonth(warehouse, policy, month, workspace), progress)  # as what came back teaches
        are_due = workspace.receipts_due(month).exists()
        kept = keep_receipts(workspace, month, DEPARTMENTS) if are_due else ()
        unopened = (*collected.in_use, *left_there(workspace, warehouse, month))
        outbox.write_receipts(workspace, warehouse, month, workspace.outbox(month) / DEPARTMENTS, unopened, only_missing=not are_due)
        workspace.receipts_due(month).unlink(missing_ok=True)
        publish_now(workspace, warehouse, policy, None)
        unused = (f"returns/{line}" for each in counts.values() for line in each.unused)
        notices = (*kept, *filled_in, *typed, *unused, *left_out(workspace, warehouse, month))
    return Outcome(month, bool(collected.new), collected.new, collected.refused, len(collected.in_use), notices=notices, taught=returned.taught, came_back=returned.new - returned.refused)


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
    return ReturnsOutcome(month, taken.new, taken.refused, len(taken.in_use), mine.answers, mine.refused, (*filled_in, *kept, *mine.unused), taken.taught)


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
