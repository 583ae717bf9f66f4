"""True facts → the linked.* tables that measures and rules read: everybody found, by their own number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import count

from matchers.months.measuring import note_linked_anew
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from tests.matchers.rules.homes import DECLARED
from tests.twin.facts import Facts, Known
from tests.twin.indicators import found_trouble

FROM_FACTS = (
    "part", "part_town", "received", "roster_row", "person", "settlement", "student", "employment", "assistance", "enrolment",
    "house", "death", "water", "self_report", "visit", *DECLARED, "pending", "shrunk",
)
COLUMNS: dict[str, list[str]] = defaultdict(list)


def first_of(month: int) -> dt.date:
    """A month's count → its first day."""
    return dt.date(month // 12, month % 12 + 1, 1)


def fill(warehouse: Warehouse, facts: Facts, known: int, shrunk: list[tuple[str, int]] = ()) -> None:
    """Make linked.* hold these facts, as far as folders up to the month `known` bear them.

    `shrunk` are (dataset, month) of extracts that are not whole.
    """
    filler = _Filler(facts, known)
    rows = filler.rows | {
        "shrunk": [{"dataset": dataset, "month": first_of(month), "town": "", "row_count": 1, "usual": 10} for dataset, month in shrunk],
    }
    with warehouse.transaction():
        for table in FROM_FACTS:
            _put(warehouse, f"linked.{table}", rows.get(table, []))
        for table in ("intake.roster", "intake.identity"):
            _put(warehouse, table, filler.rows[table])
        note_linked_anew(warehouse, first_of(known), first_of(known))  # as linking does
        warehouse.run("DELETE FROM linked.made_of")  # nothing that was made of other rows stands


def _put(warehouse: Warehouse, table: str, rows: list[dict]) -> None:
    """The table's own columns and types, other rows; a name that the table does not have is a mistake."""
    columns = _columns_of(warehouse)[table]
    assert not {name for row in rows for name in row} - set(columns), (table, columns)
    warehouse.run(f"DELETE FROM {table}")
    warehouse.append(table, [tuple(row.get(name) for name in columns) for row in rows])


def _columns_of(warehouse: Warehouse) -> dict[str, list[str]]:
    """The columns of every table, in order; looked up once, they are the same in all warehouses."""
    if not COLUMNS:
        asked = "SELECT table_schema || '.' || table_name AS full_name, column_name FROM information_schema.columns ORDER BY full_name, ordinal_position"
        for row in warehouse.records(asked):
            COLUMNS[row["full_name"]].append(row["column_name"])
    return COLUMNS


class _Filler:
    def __init__(self, facts: Facts, known: int) -> None:
        self.facts, self.known = facts, Known(facts, known)
        self.rows: dict[str, list[dict]] = defaultdict(list)
        self.parts: dict[tuple[str, int], int] = {}
        self.homes: dict[str, int] = {}
        self.lines = count(2)
        for dataset, month, town in sorted(key for key, folder in facts.received.items() if folder <= known):
            self.rows["received"].append({"dataset": dataset, "month": first_of(month), "town": town})
        for version in sorted(version for version in facts.rosters if version <= known):
            self._roster(version)
        for who, person in facts.persons.items():
            self.rows["intake.identity"].append({"identity_id": who, "number": "", "name": person.name, "town": "", "village": ""})
            self.rows["person"].append({"person_id": who, "number": person.id_number, "number_state": "ok", "birth": person.birth})
        self._months()

    def _part(self, dataset: str, month: int) -> int:
        if (dataset, month) not in self.parts:
            part = self.parts[dataset, month] = len(self.parts) + 1
            told = {"dataset": dataset, "month": first_of(month), "path": f"{dataset}-{month}.csv", "sheet": "", "folder": first_of(month), "order_no": part}
            self.rows["part"].append({"part_id": part, **told, "replaces": False})
            self.rows["part_town"].append({"part_id": part, "town": ""})
        return self.parts[dataset, month]

    def _add(self, table: str, month: int, who: int, **said: object) -> None:
        """`dataset` is said where the table is not that of one."""
        place = {"part_id": self._part(said.get("dataset", table), month), "row": next(self.lines), "month": first_of(month)}
        self.rows[table].append({"person_id": who, "identity_id": who, **place, **said})

    def _roster(self, version: int) -> None:
        for home in self.facts.rosters[version].values():
            for who, relation in zip(home.members, home.relations, strict=True):
                person = self.facts.persons[who]
                place = {"part_id": self._part("roster", version), "row": next(self.lines), "month": first_of(version)}
                here = {"household_id": home.household_id, "name": person.name, "number": person.id_number, "number_state": "ok", "town": home.town, "village": home.village}
                self.rows["roster_row"].append({"person_id": who, **place, "order_no": place["part_id"], "home": self.homes.setdefault(home.household_id, len(self.homes)), "written_id": home.household_id, "is_head": relation == "户主", **here})
                said = {"written_name": person.name, "relation": relation, "household_type": home.household_type, "labour": person.labour, "income_per_capita": home.income_per_capita, "authorised": home.authorised, "risk_cleared": home.risk_cleared}
                self.rows["intake.roster"].append({**place, **here, **said})

    def _months(self) -> None:
        for who, month in self.facts.bills:
            for bill in self.known.bills(who, month):
                self._add("settlement", month, who, self_pay=bill.self_pay, care_type=bill.care_type or None, medical_aid=bill.medical_aid)
        for (who, month), rows in self.facts.studies.items():
            for row in rows:
                self._add("student", month, who, stage=row.stage, status=row.status, tuition=row.tuition, boarding=row.boarding, aid=row.aid)
        for (who, month), rows in self.facts.jobs.items():
            for row in rows:
                self._add("employment", month, who, status=row.status, wage=row.wage)
        for (who, month), rows in self.facts.benefits.items():
            for row in rows:
                self._add("assistance", month, who, kind=row.kind, status=row.status, amount=row.amount)
        for (who, month), statuses in self.facts.cover.items():
            for status in statuses:
                self._add("enrolment", month, who, status=status)
        householders = {key: home.members[0] for roster in self.facts.rosters.values() for key, home in roster.items()}
        for (key, month), houses in self.facts.houses.items():
            for house in houses:
                self._add("house", month, householders[key], grade=house.grade, sole=house.sole, renovation=house.renovation)
        for who, day in self.facts.deaths.items():
            self._add("death", day.year * 12 + day.month - 1, who, died_on=day)
        for (who, month), applications in self.facts.applications.items():
            for one in applications:
                self._add("self_report", month, who, reported_on=one.reported_on, matter=one.matter or None)
        for (who, month), visits in self.facts.visits.items():
            for one in visits:
                self._add("visit", month, who, visited_on=one.visited_on, problem=one.problem or None, has_found=found_trouble(one))
        for (dataset, who, month), rows in self.facts.declared.items():
            untold = {column.name for column in all_datasets()[dataset].columns} - set(all_datasets()[dataset].tells)  # no rule is given those
            for row in rows:
                self._add(dataset, month, who, **{name: value for name, value in row.items() if name not in untold})
        for dataset, who, month in sorted(self.facts.waiting):
            self._add("pending", month, who, dataset=dataset, is_at_fault=False)
        for month, supplies in self.facts.supplies.items():
            for one in supplies:
                place = {"town": one.town, "village": one.village, "part_id": self._part("water", month), "row": next(self.lines), "month": first_of(month)}
                self.rows["water"].append({**place, "status": one.status, "outage_days": one.outage_days, "works": one.works, "quality": one.quality, "tested_on": one.tested_on})
