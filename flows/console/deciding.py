"""Pages 7 and 8: who somebody is, and who is enrolled or leaves. What is decided is the issued workbook filled in, put into returns/."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from flows.clock import today
from flows.console.gate import PageAsked
from flows.console.saved_files import my_turn
from flows.workspace import Workspace
from reports.filling import fill_in
from reports.monitored_columns import PROPOSABLE_SHEET, PROPOSED_SHEET
from reports.pages.tinting import tinted
from schemas.fields import Unreadable, read_day
from schemas.mistakes import Mistake
from schemas.months import written
from schemas.returned.decided import DECIDED_ON, ELIMINATIONS, ENROLMENTS, HOUSEHOLD_ID, RESULT
from schemas.returned.filled import filled_tables
from schemas.returned.reviewed import ANSWER, CANDIDATE, CASE_ID, NOBODY, NOT_WHOLE, SAID_BY, SAID_ON, UNDECIDED, WHOLE, WHY

BY_PAGE = "_网页"
A_PAGE = 50
REVIEW, FILES = "待判断名单", "监测对象档案"
EXTRACT, EXTRACT_TOLD = "数据", ("部门", "数据", "月份", "乡镇", "平时", "这次")  # columns of a question about an extract
RESULTS = {PROPOSED_SHEET: tuple(ENROLMENTS), PROPOSABLE_SHEET: tuple(ELIMINATIONS)}
Table = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def issued(workspace: Workspace, month: dt.date, name: str) -> Path:
    return workspace.outbox(month) / f"{name}_{written(month)}.xlsx"


def rows_of(file: Path, *titles: str) -> list[tuple[str, dict[str, str]]]:
    """(sheet, texts by title) of a workbook of ours; none where there is no such file."""
    try:
        return [(sheet, dict(row)) for sheet, row in _rows(file, file.stat().st_mtime_ns, titles)]
    except (OSError, ValueError):
        return []


@lru_cache(maxsize=6)
def _rows(file: Path, stamp: int, titles: tuple[str, ...]) -> Table:
    return tuple((sheet, tuple(row.items())) for sheet, rows in filled_tables(file, *titles) for _, row in rows)


def by_page(workspace: Workspace, month: dt.date, name: str) -> list[Path]:
    """What was decided on pages so far, in the order in which later ones hold."""
    return sorted((workspace.home / "returns" / written(month)).glob(f"{name}_{written(month)}{BY_PAGE}*.xlsx"))


def put(workspace: Workspace, month: dt.date, name: str, key: str, answers: Mapping[tuple[str, str], Mapping[str, object]]) -> None:
    """Fill answers into the file of pages that has all their rows, else into a copy of the issued workbook beside it."""
    with my_turn(workspace.home):
        _put(workspace, month, name, key, answers)


def _put(workspace: Workspace, month: dt.date, name: str, key: str, answers: Mapping[tuple[str, str], Mapping[str, object]]) -> None:
    files = by_page(workspace, month, name)
    for file in reversed(files):
        there = {(sheet, row[key]) for sheet, row in rows_of(file, key)}
        if answers.keys() <= there:
            source, to = file, file
            break
    else:
        source = issued(workspace, month, name)
        to = workspace.home / "returns" / written(month) / f"{name}_{written(month)}{BY_PAGE}{len(files) + 1:02}.xlsx"
    if fill_in(source, to, key, answers) != len(answers):
        raise Mistake("名单已经换过了，请重新打开这一页再做一次")


def _month(asked: PageAsked) -> dt.date:
    copy = asked.copy
    if not copy or not copy.month:
        raise Mistake("还没有比对过，没有要判断和审定的")
    return copy.month


def _answered(workspace: Workspace, month: dt.date) -> dict[str, str]:
    files = (issued(workspace, month, REVIEW), *by_page(workspace, month, REVIEW))  # what is known bears its answer when it goes out
    return {row[CASE_ID]: row[ANSWER] for file in files for _, row in rows_of(file, CASE_ID, ANSWER) if row[ANSWER]}


def open_cases(workspace: Workspace, month: dt.date) -> list[dict[str, str]]:
    answered = _answered(workspace, month)
    return [row for _, row in rows_of(issued(workspace, month, REVIEW), CASE_ID, ANSWER) if row[CASE_ID] and row[CASE_ID] not in answered]


def cases(asked: PageAsked) -> Response:
    """One at a time; without a number the first that nobody has decided."""
    workspace, month = Workspace(asked.desk.home), _month(asked)
    rows = [row for _, row in rows_of(issued(workspace, month, REVIEW), CASE_ID, ANSWER) if row[CASE_ID]]
    answered = _answered(workspace, month)
    left = [at for at, row in enumerate(rows) if row[CASE_ID] not in answered]
    at = place - 1 if (place := asked.place("n")) else next(iter(left), 0)
    if not rows:
        return asked.page("case.html.j2", case=None, total=0)
    at = min(max(at, 0), len(rows) - 1)
    case = rows[at]
    about: dict[str, Any] = {"case_id": case[CASE_ID], "at": at, "total": len(rows), "left": len(left), "answer": answered.get(case[CASE_ID], ""), "undecided": UNDECIDED}
    if EXTRACT in case:
        return asked.page("case.html.j2", case=case, told=EXTRACT_TOLD, choices=(WHOLE, NOT_WHOLE), **about)
    said = (case["填报的姓名"], case["填报的证件号码"], case["填报的乡镇村"])
    candidates = []
    for title in (f"{CANDIDATE}{n}" for n in range(1, 10)):
        if lines := case.get(title, "").split("\n") if case.get(title) else []:
            household, _, who = lines[0].partition(" ")
            name, _, relation = who.rpartition("（")
            told = (name, lines[-1].strip(), lines[1] if len(lines) == 3 else "")
            candidates.append({"title": title, "household": household, "relation": relation.rstrip("）"), "shown": [tinted(text, beside) for text, beside in zip(told, said, strict=True)]})
    asked.look("看待判断", case[CASE_ID])
    return asked.page(
        "case.html.j2", case=case, told=(), reported=said, candidates=candidates, nobody=NOBODY, rows=case["来源数据（行数）"], example=case["示例位置"],
        reason=case["为什么要人工判断"], **about,
    )


def decide_case(asked: PageAsked) -> Response:
    workspace, month = Workspace(asked.desk.home), _month(asked)
    found = [(sheet, row) for sheet, row in rows_of(issued(workspace, month, REVIEW), CASE_ID, ANSWER) if row[CASE_ID] and row[CASE_ID] == asked.text("case_id")]
    if not found:
        raise Mistake("名单已经换过了，请重新打开这一页再做一次")
    (sheet, row), answer = found[0], asked.text("answer")
    choices = (WHOLE, NOT_WHOLE, UNDECIDED) if EXTRACT in row else (NOBODY, UNDECIDED)
    if answer not in choices and not (answer.startswith(CANDIDATE) and row.get(answer)):
        raise Mistake("请在这一页上选一个")
    said = {SAID_BY: asked.who.name, SAID_ON: today(), WHY: asked.text("why")[:200] or None} if EXTRACT in row else {}
    put(workspace, month, REVIEW, CASE_ID, {(sheet, row[CASE_ID]): {ANSWER: answer, **{title: text for title, text in said.items() if title in row}}})
    asked.look("判断是谁", row[CASE_ID], answer)
    return RedirectResponse("/cases?said=saved", 303)


def open_proposals(workspace: Workspace, month: dt.date) -> list[tuple[str, dict[str, str]]]:
    """Rows of both sheets that nobody has decided on a page."""
    decided = {(sheet, row[HOUSEHOLD_ID]) for file in by_page(workspace, month, FILES) for sheet, row in rows_of(file, HOUSEHOLD_ID, RESULT, DECIDED_ON) if row[RESULT]}
    rows = rows_of(issued(workspace, month, FILES), HOUSEHOLD_ID, RESULT, DECIDED_ON)
    return [(sheet, row) for sheet, row in rows if sheet in RESULTS and row[HOUSEHOLD_ID] and (sheet, row[HOUSEHOLD_ID]) not in decided]


def proposals(asked: PageAsked) -> Response:
    workspace, month = Workspace(asked.desk.home), _month(asked)
    found = open_proposals(workspace, month)
    page, total = asked.place("page") or 1, len(found)
    pages = max(1, -(-total // A_PAGE))
    page = min(max(page, 1), pages)
    counts = Counter(sheet for sheet, _ in found)
    found = found[(page - 1) * A_PAGE : page * A_PAGE]
    hidden = {HOUSEHOLD_ID, RESULT, DECIDED_ON, "序号", "备注", "户主", "乡镇", "村"}
    sheets = [
        (name, results, counts[name], [(row, [(title, text) for title, text in row.items() if title and text and title not in hidden]) for sheet, row in found if sheet == name])
        for name, results in RESULTS.items()
    ]
    return asked.page("deciding.html.j2", sheets=sheets, total=total, page=page, pages=pages, today=today().isoformat())


def decide(asked: PageAsked) -> Response:
    """All rows with a result, in one file."""
    workspace, month = Workspace(asked.desk.home), _month(asked)
    there = {f"{sheet}/{row[HOUSEHOLD_ID]}": (sheet, row[HOUSEHOLD_ID]) for sheet, row in open_proposals(workspace, month)}
    try:
        day = read_day(asked.text("day"))
    except Unreadable:
        raise Mistake("请写审定日期") from None
    answers: dict[tuple[str, str], dict[str, object]] = {}
    for name, value in asked.form.items():
        if name.startswith("result/") and isinstance(value, str) and value:
            place = there.get(name.removeprefix("result/"))
            if not place or value not in RESULTS[place[0]]:
                raise Mistake("名单已经换过了，请重新打开这一页再做一次")
            answers[place] = {RESULT: value, DECIDED_ON: day, "备注": asked.text(f"note/{name.removeprefix('result/')}")[:200] or None}
    if not answers:
        raise Mistake("还没有选一户")
    put(workspace, month, FILES, HOUSEHOLD_ID, answers)
    for sheet, household in answers:
        asked.look("审定", household, str(answers[sheet, household][RESULT]))
    return RedirectResponse("/deciding?said=saved", 303)
