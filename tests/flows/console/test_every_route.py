"""Every route that the application has, with what no page of ours would send: an answer, never a fault of the program."""

from collections import defaultdict
from types import SimpleNamespace

import pytest

ODD = (
    "id=%FF%00&month=%FF&file=%00&q=%ED%A0%80", "month=2024-13&page=0&after=-1&day=2024-02-31", "month=9999-99&page=99999999999999999999&id=" + "长" * 3000,
    "month=0000-01&id=..%2F..%2Fcounty.toml&file=..%2F..%2Fcounty.toml&name=.", "month=2024-06&month=2024-05&id=&id=x&file=", "said=%7B%7B7*7%7D%7D&list=none&state=%27&sort=%22",
    "month=２０２４-０６&page=²&id=%0d%0aSet-Cookie:x", "month=2024-06&file=towns%2F&path=2024-06%2F..%2F..%2Fcounty.toml&set=a.b%3D1e999&value=NaN",
)
BODIES = (
    ("multipart/form-data; boundary=x", b"--x\r\nnonsense"), ("multipart/form-data", b"--x--"), ("application/x-www-form-urlencoded", b"form_token=%FF&month=%FF%00"),
    ("application/json", b'{"month": "2024-06"}'), ("text/plain; charset=nowhere", b"\xff\xfe"), ("", b""),
)


@pytest.mark.parametrize("role", ["bureau", "leader", "town", "nobody"])
def test_what_no_page_sends_is_answered(walked, role):
    browser = walked[role]
    for route in browser.client.app.routes:
        address = route.path.replace("{name}", "%2e%2e%2fpage.js").replace("{token}", "%FF")
        for method in route.methods - {"HEAD"}:
            answers = [browser.client.request(method, f"{address}?{odd}", headers={"content-length": "0"} if method == "POST" else None) for odd in (ODD[:2] if role == "nobody" else ODD)]
            if method == "POST":
                answers += [browser.client.post(address, content=body, headers={"content-type": kind}) for kind, body in BODIES]
                token = browser.token if address != "/logout" else "x"  # else all that follows is asked by nobody
                answers += [browser.client.post(address, data={"form_token": token, **dict.fromkeys(("month", "id", "file", "name", "what", "choice"), value)}) for value in ("²", "x" * 5000, "../..")]
            assert all(answer.status_code < 500 for answer in answers), (method, address)
            assert not any("name = " in answer.text or "set-cookie:x" in str(answer.headers).lower() for answer in answers), "county.toml stays where it is"


def test_other_methods_do_nothing(walked):
    taken = defaultdict(set)
    for route in walked["bureau"].client.app.routes:
        taken[route.path] |= route.methods
    for address, methods in taken.items():
        for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"} - methods:
            answer = walked["bureau"].client.request(method, address)
            assert answer.status_code == 405 and "不能直接打开" in answer.text, (method, address)
    assert "没有这一页" in walked["nobody"].client.request("DELETE", "/nowhere").text


def test_under_a_strange_name_nothing_is_told(walked):
    """A page of somebody else's, whose name has come to mean this computer, learns nothing, not even that there is a county."""
    bureau = walked["bureau"]
    for route in [*bureau.client.app.routes, SimpleNamespace(path="/nowhere", methods={"GET"})]:
        for method in {*route.methods, "PUT"}:
            for host in ("evil.example", "127.0.0.1"):
                answer = bureau.client.request(method, route.path, headers={"Host": host})
                assert answer.status_code == 400 and answer.text in ("地址不对", ""), (method, route.path, host)
                assert "set-cookie" not in answer.headers and answer.headers["x-frame-options"] == "DENY"


def test_an_icon_is_there_under_the_name_that_browsers_ask_for(walked):
    assert walked["nobody"].get("/favicon.ico").content == walked["nobody"].get("/static/icon.svg").content != b""


def test_a_post_is_refused_from_another_page_with_another_token_or_too_large(walked):
    bureau = walked["bureau"]
    for route in bureau.client.app.routes:
        if "POST" in route.methods:
            assert bureau.client.post(route.path, data={"form_token": bureau.token}, headers={"Origin": "http://evil.example"}).status_code == 403, route.path
            assert bureau.client.post(route.path, data={"form_token": "x"}).status_code in (400, 403), route.path
            assert bureau.client.post(route.path, content=b"x", headers={"content-length": str(10**12)}).status_code in (400, 403), route.path
