"""Which tests are quick: `pytest -m quick` tells in under a minute what a new dataset or indicator still lacks; and which are long: `-m long`."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
QUICK = ("structure", "matchers/rules", "schemas/test_column_kinds.py", "schemas/test_what_a_sheet_is.py")
SLOW = "test_twin_of_random_histories"
# Whole years, counties and rule books, months run several times or made again, kills, upgrades, other installations, a browser: most of the time in a tenth of the tests.
LONG = (
    "benchmarks", "flows/province", "policies", "test_county_dev.py", "twin/test_twin_agrees.py",
    "flows/console/test_in_a_browser.py", "flows/console/test_killed_at_work.py", "flows/test_a_household_is_its_people.py", "flows/test_accepted_as_whole.py", "flows/test_afresh.py", "flows/test_backups.py",
    "flows/test_drops_that_come_later.py", "flows/test_ended_by_signals.py", "flows/test_example_under_anju.py", "flows/test_explain.py", "flows/test_files_that_cannot_be_read.py",
    "flows/test_installed.py", "flows/test_killed.py", "flows/test_listings.py", "flows/test_places_that_merge.py", "flows/test_read_again.py", "flows/test_replay.py",
    "flows/test_returns_in_any_order.py", "flows/test_run_again.py", "flows/test_running_totals.py", "flows/test_simulated_year.py", "flows/test_starting.py", "flows/test_typed_into_the_outbox.py",
    "flows/test_units_of_money.py", "flows/test_upgrades.py", "flows/test_whatever_happens_to_a_county.py", "flows/wires/test_month_by_wire.py",
    "matchers/identity/test_persons_kept.py", "matchers/identity/test_review.py", "matchers/leads/test_history.py", "matchers/monitored/test_files.py", "matchers/monitored/test_half_year.py",
    "matchers/months/test_holding.py", "matchers/months/test_kept_months.py", "matchers/months/test_received.py", "matchers/rules/test_few_are_bothered.py", "matchers/rules/test_twins.py::test_twin_of_a_generated_county",
    "matchers/rules/test_twins.py::test_twin_under_a_book",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        place, name = item.path.relative_to(TESTS).as_posix(), getattr(item, "originalname", item.name)
        if f"{place}::{name}".startswith(LONG):
            item.add_marker("long")
        elif place.startswith(QUICK) and name != SLOW:
            item.add_marker("quick")
