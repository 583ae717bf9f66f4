"""The example county's June, from drops to papers: the signals it must give, sums that agree, nobody named where none may be."""

from __future__ import annotations

import re
import shutil
from collections import Counter

import pytest

from matchers.warehouse import Warehouse
from reports.machine import LEAD_COLUMNS, SIGNAL_COLUMNS
from tests.flows.conftest import EXAMPLE
from tests.flows.look import rows, table, words

MONTH = "2024-06"
RECEIPT_SUM = ("用上了", "重复", "先没用（有错）", "不是数据")
SEARCHED_IN_CSV = ("signals.csv", "leads.csv")
MASK = re.compile(r"\d{6}\*{8}\d{3}[\dX]")


@pytest.fixture(scope="module")
def outbox(example):
    return example / "outbox" / MONTH


@pytest.fixture(scope="module")
def asked(example):
    """Answers of the workspace's own tables."""
    with Warehouse(example / "warehouse.duckdb") as warehouse:
        yield lambda statement: [tuple(row.values()) for row in warehouse.records(statement)]


def test_the_signals_are_those_that_the_true_facts_give(outbox):
    expected = Counter((row["household_id"], row["indicator"]) for row in rows(EXAMPLE / "expected" / f"{MONTH}.csv"))
    given = Counter((row["household_id"] or row["town"] + row["village"], row["indicator"]) for row in rows(outbox / "signals.csv"))
    assert given == expected
    assert {row["month"] for row in rows(outbox / "signals.csv")} == {MONTH}


def test_a_workspace_that_ran_the_month_before_gives_the_same_signals(example, outbox, tmp_path, bidui):
    there = shutil.copytree(example, tmp_path / "county")
    assert bidui("run", "2024-05", "--home", there).exit_code == 0
    assert bidui("run", MONTH, "--home", there).exit_code == 0
    again = rows(there / "outbox" / MONTH / "signals.csv")
    assert [row for row in again if row["month"] == MONTH] == rows(outbox / "signals.csv")


def test_every_row_of_every_file_is_accounted_for(asked, outbox):
    uneven = asked("SELECT name, sheet FROM intake.part WHERE rows_read <> stored + duplicates + quarantined + not_data")
    assert uneven == []
    (held,) = asked("SELECT sum(rows_read), sum(stored), sum(duplicates), sum(quarantined), sum(not_data) FROM intake.part")
    shown = Counter()
    for path in (outbox / "departments").iterdir():
        lines = [line for line in table(path, "回执", "文件") if line["读到行数"] is not None]
        for line in lines:
            assert line["读到行数"] == sum(line[name] for name in RECEIPT_SUM), (path.name, line["文件"])
        assert lines[-1]["文件"] == "合计"
        shown.update({name: lines[-1][name] for name in ("读到行数", *RECEIPT_SUM)})
    assert tuple(shown.values()) == held


def test_every_file_is_on_a_receipt(outbox):
    shown = {line["文件"] for path in (outbox / "departments").iterdir() for line in table(path, "回执", "文件")}
    dropped = {path.relative_to(EXAMPLE / "inbox").as_posix() for path in (EXAMPLE / "inbox").rglob("*") if path.is_file()}
    assert {name for name in dropped if not any(each == name or each.startswith(f"{name}/") for each in shown)} == set()


@pytest.mark.parametrize(
    ("name", "columns", "order"),
    [
        ("signals.csv", SIGNAL_COLUMNS, ("town", "village", "household_id", "month", "indicator")),
        ("leads.csv", LEAD_COLUMNS, ("town", "village", "household_id", "month")),
    ],
)
def test_columns_and_order_of_what_programs_read(outbox, name, columns, order):
    header = (outbox / name).read_text("utf-8").splitlines()[0]
    assert header == ",".join(columns)
    keys = [tuple(row[column] for column in order) for row in rows(outbox / name)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_leads_carry_the_signals_and_their_dates(outbox):
    signals = {(row["town"], row["village"], row["household_id"], row["indicator"]) for row in rows(outbox / "signals.csv")}
    leads = rows(outbox / "leads.csv")
    assert {(row["town"], row["village"], row["household_id"], name) for row in leads for name in row["indicators"].split(";")} == signals
    assert {(row["due_date"], row["status"]) for row in leads} == {("2024-07-20", "待核实")}
    assert {row["grade"] for row in leads} == {"red", "yellow", "green"}


def test_evidence_leads_back_to_rows_of_files_that_lie_in_the_inbox(outbox):
    for row in rows(outbox / "signals.csv"):
        for place in row["evidence"].split(";"):
            name, _, at = place.split("!")
            archive = name.partition(".zip/")[0] + ".zip" if ".zip/" in name else name
            assert (EXAMPLE / "inbox" / archive).is_file(), place
            assert at == "" or int(at) > 1


def test_nobody_is_named_in_what_programs_read(asked, outbox):
    people = asked("SELECT DISTINCT written_name, number, phone FROM intake.roster")
    marks = {mark for person in people for mark in person if mark and len(mark) > 1}
    for name in SEARCHED_IN_CSV:
        text = (outbox / name).read_text("utf-8")
        assert {mark for mark in marks if mark in text} == set()


def test_a_town_is_told_whom_of_the_household_a_reason_is_about(asked, outbox):
    living_in = {(household, name) for household, name in asked("SELECT DISTINCT household_id, written_name FROM intake.roster")}
    household_of = {row["lead_id"]: row["household_id"] for row in rows(outbox / "leads.csv")}
    told = [
        (household_of[row["线索编号"]], name)
        for path in (outbox / "towns").glob("*.xlsx")
        for row in table(path, "核实清单", "序号")
        for reason in row["预警原因"].split("\n") if re.search("没有在读学籍|失业或返乡|去世|没有正常参加", reason)
        for name in re.search("（([^（）]+)）$", reason)[1].split("、")
    ]
    assert told and set(told) <= living_in


def test_a_town_is_given_its_own_households_only_and_masked_numbers(asked, outbox):
    towns = {town for (town,) in asked("SELECT DISTINCT town FROM linked.roster_row")}
    leads = rows(outbox / "leads.csv")
    numbers = {number for (number,) in asked("SELECT DISTINCT number FROM intake.identity UNION SELECT number FROM intake.roster") if number}
    lists = {path.name.partition("_")[0]: path for path in (outbox / "towns").glob("*.xlsx")}
    assert set(lists) == towns
    for town, path in lists.items():
        shown = table(path, "核实清单", "序号")
        assert sorted(row["线索编号"] for row in shown) == sorted(row["lead_id"] for row in leads if row["town"] == town)
        assert all(MASK.fullmatch(row["证件号码"]) for row in shown if row["户主"] != "（全村）")
        text = words(path)
        assert not {number for number in numbers if number in text}
        assert not {other for other in towns - {town} if other in text}
