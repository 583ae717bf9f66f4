"""One warehouse for all drawn tables, its tables made by linking a small county, then filled by each test itself."""

from __future__ import annotations

from functools import cache

import pytest

pytest.register_assert_rewrite("tests.matchers.rules.drawn")

from tests.matchers.desk import County  # noqa: E402 - after the line above, so that drawn's asserts are rewritten
from tests.matchers.people import lives, number  # noqa: E402
from tests.matchers.rules.drawn import Case, Judged  # noqa: E402


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    county = County(tmp_path_factory.mktemp("drawn"))
    county.drop("roster", lives("王桂英", number("1950-01-01")))
    with county.linked() as linked:
        yield linked


@pytest.fixture(scope="module")
def judge(warehouse):
    """Judges a table of cases, once."""

    @cache
    def judged(indicator: str, cases: tuple[Case, ...]) -> Judged:
        return Judged(warehouse, indicator, cases)

    return judged
