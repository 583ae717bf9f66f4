"""The bureau's review workbook: people only somebody who knows can place; and its answers read back."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from reports.contents import Candidate, ReviewCase
from reports.plain_text import month_words
from reports.workbook import Book, Column, Shown

KIND = "review"
SHEET = "待人工判断"
MOST_CANDIDATES = 4
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


def write_review(path: Path, county: str, month: dt.date, cases: Sequence[ReviewCase]) -> None:
    title = f"{county}{month_words(month)}待人工判断的人"
    book = Book(title, month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}"})
    shown = min(MOST_CANDIDATES, max((len(case.candidates) for case in cases), default=1))
    sheet = book.sheet(SHEET, _columns(max(shown, 1)))
    sheet.title(title)
    if not cases:
        sheet.line("本月没有需要人工判断的人。", "good")
    else:
        sheet.line(f"部门数据里有{len(cases)}个人对不准是花名册上的谁，在判断之前这些数据先不算。请比较“填报的”和“候选”，在浅黄色的“判断”里选：是哪个候选就选哪个，都不是选“{NOBODY}”，拿不准选“{UNDECIDED}”。")
        sheet.line("填完保存，把这个文件放进当月的 returns 文件夹。判断一次，以后各月都照此办理；没填的下个月再问。“编号”不要改。")
        sheet.table([_row(place, case, max(shown, 1)) for place, case in enumerate(cases, 1)], main=True, frozen_columns=4)
    sheet.lock()
    book.save(path)


def _columns(shown: int) -> tuple[Column, ...]:
    return (
        Column("序号", 6, "count", True),
        Column("填报的姓名", 10, centre=True),
        Column("填报的证件号码", 23, centre=True),
        Column("填报的乡镇村", 14),
        Column("为什么要人工判断", 30),
        *(Column(f"{CANDIDATE}{place}", 31) for place in range(1, shown + 1)),
        Column(ANSWER, 19, centre=True, fill_in=True, prompt="点右边小箭头选一项"),
        Column("备注", 16, fill_in=True),
        Column("来源数据（行数）", 16),
        Column("示例位置", 26),
        Column(CASE_ID, 14),
    )


def _row(place: int, case: ReviewCase, shown: int) -> tuple:
    candidates = case.candidates[:shown]
    reason = case.reason
    if len(case.candidates) > shown:
        reason += f"（候选共{len(case.candidates)}人，只列出前{shown}人；都不是时选“{UNDECIDED}”，并在备注里写户编号）"
    answers = (*(f"{CANDIDATE}{at}" for at in range(1, len(candidates) + 1)), NOBODY, UNDECIDED)
    return (
        place, case.name, case.number, " ".join(filter(None, (case.town, case.village))), reason,
        *map(_candidate, candidates), *[None] * (shown - len(candidates)), Shown(None, choices=answers), None,
        "\n".join(f"{dataset}（{rows}行）" for dataset, rows in case.rows), case.example, case.case_id,
    )


def _candidate(person: Candidate) -> str:
    return f"{person.household_id} {person.name}（{person.relation or NO_RELATION}）\n{person.town} {person.village}\n{person.number}"


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
