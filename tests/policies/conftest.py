"""The eventful county, loaded once for all books."""

from collections.abc import Callable, Iterator

import pytest

from matchers.months.comparing import compare
from matchers.months.measuring import Month
from matchers.rules.policy import load_policy
from matchers.warehouse import Warehouse
from schemas.months import parse_month
from tests.flows import small
from tests.policies import eventful


@pytest.fixture(scope="session")
def eventful_county(tmp_path_factory) -> small.County:
    """Run under gansu-2021."""
    made = eventful.build(tmp_path_factory.mktemp("事") / "county", "gansu-2021")
    made.run()
    return made


@pytest.fixture(scope="session")
def found_by(eventful_county) -> Iterator[Callable[[str], set[tuple[str, str]]]]:
    """What a book finds of the eventful county: (who, indicator)."""
    found: dict[str, set[tuple[str, str]]] = {}
    with Warehouse(eventful_county.home / "warehouse.duckdb") as warehouse:

        def under(policy: str) -> set[tuple[str, str]]:
            if policy not in found:
                signals = compare(Month(warehouse, load_policy(policy), parse_month(small.MONTH))).signals
                found[policy] = {(signal.household_id.removesuffix("家") or signal.village, signal.indicator) for signal in signals}
            return found[policy]

        yield under
