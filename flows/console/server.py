"""The console as an application: its routes, each with the roles that may see it, and how it is started."""

import shutil
import socket
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from flows.clock import now
from flows.console import (
    chasing,
    deciding,
    departments,
    dropping,
    entering,
    household_page,
    layout_page,
    lead_pages,
    overview,
    taking_away,
    trying_page,
    working,
)
from flows.console.gate import COUNTY, EVERYBODY, HEADERS, NAMES, ONLY_BUREAU, Desk, Door, Handler, filled, guarded
from matchers.access.accounts import BUREAU, FILE, Accounts
from reports.pages.rendering import ICON, STATIC, static
from schemas.mistakes import Mistake

PAGES: tuple[tuple[str, str, Handler, frozenset[str]], ...] = (
    ("GET", "/", overview.today_page, EVERYBODY),
    ("GET", "/month", overview.month_page, EVERYBODY),
    ("GET", "/download", overview.download, NAMES),
    ("GET", "/leads", lead_pages.leads, NAMES),
    ("GET", "/leads.csv", taking_away.export, NAMES),
    ("GET", "/visits.docx", taking_away.visits, NAMES),
    ("GET", "/card.xlsx", taking_away.card, NAMES),
    ("GET", "/lead", household_page.lead, NAMES),
    ("GET", "/household", household_page.household, NAMES),
    ("POST", "/household/numbers", household_page.numbers, NAMES),
    ("GET", "/chasing", chasing.towns, EVERYBODY),
    ("GET", "/town", chasing.town, NAMES),
    ("GET", "/letter", chasing.letter, NAMES),
    ("GET", "/trying", trying_page.trying, COUNTY),
    ("POST", "/trying", trying_page.try_out, ONLY_BUREAU),
    ("GET", "/files", dropping.files, ONLY_BUREAU),
    ("POST", "/files", dropping.drop, ONLY_BUREAU),
    ("POST", "/read", dropping.read, ONLY_BUREAU),
    ("GET", "/layout", layout_page.layout, ONLY_BUREAU),
    ("POST", "/layout", layout_page.teach, ONLY_BUREAU),
    ("GET", "/department", departments.department, ONLY_BUREAU),
    ("GET", "/receipt", departments.receipt, ONLY_BUREAU),
    ("POST", "/returns", dropping.drop_returns, ONLY_BUREAU),
    ("GET", "/cases", deciding.cases, ONLY_BUREAU),
    ("POST", "/cases", deciding.decide_case, ONLY_BUREAU),
    ("GET", "/deciding", deciding.proposals, ONLY_BUREAU),
    ("POST", "/deciding", deciding.decide, ONLY_BUREAU),
    ("POST", "/run", working.run, ONLY_BUREAU),
    ("GET", "/work", working.progress_page, ONLY_BUREAU),
    ("GET", "/progress", working.events, ONLY_BUREAU),
    ("GET", "/accounts", entering.accounts, ONLY_BUREAU),
    ("POST", "/accounts", entering.change, ONLY_BUREAU),
    ("POST", "/logout", entering.log_out, EVERYBODY),
)
FAULTS = {
    400: ("没有做成", "传来的内容读不懂，请回到上一页再试一次。"), 404: ("没有这一页", "地址可能写错了。"), 405: ("没有做成", "这个地址不能直接打开，请从页面上点按钮。"),
    500: ("程序出错", "请把在做什么、什么时间告诉开发人员。"),
}
A_DAY = 86_400  # seconds
AT_ONCE = 4  # pages: each thread that fills one keeps memory of its own


def application(home: Path, hosts: Iterable[str], is_secure: bool = False) -> Starlette:
    """For one workspace; `hosts` are the names (with port) under which it may be asked."""
    _remove_leftovers(home / ".console")
    desk = Desk(home, Accounts(home / FILE), frozenset(hosts), is_secure)

    def static_file(request: Request) -> Response:
        name = request.path_params.get("name", ICON)
        return Response(static(name), media_type=STATIC[name]) if name in STATIC else told(request, HTTPException(404))

    def told(request: Request, fault: Exception) -> Response:
        """What is wrong with the asking itself, in words."""
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        title, words = FAULTS.get(status, FAULTS[400])
        return HTMLResponse(filled(desk, None, "notice.html.j2", title=title, words=words), status)

    def broken(request: Request, fault: Exception) -> Response:
        response = told(request, fault)
        response.headers.update(HEADERS)  # it comes from without the door
        return response

    routes = [
        Route("/static/{name}", static_file), Route("/favicon.ico", static_file), *entering.routes(desk),
        *(Route(address, guarded(desk, handler, roles), methods=[method]) for method, address, handler, roles in PAGES),
    ]
    @asynccontextmanager
    async def few_at_once(_: Starlette) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        yield

    app = Starlette(routes=routes, lifespan=few_at_once, middleware=[Middleware(Door, desk)], exception_handlers={HTTPException: told, 500: broken})
    app.state.desk = desk
    return app


def _remove_leftovers(folder: Path) -> None:
    """What a console left that was killed; another one's that is at work now is younger than a day."""
    for left in (*folder.glob("tmp*"), *folder.glob("uploads/*")):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > A_DAY:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def first_link(desk: Desk, address: str) -> str:
    """Where to begin: a link that sets the bureau's password the first time, else the login page."""
    people = desk.accounts.all()
    if not people:
        desk.accounts.add("县局", BUREAU, "")
    if all(not person["password"] for person in people):
        return f"{address}/password/{desk.accounts.link_for('县局', now())}"
    return address


def free_port(host: str, wanted: int) -> int:
    """The one wanted, or the next few."""
    for port in range(wanted, wanted + 20):
        with socket.socket() as tried:
            try:
                tried.bind((host, port))
            except OSError:
                continue
            return port
    raise Mistake(f"{wanted} 到 {wanted + 19} 号端口都被占用了，请用 --port 换一个")



