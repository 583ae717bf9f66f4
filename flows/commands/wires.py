"""`bidui pull`: departments' files fetched from where they keep them."""

import typer
from rich.markup import escape

from flows.commands.terminal import DEFAULT_HOME, Home, MonthWritten, console, for_people, month_of
from flows.workspace import Workspace
from schemas.mistakes import Mistake
from schemas.months import written


def pull(month: MonthWritten, home: Home = DEFAULT_HOME) -> None:
    """从 county.toml 里 [sources] 写的地方取各部门的文件，放进 inbox/月份/部门/。"""
    with for_people():
        from flows.wires.pulling import pull as fetch

        workspace, named = Workspace.at(home), written(month_of(month))
        if not workspace.sources:
            raise Mistake(f'{workspace.home / "county.toml"} 里没有写 [sources."部门"]，不知道到哪里取文件')
        failed = 0
        with workspace.locked():
            for source in workspace.sources:
                done = fetch(workspace.home, source, workspace.inbox / named)
                console.print(f"[green]✓[/green] {escape(done.department)}：新取文件 {len(done.landed)} 个", soft_wrap=True)
                for name in done.waiting:
                    console.print(f"  [yellow]先不取[/yellow] {escape(name)} 还在写，或不完整；下次再取", soft_wrap=True)
                if done.failure:
                    failed += 1
                    console.print(f"  [red]没取成[/red] {escape(done.failure)}", soft_wrap=True)
        if failed:
            raise typer.Exit(2)
