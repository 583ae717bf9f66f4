"""Logging in, what locks it, and requests that are not from our pages."""

import datetime as dt
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.clock import now
from flows.console.server import application
from matchers.access.accounts import BUREAU, TOWN, Accounts
from schemas.mistakes import Mistake
from tests.flows.console.conftest import HOST, PASSWORD, Browser

DAY = dt.datetime(2026, 11, 26, 9)


@pytest.fixture
def kept(tmp_path):
    accounts = Accounts(tmp_path / "accounts.sqlite")
    accounts.add("县局", BUREAU, "")
    accounts.set_password(accounts.link_for("县局", DAY), PASSWORD, DAY)
    yield accounts
    accounts.close()


def test_a_link_sets_a_password_once_and_for_a_day(kept):
    link = kept.link_for("县局", DAY)
    with pytest.raises(Mistake, match="至少8个"):
        kept.set_password(link, "1234567", DAY)
    assert kept.set_password(link, "12345678", DAY) == "县局"
    with pytest.raises(Mistake, match="用过或过期"):
        kept.set_password(link, "12345678", DAY)
    late = kept.link_for("县局", DAY)
    assert kept.whose_link(late, DAY + dt.timedelta(days=1, seconds=1)) == "" and kept.whose_link("x", DAY) == ""


def test_five_wrong_tries_lock_for_a_while(kept):
    for _ in range(5):
        with pytest.raises(Mistake, match="账号或密码不对"):
            kept.log_in("县局", "错的错的错的", DAY)
    with pytest.raises(Mistake, match="连续输错5次"):
        kept.log_in("县局", PASSWORD, DAY)
    assert kept.log_in("县局", PASSWORD, DAY + dt.timedelta(minutes=16))


def test_half_an_hour_idle_ends_a_session(kept):
    token = kept.log_in("县局", PASSWORD, DAY)
    half = dt.timedelta(minutes=29)
    assert kept.who(token, DAY + half) and kept.who(token, DAY + 2 * half)
    assert kept.who(token, DAY + 2 * half + dt.timedelta(minutes=31)) is None and kept.who("", DAY) is None


def test_a_stopped_account_is_out_at_once_and_the_last_of_the_bureau_stays(kept):
    kept.add("狸桥", TOWN, "狸桥镇")
    kept.set_password(kept.link_for("狸桥", DAY), PASSWORD, DAY)
    token = kept.log_in("狸桥", PASSWORD, DAY)
    kept.stop("狸桥", True)
    assert kept.who(token, DAY) is None
    with pytest.raises(Mistake, match="不对"):
        kept.log_in("狸桥", PASSWORD, DAY)
    with pytest.raises(Mistake, match="最后一个"):
        kept.stop("县局", True)
    with pytest.raises(Mistake, match="乡镇"):
        kept.add("没有镇", TOWN, "")


def test_an_account_without_a_password_opens_to_nobody(kept):
    kept.add("新人", TOWN, "狸桥镇")
    for password in ("", "12345678"):
        with pytest.raises(Mistake):
            kept.log_in("新人", password, DAY)


def test_strange_hosts_origins_and_forms_are_refused(opened):
    bureau = opened["bureau"]
    assert bureau.client.get("/", headers={"Host": "evil.example"}).status_code == 400
    for origin in ("http://evil.example", "null", ""):
        assert bureau.client.post("/run", data={"form_token": bureau.token, "month": "2024-06"}, headers={"Origin": origin}).status_code == 403
    for token in ("", "x", "令牌", opened["town"].token):
        assert bureau.client.post("/accounts", data={"form_token": token, "what": "add", "name": "贼", "role": "bureau"}).status_code == 403
    assert "贼" not in bureau.get("/accounts").text
    cookie = bureau.client.get("/login").headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


def test_logging_in_and_out(opened, county):
    browser = Browser(opened["bureau"].client.app)
    browser.get("/login")
    wrong = browser.post("/login", name="县局", password="x")
    assert wrong.status_code == 400 and "账号或密码不对" in wrong.text
    assert browser.post("/login", name="县局", password=PASSWORD).headers["location"] == "/"
    assert browser.get("/").status_code == 200
    browser.post("/logout")
    assert browser.get("/").headers["location"] == "/login"
    browser.client.cookies.set("bidui_form", "other", domain=HOST.partition(":")[0])
    assert browser.client.post("/login", data={"form_token": "forged", "name": "县局", "password": PASSWORD}).status_code == 400
    assert now() > DAY


def test_of_many_tries_at_once_five_are_looked_at(kept):
    def tried(password):
        try:
            return kept.log_in("县局", password, DAY)
        except Mistake as mistake:
            return str(mistake)

    with ThreadPoolExecutor(16) as pool:
        said = list(pool.map(tried, [*["错的错的错的"] * 40, PASSWORD]))
    assert said.count("账号或密码不对") == 5 and all("连续输错5次" in each for each in said if each != "账号或密码不对")


def test_a_right_try_begins_the_count_anew(kept):
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(Mistake, match="不对"):
                kept.log_in("县局", "错的错的错的", DAY)
        assert kept.log_in("县局", PASSWORD, DAY)


def test_a_second_console_leaves_the_first_ones_uploads(tmp_path):
    uploads = tmp_path / ".console" / "uploads"
    uploads.mkdir(parents=True)
    coming, left = uploads / "coming", uploads / "left"
    for part in (coming, left):
        part.write_bytes(b"half")
    os.utime(left, (0, 0))
    application(tmp_path, [HOST]).state.desk.accounts.close()
    assert coming.exists() and not left.exists()
