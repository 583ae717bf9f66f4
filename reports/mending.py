"""The receipt's sheets of quarantined rows: mended where they stand and sent back as they are.

Such a sheet is itself a drop that the intake can read: its title names dataset and month (and the original file, whose
name may say the town), its header is the original one. A file that was refused whole must come again whole: were its
few listed rows taken for the month's extract, everybody else would seem to be missing from it. Its faults are therefore
listed in a shape that cannot be taken for data.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from matchers.records.receipts import FileReceipt, PartReceipt
from matchers.records.words import month_words
from reports.plain_text import room
from reports.workbook import BODY, Book, Shown, TableColumn
from schemas.mended import ORIGIN, ORIGIN_ROW
from schemas.parts import Fault

# a mended sheet that bore this word of its original's name would replace the whole month
REPLACES = re.compile(r"重新?报送?|重新上报")
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\'’]")
MOST_COLUMNS = 500  # of a sheet that is mended
MOST_TOLD = 8  # of faults that many rows share
ORIGIN_COLUMNS = (TableColumn(ORIGIN, 30), TableColumn(ORIGIN_ROW, 8, "count", True), TableColumn("【原因】", 44))
REFUSED_COLUMNS = (
    TableColumn("文件", 30), TableColumn("工作表", 14), TableColumn("行号", 8, "count", True), TableColumn("出错的列", 16), TableColumn("出错的内容", 26, "kept"),
    TableColumn("原因", 40), TableColumn("整行内容", 60),
)


@dataclass(frozen=True)
class Mending:
    """One sheet's faulty rows, each with all its faults."""

    place: int
    part: PartReceipt
    rows: tuple[tuple[Fault, ...], ...]

    @property
    def mended_here(self) -> bool:
        return not self.part.refusal

    @property
    def short_name(self) -> str:
        return f"待改正{self.place}" if self.mended_here else f"出错的行{self.place}"

    @property
    def places(self) -> Sequence[int]:
        """The columns shown; of a sheet of very many only those in which something stands, as Excel has no room for three more."""
        lines = (self.part.header, *(row[0].cells for row in self.rows))
        width = max(map(len, lines))
        return range(width) if width <= MOST_COLUMNS else sorted({at for line in lines for at, cell in enumerate(line) if cell})[:MOST_COLUMNS]

    def title(self, at: int) -> str:
        return self.part.header[at] if at < len(self.part.header) else ""

    @property
    def often(self) -> list[str]:
        """What is wrong on more than one row in the same way, with the number of rows; most rows first."""
        counts = Counter((f.column, f.cells[f.at] if 0 <= f.at < len(f.cells) else "", f.reason) for row in self.rows for f in row)
        many = [(fault, count) for fault, count in counts.items() if count > 1]
        return [f"{column}“{text}” × {count}行：{reason}" for (column, text, reason), count in sorted(many, key=lambda each: -each[1])[:MOST_TOLD]]


def mendings(files: Sequence[FileReceipt]) -> list[Mending]:
    found: list[Mending] = []
    for part in (part for file in files if file.state != "old" for part in file.parts if part.faults):
        by_row = defaultdict(list)
        for fault in part.faults:
            by_row[fault.row, fault.cells].append(fault)  # one row may hold several persons
        found.append(Mending(len(found) + 1, part, tuple(tuple(by_row[row]) for row in sorted(by_row))))
    return found


def write_mending(book: Book, mending: Mending) -> None:
    if mending.mended_here:
        _write_to_mend(book, mending)
    else:
        _write_to_look_up(book, mending)


def _write_to_mend(book: Book, mending: Mending) -> None:
    part = mending.part
    places = mending.places
    columns = (*(TableColumn(mending.title(at), _width(at, mending), "kept") for at in places), *ORIGIN_COLUMNS)
    sheet = book.sheet(NOT_IN_SHEET_NAMES.sub("", f"{mending.short_name} {part.dataset}")[:31], columns)
    month = month_words(part.month) if part.month else ""
    stem = REPLACES.sub("", " ".join((*(re.sub(r"\.\w{1,5}\Z", "", name) for name in PurePosixPath(part.file).parts), part.sheet)).strip())
    sheet.title(f"{part.dataset} {month}更正（原文件：{stem}）")
    if part.unit:
        sheet.line(f"单位：{part.unit}")
    sheet.line("请改橙色的格子，改好保存后把本文件放回报送数据的地方；右边三列说明原因，不用动。", "yellow")
    for line in mending.often:
        sheet.line(line)
    place = f"{part.file} {part.sheet}".strip()
    sheet.table([
        (*_cells(row, places), place, row[0].row, "；".join(f"{fault.column}：{fault.reason}" for fault in row))
        for row in mending.rows
    ], main=True)


def _cells(faults: Sequence[Fault], places: Sequence[int]) -> list[object]:
    wrong, cells = {fault.at for fault in faults}, faults[0].cells
    texts = [cells[at] if at < len(cells) else "" for at in places]
    return [Shown(text, "wrong") if at in wrong else text for at, text in zip(places, texts, strict=True)]


def _width(at: int, mending: Mending) -> float:
    texts = [mending.title(at), *(row[0].cells[at] for row in mending.rows[:200] if at < len(row[0].cells))]
    return min(36, max(9, 3 + max(room(line, BODY) for text in texts for line in text.split("\n"))))


def _write_to_look_up(book: Book, mending: Mending) -> None:
    part = mending.part
    sheet = book.sheet(mending.short_name, REFUSED_COLUMNS)
    sheet.title("没有采用的文件里出错的行")
    sheet.line("这里只供对照。请在原文件里改正，然后把原文件整份重新报送，不要报送这张表。", "bad")
    for line in mending.often:
        sheet.line(line)
    sheet.table([
        (
            part.file, part.sheet, fault.row, fault.column, Shown(fault.cells[fault.at] if fault.at < len(fault.cells) else "", "wrong"),
            fault.reason, " | ".join(fault.cells),
        )
        for row in mending.rows for fault in row
    ], main=True)
