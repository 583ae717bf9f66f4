"""Reads a county's true facts (clean/*.parquet beside its inbox) for the twin."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from tests.twin.facts import (
    Benefit,
    Bill,
    Facts,
    House,
    Household,
    Job,
    Person,
    Study,
    Supply,
    month_number,
    month_of,
)

KNOWN_BY = {
    "农户花名册": "roster",
    "医保结算": "settlement",
    "医保参保": "enrolment",
    "学籍": "student",
    "社会救助": "assistance",
    "死亡登记": "death",
    "住房安全": "house",
    "供水": "water",
    "就业务工": "employment",
}
SETTLEMENT_ID = re.compile(r"\b[0-9]{16}\b")
MONTH_IN_NAME = re.compile(r"(20\d\d)(?:年|-)?(\d{1,2})")


def _rows(county: Path, table: str) -> list[dict]:
    return pq.read_table(county / "clean" / f"{table}.parquet").to_pylist()


def _yuan(number: float) -> Decimal:
    return Decimal(str(number))


def _read_rosters(county: Path, facts: Facts) -> None:
    for row in _rows(county, "person"):
        facts.persons[row["pid"]] = Person(
            row["name"], row["id_number"], row["birth"], row["sex"], row["labour"], row["health"], row["phone"]
        )
    members = defaultdict(lambda: defaultdict(list))
    for row in _rows(county, "membership"):
        members[month_number(row["version"])][row["household_id"]].append((row["pid"], row["relation"]))
    households = {row["household_id"]: row for row in _rows(county, "household")}
    for version, by_household in members.items():
        facts.rosters[version] = {
            key: Household(
                key,
                row["town"],
                row["village"],
                row["household_type"],
                _yuan(row["income_per_capita"]),
                tuple(who for who, _ in by_household[key]),
                tuple(relation for _, relation in by_household[key]),
                row["group"],
                row["risk_cleared"],
                row["grid_keeper"],
                row["authorised"],
            )
            for key, row in households.items()
            if key in by_household
        }


def _written(file: Path) -> str:
    """All text of one drop, for looking up settlement numbers."""
    try:
        book = CalamineWorkbook.from_path(file)
    except CalamineError:
        return file.read_bytes().decode("gb18030", errors="replace")
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return " ".join(str(cell) for sheet in sheets for row in sheet for cell in row)


def _bills_came(county: Path) -> dict[str, int]:
    """Settlement number → the first folder month that bears it: many bills come a month after their day."""
    came: dict[str, int] = {}
    for file in sorted((county / "inbox").rglob("*医保结算*")):
        folder = month_number(file.relative_to(county / "inbox").parts[0])
        for number in SETTLEMENT_ID.findall(_written(file)):
            came[number] = min(folder, came.get(number, folder))
    return came


def _read_months(county: Path, facts: Facts) -> None:
    came = _bills_came(county)
    for row in _rows(county, "settlement"):
        money = (_yuan(row[column]) for column in ("total", "basic", "catastrophic", "aid", "self_pay"))
        bill = Bill(row["sid"], row["pid"], row["date"], row["kind"], row["diagnosis"], *money, came[row["sid"]])
        facts.bills[row["pid"], month_of(row["date"])].append(bill)
    for row in _rows(county, "student"):
        money = (_yuan(row[column]) for column in ("fee", "dorm", "aid"))
        study = Study(row["school"], row["stage"], row["grade"], row["status"], *money)
        facts.studies[row["pid"], month_number(row["month"])].append(study)
    for row in _rows(county, "assistance"):
        benefit = Benefit(row["kind"], row["status"], _yuan(row["amount"]))
        facts.benefits[row["pid"], month_number(row["month"])].append(benefit)
    for row in _rows(county, "employment"):
        facts.jobs[row["pid"], month_number(row["month"])].append(Job(row["status"], _yuan(row["wage"])))
    for row in _rows(county, "enrolment"):
        facts.cover[row["pid"], month_number(row["month"])].append(row["status"])
    for row in _rows(county, "house"):
        house = House(row["grade"], row["sole"], row["renovation"])
        facts.houses[row["household_id"], month_number(row["month"])].append(house)
    for row in _rows(county, "water"):
        supply = Supply(row["town"], row["village"], row["status"], row["outage"], row["quality"], row["tested"])
        facts.supplies[month_number(row["month"])].append(supply)
    facts.deaths.update((row["pid"], row["date"]) for row in _rows(county, "death"))


def _read_receipts(county: Path, facts: Facts) -> None:
    """What was received follows from the names: dataset, month, and the town of a file for one town."""
    towns = sorted({household.town for roster in facts.rosters.values() for household in roster.values()})
    for file in sorted((county / "inbox").rglob("*")):
        dataset = next((name for word, name in KNOWN_BY.items() if word in file.name), None)
        month = MONTH_IN_NAME.search(file.name)
        if dataset is None or month is None:
            continue
        town = next((town for town in towns if town.removesuffix("镇") in file.name), "")
        folder = file.relative_to(county / "inbox").parts[0]
        facts.receive(dataset, int(month[1]) * 12 + int(month[2]) - 1, town, month_number(folder))


def read_facts(county: Path) -> Facts:
    """All true facts of a county folder with clean/ and inbox/."""
    facts = Facts()
    _read_rosters(county, facts)
    _read_months(county, facts)
    _read_receipts(county, facts)
    return facts


def read_expected(county: Path, month: str) -> set[tuple[int, str, str]]:
    """(month, household or town+village, indicator) of one file in expected/."""
    with open(county / "expected" / f"{month}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(month_number(row.get("month") or month), row["household_id"], row["indicator"]) for row in rows}
