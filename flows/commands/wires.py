"""`bidui pull` and `bidui wires`: departments' files fetched from where they keep them, and whether these places answer."""

import typer
from rich.markup import escape

from flows.commands.terminal import DEFAULT_HOME, Home, MonthWritten, console, for_people, month_of
from flows.workspace import Workspace
from schemas.mistakes import Mistake


def pull(month: MonthWritten, home: Home = DEFAULT_HOME) -> None:
    """从 county.toml 里 [sources] 写的地方取各部门的文件，放进 inbox/月份/部门/。"""
    with for_people():
        from flows.wires.pulling import pull_month

        done = pull_month(_with_sources(home), month_of(month))
        for each in done:
            console.print(f"[green]✓[/green] {escape(each.department)}：新取文件 {len(each.landed)} 个", soft_wrap=True)
            for name in each.waiting:
                console.print(f"  [yellow]先不取[/yellow] {escape(name)} 还在写，或不完整；下次再取", soft_wrap=True)
            if each.failure:
                console.print(f"  [red]没取成[/red] {escape(each.failure)}", soft_wrap=True)
    if any(each.failure for each in done):
        raise typer.Exit(2)


def wires(home: Home = DEFAULT_HOME) -> None:
    """看 [sources] 写的地方连不连得上、服务器给出的公钥是什么；什么都不取。"""
    with for_people():
        from flows.wires.looking import look

        workspace = _with_sources(home)
        for source in workspace.sources:
            found = look(workspace.home, source)
            mark = "[red]✗[/red]" if found.failure else "[green]✓[/green]"
            console.print(f"{mark} {escape(source.department)}：{escape(found.failure or f'连上了，有 {found.things}')}", soft_wrap=True)
            if found.key:
                console.print(f"  服务器给出的公钥，打电话和对方核对：{escape(found.key)}", soft_wrap=True)


def _with_sources(home: Home) -> Workspace:
    workspace = Workspace.at(home)
    if not workspace.sources:
        raise Mistake(f'{workspace.home / "county.toml"} 里没有写 [sources."部门"]，不知道到哪里取文件')
    return workspace
