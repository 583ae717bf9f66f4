"""The eventful county, loaded once for all books."""

from collections.abc import Callable

import pytest

from tests.flows import small
from tests.policies import eventful, walk


@pytest.fixture(scope="session")
def eventful_county(tmp_path_factory) -> small.County:
    made = eventful.build(tmp_path_factory.mktemp("事") / "county", "gansu-2021")
    made.run()
    return made


@pytest.fixture(scope="session")
def found_by(eventful_county, tmp_path_factory) -> Callable[[str], set[tuple[str, str]]]:
    """What a book finds of the eventful county: (who, indicator)."""
    found = {"gansu-2021": walk.signals(eventful_county)}

    def under(policy: str) -> set[tuple[str, str]]:
        if policy not in found:
            made = eventful_county.copied(tmp_path_factory.mktemp("事") / policy)
            (made.home / "county.toml").write_text(f'name = "某县"\npolicy = "{policy}"\n', "utf-8")
            made.run()
            found[policy] = walk.signals(made)
        return {(who.removesuffix("家"), indicator) for who, indicator in found[policy]}

    return under
