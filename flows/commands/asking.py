"""`bidui whatif` and `bidui propose`: questions whose answers are tables, and that change nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from flows.commands.terminal import DEFAULT_HOME, AsJson, Home, MonthWritten, PolicyName, console, for_people, month_of, progress_bar
from flows.outcomes import GRADES
from flows.workspace import Workspace
from schemas.months import written

if TYPE_CHECKING:
    from flows.questions.trying import Advice, Tried
    from matchers.asking.proposing import Proposal, Trial

Settings = Annotated[list[str] | None, typer.Option("--set", help="如 expenditure.surge.ratio=3 可以写几次；不写就列出可以改的参数", metavar="参数=值")]
MonthOrLast = Annotated[str | None, typer.Argument(help="看到哪个月，如 2024-06；不写就到最近运行的月份", metavar="月份")]
WHATIF_COLUMNS = ("乡镇", "新增", "不变", "减少", "其中属实", "不属实", "无法核实", "没有反馈")
PROPOSE_COLUMNS = ("指标", "参数", "现值", "建议值", "少跑几户", "会漏几户属实", "会漏几户纳入", "写在第几行")


def whatif(month: MonthWritten, settings: Settings = None, home: Home = DEFAULT_HOME, policy: PolicyName = None, as_json: AsJson = False) -> None:
    """换几个参数试算一个月，什么都不改动。

    各乡镇会多出、少掉多少线索，少掉的里面有没有核实属实的。
    """
    with for_people():
        from flows.questions import trying

        at = month_of(month)
        with progress_bar(as_json) as progress:
            tried = trying.what_if(Workspace.at(home), at, settings or [], policy, progress)
        if as_json:
            print(json.dumps(_tried_as_dict(tried), ensure_ascii=False))
        else:
            _show_tried(tried)


def _tried_as_dict(tried: Tried) -> dict[str, Any]:
    found = tried.found
    return {
        "month": written(found.month),
        "changes": [{"parameter": c.parameter.name, "before": str(c.before), "after": str(c.after)} for c in tried.changes],
        "towns": [town.__dict__ for town in found.towns], "whole": found.whole.__dict__,
        "before": found.before, "after": found.after, "not_evaluated": found.not_evaluated, "waiting": tried.waiting,
    }


def _show_tried(tried: Tried) -> None:
    from matchers.rules.magnitudes import in_words

    found = tried.found
    console.print(f"{written(found.month)} 试算：")
    for change in tried.changes:
        parameter = change.parameter
        before, after = in_words(parameter.unit, change.before), in_words(parameter.unit, change.after)
        console.print(f"  {escape(parameter.title)}（{escape(parameter.name)}）由 {before} 改为 {after}", soft_wrap=True)
    for words, counts in (("现在", found.before), ("改后", found.after)):
        by_grade = "  ".join(f"{colour} {counts.get(grade, 0)}" for grade, colour in GRADES)
        console.print(f"  {words}线索 {sum(counts.values())} 条（{by_grade}）")
    console.print(numbers_table(WHATIF_COLUMNS, [tuple(town.__dict__.values()) for town in found.towns], tuple(found.whole.__dict__.values())))
    if found.whole.lost_true:
        console.print(f"  [red]注意[/red] 减少的线索里有 {found.whole.lost_true} 条是乡镇核实属实的，这样改就发现不了")
    for line in found.not_evaluated:
        console.print(f"  [yellow]未评估[/yellow] {escape(line)}", soft_wrap=True)
    if tried.waiting:
        console.print(f"  [yellow]未读[/yellow] 有 {tried.waiting} 个新文件还没有读入，没有算在内；先运行 bidui run", soft_wrap=True)
    console.print("这只是试算，规则、线索和清单都没有改动。")
    if (now := sum(found.before.values())) != tried.listed:
        console.print(f"现在线索 {now} 条，已下发的是 {tried.listed} 条：试算按现在知道的数据，补发以前月份的不算；")
        console.print("乡镇核实过不属实、这几个月不再问的户也算在里面。")


def propose(month: MonthOrLast = None, home: Home = DEFAULT_HOME, policy: PolicyName = None, as_json: AsJson = False) -> None:
    """按乡镇的反馈提参数建议，不会自己改。

    改严一点能少跑几户、会漏掉几户。
    """
    with for_people():
        from flows.questions import trying

        at = month_of(month) if month else None
        with progress_bar(as_json) as progress:
            advice = trying.propose(Workspace.at(home), at, policy, progress)
        if as_json:
            print(json.dumps(_advice_as_dict(advice), ensure_ascii=False))
        else:
            _show_advice(advice)


def _advice_as_dict(advice: Advice) -> dict[str, Any]:
    found = advice.found
    return {
        "month": written(found.month), "months": [written(month) for month in found.months],
        "policy_file": advice.policy_file,
        "tried": [
            {
                "parameter": one.parameter.name, "present": str(one.present), "answered": one.answered, "true": one.true,
                "trials": [_trial_as_dict(trial) for trial in one.trials],
                "suggested": _trial_as_dict(one.suggested) if one.suggested else None, "line": line,
            }
            for one, line in zip(found.tried, advice.lines, strict=True)
        ],
        "too_few": dict(found.too_few),
    }


def _trial_as_dict(trial: Trial) -> dict[str, Any]:
    return trial.__dict__ | {"value": str(trial.value)}


def _show_advice(advice: Advice) -> None:
    from matchers.asking.proposing import LEAST_ANSWERS

    found = advice.found
    if not found.months:
        console.print(f"{written(found.month)} 往前一年还没有收到乡镇的反馈，提不出建议。")
        return
    console.print(f"根据 {written(found.months[0])} 到 {written(found.months[-1])} 有反馈的线索：")
    rows = [_advised(one, one.suggested, line) for one, line in zip(found.tried, advice.lines, strict=True) if one.suggested]
    lines = []
    if rows:
        console.print(numbers_table(PROPOSE_COLUMNS, rows, names=4))
        lines.append("每一条单独算，几条一起改不能相加。同一户还有别的原因的，照样要去，不算少跑，也不算漏。")
    for one in found.tried:
        if not one.suggested:
            name = f"{escape(one.parameter.title)}（{escape(one.parameter.name)}）"
            lines.append(f"{name}：试过更严的值，没有一个划算，建议不动")
    for title, answers in found.too_few:
        few = f"有反馈的只有 {answers} 条，不到 {LEAST_ANSWERS} 条，提不出建议"
        lines.append(f"[yellow]反馈太少[/yellow] {escape(title)}：{few}")
    for line in lines:
        console.print(f"  {line}", soft_wrap=True)
    if rows:
        where = escape(advice.where_to_write)
        console.print(f"这只是建议，什么都没有改动。要采用，{where}，并写上依据；改前可用 bidui whatif 试算。", soft_wrap=True)


def _advised(one: Proposal, trial: Trial, line: int | None) -> tuple[object, ...]:
    from matchers.rules.magnitudes import in_words

    unit = one.parameter.unit
    values = in_words(unit, one.present), in_words(unit, trial.value)
    return (one.parameter.title, one.parameter.name, *values, trial.saved, trial.true_missed, trial.enrolled_missed, line or "")


def numbers_table(columns: tuple[str, ...], rows: list[tuple[object, ...]], total: tuple[object, ...] | None = None, names: int = 1) -> Table:
    """The first `names` columns are words, the others numbers."""
    table = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0), show_footer=total is not None)
    for at, heading in enumerate(columns):
        table.add_column(heading, str(total[at]) if total else "", overflow="fold", justify="left" if at < names else "right")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    return table
