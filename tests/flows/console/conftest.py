"""Somebody at a browser, without one."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from flows.clock import now
from flows.console.server import application, first_link
from flows.console.working import state
from matchers.access import accounts
from matchers.access.accounts import LEADER, TOWN
from tests.flows.console.clerk import PASSWORD

accounts.COST = 2**4  # a real one's takes twice 50 ms for each that logs in
HOST = "127.0.0.1:8650"


class Browser:
    """A client with a session; posts bear the token of the page before."""

    def __init__(self, app) -> None:
        self.client = TestClient(app, base_url=f"http://{HOST}", headers={"Origin": f"http://{HOST}"}, follow_redirects=False)
        self.token = ""

    def get(self, address, **params):
        return self._seen(self.client.get(address, params=params))

    def post(self, address, files=None, **form):
        return self._seen(self.client.post(address, data={"form_token": self.token} | form, files=files))

    def _seen(self, response):
        if found := re.search(r'name="form_token" value="([^"]+)"', response.text):
            self.token = found[1]
        return response

    def set_password(self, link):
        assert self.get(link).status_code == 200
        assert self.post(link, password=PASSWORD, again=PASSWORD).headers["location"] == "/"
        assert self.get("/").status_code == 200
        return self


def words_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def waited(home, seconds=180):
    """The work that was begun, once it has ended."""
    for _ in range(seconds * 10):
        if (work := state(home)).get("ended"):
            return work
        time.sleep(0.1)
    raise AssertionError("the work has not ended")


@pytest.fixture
def opened(county):
    """A county's console, and a browser at it for each role."""
    with console_at(county.home) as people:
        yield people


@pytest.fixture(scope="module")
def walked(finished, tmp_path_factory):
    """The same for tests that look at pages and decide nothing; `walked["home"]` is the workspace."""
    home = finished.copied(tmp_path_factory.mktemp("walked") / "county").home
    with console_at(home) as people:
        yield people | {"home": home}


@contextmanager
def console_at(home):
    app = application(home, [HOST])
    kept = app.state.desk.accounts
    bureau = Browser(app).set_password(first_link(app.state.desk, ""))
    kept.add("领导", LEADER, "")
    kept.add("狸桥", TOWN, "狸桥镇")
    people = {"bureau": bureau, "nobody": Browser(app)}
    for role, name in (("leader", "领导"), ("town", "狸桥")):
        people[role] = Browser(app).set_password(f"/password/{kept.link_for(name, now())}")
    yield people
    kept.close()
