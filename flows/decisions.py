"""Answers to the review workbook, put back into returns/: they hold for all later months."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from python_calamine import CalamineError

from flows.workspace import Workspace
from matchers.identity import Answers
from matchers.warehouse import Warehouse
from reports.review_list import NOBODY, UNDECIDED, read_choices
from schemas.grids import is_litter

WORKBOOKS = (".xlsx", ".xls", ".ods", ".et")


@dataclass(frozen=True)
class Decisions:
    """What the bureau decided, and files of returns/ that could not be opened, as Chinese lines."""

    answers: Answers
    unread: tuple[str, ...]


def read_decisions(workspace: Workspace, until: dt.date) -> Decisions:
    """All decisions in returns/ up to a month; of two on one case that of the later folder and file name holds."""
    answers: Answers = {}
    unread = []
    for _, folder in workspace.returns(until):
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in WORKBOOKS or is_litter(path.name):
                continue
            try:
                choices = read_choices(path)
            except ValueError:  # a town's list, not a review workbook
                continue
            except (CalamineError, OSError):
                unread.append(f"returns/{folder.name}/{path.name} 打不开，里面的判断没有采用，请另存后再放回")
                continue
            for choice in choices:
                _note(answers, choice.case_id, choice.answer, choice.household_id, choice.name)
    return Decisions(answers, tuple(unread))


def recorded_decisions(warehouse: Warehouse, until: dt.date) -> Answers:
    """The same by what the warehouse knows of returns/, whatever lies there now."""
    answers: Answers = {}
    by_file = groupby(warehouse.rows("issued/review_choices", until=until), key=lambda row: (row[0], PurePosixPath(row[1])))
    for (_, path), choices in sorted(((place, list(rows)) for place, rows in by_file), key=lambda each: each[0]):
        if path.suffix.lower() in WORKBOOKS:
            for _, _, *choice in choices:
                _note(answers, *choice)
    return answers


def _note(answers: Answers, case_id: str, answer: str, household_id: str, name: str) -> None:
    if answer == NOBODY:
        answers[case_id] = None
    elif answer != UNDECIDED and household_id:
        answers[case_id] = (household_id, name)
