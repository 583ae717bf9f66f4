"""`bidui check`: what a department asks before it sends is answered as the county will answer, and nothing of it stays."""

from __future__ import annotations

import pytest

from flows.taking_in import collect_month
from flows.workspace import Workspace, create
from schemas.months import parse_month
from tests.flows import small

RECEIPT = f"医保局_回执_{small.MONTH}.xlsx"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A department's own folder; no workspace near it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "tmp").mkdir()
    return folder


def test_the_receipt_is_the_countys(desk, tmp_path, bidui, finished):
    bills = finished.inbox / small.MONTH / f"医保结算_{small.MONTH}.csv"
    create(tmp_path / "county")
    there = tmp_path / "county/inbox" / small.MONTH / bills.name
    there.parent.mkdir()
    there.write_bytes(bills.read_bytes())
    collect_month(Workspace.at(tmp_path / "county"), parse_month(small.MONTH))
    asked = bidui("check", bills, "--month", small.MONTH)
    assert asked.exit_code == 2 and "读到7行，用得上4行" in asked.output and "需要改正：有1行" in asked.output, asked.output
    assert (desk / RECEIPT).read_bytes() == (tmp_path / "county/outbox" / small.MONTH / "departments" / RECEIPT).read_bytes()


def test_nothing_else_is_written_and_an_older_receipt_stays(desk, tmp_path, bidui, finished):
    (desk / RECEIPT).write_text("rows mended by hand")
    people = finished.inbox / small.MONTH / f"医保参保_{small.MONTH}.csv"
    asked = bidui("check", people, "--month", small.MONTH)
    assert asked.exit_code == 0 and "✓ 医保局：读到6行，用得上5行" in asked.output, asked.output
    assert {path.name for path in desk.iterdir()} == {RECEIPT, RECEIPT.replace(".xlsx", "(2).xlsx")}
    assert (desk / RECEIPT).read_text() == "rows mended by hand" and list((tmp_path / "tmp").iterdir()) == []


def test_what_is_no_list_is_said(desk, bidui):
    (desk / "通知.csv").write_text("请各单位按时报送\n", "utf-8")
    assert bidui("check", "通知.csv").exit_code == 2
    assert "没有这个文件" in bidui("check", "没有.csv").output
    (desk / "半截.xlsx").write_bytes(b"PK\x03\x04half")
    told = bidui("check", "半截.xlsx", "--to", "回执")
    assert told.exit_code == 2 and "需要重新报送：1个文件" in told.output and any((desk / "回执").iterdir())


def test_a_layout_that_the_county_taught_goes_for_it(desk, county, bidui):
    (county.home / "layouts").mkdir()
    (county.home / "layouts/坏的.toml").write_text("不是", "utf-8")
    bills = county.inbox / small.MONTH / f"医保结算_{small.MONTH}.csv"
    assert "坏的.toml" in bidui("check", bills, "--home", county.home).output
