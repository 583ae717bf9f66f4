"""Other computers only where county.toml says so, and not before there is a password; what is written wrongly there is one sentence."""

import pytest
import uvicorn

from flows.clock import now
from flows.commands import opening
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
    assert told(home, 'listen = "pc-1:8650"') == Listening("pc-1", 8650)
