"""What stands for a package until it is used."""

import sys
from importlib.util import find_spec

from flows.loading import SLOW, put_off


def test_whoever_asks_is_told_that_a_package_is_there(monkeypatch):
    """Spark's own client asks for scipy, and took one without a spec for broken."""
    monkeypatch.delitem(sys.modules, "scipy", raising=False)
    put_off()
    assert all(find_spec(package) for package in SLOW)
