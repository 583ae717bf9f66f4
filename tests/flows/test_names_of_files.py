"""A file whose name tells an ID number is not read, and the number stands nowhere."""

from __future__ import annotations

from tests.flows import small
from tests.flows.look import words


def test_a_number_in_a_name_is_refused_and_masked(county, bidui):
    county.drop("house", {"姓名": "孙玉兰", "证件号码": small.SUN, "鉴定等级": "C"}, name=f"住房安全_{small.LI}")
    assert "****" in bidui("status", small.MONTH, "--home", county.home).output
    assert county.run().refused_files == 1
    (receipt,) = (county.outbox() / "departments").glob("住建局*")
    assert "文件名里有证件号码" in words(receipt)
    for path in (receipt, *county.outbox().glob("*.csv"), *county.outbox().glob("*.html")):
        assert small.LI not in words(path), path
