"""`bidui console`: the month on pages of this computer."""

import contextlib
import webbrowser
from typing import Annotated

import typer

from flows.commands.terminal import DEFAULT_HOME, Home, for_people
from flows.commands.terminal import console as screen
from flows.workspace import Workspace

LOCAL = "127.0.0.1"


def console(
    home: Home = DEFAULT_HOME,
    port: Annotated[int, typer.Option("--port", help="端口；被占用时用后面的", metavar="端口", min=1024, max=65000)] = 8650,
    quiet: Annotated[bool, typer.Option("--no-browser", help="不打开浏览器，只说地址", metavar="")] = False,
) -> None:
    """打开网页：收文件、比对、判断、审定、看线索和农户，都在浏览器里做。

    只有这台电脑能打开。第一次会给一个设密码的链接。关掉这个窗口，网页就停了；正在做的比对会接着做完。
    """
    with for_people():
        import uvicorn

        from flows.console.server import application, first_link, free_port
        from flows.loading import stand_aside

        workspace = Workspace.at(home)
        stand_aside()
        at = free_port(LOCAL, port)
        app = application(workspace.home, (f"{LOCAL}:{at}", f"localhost:{at}"))
        link = first_link(app.state.desk, f"http://{LOCAL}:{at}")
        screen.print(f"[green]✓[/green] 网页在 {link}", soft_wrap=True)
        screen.print("  按 Ctrl+C 停止。")
        if not quiet:
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(link)
        uvicorn.run(app, host=LOCAL, port=at, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2)
