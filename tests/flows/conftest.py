"""Counties run once a session, and copied for each test that changes one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from tests.flows import small
from tests.flows.small import County

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "example"


@pytest.fixture(scope="session")
def bidui() -> Callable[..., Result]:
    """The command line, in this process."""
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words], prog_name="bidui")


@pytest.fixture(scope="session")
def example(bidui, tmp_path_factory) -> Path:
    """The example county after its June; to be read, not changed."""
    home = tmp_path_factory.mktemp("example") / "county"
    ran = bidui("demo", home)
    assert ran.exit_code == 0, ran.output
    return home


@pytest.fixture(scope="session")
def finished(tmp_path_factory) -> County:
    """The small county after its June; to be read, not changed."""
    county = small.build(tmp_path_factory.mktemp("small") / "county")
    county.run()
    return county


@pytest.fixture
def county(finished, tmp_path) -> County:
    """A copy of the small county after its June."""
    return finished.copied(tmp_path / "county")
