"""Which tests are quick: `pytest -m quick` tells in under a minute what a new dataset or indicator still lacks; and which are long: `-m long`."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
QUICK = ("structure", "matchers/rules", "schemas/test_column_kinds.py", "schemas/test_what_a_sheet_is.py")
SLOW = (
    "test_twin_of_random_histories", "test_twin_under_a_book_that_chooses_by_kinds_and_labour", "test_twin_of_a_generated_county_under_each_book",
    "test_no_indicator_names_a_large_part_of_ordinary_households",
)
# Whole years, whole counties, kills, other installations: a third of all the time in a twentieth of the tests.
LONG = (
    "flows/test_simulated_year.py", "flows/test_whatever_happens_to_a_county.py", "flows/test_ended_by_signals.py", "flows/test_starting.py", "flows/test_installed.py",
    "flows/province", "twin/test_twin_agrees.py", "test_county_dev.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        place = item.path.relative_to(TESTS).as_posix()
        if place.startswith(QUICK) and getattr(item, "originalname", item.name) not in SLOW:
            item.add_marker("quick")
        if place.startswith(LONG):
            item.add_marker("long")
