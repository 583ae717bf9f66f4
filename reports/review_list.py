"""The bureau's review workbook: people only somebody who knows can place; and its answers read back."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from matchers.records.receipts import Candidate, DoubtedExtract, ReviewCase
from matchers.records.words import month_words, place_words
from reports.workbook import Book, Cells, Shown, TableColumn
from schemas.returned.reviewed import ANSWER, CANDIDATE, CASE_ID, NO_RELATION, NOBODY, NOT_WHOLE, SAID_BY, SAID_ON, UNDECIDED, WHOLE, WHY

KIND = "review"
SHEET = "待人工判断"
MOST_CANDIDATES = 4
BUREAU = "县乡村振兴局"
ASKED = "部门数据里有{count}个人对不准是花名册上的谁，在判断之前这些数据先不算。"
EXTRACTS_SHEET = "比平时少的数据"
EXTRACTS_COLUMNS = (
    TableColumn("序号", 6, "count", True), TableColumn("部门", 10), TableColumn("数据", 10), TableColumn("月份", 11), TableColumn("乡镇", 10),
    TableColumn("平时", 8, "count", True), TableColumn("这次", 8, "count", True),
    TableColumn(ANSWER, 14, centre=True, fill_in=True, prompt="点右边小箭头选一项"),
    TableColumn(SAID_BY, 9, fill_in=True), TableColumn(SAID_ON, 12, "day", True, fill_in=True), TableColumn(WHY, 22, fill_in=True), TableColumn(CASE_ID, 14),
)


def write_review(
    path: Path, county: str, month: dt.date, cases: Sequence[ReviewCase], extracts: Sequence[DoubtedExtract] = (), bureau: str = BUREAU, asked: str = ASKED,
) -> None:
    """`asked` says of `count` people what is not known, and what becomes of their rows until it is."""
    title = f"{county}{month_words(month)}待人工判断的人"
    book = Book(title, month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}"})
    shown = min(MOST_CANDIDATES, max((len(case.candidates) for case in cases), default=0)) or 1
    sheet = book.sheet(SHEET, _columns(shown), title)
    sheet.line(f"本表有姓名和证件号码，只供{bureau}内部使用，不要外发。", "bad")
    if extracts:
        sheet.line(f"有{len(extracts)}份数据比平时少很多，也要判断，在“{EXTRACTS_SHEET}”表。", "yellow")
    if not cases:
        sheet.line("本月没有需要人工判断的人。", "good")
    else:
        sheet.line(f"{asked.format(count=len(cases))}请比较“填报的”和“候选”，在浅黄色的“判断”里选：是哪个候选就选哪个，都不是选“{NOBODY}”，拿不准选“{UNDECIDED}”。")
        sheet.line("填完保存，把这个文件放进当月的 returns 文件夹。判断一次，以后各月都照此办理；没填的下个月再问。“编号”不要改。")
        sheet.table([_row(place, case, shown) for place, case in enumerate(cases, 1)], main=True, frozen_columns=4)
    sheet.lock()
    if extracts:
        _ask_whether_whole(book, month, extracts)
    book.save(path)


def write_acceptance(path: Path, county: str, month: dt.date, extracts: Sequence[DoubtedExtract]) -> None:
    """The same sheet of these extracts alone, which are whole: by whom, when and why stands in them."""
    book = Book(f"{county}{month_words(month)}核实过的数据", month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}"})
    _ask_whether_whole(book, month, extracts)
    book.save(path)


def _ask_whether_whole(book: Book, month: dt.date, extracts: Sequence[DoubtedExtract]) -> None:
    sheet = book.sheet(EXTRACTS_SHEET, EXTRACTS_COLUMNS)
    sheet.title(f"{month_words(month)}比平时少很多的数据")
    sheet.line(f"请问报送的部门：确实只有这些的，在浅黄色的“判断”里选“{WHOLE}”，以后照常评估；漏报的选“{NOT_WHOLE}”，请部门补报；写上谁、哪天、怎么核实的，月报和回执照着写。换了文件会再问。", "yellow")
    choices = (WHOLE, NOT_WHOLE, UNDECIDED)
    sheet.table([
        (
            place, each.department, each.dataset, month_words(each.month), each.town or "全县", each.usual, each.rows,
            Shown(WHOLE if each.is_accepted else None, choices=choices), each.said_by or None, each.said_on, each.why or None, each.case_id,
        )
        for place, each in enumerate(extracts, 1)
    ], main=True)
    sheet.lock()


def _columns(shown: int) -> tuple[TableColumn, ...]:
    return (
        TableColumn("序号", 6, "count", True), TableColumn("填报的姓名", 10, centre=True), TableColumn("填报的证件号码", 23, "kept", centre=True),
        TableColumn("填报的乡镇村", 12),
        *(TableColumn(f"{CANDIDATE}{place}", 31) for place in range(1, shown + 1)),
        TableColumn(ANSWER, 18, centre=True, fill_in=True, prompt="点右边小箭头选一项"), TableColumn("为什么要人工判断", 30), TableColumn("备注", 16, fill_in=True),
        TableColumn("来源数据（行数）", 16), TableColumn("示例位置", 26), TableColumn(CASE_ID, 14),
    )


def _row(place: int, case: ReviewCase, shown: int) -> Cells:
    candidates = case.candidates[:shown]
    reason = case.reason
    if len(case.candidates) > shown:
        reason += f"（候选共{len(case.candidates)}人，只列出前{shown}人；都不是时选“{UNDECIDED}”，并在备注里写户编号）"
    answers = (*(f"{CANDIDATE}{at}" for at in range(1, len(candidates) + 1)), NOBODY, UNDECIDED)
    return (
        place, case.name, case.number, " ".join(filter(None, (case.town, case.village))),
        *map(_candidate, candidates), *[None] * (shown - len(candidates)), Shown(None, choices=answers), reason, None,
        "\n".join(f"{dataset}（{rows}行）" for dataset, rows in case.rows), place_words(case.example), case.case_id,
    )


def _candidate(person: Candidate) -> str:
    return f"{person.household_id} {person.name}（{person.relation or NO_RELATION}）\n{person.town} {person.village}\n{person.number}"
