"""`bidui layouts`, `bidui layout`: how files are read, and what is said of those that cannot be and of what 对照表 taught."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from flows.commands.terminal import DEFAULT_HOME, Home, console, for_people, month_of, near
from flows.workspace import Workspace
from schemas.months import written

if TYPE_CHECKING:
    from schemas.parts import Part

MOST_LISTED = 20  # files, in a terminal


def layouts(
    file: Annotated[Path | None, typer.Option("--try", help="拿一个文件试读，只看不存：每张表给看前五行", metavar="文件", show_default=False)] = None, home: Home = DEFAULT_HOME
) -> None:
    """看本县的文件都怎么读，或拿一个文件试读。

    怎么读写在 layouts 里，还有程序自带的。
    """
    with for_people():
        from flows.clock import today
        from flows.teaching import tried
        from schemas.layouts.description import NOTES, all_layouts

        workspace = Workspace.at(home)
        if file is None:
            for each in all_layouts(workspace.home):
                whose = "本县" if each.is_own else "自带"
                kind = "不是要报的数据" if each.dataset_name == NOTES else f"{each.dataset.title}（{each.department}）"
                console.print(f"[green]{whose}[/green] {escape(each.title)}：{escape(kind)}  {escape(each.file or '认列名')}", soft_wrap=True)
            return
        month = next((at for at, folder in workspace.drops(dt.date.max) if file.resolve().is_relative_to(folder.resolve())), today().replace(day=1))
        for part in tried(workspace, file, month):
            _show_part(part)


def _show_part(part: Part) -> None:
    """A sheet as it would come in: numbers masked."""
    from flows.teaching import sample

    name = f"{part.file_name} {part.sheet_name}".strip()
    if part.refusal or part.recognised is None:
        console.print(f"[red]✗[/red] {escape(name)}：{escape(part.refusal or '不是数据')}", soft_wrap=True)
        return
    how = part.layout or part.recognised.told_by
    console.print(f"[green]✓[/green] {escape(name)}：{part.recognised.dataset.title}（{escape(how)}），{written(part.recognised.month)}，读到{part.rows_read}行，用上{part.stored}行，有错{part.quarantined}行", soft_wrap=True)
    for line in part.warnings:
        console.print(f"  [yellow]注意[/yellow] {escape(line)}", soft_wrap=True)
    for shown in sample(part):
        console.print("  " + "  ".join(f"{title}：{escape(text)}" for title, text in shown.items()), soft_wrap=True)


def layout(
    what: Annotated[str, typer.Argument(help="读不了的文件；写月份（如 2024-06）就是那个月所有读不了的", metavar="文件|月份")],
    which: Annotated[str | None, typer.Option("--as", help="这是哪一种数据，如 社会救助；不写由程序猜", metavar="数据", show_default=False)] = None, home: Home = DEFAULT_HOME,
) -> None:
    """教程序读一种文件：写一份对照表，填好放进 returns 就认得了。"""
    with for_people():
        from flows.teaching import receipted, teach, unread
        from schemas.dataset import all_datasets
        from schemas.mistakes import Mistake

        dataset = next((each for each in all_datasets().values() if which in (each.title, each.name)), None)
        if which and not dataset:
            raise Mistake(f"没有“{which}”这种数据；有：{'、'.join(each.title for each in all_datasets().values())}")
        workspace = Workspace.at(home)
        month = month_of(what) if re.fullmatch(r"\d{4}-\d{2}", what) else None
        files = [(path, sheets) for path, _, sheets in unread(workspace, receipted(workspace, month))] if month else [(Path(what), ())]
        if not files:
            console.print("这个月没有读不了的文件。")
            return
        for file, sheets in files:
            try:
                for to in teach(workspace, file, dataset, sheets):
                    console.print(f"[green]✓[/green] {escape(file.name)} → {near(to)}", soft_wrap=True)
            except Mistake as mistake:
                if not month:
                    raise
                console.print(f"[red]✗[/red] {escape(str(mistake))}", soft_wrap=True)
        at = what if month else "月份"
        console.print(f"  打开它，先回答几个问题，再看每一列认得对不对；填好后放进 {near(workspace.came_back)}/{at}/，运行 bidui collect {at}。", soft_wrap=True)


def tell_taught(taught: Iterable[str]) -> None:
    for line in taught:
        console.print(f"[green]✓[/green] {escape(line)}", soft_wrap=True)


def tell_unread(workspace: Workspace, month: dt.date) -> None:
    """Which files of the month's folder could not be used, or came to nothing, why, and what to do."""
    from flows.teaching import come_to_nothing, receipted, unread

    told = receipted(workspace, month)
    files = unread(workspace, told)
    for line in come_to_nothing(told):
        console.print(f"  [yellow]一行也没用上[/yellow] {escape(line)}", soft_wrap=True)
    for path, why, _ in files[:MOST_LISTED]:
        console.print(f"  [red]✗[/red] {escape(path.name)}：{escape(why)}", soft_wrap=True)
    if len(files) > MOST_LISTED:
        console.print(f"  还有 {len(files) - MOST_LISTED} 个，见回执")
    if files:
        console.print(f"  能改的请部门改了重报；改不了的教程序读一次：bidui layout {month:%Y-%m}（给每个文件写一份对照表，填好放进 returns/{month:%Y-%m}/）", soft_wrap=True)
