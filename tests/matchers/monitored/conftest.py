"""A warehouse whose tables were made by linking a small county, then filled by each test itself."""

import pytest

from tests.matchers.desk import County
from tests.matchers.people import lives, number


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    county = County(tmp_path_factory.mktemp("monitored"))
    county.drop("roster", lives("王桂英", number("1950-01-01")))
    with county.linked() as linked:
        yield linked
