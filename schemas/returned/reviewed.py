"""The answers of a review workbook, however it was saved or sorted."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook

CASE_ID, ANSWER, CANDIDATE = "编号", "判断", "候选"
NO_RELATION = "关系不详"
NOBODY, UNDECIDED = "不是花名册上的人", "暂不确定"


class Choice(NamedTuple):
    """A row that somebody answered; household, name and number are those of the candidate chosen, else empty.

    They come from the workbook itself: should the order of candidates have changed since, these still hold.
    """

    case_id: str
    answer: str
    household_id: str = ""
    name: str = ""
    number: str = ""


def read_review(path: Path) -> list[tuple[str, str]]:
    """(case id, answer) of every row with an answer, as written, however the workbook was saved or sorted."""
    return [(choice.case_id, choice.answer) for choice in read_choices(path)]


def read_choices(path: Path) -> list[Choice]:
    """Like `read_review`, with whom each answer means. Raises ValueError if no sheet has the two columns."""
    found = False
    choices = []
    for rows in _tables(path):
        found = True
        for row in rows:
            answer = _folded(row.get(ANSWER, ""))
            if row.get(CASE_ID) and answer:
                choices.append(Choice(row[CASE_ID], answer, *_person(row.get(answer, ""))))
    if not found:
        raise ValueError(f"没有找到同时有“{CASE_ID}”和“{ANSWER}”两列的表，请用系统发的人工判断表填写")
    return choices


def _person(candidate: str) -> tuple[str, ...]:
    """What `_candidate` wrote, taken apart: a name may hold spaces and brackets itself."""
    lines = candidate.split("\n")
    household_id, _, who = lines[0].partition(" ")
    return (household_id, who.rpartition("（")[0], lines[-1].strip()) if len(lines) == 3 else ()


def _tables(path: Path) -> Iterator[list[dict[str, str]]]:
    """Each sheet with the two columns, as rows by header text."""
    workbook = CalamineWorkbook.from_path(str(path))
    for name in workbook.sheet_names:
        cells = [[_text(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python()]
        head = next((at for at, row in enumerate(cells) if CASE_ID in row and ANSWER in row), None)
        if head is not None:
            yield [dict(zip(cells[head], row, strict=False)) for row in cells[head + 1 :]]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).replace("\r", "").strip()


def _folded(text: str) -> str:
    """Whoever types an answer instead of choosing it may put it in full width or with spaces."""
    return unicodedata.normalize("NFKC", text).replace(" ", "")
