"""What is timed beside the product does the same work, as far as it goes."""

from pathlib import Path

from flows.month import run_month
from flows.workspace import Workspace
from schemas.months import parse_month
from tests.benchmarks.month import exponent
from tests.benchmarks.peer import MONTHS, Peer, differing
from tests.county.plain import write_plain_csv

JUNE = "2024-06"


def test_names_the_households_that_the_product_names(tmp_path: Path):
    write_plain_csv(900, tmp_path / "inbox", MONTHS, damaged=0)
    run_month(Workspace.at(tmp_path), parse_month(JUNE))
    named = Peer(tmp_path / "inbox", "c").named()
    assert sum(map(bool, named.values())) >= 8
    assert differing(tmp_path, JUNE, named) == {}
    some = next(name for name, homes in named.items() if homes)
    assert differing(tmp_path, JUNE, {some: set(), "medical.self_pay_month": {"nobody's"}}).keys() == {some, "medical.self_pay_month"}


def test_growth_is_a_power():
    assert round(exponent([10, 100], [3.0, 30.0]), 6) == 1 and round(exponent([1, 4], [1.0, 2.0]), 6) == 0.5
