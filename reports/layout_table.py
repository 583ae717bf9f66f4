"""对照表: a file's headings with cells of it and what each is taken for, to be put right by somebody who knows the list."""

import datetime as dt
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from reports.masking import masked
from reports.workbook import Book, Shown, TableColumn
from schemas.dataset import Dataset, all_datasets
from schemas.returned.taught import (
    ADDRESS,
    ALL_ARE,
    ANSWER,
    EACH,
    HEADING,
    HOUSEHOLDS,
    KIND,
    MEANS,
    NO_DATA,
    PLACE,
    QUESTION,
    UNKNOWN,
    UNUSED,
    WHICH,
    WHOSE,
)


@dataclass(frozen=True)
class HeadingSeen:
    """A heading at a place (A, B …), three cells under it, what it is taken for and by what."""

    place: str
    heading: str
    cells: tuple[str, ...]
    means: str
    told_by: str


def write_layout_table(path: Path, file: str, title: str, rows: int, day: dt.date, dataset: Dataset | None, headings: Sequence[HeadingSeen]) -> None:
    """`rows` is how many rows the header has; `dataset` what the file is most like."""
    book = Book(f"{title}对照表", day, {"kind": KIND, "title": title, "file": file, "rows": str(rows), "day": day.isoformat()})
    columns = (
        TableColumn(PLACE, 6, centre=True), TableColumn(HEADING, 26), TableColumn("例一", 18), TableColumn("例二", 18), TableColumn("例三", 18),
        TableColumn(MEANS, 20, fill_in=True, choices=meanings(dataset), suggested=True),
        TableColumn("为什么这样认", 18),
    )
    asked = book.sheet("先回答", (TableColumn(QUESTION, 44), TableColumn(ANSWER, 26, fill_in=True), TableColumn("说明", 50)), f"{title}：这张表怎么读", landscape=False)
    asked.line("请先在浅黄色的格子里回答，再到“对照表”一页看每一列认得对不对。填好保存，把这个文件放进 returns 的月份文件夹；以后同样的表就认得了。", "yellow")
    asked.table([(words, Shown(given, choices=choices), why) for words, given, choices, why in questions(dataset, {seen.means for seen in headings})], main=True)
    sheet = book.sheet("对照表", columns, f"{title}：每一列是什么")
    sheet.line(f"“{MEANS}”不对的请改；用不着的选“{UNUSED}”。号码只显示头尾。")
    sheet.table([(seen.place, seen.heading, *(shown_cell(cell) for cell in (*seen.cells, "", "", "")[:3]), Shown(seen.means or UNUSED), seen.told_by) for seen in headings], main=True)
    book.save(path)


def questions(dataset: Dataset | None, taken: Set[str]) -> list[tuple[str, str | None, tuple[str, ...], str]]:
    """(question, answer proposed, choices, note) that the columns alone, of which `taken` are found, do not settle."""
    return [
        (WHICH, dataset.title if dataset else None, (*(d.title for d in all_datasets().values()), NO_DATA), "从下拉列表选；改了这一项，后一页的“认作”要按新的选"),
        *(
            (ALL_ARE.format(c.title), c.on_the_list or None, (*c.kind.choices, UNKNOWN), f"表里没有这一列才用得着；说不清的选“{UNKNOWN}”")
            for c in (dataset.required if dataset else ()) if c.kind.choices and c.title not in taken
        ),
        (WHOSE, EACH, (EACH, HOUSEHOLDS), "一户只写一个金额的，选“一户的”"),
    ]


def meanings(dataset: Dataset | None) -> tuple[str, ...]:
    """What a heading may be taken for."""
    return (*(c.title for c in dataset.columns), ADDRESS, UNUSED) if dataset else (ADDRESS, UNUSED)


def shown_cell(cell: str) -> str:
    return re.sub(r"\d{11,}[Xx]?", lambda number: masked(number[0]), cell)[:40]
