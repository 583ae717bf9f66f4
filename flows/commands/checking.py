"""`bidui status`, `accept`, `check`: what came, is missing, was issued and answered; what is whole all the same; a file before it is sent."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from flows.commands.terminal import DEFAULT_HOME, AsJson, Home, MonthWritten, console, for_people, month_of, near
from flows.workspace import Workspace
from schemas.months import written

if TYPE_CHECKING:
    from flows.status import Status
    from matchers.records.reporting import Tally

COME, NOT_COME = ("已收到", "沿用上次的"), "没有报送"
NO_ROSTER = "没有它，没法按户比对；空表：bidui template 农户花名册"
NAMED = 3  # indicators named in a line
SHORT_OF_ALL = Decimal("0.999")  # what is not all is not shown as all
LOOKS = {"bad": "red", "yellow": "yellow", "muted": "dim", "good": "green"}
PROGRESS_COLUMNS = ("乡镇", "已下发", "待核实", "超期", "已反馈未办结", "销号", "纳入监测")


def status(
    month: Annotated[str | None, typer.Argument(help="月份，如 2024-06；不写就看最近一个月", metavar="月份")] = None, home: Home = DEFAULT_HOME, as_json: AsJson = False
) -> None:
    """看一个月收到了什么、缺什么、哪些存疑、发出了什么。"""
    with for_people():
        from flows.status import status_of

        report = status_of(Workspace.at(home), month_of(month) if month else None)
        if as_json:
            print(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        table = Table(title=f"{written(report.month)} 数据到位情况", title_justify="left", box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
        for heading in ("部门", "数据", "情况"):
            table.add_column(heading, overflow="fold", no_wrap=heading != "情况")
        for heading in ("文件", "读到", "用上了", "重复", "先没用", "不是数据"):
            table.add_column(heading, justify="right")
        for row in report.datasets:
            colour = {"已收到": "green", "沿用上次的": "green", "已退回": "red"}.get(row.state, "yellow")
            table.add_row(row.department, row.dataset, f"[{colour}]{row.state}[/{colour}]", *map(str, (row.files, row.rows_read, row.stored, row.duplicates, row.quarantined, row.not_data)))
        console.print(table)
        _show_checklist(report)
        for word, lines in (
            ("存疑", report.doubts),
            ("未读", [f"{name}（运行 bidui run 或 bidui collect 后读入）" for name in report.waiting]),
            ("没用上", report.unused), ("没取全", report.not_fetched), ("没发到", report.unsent),
            ("未收", [f"returns/{name}（运行 bidui returns 后收下）" for name in report.returns_waiting]),
            ("放错", [f"{name} 不在月份文件夹里，没有读；请移到 {name.partition('/')[0]}/{written(report.month)}/ 里" for name in report.strays]),
        ):
            for line in lines:
                console.print(f"  [yellow]{word}[/yellow] {escape(line)}", soft_wrap=True)
        console.print(report.issued)
        if report.progress:
            _show_progress(report)


def _show_checklist(report: Status) -> None:
    """When each dataset came, how good it is, what the evaluation had of it; and what is awaited, a line each."""
    table = Table(title="什么时候报来、好不好、评估里用在哪里", title_justify="left", box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    for at, heading in enumerate(("部门", "数据", "应报", "报来", "没有错", "找到人", "指标", "预警")):
        table.add_column(heading, no_wrap=True, justify="right" if at > 1 else "left")
    for row in report.checklist:
        table.add_row(row.department, row.dataset, _day(row.due), _day(row.came_on), _share(row.used_share), _share(row.joined_share), str(row.indicators), str(row.signals))
    console.print(table)
    for row in report.checklist:
        if row.state not in COME:
            without = f"没有它，{len(row.not_judged)}项指标没评估：{'、'.join(row.not_judged[:NAMED])}{'等' if len(row.not_judged) > NAMED else ''}" if row.not_judged else ""
            without = NO_ROSTER if row.due is None and row.state == NOT_COME else without
            words = "；".join(filter(None, (row.state if row.state != NOT_COME else "", *row.reminded[-1:], without)))
            console.print(f"  [yellow]还在等[/yellow] {escape(row.department)}的{row.dataset}{'：' if words else ''}{escape(words)}", soft_wrap=True)


def _day(day: dt.date | None) -> str:
    return f"{day.month}月{day.day}日" if day else "—"


def _share(share: Decimal | None) -> str:
    return "—" if share is None else f"{share:.0%}" if share in (0, 1) else f"{min(share, SHORT_OF_ALL):.1%}"


def _show_progress(report: Status) -> None:
    """Each town's leads by state as of today; the towns with most overdue first."""
    from matchers.records.reporting import in_all

    whole = in_all(report.progress)
    table = Table(title="各乡镇线索办理情况（截至今天）", title_justify="left", box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0), show_footer=True)
    totals = _counts(whole)
    for at, heading in enumerate(PROGRESS_COLUMNS):
        table.add_column(heading, str(totals[at]), justify="right" if at else "left", no_wrap=True)
    for tally in sorted(report.progress, key=lambda tally: (-tally.overdue, tally.town)):
        town, issued, waiting, overdue, *rest = map(str, _counts(tally))
        table.add_row(town, issued, waiting, f"[red]{overdue}[/red]" if tally.overdue else overdue, *rest)
    console.print(table)
    if whole.overdue:
        console.print(f"  [red]超期[/red] {whole.overdue} 条线索过了反馈期限还没有答复，请催办；下一次的清单会排在最前面", soft_wrap=True)


