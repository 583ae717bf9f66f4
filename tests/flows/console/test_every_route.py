"""Every route that the application has, with what no page of ours would send: an answer, never a fault of the program."""

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


@pytest.mark.parametrize("role", ["bureau", "nobody"])
def test_what_no_page_sends_is_answered(opened, role):
    browser = opened[role]
    for route in browser.client.app.routes:
        address = route.path.replace("{name}", "%2e%2e%2fpage.js").replace("{token}", "%FF")
        if route.path == "/progress":
            continue  # it never ends
        for method in route.methods - {"HEAD"}:
            answers = [browser.client.request(method, f"{address}?{odd}", headers={"content-length": "0"} if method == "POST" else None) for odd in ODD]
            if method == "POST":
                answers += [browser.client.post(address, content=body, headers={"content-type": kind}) for kind, body in BODIES]
                answers += [browser.client.post(address, data={"form_token": browser.token, **dict.fromkeys(("month", "id", "file", "name", "what", "choice"), value)}) for value in ("²", "x" * 5000, "../..")]
            assert all(answer.status_code < 500 for answer in answers), (method, address)
            assert not any("name = " in answer.text or "set-cookie:x" in str(answer.headers).lower() for answer in answers), "county.toml stays where it is"


def test_other_methods_do_nothing(opened):
    for route in opened["bureau"].client.app.routes:
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            assert opened["bureau"].client.request(method, route.path).status_code in (400, 404, 405), (method, route.path)


def test_a_post_is_refused_from_another_page_with_another_token_or_too_large(opened):
    bureau = opened["bureau"]
    for route in bureau.client.app.routes:
        if "POST" in route.methods:
            assert bureau.client.post(route.path, data={"form_token": bureau.token}, headers={"Origin": "http://evil.example"}).status_code == 403, route.path
            assert bureau.client.post(route.path, data={"form_token": "x"}).status_code in (400, 403), route.path
            assert bureau.client.post(route.path, content=b"x", headers={"content-length": str(10**12)}).status_code in (400, 403), route.path
