"""`bidui pull`, `send`, `remind`, `wires`: departments' files fetched, papers sent, and whether the places answer."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from flows.clock import today
from flows.commands.terminal import DEFAULT_HOME, Home, MonthWritten, console, for_people, month_of, near
from flows.workspace import Workspace
from schemas.mistakes import Mistake
from schemas.months import shifted

if TYPE_CHECKING:
    from flows.wires.looking import Look


def pull(month: MonthWritten, home: Home = DEFAULT_HOME) -> None:
    """去取部门的文件和乡镇填好的清单。

    从 county.toml 里 \\[sources]、\\[returns] 写的地方取；部门的文件放进 inbox/月份/，乡镇填好的清单放进 returns/月份/。
    """
    with for_people():
        from flows.wires.pulling import pull_month

        done = pull_month(_with_sources(home), month_of(month))
        for each in done:
            console.print(f"[green]✓[/green] {escape(each.department)}：新取文件 {len(each.landed)} 个", soft_wrap=True)
            for name in each.waiting:
                console.print(f"  [yellow]先不取[/yellow] {escape(name)} 还在写、不完整或不让读；下次再取", soft_wrap=True)
            for note in each.notes:
                console.print(f"  [yellow]请注意[/yellow] {escape(note)}", soft_wrap=True)
            if each.failure:
                console.print(f"  [red]没取成[/red] {escape(each.failure)}", soft_wrap=True)
    if any(each.failure for each in done):
        raise typer.Exit(2)


def send(
    month: MonthWritten, home: Home = DEFAULT_HOME,
    again: Annotated[str, typer.Option("--again", help="这个乡镇或部门说没收到：不知道到没到的也重发", metavar="名字", show_default=False)] = "",
) -> None:
    """把 outbox 里的清单和回执发出去；发到了的不再发。

    发到哪里，写在 county.toml 的 \\[send] 里。
    """
    with for_people():
        from flows.wires.sending import send_month

        workspace = Workspace.at(home)
        if not workspace.recipients:
            raise Mistake(f'{workspace.home / "county.toml"} 里没有写 [send."乡镇或部门"]，不知道发到哪里')
        done = send_month(workspace, month_of(month), again)
        for each in done:
            mark = "[red]没发到[/red]" if each.why else "[green]✓[/green]"
            console.print(f"{mark} {escape(each.document)}{f'：{escape(each.why)}' if each.why else ''}", soft_wrap=True)
        if not done:
            console.print(f"outbox/{month} 里没有要发给他们的文件。")
    if any(each.why for each in done):
        raise typer.Exit(2)


def remind(home: Home = DEFAULT_HOME) -> None:
    """给各部门写催报单；同一件事只催一次。

    催的是到日子的、过期的、没采用的、存疑的。
    """
    with for_people():
        from flows.urging import remind as made_of

        papers = made_of(Workspace.at(home))
        for path in papers:
            console.print(f"[green]✓[/green] {escape(near(path))}", soft_wrap=True)
        console.print("要发给部门的，运行 bidui send 月份；没有写 \\[send] 的，打印或转发。" if papers else "今天没有要催的。")


def wires(home: Home = DEFAULT_HOME) -> None:
    """看取和发的地方连不连得上；什么都不取，什么都不发。

    地方写在 county.toml 里；还看服务器给出的公钥是什么、取来过和发出过多少。
    """
    with for_people():
        from flows.wires.looking import look, so_far

        workspace = Workspace.at(home)
        if not workspace.recipients:
            workspace = _with_sources(home)
        said, month = so_far(workspace), shifted(today().replace(day=1), -1)  # the month that is due now
        for source in workspace.sources:
            _tell(source.department, look(workspace.home, source.of_month(month)), said.came.get(source.department, "还没有取过"))
        for recipient in workspace.recipients:
            gone = said.gone.get(recipient.name, "还没有发过")
            if recipient.address:
                console.print(f"[green]✓[/green] {escape(recipient.name)}：发邮件；{gone}", soft_wrap=True)
            else:
                _tell(recipient.name, look(workspace.home, recipient.place), gone)


def _tell(name: str, found: "Look", so_far: str) -> None:
    mark = "[red]✗[/red]" if found.failure else "[green]✓[/green]"
    console.print(f"{mark} {escape(name)}：{escape(found.failure or f'连上了，有 {found.things}')}；{so_far}", soft_wrap=True)
    if found.key:
        console.print(f"  服务器给出的公钥，打电话和对方核对：{escape(found.key)}", soft_wrap=True)


def _with_sources(home: Home) -> Workspace:
    workspace = Workspace.at(home)
    if not workspace.sources:
        raise Mistake(f'{workspace.home / "county.toml"} 里没有写 [sources."部门"] 或 [returns."乡镇"]，不知道到哪里取文件')
    return workspace
