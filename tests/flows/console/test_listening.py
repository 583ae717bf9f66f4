"""Other computers only where county.toml says so, and not before there is a password; what is written wrongly there is one sentence."""

import re
import ssl
import threading
import time

import httpx
import pytest
import trustme
import uvicorn

from flows.clock import now
from flows.commands import opening
from flows.console.server import application, free_port
from flows.listening import Listening
from flows.settings import read_settings
from flows.workspace import create
from matchers.access.accounts import BUREAU, Accounts
from schemas.mistakes import Mistake
from tests.flows.console.conftest import PASSWORD


@pytest.fixture
def home(tmp_path, monkeypatch):
    create(tmp_path / "county")
    monkeypatch.setattr(uvicorn, "run", lambda app, **how: print(f"{how['host']}:{how['port']} {sorted(app.state.desk.hosts)} {how.get('ssl_keyfile', '')}"))
    return tmp_path / "county"


@pytest.fixture
def authority(tmp_path):
    maker = trustme.CA()
    maker.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "server.pem"))
    maker.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path


def told(home, *lines):
    file = home / "county.toml"
    file.write_text("\n".join(["[console]", *lines]), "utf-8")
    return read_settings(file)[5]


def test_this_computer_alone_unless_told(home, bidui):
    said = bidui("console", "--home", home, "--no-browser").output
    assert "http://127.0.0.1:" in said and "['127.0.0.1:" in said and "注意" not in said


def test_other_computers_need_a_password_and_are_told_what_http_is(home, bidui):
    told(home, 'listen = "192.168.1.20:8650"')
    refused = bidui("console", "--home", home, "--no-browser")
    assert refused.exit_code == 2 and "还没有设过密码" in refused.output
    accounts = Accounts(home / ".console" / "accounts.sqlite")
    assert accounts.all()[0]["role"] == BUREAU
    accounts.set_password(accounts.link_for("县局", now()), PASSWORD, now())
    accounts.close()
    said = bidui("console", "--home", home, "--no-browser").output
    assert "http://192.168.1.20:8650" in said and "截得到" in said and "['192.168.1.20:8650']" in said
    (home / "a.pem").write_text("", "utf-8")
    told(home, 'listen = "192.168.1.20:8650"', 'certfile = "a.pem"', 'keyfile = "a.pem"')
    said = bidui("console", "--home", home, "--no-browser").output
    assert "https://192.168.1.20:8650" in said and "截得到" not in said and said.rstrip().endswith("a.pem")


def test_where_no_browser_is_the_window_tells_how_things_are(home, bidui, monkeypatch):
    monkeypatch.setattr(opening, "_opened", lambda link: False)
    assert "没有能自己打开的浏览器" in bidui("console", "--home", home).output


@pytest.mark.parametrize(
    "lines", [['listen = "0.0.0.0:8650"'], ['listen = "192.168.1.20"'], ["listen = 8650"], ['listen = "a:80"'], ['open = "x"'], ['certfile = "a.pem"'], ['listen = "pc-1:8650"', 'certfile = "a.pem"', 'keyfile = "no.key"']]
)
def test_what_cannot_be_followed_is_one_sentence(home, lines):
    with pytest.raises(Mistake, match=r"\[console\]"):
        told(home, *lines)
    assert told(home, 'listen = "PC-1:8650"') == Listening("pc-1", 8650), "browsers send it in small letters"


def test_with_a_certificate_all_is_said_over_tls(home, authority):
    kept = Accounts(home / ".console" / "accounts.sqlite")
    kept.add("县局", BUREAU, "")
    kept.set_password(kept.link_for("县局", now()), PASSWORD, now())
    kept.close()
    listening = told(home, f'listen = "127.0.0.1:{free_port("127.0.0.1", 18650)}"', f'certfile = "{authority / "server.pem"}"', f'keyfile = "{authority / "server.pem"}"')
    host = f"{listening.host}:{listening.port}"
    app = application(home, [host], is_secure=True)
    server = uvicorn.Server(uvicorn.Config(app, host=listening.host, port=listening.port, log_level="critical", ssl_certfile=listening.certfile, ssl_keyfile=listening.keyfile))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        with httpx.Client(base_url=f"https://{host}", verify=ssl.create_default_context(cafile=authority / "ca.pem"), headers={"Origin": f"https://{host}"}) as browser:
            form = answered(browser)
            token = re.search(r'name="form_token" value="([^"]+)"', form.text)[1]
            entered = browser.post("/login", data={"form_token": token, "name": "县局", "password": PASSWORD})
            cookies = [*form.headers.get_list("set-cookie"), *entered.headers.get_list("set-cookie")]
            assert entered.status_code == 303 and len(cookies) >= 2 and all("Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)
            assert "今天要办" in browser.get("/").text
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"http://{host}/login")
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE"):
            httpx.get(f"https://{host}/login")
    finally:
        server.should_exit = True
        thread.join(10)
        app.state.desk.accounts.close()


def answered(browser):
    """The page of entering, as soon as the server answers."""
    for _ in range(100):
        try:
            return browser.get("/login")
        except httpx.ConnectError:
            time.sleep(0.05)
    raise AssertionError("nobody answers")
