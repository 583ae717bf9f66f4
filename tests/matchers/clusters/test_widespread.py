"""Counties beside each other: what strikes each of many towns a little is told of the county, and what strikes all of them of the province."""

import datetime as dt

import pytest

from matchers.clusters.clustering import Struck
from matchers.clusters.widespread import clusters_of_counties, keep, kept, wholes
from matchers.warehouse import Warehouse

TOWNS = [f"{name}镇" for name in "甲乙丙丁戊己庚辛"]
CODES = [f"3418{at:02d}" for at in range(1, 9)]


def county(now: int, usual: int = 1, months: int = 13, gap: int = 99) -> Struck:
    """Of eight towns with 500 households; so many newly struck in each, this month and in those before."""
    struck = {("产业", (town, ""), back): {f"{town}{back}{at}" for at in range(now if back == 0 else usual)} for town in TOWNS for back in range(months)}
    known = {("产业", town): set(range(months)) - {gap} for town in TOWNS}
    return Struck(struck, known, {(town, ""): 500 for town in TOWNS})


@pytest.mark.parametrize(
    ("counties", "told"),
    [
        pytest.param({code: county(1) for code in CODES}, [], id="as ever"),
        pytest.param({code: county(4 if code == CODES[2] else 1) for code in CODES}, [CODES[2], ""], id="one county: it, and with it all"),
        pytest.param({code: county(3) for code in CODES}, [""], id="all of them: their trend"),
        pytest.param({CODES[0]: county(9)}, [CODES[0]], id="alone: by its own past"),
        pytest.param({code: county(9, months=3) for code in CODES}, [], id="too few months are known"),
        pytest.param({code: county(9, gap=0) for code in CODES}, [], id="this month is not"),
        pytest.param({}, [], id="nobody"),
    ],
)
def test_what_stands_out(counties, told):
    found = [each for each in clusters_of_counties({code: wholes(of) for code, of in counties.items()}) if each.is_cluster]
    assert sorted(each.town for each in found) == sorted(told)
    assert all(each.households == 4000 * (len(counties) if not each.town else 1) for each in found)


def test_what_a_month_left_is_kept(tmp_path):
    june, july = dt.date(2024, 6, 1), dt.date(2024, 7, 1)
    with Warehouse(tmp_path / "warehouse.duckdb") as province:
        province.run("CREATE SCHEMA province")
        for month, now in ((june, 3), (july, 1), (june, 4)):
            keep(province, month, {code: county(now) for code in CODES})
        assert kept(province, june) == {code: wholes(county(4)) for code in CODES} and kept(province, july) == {code: wholes(county(1)) for code in CODES}
