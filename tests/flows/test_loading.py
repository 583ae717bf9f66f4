"""What only looks at a workspace starts without the packages that take longer to load than it runs."""

import os
import subprocess
import sys

import pytest

from flows.workspace import create
from tests.structure.tree import ROOT

SLOW = ("pandas", "pandera", "prefect", "openpyxl", "scipy", "pyarrow")


@pytest.mark.parametrize("command", [["--help"], ["status"], ["run", "--help"]])
def test_starts_without_what_is_slow_to_load(tmp_path, command):
    create(tmp_path / "county")
    (tmp_path / "county" / "inbox" / "2024-06").mkdir()
    at = ["--home", str(tmp_path / "county")] if command == ["status"] else []
    asked = [sys.executable, "-X", "importtime", "-m", "flows.cli", *command, *at]
    done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0, done.stderr[-2000:]
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "typer" in loaded
    assert not loaded.intersection(SLOW)
