"""`bidui console`: the month on pages of this computer."""

import contextlib
import webbrowser
from typing import Annotated

import typer

from flows.commands.checking import status
from flows.commands.terminal import DEFAULT_HOME, Home, for_people
from flows.commands.terminal import console as screen
from flows.workspace import Workspace
from schemas.mistakes import Mistake

LOCAL = "127.0.0.1"


def console(
    home: Home = DEFAULT_HOME,
    port: Annotated[int, typer.Option("--port", help="端口；被占用时用后面的", metavar="端口", min=1024, max=65000)] = 8650,
    quiet: Annotated[bool, typer.Option("--no-browser", help="不打开浏览器，只说地址", metavar="")] = False,
) -> None:
    """打开网页：收文件、比对、判断、审定、看线索和农户，都在浏览器里做。

    平时只有这台电脑能打开；给乡镇开的办法写在 county.toml 里。第一次会给一个设密码的链接。关掉这个窗口，网页就停了；正在做的比对会接着做完。
    """
    with for_people():
        import uvicorn

        from flows.console.server import application, first_link, free_port
        from flows.loading import stand_aside

        workspace = Workspace.at(home)
        stand_aside()
        told = workspace.listening
        host, at = told.host or LOCAL, told.port or free_port(LOCAL, port)
        app = application(workspace.home, (f"{host}:{at}", *((f"localhost:{at}",) if host == LOCAL else ())), bool(told.certfile))
        link = first_link(app.state.desk, f"{'https' if told.certfile else 'http'}://{host}:{at}")
        if told.host and "/password/" in link:
            raise Mistake("还没有设过密码，不能给别的电脑开：请在 county.toml 里 [console] 的几行前面加上井号，在本机打开一次，设好县局的密码，再去掉井号")
        screen.print(f"[green]✓[/green] 网页在 {link}", soft_wrap=True)
        if told.host and not told.certfile:
            screen.print("[yellow]注意[/yellow] 没有证书，传的内容（姓名、证件号码、密码）同一网络上的人截得到；请向网络管理员要证书，写在 county.toml 的 \\[console] 里。", soft_wrap=True)
        screen.print("  按 Ctrl+C 停止。")
        if not quiet and not _opened(link):
            screen.print("  这台电脑没有能自己打开的浏览器：请在浏览器里输入上面的地址。不用浏览器也看得到现在的情况：", soft_wrap=True)
            with contextlib.suppress(typer.Exit):
                status(home=home)
        try:
            uvicorn.run(
                app, host=host, port=at, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2,
                ssl_certfile=told.certfile or None, ssl_keyfile=told.keyfile or None,
            )
        except SystemExit:
            raise Mistake(f"{host}:{at} 用不了：不是这台电脑的地址，或端口被占用了；请改 county.toml 里 [console] 的 listen") from None
        except OSError:
            raise Mistake("证书或私钥读不了；请向网络管理员要 PEM 格式的两个文件") from None


def _opened(link: str) -> bool:
    """Whether a browser took it; one that runs in this very window (lynx, w3m) would keep it."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    return type(found) is not webbrowser.GenericBrowser and found.open(link)
