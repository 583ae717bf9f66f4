"""Pages 1 and 11: logging in, setting a password, accounts, and who looked at whom."""

import secrets

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from flows.clock import now
from flows.console.gate import BEFORE, COOKIE, Desk, PageAsked, filled, form_of, is_same, set_cookie
from matchers.access.accounts import ROLES
from schemas.mistakes import Mistake


def routes(desk: Desk) -> list[Route]:
    """What is there before somebody has logged in; a form of these bears the token of a cookie that came with it."""

    async def entered(request: Request) -> Response:
        return await run_in_threadpool(_form, desk, request, "", 200)

    async def sent(request: Request) -> Response:
        try:
            form = {name: value for name, value in (await form_of(request)).items() if isinstance(value, str)}
            held = request.cookies.get(BEFORE, "")
            if not held or not is_same(form.get("form_token", ""), held):
                raise Mistake("这一页已经过期，请再试一次")
            return await run_in_threadpool(_done, desk, request, form)
        except Mistake as mistake:
            return await run_in_threadpool(_form, desk, request, str(mistake), 400)

    return [Route(address, handler, methods=[method]) for address in ("/login", "/password/{token}") for method, handler in (("GET", entered), ("POST", sent))]


def _form(desk: Desk, request: Request, wrong: str, status: int) -> Response:
    token = secrets.token_urlsafe(16)
    if "token" in request.path_params:
        link = request.path_params["token"]
        html = filled(desk, None, "password.html.j2", form_token=token, wrong=wrong, token=link, account=desk.accounts.whose_link(link, now()))
    else:
        html = filled(desk, None, "login.html.j2", form_token=token, wrong=wrong)
    response = HTMLResponse(html, status)
    set_cookie(desk, response, BEFORE, token)
    return response


def _done(desk: Desk, request: Request, form: dict[str, str]) -> Response:
    if "token" in request.path_params:
        if form.get("password") != form.get("again"):
            raise Mistake("两遍写的密码不一样")
        name = desk.accounts.set_password(request.path_params["token"], form.get("password", ""), now())
        session = desk.accounts.log_in(name, form.get("password", ""), now())
    else:
        session = desk.accounts.log_in(form.get("name", ""), form.get("password", ""), now())
    response = RedirectResponse("/", 303)
    set_cookie(desk, response, COOKIE, session)
    return response


def log_out(asked: PageAsked) -> Response:
    asked.desk.accounts.log_out(asked.request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE)
    return response


def accounts(asked: PageAsked, link: str = "", whose: str = "") -> Response:
    towns = [row["town"] for row in asked.ask("towns")]
    page = asked.place("page") or 1
    looks = asked.desk.accounts.looks((page - 1) * 100, asked.text("whom"))
    return asked.page("accounts.html.j2", accounts=asked.desk.accounts.all(), roles=ROLES, towns=towns, looks=looks, link=link, whose=whose, whom=asked.text("whom"), page=page)


def change(asked: PageAsked) -> Response:
    """Add an account, stop it or let it go on, give a link for a new password."""
    kept, name, what = asked.desk.accounts, asked.text("name"), asked.text("what")
    if what == "add":
        if asked.text("town") and asked.text("town") not in {row["town"] for row in asked.ask("towns")}:
            raise Mistake("花名册里没有这个乡镇")
        kept.add(name, asked.text("role"), asked.text("town"))
    elif not any(account["name"] == name for account in kept.all()):
        raise Mistake("没有这个账号")
    if what in ("stop", "go_on"):
        kept.stop(name, what == "stop")
        return RedirectResponse("/accounts?said=saved", 303)
    base = f"{asked.request.url.scheme}://{asked.request.headers['host']}"
    return accounts(asked, f"{base}/password/{kept.link_for(name, now())}", name)
