"""The answers of a review workbook, however it was saved or sorted."""

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from schemas.fields import Unreadable, read_day
from schemas.returned.filled import filled_tables, folded

CASE_ID, ANSWER, CANDIDATE = "编号", "判断", "候选"
SAID_BY, SAID_ON, WHY = "核实人", "核实日期", "备注"
NO_RELATION = "关系不详"
NOBODY, UNDECIDED = "不是花名册上的人", "暂不确定"
WHOLE, NOT_WHOLE = "就是这么多", "没有报全"  # of an extract that is much smaller than usual


class Choice(NamedTuple):
    """A row that somebody answered; household, name and number are those of the candidate chosen, else empty.

    They come from the workbook itself: should the order of candidates have changed since, these still hold. Who answered, when and why is
    as far as it was written; a day that cannot be read is none.
    """

    case_id: str
    answer: str
    household_id: str = ""
    name: str = ""
    number: str = ""
    said_by: str = ""
    said_on: dt.date | None = None
    why: str = ""


def read_choices(path: Path) -> list[Choice]:
    """Every row with an answer. Raises ValueError if no sheet has the two columns."""
    return [
        Choice(row[CASE_ID], answer, *_person(row.get(answer, "")), folded(row.get(SAID_BY, "")), _day(row.get(SAID_ON, "")), folded(row.get(WHY, "")))
        for _, rows in filled_tables(path, CASE_ID, ANSWER) for _, row in rows
        if row[CASE_ID] and (answer := folded(row[ANSWER]))
    ]


def _day(text: str) -> dt.date | None:
    with suppress(Unreadable):
        return read_day(text)
    return None


def _person(candidate: str) -> tuple[str, str, str]:
    """What `_candidate` wrote, taken apart: a name may hold spaces and brackets itself."""
    lines = candidate.split("\n")
    household_id, _, who = lines[0].partition(" ")
    return (household_id, who.rpartition("（")[0], lines[-1].strip()) if len(lines) == 3 else ("", "", "")
