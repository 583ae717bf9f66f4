"""A run may be killed at any moment: the last good outbox is still there, and the next run ends as if nothing had happened."""

from __future__ import annotations

import pytest

from flows.workspace import Workspace
from schemas.months import parse_month
from tests.flows import small
from tests.flows.dying import DEAD, FILES_READ, STAGES, run_and_die
from tests.flows.look import contents
from tests.flows.small import County

# A swap is two renames: for the instant between them the old outbox lies beside its place, under a hidden name.
BESIDE = f".{small.MONTH}.old"


@pytest.fixture(scope="module")
def undisturbed(finished, tmp_path_factory) -> dict[str, bytes]:
    """What the run with later drops ends in if nobody kills it."""
    county = finished.copied(tmp_path_factory.mktemp("undisturbed") / "county")
    deliver(county)
    county.run()
    return contents(county.outbox())


def deliver(county: County) -> None:
    small.later_drop(county)
    county.drop("house", {"姓名": "孙玉兰", "证件号码": small.SUN, "鉴定等级": "C"}, name="住房安全_202406（补报）")
    county.drop("death", {"姓名": "李国强", "证件号码": small.LI})
    assert FILES_READ < 3


def left(county: County) -> dict[str, bytes]:
    beside = county.home / "outbox" / BESIDE
    return contents(county.outbox() if county.outbox().exists() else beside)


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "after swapping"])
def test_killed_the_old_outbox_is_whole_and_the_next_run_is_as_undisturbed(county, undisturbed, finished, stage):
    deliver(county)
    assert run_and_die(county.home, stage) == DEAD
    assert left(county) == contents(finished.outbox())
    assert county.run().changed
    assert contents(county.outbox()) == undisturbed
    assert [path.name for path in (county.home / "outbox").iterdir()] == [small.MONTH], "nothing half-made stays"
    assert not county.run().changed


def test_killed_right_after_the_swap_the_new_outbox_is_whole(county, undisturbed):
    deliver(county)
    assert run_and_die(county.home, "after swapping") == DEAD
    assert contents(county.outbox()) == undisturbed
    assert not county.run().changed
    assert [path.name for path in (county.home / "outbox").iterdir()] == [small.MONTH]


@pytest.mark.parametrize("stage", ["while reading", "before swapping"])
def test_killed_in_the_very_first_run(finished, tmp_path, stage):
    county = small.build(tmp_path / "county")
    assert run_and_die(county.home, stage) == DEAD
    assert not Workspace.at(county.home).outbox(parse_month(small.MONTH)).exists()
    county.run()
    assert contents(county.outbox()) == contents(finished.outbox())
