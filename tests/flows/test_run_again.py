"""The same inputs give the same bytes, wherever and however often; a run that finds nothing new leaves everything alone."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from tests.flows import small
from tests.flows.look import contents, stamps

JUNE = f"outbox/{small.MONTH}"


def forget(outbox):
    shutil.rmtree(outbox)


def meddle(outbox):
    (outbox / "towns" / f"水阳镇_核实清单_{small.MONTH}.xlsx").write_bytes(b"saved over by mistake")
    (outbox / "departments" / f"医保局_回执_{small.MONTH}.xlsx").unlink()
    (outbox / "towns" / "~$notes.txt").write_text("left here", "utf-8")


def test_a_second_run_says_so_and_touches_nothing(example, bidui):
    before, written = contents(example / "outbox"), stamps(example / "outbox")
    again = bidui("run", "2024-06", "--home", example)
    assert again.exit_code == 0
    assert "什么都没有改动" in again.output
    assert contents(example / "outbox") == before
    assert stamps(example / "outbox") == written
    assert json.loads(bidui("run", "2024-06", "--home", example, "--json").stdout)["changed"] is False


@pytest.mark.parametrize("change", [forget, meddle])
def test_an_outbox_meddled_with_is_made_anew(county, bidui, change):
    home = county.home
    before = contents(home / JUNE)
    change(home / JUNE)
    again = bidui("run", small.MONTH, "--home", home)
    assert again.exit_code == 0
    assert "比对完成" in again.output
    now = contents(home / JUNE)
    assert {name: data for name, data in now.items() if not name.startswith("改动过的/")} == before
    assert b"saved over by mistake" in now.values() or change is not meddle, "what lay there is kept beside"


def test_another_workspace_gives_the_same_bytes(finished, tmp_path):
    """Elsewhere, and with its drops written at other times and in another order."""
    elsewhere = small.build(tmp_path / "another place" / "县")
    for at, path in enumerate(sorted(elsewhere.inbox.rglob("*.csv"), reverse=True)):
        os.utime(path, (1_600_000_000 + at, 1_600_000_000 + at))
    elsewhere.run()
    assert contents(elsewhere.outbox()) == contents(finished.outbox())


def test_a_workspace_copied_without_its_times_has_nothing_new(county, bidui):
    for path in county.inbox.rglob("*.csv"):
        os.utime(path)
    assert "什么都没有改动" in bidui("run", small.MONTH, "--home", county.home).output
    assert "未读" not in bidui("status", small.MONTH, "--home", county.home).output


def test_other_bytes_of_the_same_size_and_time_are_noticed(county, monkeypatch):
    monkeypatch.setattr("flows.contents.SETTLED", 0)
    assert not county.run().changed
    (path,) = (county.inbox / small.MONTH).glob("医保结算*")
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"12000", b"13000"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_size == stat.st_size and county.run().changed
    assert b"13000" in (county.outbox() / "signals.csv").read_bytes()


def test_a_receipt_that_is_gone_is_written_by_the_next_collecting(county, bidui):
    before = stamps(county.outbox() / "departments")
    (county.outbox() / "departments" / f"医保局_回执_{small.MONTH}.xlsx").unlink()
    assert bidui("collect", small.MONTH, "--home", county.home).exit_code == 0
    after = stamps(county.outbox() / "departments")
    assert {name for name in after if after[name] != before.get(name)} == {f"医保局_回执_{small.MONTH}.xlsx"} and after.keys() == before.keys() - {"."}


def test_the_same_bytes_under_another_name_change_no_signal(county, bidui):
    home = county.home
    before = (home / JUNE / "signals.csv").read_bytes()
    (bills,) = (home / "inbox" / small.MONTH).glob("医保结算*")
    shutil.copy(bills, bills.with_stem(f"{bills.stem}（又发一次）"))
    assert bidui("run", small.MONTH, "--home", home).exit_code == 0
    assert (home / JUNE / "signals.csv").read_bytes() == before


def test_collecting_first_makes_no_difference(finished, tmp_path, bidui):
    county = small.build(tmp_path / "county")
    home = county.home
    for month in (small.MONTH_BEFORE, small.MONTH):
        assert bidui("collect", month, "--home", home).exit_code == 0
    receipts = contents(home / JUNE / "departments")
    assert receipts, "a department has its receipt before the month is compared"
    county.run()
    for name in ("signals.csv", "leads.csv"):
        assert (home / JUNE / name).read_bytes() == (finished.home / JUNE / name).read_bytes()


def test_a_month_run_before_does_not_change_this_ones_signals(finished, tmp_path):
    county = small.build(tmp_path / "county")
    county.run(small.MONTH_BEFORE)
    county.run()
    assert (county.home / JUNE / "signals.csv").read_bytes() == (finished.home / JUNE / "signals.csv").read_bytes()


def test_an_earlier_month_can_be_run_after_a_later_one(county, tmp_path):
    fresh = small.build(tmp_path / "fresh")
    assert county.run(small.MONTH_BEFORE).cautions[0].startswith("2024-06 已经比对过，2024-05 是补做的")
    assert fresh.run(small.MONTH_BEFORE).cautions == ()
    for name in ("signals.csv", "leads.csv"):
        assert (county.outbox(small.MONTH_BEFORE) / name).read_bytes() == (fresh.outbox(small.MONTH_BEFORE) / name).read_bytes()


def test_a_month_left_out_is_told_by_every_run_also_where_nothing_is_new(county, bidui):
    county.drop("settlement", folder="2024-07")
    county.drop("settlement", small.bill("7", "王桂英", small.WANG, "100"), folder="2024-08")
    for words in ("比对完成", "什么都没有改动"):
        told = bidui("run", "2024-08", "--home", county.home).output
        assert words in told and "2024-07 的文件收下了，但没有比对过" in told and "bidui run 2024-07" in told
    bidui("run", "2024-07", "--home", county.home)
    assert "没有比对过" not in bidui("run", "2024-08", "--home", county.home).output


def test_what_came_back_unusable_since_is_told_by_the_month_run_again(county, bidui):
    """It was taken in by another command: the month's report still says that it lies there."""
    lying = county.home / "returns" / small.MONTH / "水阳镇.xlsx"
    lying.parent.mkdir(parents=True)
    lying.write_bytes(b"no workbook")
    bidui("returns", small.MONTH, "--home", county.home)
    assert "比对完成" in bidui("run", small.MONTH, "--home", county.home).output
    assert "returns/2024-06/水阳镇.xlsx" in (county.outbox() / "月报_2024-06.html").read_text("utf-8")
    assert "什么都没有改动" in bidui("run", small.MONTH, "--home", county.home).output