def _counts(tally: Tally) -> tuple[object, ...]:
    return tally.town, tally.issued, tally.waiting, tally.overdue, tally.answered_open, tally.closed, tally.enrolled


def accept(
    month: MonthWritten, dataset: Annotated[str, typer.Argument(help="哪种数据，如 医保参保", metavar="数据")],
    town: Annotated[str, typer.Argument(help="只核实了一个乡镇的，写乡镇名；不写就是全部", metavar="乡镇", show_default=False)] = "",
    by: Annotated[str, typer.Option("--by", help="谁核实的，如 王敏", metavar="姓名", show_default=False)] = "",
    why: Annotated[str, typer.Option("--why", help="怎么核实的，如 已电话问过医保局", metavar="说明", show_default=False)] = "", home: Home = DEFAULT_HOME,
) -> None:
    """比平时少很多的数据，核实过就是这么多：照常评估。换了文件会再问。

    和在待判断名单的“比平时少的数据”表里选“就是这么多”一样。
    """
    with for_people():
        from flows.accepting import accept as accepted

        path = accepted(Workspace.at(home), month_of(month), dataset, town, by, why)
        console.print(f"[green]✓[/green] 记在 {escape(near(path))}；再运行一次 bidui run，就照常评估", soft_wrap=True)


def check(
    files: Annotated[list[Path], typer.Argument(help="要报送的文件，可以写几个", metavar="文件")],
    month: Annotated[str | None, typer.Option("--month", help="哪个月报的，如 2024-06；不写就是本月", metavar="月份", show_default=False)] = None,
    to: Annotated[Path, typer.Option("--to", help="回执放到哪个文件夹；不写就是当前文件夹", metavar="文件夹", show_default=False)] = Path("."),
    home: Annotated[Path | None, typer.Option("--home", help="按哪个县的设置看；不写就按自带的", metavar="文件夹", show_default=False)] = None,
) -> None:
    """报送以前自己先查一遍：和县里一样的回执，什么都不存，不用建工作区。"""
    with for_people():
        from flows.clock import today
        from flows.questions.beforehand import check as checked

        at = month_of(month) if month else today().replace(day=1)
        done = checked(files, at, to, Workspace.at(home) if home else None)
        for each in done:
            mark = "[green]✓[/green]" if each.is_good else "[red]✗[/red]"
            console.print(f"{mark} {escape(each.department)}：读到{each.rows_read:,}行，用得上{each.stored:,}行；回执在 {escape(near(each.receipt))}", soft_wrap=True)
            for text, look in each.lines:
                console.print(f"  [{LOOKS[look]}]{escape(text)}[/{LOOKS[look]}]", soft_wrap=True)
    if not all(each.is_good for each in done):
        raise typer.Exit(2)
