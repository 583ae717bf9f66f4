"""对照表: a file's headings with cells of it and what each is taken for, to be put right by somebody who knows the list."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

from reports.masking import masked
from reports.workbook import Book, Shown, TableColumn
from schemas.layouts.nearest import Nearest
from schemas.layouts.proposals import BY_CONTENT, GUESSED, MAY_BE_MONEY, HeadingSeen
from schemas.layouts.words_seen import LEFT_OUT
from schemas.returned.asked import (
    ANSWER,
    EXAMPLES,
    FIRST,
    HEADING,
    KIND,
    MEANS,
    OTHER_WORDS,
    PLACE,
    QUESTION,
    SAYS,
    SAYS_TOO,
    UNUSED,
    WRITTEN,
    meanings,
    questions,
    sayings,
)

ASKED_PAGE, HEADINGS_PAGE, WORDS_PAGE = "先回答", "对照表", "写法"


def write_layout_table(path: Path, file: str, seen: Nearest, day: dt.date) -> None:
    marks = {
        "kind": KIND, "title": seen.title, "file": file, "rows": str(seen.rows), "skip": str(seen.skip), "day": day.isoformat(), "masked": "1" if seen.is_masked else "",
        "who_sheet": seen.who[0], "who_by": seen.who[1], "groups": "\n".join(seen.groups), "sheets": "\n".join(seen.sheets), "limits": seen.limits, "dataset": seen.dataset.name if seen.dataset else "",
    }
    book = Book(f"{seen.title}对照表", day, {name: text for name, text in marks.items() if text})
    asked = book.sheet(ASKED_PAGE, (TableColumn(QUESTION, 42), TableColumn(ANSWER, 26, fill_in=True, suggested=True), TableColumn("说明", 50)), f"{seen.title}：这张表怎么读")
    asked.line(
        f"浅黄色的格子里是程序猜的，不对的请改。三页依次看：“{ASKED_PAGE}”、“{HEADINGS_PAGE}”（每一列是什么）、“{WORDS_PAGE}”（格子里的代码是什么意思，多数不用填）。"
        "填好保存，放进 returns 的月份文件夹，运行 bidui collect 月份；以后同样的表就认得了。", "yellow",
    )
    asked.table([(words, Shown(given, choices=choices), why) for words, given, choices, why in questions(seen)], main=True)
    columns = (
        TableColumn(PLACE, 8, centre=True), TableColumn(HEADING, 26), *(TableColumn(title, 18) for title in EXAMPLES),
        TableColumn(MEANS, 24, fill_in=True, choices=meanings(seen.dataset), suggested=True), TableColumn("为什么这样认", 24),
    )
    sheet = book.sheet(HEADINGS_PAGE, columns, f"{seen.title}：每一列是什么")
    sheet.line(f"“{MEANS}”不对的请改；用不着的选“{UNUSED}”。号码只显示头尾。几列一起才说明一件事的（如每月一列、几列代码），都认作同一项。")
    sheet.table([(h.place, h.heading, *(shown_cell(cell) for cell in (*h.cells, "", "", "")[:3]), Shown(h.means or UNUSED), told_by(h)) for h in seen.headings], main=True)
    if seen.words and seen.dataset:
        _words_page(book, seen)
    book.save(path)


def _words_page(book: Book, seen: Nearest) -> None:
    assert seen.dataset
    taken = {heading.means for heading in seen.headings}
    too = sayings(seen.dataset, taken)
    columns = (
        TableColumn(PLACE, 8, centre=True), TableColumn(HEADING, 26), TableColumn(WRITTEN, 22), TableColumn("几行", 8), TableColumn("代码表上的意思", 16),
        TableColumn(SAYS, 22, fill_in=True, suggested=True), TableColumn(SAYS_TOO, 26, fill_in=True, suggested=True), TableColumn(FIRST, 8, fill_in=True, suggested=True),
    )
    page = book.sheet(WORDS_PAGE, columns, f"{seen.title}：格子里的写法是什么意思")
    page.line(
        f"用得着的才填。“{SAYS}”：这个写法在它那一列里算哪一种；已取消、已退出这样不该算的，选“{LEFT_OUT}”。“{SAYS_TOO}”：它还说明表里没有的另一项（如：改造状态：已竣工）。"
        f"“{FIRST}”：几列都说明同一项时，写 1 的先算。“{OTHER_WORDS}”：以后出现的别的写法。", "yellow",
    )
    by_title = {column.title: column.kind.choices for column in seen.dataset.columns}
    means = {heading.place: heading.means for heading in seen.headings}
    rows: list[tuple[Any, ...]] = []
    for at, word in enumerate(seen.words):
        choices = (*by_title.get(means.get(word.place, ""), ()), LEFT_OUT)
        rows.append((word.place, word.heading, word.word, word.rows, word.explained, Shown(word.means or None, choices=choices), Shown(word.too or None, choices=too), Shown(None, choices=("1", "2", "3"))))
        if at + 1 == len(seen.words) or seen.words[at + 1].place != word.place:
            rows.append((word.place, word.heading, OTHER_WORDS, None, "", Shown(None, choices=choices), Shown(None, choices=too), Shown(None, choices=("1", "2", "3"))))
    page.table(rows, main=True)


def told_by(heading: HeadingSeen) -> Shown:
    """By what a heading is taken for what it is; what is not its own name is to be looked at."""
    if heading.told_by == MAY_BE_MONEY:
        return Shown("像是金额，没有用，对吗？", "yellow")
    if heading.told_by in (GUESSED, BY_CONTENT):
        return Shown(f"{heading.told_by}，请核对", "yellow")
    return Shown(heading.told_by, "muted")


def shown_cell(cell: str) -> str:
    return re.sub(r"\d{11,}[Xx]?", lambda number: masked(number[0]), cell)[:40]
