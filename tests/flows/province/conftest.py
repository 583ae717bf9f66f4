"""A province of two counties, run once; beside it each county as if it stood alone."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.county.province import write_province

CODES = {"341802": 45, "510904": 25}


@dataclass(frozen=True)
class Drops:
    home: Path
    alone: Path


@pytest.fixture(scope="session")
def drops(tmp_path_factory) -> Drops:
    root = tmp_path_factory.mktemp("province")
    made = Drops(root / "province", root / "alone")
    write_province(made.home, made.alone, CODES, seed=3, months=("2024-01", "2024-06"))
    return made


@pytest.fixture(scope="session")
def ran(drops, tmp_path_factory) -> Path:
    """The province after its month, for tests that only look."""
    from flows.province.counties import Province
    from flows.province.province_month import run_province
    from schemas.months import parse_month

    home = tmp_path_factory.mktemp("ran") / "province"
    shutil.copytree(drops.home, home)
    done = run_province(Province.at(home), parse_month("2024-06"))
    assert done.failed == ()
    return home
