"""Somebody at a console in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time

import httpx

from flows.console.server import PAGES
from flows.console.working import JOB
from tests.flows.small import MONTH
from tests.structure.tree import ROOT

PASSWORD = "十二个字的好密码12"


class Clerk:
    """Logged in as the bureau; the console ends when somebody ends `process`."""

    def __init__(self, home) -> None:
        words = [sys.executable, "-m", "flows.cli", "console", "--home", str(home), "--no-browser", "--port", "18650"]  # or one of the next
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
        assert self.client.post("/run", data={"month": MONTH, "form_token": self._token("/")}).headers["location"] == "/work"

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
