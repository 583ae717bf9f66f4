"""A month begun on a page goes on whatever is clicked meanwhile; run and console are ended by SIGKILL, and nothing half is there."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time

import httpx
import pytest

from flows.console.server import PAGES
from flows.console.working import JOB
from tests.flows import small
from tests.flows.console.conftest import PASSWORD, waited
from tests.flows.look import contents
from tests.structure.tree import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")


class Clerk:
    """A console in a process of its own, and somebody who is logged in there."""

    def __init__(self, home) -> None:
        words = [sys.executable, "-m", "flows.cli", "console", "--home", str(home), "--no-browser", "--port", "18650"]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
        link = re.search(r"http\S+", self.process.stdout.readline())[0]
        base = re.match(r"http://[^/]+", link)[0]
        self.client = httpx.Client(base_url=base, headers={"Origin": base}, timeout=60)
        for _ in range(600):
            try:
                self.client.get("/login")
                break
            except httpx.ConnectError:
                time.sleep(0.05)
        form = {"password": PASSWORD, "again": PASSWORD} if "/password/" in link else {"name": "县局", "password": PASSWORD}
        address = link.removeprefix(base) if "/password/" in link else "/login"
        assert self.client.post(address, data=form | {"form_token": self._token(address)}).status_code == 303

    def _token(self, address: str) -> str:
        return re.search(r'name="form_token" value="([^"]+)"', self.client.get(address).text)[1]

    def begins(self) -> None:
        assert self.client.post("/run", data={"month": small.MONTH, "form_token": self._token("/")}).headers["location"] == "/work"

    def clicks(self, home, until) -> int:
        """One page after another until the work is at what `until` says; its process."""
        pages = [address for method, address, *_ in PAGES if method == "GET" and address != "/progress"]
        for at in range(10_000):
            answer = self.client.get(pages[at % len(pages)], params={"name": "医保局", "id": "李家"})
            assert answer.status_code in (200, 303, 400), (pages[at % len(pages)], answer.status_code)
            work = json.loads((home / JOB).read_bytes())
            if until(work):
                return work["pid"]
        raise AssertionError("it never came so far")


def test_neither_clicks_nor_kills_leave_anything_half_done(county):
    before, home = contents(county.home / "outbox"), county.home
    small.later_drop(county)
    clerk = Clerk(home)
    clerk.begins()
    os.kill(clerk.clicks(home, lambda work: "按规则比对" in work["words"] or work["ended"]), signal.SIGKILL)
    waited(home)  # till it is dead: the page says so from then on
    assert "没有做完就停了" in clerk.client.get("/work").text and contents(home / "outbox") == before
    assert '"ended"' in clerk.client.get("/progress").text, "who watches is told, and need not wait"
    clerk.begins()
    clerk.clicks(home, lambda work: work["pid"])
    clerk.process.kill()
    assert waited(home)["words"] == "比对完成", "the month goes on without the page"
    clerk = Clerk(home)
    assert "比对完成" in clerk.client.get("/work").text and "孙玉兰" in clerk.client.get("/leads").text
    clerk.begins()
    clerk.clicks(home, lambda work: work["ended"])
    assert "没有新的东西" in clerk.client.get("/work").text
    clerk.process.terminate()
    assert clerk.process.wait(20) is not None
    assert not [path for path in home.rglob("*") if path.suffix in (".new", ".old", ".unfinished")]
