"""Rows of files as a story shows them: which cell, whose, how joined."""

import json
from collections import Counter
from collections.abc import Mapping

from matchers.records.told import Cell, SourceRow
from matchers.statements import statements
from matchers.warehouse import Record, Row, Warehouse
from schemas.column_letters import letters_of
from schemas.dataset import all_datasets
from schemas.spellings import bare

SQL = statements(__file__)


def household_rows(warehouse: Warehouse, household_id: str, whose: Mapping[int, str]) -> list[tuple[int, int, SourceRow]]:
    """(months back, person, row) of all rows of the members, the latest month first."""
    return [
        (row["back"], row["person_id"], source_row(row, whose.get(row["person_id"], "")))
        for row in warehouse.records(SQL["rows"], household_id=household_id)
    ]


def village_rows(warehouse: Warehouse, town: str, village: str) -> list[SourceRow]:
    return [source_row(row, village) for row in warehouse.records(SQL["village_rows"], town=town, village=village)]


def source_row(row: Record, whose: str) -> SourceRow:
    return SourceRow(
        row["dataset"], row["month"], row["path"], row["sheet"], row["row"], whose, row["joined_by"], row["amount"],
        cells_of(row["dataset"], row["row"], tuple(row["cells"]), row["placed"], row["header"]),
    )


def cells_of(dataset: str, row: int, texts: Row, placed: str, header: str) -> tuple[Cell, ...]:
    """The cells of columns that the file has; `placed` and `header` are those of intake.part."""
    came_as = {title: (text, guessed, times) for text, title, guessed, times in json.loads(placed)}
    headers = [text.strip() for text in json.loads(header)]
    cells = []
    for name, text in zip(all_datasets()[dataset].cited, texts, strict=True):
        title = all_datasets()[dataset].column(name).title
        if title in came_as and text is not None:
            written, guessed, times = came_as[title]
            cells.append(Cell(_letters(headers, written.strip(), guessed, row), bare(written) or title, text, times))
    return tuple(cells)


def _letters(headers: list[str], written: str, guessed: bool, row: int) -> str:
    """Of two columns under one header the first is the one taken; of a guessed one that is not sure."""
    if written not in headers or (guessed and headers.count(written) > 1):
        return ""
    return f"{letters_of(headers.index(written))}{row}"


def whose_rows(warehouse: Warehouse, household_id: str) -> dict[int, str]:
    """How each member stands to the head; of two sons the second is 之子2."""
    people = warehouse.rows(SQL["members"], household_id=household_id)
    several = Counter(relation for _, relation in people)
    met: Counter[str] = Counter()
    names = {}
    for person, relation in people:
        met[relation] += 1
        names[person] = (relation or "家庭成员") + (str(met[relation]) if several[relation] > 1 else "")
    return names


def home_of(warehouse: Warehouse, household_id: str) -> Record:
    """A household as the roster in force has it, and the row that tells last year's income; empty where there is none."""
    return next(iter(warehouse.records(SQL["household"], household_id=household_id)), {})
