"""The one door of the pages: from where is asked, by whom, with which form; every request passes here."""

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.clock import now
from flows.failures import in_words
from matchers.access.accounts import BUREAU, LEADER, TOWN, Accounts, Insider
from matchers.published.reading import Published, published_file
from reports.pages.rendering import rendered
from schemas.mistakes import Mistake

COOKIE, BEFORE = "bidui", "bidui_form"
LARGEST, LARGEST_FORM = 300 * 1024 * 1024, 4 * 1024 * 1024  # bytes of one request: with files, and of words alone
WITH_FILES = ("/files", "/returns")
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'", "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin", "Cache-Control": "no-store", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
}
EVERYBODY = frozenset((BUREAU, LEADER, TOWN))
NAMES = frozenset((BUREAU, TOWN))  # who sees households
COUNTY = frozenset((BUREAU, LEADER))
ONLY_BUREAU = frozenset((BUREAU,))
NAV = (
    ("/", "今天要办", EVERYBODY), ("/files", "收文件", ONLY_BUREAU), ("/month", "本月", EVERYBODY), ("/leads", "线索", NAMES), ("/cases", "待判断", ONLY_BUREAU),
    ("/deciding", "审定", ONLY_BUREAU), ("/chasing", "催办", EVERYBODY), ("/trying", "试算", COUNTY), ("/accounts", "账号", ONLY_BUREAU),
)

UNDER = {"/department": "/files", "/layout": "/files", "/lead": "/leads", "/household": "/leads", "/household/numbers": "/leads", "/town": "/chasing"}


@dataclass
class Desk:
    """What all pages share: a workspace, its accounts, the newest published copy, under which hosts it may be asked."""

    home: Path
    accounts: Accounts
    hosts: frozenset[str]
    is_secure: bool = False
    _copy: Published | None = field(default=None, repr=False)

    def published(self) -> Published | None:
        """The newest copy; an old one is closed once nobody can be asking it any more."""
        file = published_file(self.home)
        if file and (self._copy is None or self._copy.file != file):
            self._copy = Published(file)
        return self._copy if file else None


@dataclass(frozen=True)
class PageAsked:
    """A request that passed: by whom, with what in its form."""

    desk: Desk
    who: Insider
    request: Request
    form: Mapping[str, str | list[UploadFile]]

    @cached_property
    def copy(self) -> Published | None:
        """One for the whole page, also where a run publishes the next meanwhile."""
        return self.desk.published()

    def ask(self, question: str, **values: object) -> list[dict[str, Any]]:
        """What the published copy answers, of the asker's own town alone."""
        return self.copy.ask(question, self.who.town, **values) if self.copy else []

    def text(self, name: str) -> str:
        """Of the form, else of the address; '' where it is not there."""
        value = self.form.get(name, self.request.query_params.get(name, ""))
        return value.strip() if isinstance(value, str) else ""

    def place(self, name: str) -> int | None:
        """A place counted from one, of the form or the address; None where none stands there."""
        return int(self.text(name)) if re.fullmatch("[1-9][0-9]{0,6}", self.text(name)) else None

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        here = UNDER.get(self.request.url.path, self.request.url.path)
        return HTMLResponse(filled(self.desk, self.who, template, here=here, said=SAID.get(self.request.query_params.get("said", ""), ""), **values), status)

    def look(self, what: str, whom: str, why: str = "") -> None:
        self.desk.accounts.note_look(now(), self.who, self.request.client.host if self.request.client else "", what, whom, why)


SAID = {"saved": "已保存，下一次比对时采用。", "sent": "文件已收到。", "busy": "正在运行另一件事，请等它结束。"}
Handler = Callable[[PageAsked], Response]


def filled(desk: Desk, who: Insider | None, template: str, **values: object) -> str:
    copy = desk.published()
    nav = [(address, words) for address, words, roles in NAV if who and who.role in roles]
    about = {"county": (copy and copy.county) or "比对", "month": copy.month if copy else None, "who": who, "nav": nav, "said": "", "here": ""}
    return rendered(template, **(about | values))


def guarded(desk: Desk, handler: Handler, roles: frozenset[str]) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a page for those roles."""

    async def endpoint(request: Request) -> Response:
        return await _answer(desk, handler, roles, request)

    return endpoint


async def _answer(desk: Desk, handler: Handler, roles: frozenset[str], request: Request) -> Response:
    who = await run_in_threadpool(desk.accounts.who, request.cookies.get(COOKIE, ""), now())
    if who is None:
        return RedirectResponse("/login", 303)
    if who.role not in roles:
        return HTMLResponse(filled(desk, who, "notice.html.j2", title="看不了这一页", words="这一页不对您的身份开放。"), 403)
    try:
        form = await form_of(request) if request.method == "POST" else {}
        if request.method == "POST" and not is_same(str(form.get("form_token", "")), who.form_token):
            return HTMLResponse(filled(desk, who, "notice.html.j2", title="没有做", words="这张表不是从本页面打开的，或已经过期；请重新打开页面再做一次。"), 403)
        return await run_in_threadpool(handler, PageAsked(desk, who, request, form))
    except Mistake as mistake:
        return HTMLResponse(filled(desk, who, "notice.html.j2", title="没有做成", words=in_words(mistake) or str(mistake)), 400)


def is_same(token: str, held: str) -> bool:
    return secrets.compare_digest(token.encode(errors="replace"), held.encode(errors="replace"))


class Door:
    """Around all routes: what is asked under a strange name or from a strange page goes no further, and every answer leaves with headers that protect."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = _strange(self._desk, Request(scope)) if scope["type"] == "http" else None
        await (refused or self._app)(scope, receive, protected)


def _strange(desk: Desk, request: Request) -> Response | None:
    """Why a request is refused: under a name that is not ours, or sent by a page that is not ours."""
    host = request.headers.get("host", "")
    if host not in desk.hosts:
        return Response("地址不对", 400, media_type="text/plain; charset=utf-8")
    origin = request.headers.get("origin")
    if request.method == "POST" and origin not in (f"http://{host}", f"https://{host}"):
        return Response("不是从本页面来的", 403, media_type="text/plain; charset=utf-8")
    return None


async def form_of(request: Request) -> dict[str, str | list[UploadFile]]:
    size, most = request.headers.get("content-length", ""), LARGEST if request.url.path in WITH_FILES else LARGEST_FORM
    if not size.isdecimal() or int(size) > most:
        raise Mistake(f"一次传的太大了，最多{most // 1024 // 1024}兆；请分几次传")
    form: dict[str, str | list[UploadFile]] = {}
    for name, value in (await request.form(max_files=200, max_fields=20_000)).multi_items():
        if isinstance(value, UploadFile):
            files = form.setdefault(name, [])
            if isinstance(files, list):
                files.append(value)
        else:
            form[name] = value
    return form


def set_cookie(desk: Desk, response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="strict", secure=desk.is_secure, path="/")

