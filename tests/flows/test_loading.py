"""What stands for a package until it is used, and what is not loaded where there is nothing for it to do."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from flows.loading import SLOW, put_off
from tests.flows.small import MONTH

OURS = ("prefect", "pandera", "docx", "lxml.etree", "schemas.readers", "schemas.intake", "reports.workbook")
LOADED = """
import sys
from flows.cli import app
from flows.loading import _Later
app(standalone_mode=False)
print("loaded:", *(name for name in NAMES if name in sys.modules and not isinstance(sys.modules[name], _Later)))
"""


def test_whoever_asks_is_told_that_a_package_is_there(monkeypatch):
    """Spark's own client asks for scipy, and took one without a spec for broken."""
    monkeypatch.delitem(sys.modules, "scipy", raising=False)
    put_off()
    assert all(find_spec(package) for package in SLOW)


@pytest.mark.parametrize(
    ("words", "unloaded"), [(("run", MONTH), (*SLOW, *OURS)), (("status", MONTH), (*SLOW, "prefect", "pandera", "docx")), (("--help",), (*SLOW, *OURS))], ids=["run", "status", "help"]
)
def test_where_nothing_is_new_nothing_slow_is_loaded(finished, words, unloaded):
    at = ("--home", finished.home) if MONTH in words else ()
    code = LOADED.replace("NAMES", repr(unloaded))
    ran = subprocess.run([sys.executable, "-c", code, *map(str, (*words, *at))], capture_output=True, text=True, encoding="utf-8", check=True)
    assert ran.stdout.splitlines()[-1] == "loaded:", ran.stdout
