"""A marked household goes through every failure: its name and numbers stay where their owner's business is done."""

from __future__ import annotations

import logging

import pytest

from flows import collecting, file_reader
from matchers.leads import judging
from matchers.months import linking
from reports import receipt, town_list
from tests.flows import small
from tests.flows.look import rows, table, words
from tests.flows.marked import CHILD, GLUED, GLUED_NUMBER, MARKS, NAME, NAMES, NUMBER, NUMBERS, PHONE, STRANGER, deliver

EVERYBODYS = ("signals.csv", "leads.csv", f"月报_{small.MONTH}.html", f"月报_{small.MONTH}.xlsx")
OTHERS = (f"towns/狸桥镇_核实清单_{small.MONTH}.xlsx", f"departments/水务局_回执_{small.MONTH}.xlsx", f"departments/住建局_回执_{small.MONTH}.xlsx")
OWN_TOWN = f"towns/水阳镇_核实清单_{small.MONTH}.xlsx"


def found(text: str, marks: tuple[str, ...] = MARKS) -> list[str]:
    return [mark for mark in marks if mark in text]


@pytest.fixture(scope="module")
def delivered(finished, tmp_path_factory):
    county = finished.copied(tmp_path_factory.mktemp("marked") / "county")
    deliver(county)
    return county


@pytest.fixture(scope="module")
def said(delivered, bidui):
    ran = bidui("run", small.MONTH, "--home", delivered.home)
    assert ran.exit_code == 0, ran.output
    status = [bidui("status", small.MONTH, "--home", delivered.home, *more) for more in ((), ("--json",))]
    return "".join(result.output for result in (ran, *status))


@pytest.fixture(scope="module")
def outbox(delivered, said):
    return delivered.outbox()


def test_the_screen_names_nobody(said):
    assert found(said) == []


@pytest.mark.parametrize("name", [*EVERYBODYS, *OTHERS])
def test_papers_for_others_name_nobody(outbox, name):
    assert found(words(outbox / name)) == []


def test_names_of_files_name_nobody(outbox):
    assert found("".join(path.as_posix() for path in outbox.rglob("*"))) == []


def test_the_household_was_there_to_be_named(outbox):
    assert "77001" in {row["household_id"] for row in rows(outbox / "leads.csv")}
    for department in ("医保局", "人社局", "民政局", "教育局", "乡村振兴局"):
        assert found(words(outbox / "departments" / f"{department}_回执_{small.MONTH}.xlsx")), department
    assert NAME in words(outbox / f"待判断名单_{small.MONTH}.xlsx")


def test_the_town_gets_the_name_and_the_phone_but_a_masked_number(outbox):
    text = words(outbox / OWN_TOWN).replace(GLUED_NUMBER, "")
    assert found(text) == [NAME, CHILD, GLUED[:3], PHONE]  # the child is whom a reason is about
    (line,) = (row for row in table(outbox / OWN_TOWN, "核实清单", "序号") if row["户主"] == NAME)
    assert line["证件号码"] == f"{NUMBER[:6]}********{NUMBER[-4:]}"


def test_nor_does_the_town_see_a_number_written_into_a_name(outbox):
    assert GLUED_NUMBER not in words(outbox / OWN_TOWN)


def test_one_departments_rows_are_not_on_anothers_receipt(outbox):
    papers = {path.relative_to(outbox).as_posix() for path in outbox.rglob("*") if path.is_file() and STRANGER in words(path)}
    assert papers == {f"departments/医保局_回执_{small.MONTH}.xlsx"}
    schools = {path.name.partition("_")[0] for path in (outbox / "departments").iterdir() if f"G{NUMBERS[1]}" in words(path)}
    assert schools == {"教育局"}


def quoting(*_, **__):
    """As libraries do it: the value in the message, in quotes or not, and once more in what caused it."""
    try:
        {}[NAME, NUMBER]
    except KeyError as cause:
        raise ValueError(f"could not convert string to float: {NAME} {NUMBER} '{CHILD}'\nrow: {NUMBERS[1]}, {PHONE}") from cause


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (file_reader, "read_file"), (file_reader, "take_in"), (collecting, "store_parts"), (linking, "link"), (judging, "judge"),
        (town_list, "write_town_list"), (receipt, "write_receipt"),
    ],
)
def test_a_bug_is_told_without_the_values_it_stumbled_on(delivered, bidui, monkeypatch, caplog, tmp_path, owner, name):
    county = delivered.copied(tmp_path / "county")
    (county.inbox / small.MONTH / "more.csv").write_text(f"{NAME},{NUMBER}\n", "utf-8")
    monkeypatch.setattr(owner, name, quoting)
    with caplog.at_level(logging.DEBUG):
        ran = bidui("run", small.MONTH, "--home", county.home)
    assert ran.exit_code == 1
    assert found(ran.output + caplog.text) == []
    assert ran.exception.__class__ is SystemExit
    for told in ("ValueError: could not convert string to float", "KeyError", "quoting", "test_nothing_personal.py"):
        assert told in ran.stderr, "where it happened and what it was is still said"


def test_nor_with_those_that_the_database_quotes(delivered, bidui, monkeypatch, tmp_path):
    county = delivered.copied(tmp_path / "county")
    (county.inbox / small.MONTH / "more.csv").write_text(f"{NAME},{NUMBER}\n", "utf-8")

    def link(warehouse, *_, **__):
        warehouse.records(f"SELECT CAST(word AS INTEGER) FROM (VALUES ('{NAME}'), ('{NUMBER}')) AS words(word)")

    monkeypatch.setattr(linking, "link", link)
    ran = bidui("run", small.MONTH, "--home", county.home)
    assert ran.exit_code == 1
    assert "ConversionException" in ran.stderr
    assert found(ran.output, (*NAMES, *NUMBERS)) == []
