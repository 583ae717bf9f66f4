"""A month begun on a page goes on whatever is clicked meanwhile; run and console are ended by SIGKILL, and nothing half is there."""

from __future__ import annotations

import os
import signal

import pytest

from tests.flows import small
from tests.flows.console.clerk import Clerk
from tests.flows.console.conftest import waited
from tests.flows.look import contents

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")


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
