"""What is read and written by further processes is what one process reads and writes."""

from __future__ import annotations

import shutil

from flows import collecting, outbox
from tests.flows import small
from tests.flows.look import contents, words


def test_a_month_read_and_written_beside_is_the_same_to_the_byte(finished, tmp_path, monkeypatch):
    county = small.build(tmp_path / "county")
    monkeypatch.setattr(collecting, "LARGE", 0)
    monkeypatch.setattr(outbox, "MANY", -1)
    county.run()
    assert contents(county.outbox()) == contents(finished.outbox())


def test_the_same_bytes_read_ahead_are_one_drop(county, monkeypatch):
    """Both are begun before the first is stored."""
    monkeypatch.setattr(collecting, "LARGE", 0)
    first = small.later_drop(county)
    shutil.copy(first, first.with_name("医保结算_202406（补报）2.csv"))
    assert county.run().new_files == 2
    receipt = next((county.outbox() / "departments").glob("医保局*"))
    assert "没有重复计入" in words(receipt)
