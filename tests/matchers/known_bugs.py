"""Marks a line of a table that says what is right and is not so yet; once it is, the mark fails and must go."""

from __future__ import annotations

import pytest


def not_yet(*line: object, because: str):
    return pytest.param(*line, marks=pytest.mark.xfail(strict=True, reason=because))
