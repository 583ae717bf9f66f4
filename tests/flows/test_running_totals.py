"""Totals since January: what is a month's own is this month's file less last month's, by person and key; alone they are kept and not counted."""

import pytest

from flows.county import opened
from flows.month import run_month
from flows.taking_in import collect_month
from flows.workspace import Workspace
from schemas.months import parse_month
from tests.flows import small

LAYOUT = (
    'dataset = "settlement"\ntitle = "住院累计"\nfile = "住院累计{month:yyyymm}*"\nsince = "january"\nabsent = ["settled_on"]\n[columns]\nname = "姓名"\nid_number = "号码"\n'
    'settlement_id = { made = ["号码"] }\ntotal = "总的"\nself_pay = "自付"\n[constants]\ncare_type = "普通住院"\n'
)
PAID = "SELECT strftime(month, '%Y-%m'), self_pay, \"row\" FROM linked.settlement WHERE part_id IN (SELECT part_id FROM intake.part WHERE layout = '住院累计') ORDER BY ALL"


@pytest.fixture
def county(tmp_path):
    county = small.build(tmp_path / "county")
    (county.home / "layouts").mkdir()
    (county.home / "layouts" / "住院累计.toml").write_text(LAYOUT, "utf-8")
    return county


def drop(county, month, **paid):
    people = {"wang": ("王桂英", small.WANG), "li": ("李国强", small.LI)}
    lines = ["姓名,号码,总的,自付", *(f"{','.join(people[who])},{2 * amount},{amount}" for who, amount in paid.items())]
    folder = county.inbox / month
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"住院累计{month.replace('-', '')}.csv").write_text("\n".join(lines) + "\n", "utf-8")


def linked(county, month=small.MONTH):
    workspace = Workspace.at(county.home)
    run_month(workspace, parse_month(month))
    with workspace.locked(), opened(workspace) as warehouse:
        return [(of, int(paid), row) for of, paid, row in warehouse.rows(PAID)]


def test_a_months_own_is_the_difference_by_person(county):
    drop(county, small.MONTH_BEFORE, wang=100, li=50)
    drop(county, small.MONTH, wang=350, li=50)
    assert linked(county) == [(small.MONTH, 250, 2)], "a difference of nought is no row, and May without April is none"


def test_alone_they_are_kept_and_count_when_the_month_before_comes(county):
    drop(county, small.MONTH, wang=350, li=50)
    assert linked(county) == []
    drop(county, small.MONTH_BEFORE, wang=100)
    assert linked(county) == [(small.MONTH, 50, 3), (small.MONTH, 250, 2)], "who had no row before had nothing"


def test_in_january_they_begin_anew(county):
    drop(county, "2023-12", wang=900)
    drop(county, "2024-01", wang=40)
    assert linked(county) == [("2024-01", 40, 2)]
    assert collect_month(Workspace.at(county.home), parse_month(small.MONTH)).new_files == 0, "read once"
