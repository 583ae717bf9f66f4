"""One warehouse for all drawn tables, its tables made by linking a small county, then filled by each test itself."""

from __future__ import annotations

from functools import cache

import pytest

pytest.register_assert_rewrite("tests.matchers.rules.drawn")

from tests.matchers.desk import County
from tests.matchers.people import lives, number
from tests.matchers.rules.drawn import Case, Judged


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
