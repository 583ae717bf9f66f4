"""The answers of a review workbook, however it was saved or sorted."""

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from schemas.fields import Unreadable, read_day
from schemas.returned.filled import filled_tables, folded

CASE_ID, ANSWER, CANDIDATE, WRITTEN = "编号", "判断", "候选", "填报的姓名"
SAID_BY, SAID_ON, WHY = "核实人", "核实日期", "备注"
NO_RELATION = "关系不详"
NOBODY, UNDECIDED = "不是花名册上的人", "暂不确定"
WHOLE, NOT_WHOLE = "就是这么多", "没有报全"  # of an extract that is much smaller than usual
# What people type instead of choosing.
ALSO = {"都不是": NOBODY, "不是": NOBODY, "0": NOBODY, "不确定": UNDECIDED, "拿不准": UNDECIDED, "9": UNDECIDED, "就这么多": WHOLE, "没报全": NOT_WHOLE, "漏报": NOT_WHOLE}
ONE_OF_THEM = re.compile(f"(?:是|{CANDIDATE})*([1-8一二三四五六七八])")


class Choice(NamedTuple):
    """A row that somebody answered; household, name and number are those of the candidate chosen, else empty.

    They come from the workbook itself: should the order of candidates have changed since, these still hold. Who stands only by a household number
    in the remark has that and the name as written. Who answered, when and why is as far as it was written; a day that cannot be read is none.
    `fault` says in Chinese why an answer cannot be followed.
    """

    case_id: str
    answer: str
    household_id: str = ""
    name: str = ""
    number: str = ""
    said_by: str = ""
    said_on: dt.date | None = None
    why: str = ""
    fault: str = ""


def read_choices(path: Path) -> list[Choice]:
    """Every row with an answer. Raises ValueError if no sheet has the two columns."""
    return [
        _choice(row, f"{sheet}第{at}行：")
        for sheet, rows in filled_tables(path, CASE_ID, ANSWER) for at, row in rows
        if row[CASE_ID] and row[CASE_ID] != CASE_ID and folded(row[ANSWER])
    ]


def _choice(row: dict[str, str], place: str) -> Choice:
    said = folded(row[ANSWER])
    answer, why = ALSO.get(said, said), folded(row.get(WHY, ""))
    if one := ONE_OF_THEM.fullmatch(answer):
        answer = f"{CANDIDATE}{int(one[1]) if one[1].isdecimal() else '一二三四五六七八'.index(one[1]) + 1}"
    fault = ""
    person = _person(row.get(answer, "")) if answer.startswith(CANDIDATE) else (why, row.get(WRITTEN, ""), "") if answer == UNDECIDED and why else ("", "", "")
    if answer not in (NOBODY, UNDECIDED, WHOLE, NOT_WHOLE) and not person[0]:
        fault = f"{place}“{ANSWER}”一格看不懂，请在下拉列表里选"
    return Choice(row[CASE_ID], answer, *person, folded(row.get(SAID_BY, "")), _day(row.get(SAID_ON, "")), why, fault)


def _day(text: str) -> dt.date | None:
    with suppress(Unreadable):
        return read_day(text)
    return None


def _person(candidate: str) -> tuple[str, str, str]:
    """What `_candidate` wrote, taken apart: a name may hold spaces and brackets itself."""
    lines = candidate.split("\n")
    household_id, _, who = lines[0].partition(" ")
    return (household_id, who.rpartition("（")[0], lines[-1].strip()) if len(lines) == 3 else ("", "", "")
