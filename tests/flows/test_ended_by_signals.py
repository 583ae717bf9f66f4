"""Two of the random ends of `python -m tests.flows.killing`, which makes as many as one likes."""

from __future__ import annotations

import sys

import pytest

from tests.flows.killing import main


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of other systems")
def test_ends_at_random_moments_leave_nothing_half_done():
    assert main(kills=2, seed=7) == []
